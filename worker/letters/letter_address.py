"""Addresses as headers and SMTP want them. Knows no letter."""

import re
from email.header import Header
from email.utils import formataddr

from email_validator import EmailNotValidError, validate_email

from worker.errors import WorkerError
from worker.letters.plain_text import one_line

_NAME = 100  # characters of a display name that are kept
_LINE = 70  # characters of a name and address that stand on one line
# Wider than RFC 5321, which forbids the two dots in a row that some Japanese carriers gave out, and than
# the public DNS: a host without a dot is fine where the deployer's own server knows it.
_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,128}@[A-Za-z0-9_.-]{1,253}")


class AddressError(WorkerError):
    """An address can't be written to."""


def split_address(value: str) -> tuple[str, str]:
    """The display name and the address of `Name <address>`, `"Name" <address>` or a bare address."""
    value = value.strip()
    if not value.endswith(">"):
        return "", value
    name, _, addr = value[:-1].rpartition("<")
    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return one_line(name, _NAME), addr.strip()


def ascii_address(value: str, where: str) -> str:
    """The bare address in ASCII, its domain by IDNA where needed: for a header, MAIL FROM or RCPT TO.

    Raises AddressError, which names `where` and not the address, for all that would need SMTPUTF8
    (RFC 6531) or is no address.
    """
    addr = split_address(value)[1]
    if _PLAIN.fullmatch(addr):
        return addr
    try:
        checked = validate_email(
            addr, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=True
        )
    except EmailNotValidError:
        raise AddressError(_refusal(addr, where)) from None
    return checked.ascii_email or addr


def format_address(value: str, where: str) -> str:
    """`value` for an address header, its name encoded (RFC 2047) and folded at "\\n". Raises AddressError."""
    name, addr = split_address(value)[0], ascii_address(value, where)
    if name.isascii() and "=?" not in name:
        return _fold(formataddr((name, addr)))
    return f"{Header(name, 'utf-8', maxlinelen=_LINE).encode()}\n <{addr}>"


def _fold(mailbox: str) -> str:
    name, _, addr = mailbox.rpartition(" <")
    return f"{name}\n <{addr}" if name and len(mailbox) > _LINE else mailbox


def _refusal(addr: str, where: str) -> str:
    local = addr.rpartition("@")[0]
    if local and not local.isascii():
        return (
            f"the address in {where} has non-ASCII characters before its @, which needs SMTPUTF8; use another"
        )
    return f"the address in {where} is not of the form name@domain; correct it"
