"""References and Message-IDs of ours: unguessable, and recognisable as ours without a look-up."""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

#: No 0, 1, I, L, O and U: customers read references out on the telephone.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE = re.compile(r"\[(SW-[2-9A-HJKMNP-TV-Z]{6})\]", re.IGNORECASE)
_TOLD = re.compile(r"\bSW-[2-9A-HJKMNP-TV-Z]{6}\b", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<sw\.([0-9a-f]{24})\.([0-9a-f]{24})@[^<>@\s]{1,255}>")
_TAGGED = re.compile(r"\+(sw-[2-9a-hjkmnp-tv-z]{6})-([0-9a-f]{16})$", re.IGNORECASE)
_UNSUBSCRIBE_LINK = re.compile(r"(sw-[2-9a-hjkmnp-tv-z]{6})-[0-9a-f]{24}")
_UNSUBSCRIBE = re.compile(r"unsubscribe (sw-[2-9a-hjkmnp-tv-z]{6})-[0-9a-f]{16}", re.IGNORECASE)


def reference(randomness: bytes) -> str:
    """A reference such as `SW-7K3QXD` from at least 4 random bytes; guessable, so no proof of anything."""
    number = int.from_bytes(randomness, "big")
    letters = ""
    for _ in range(6):
        number, digit = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[digit]
    return f"SW-{letters}"


def references_in(subject: str) -> tuple[str, ...]:
    """The references that stand in brackets in a subject, upper-cased, each once."""
    return tuple(dict.fromkeys(match.upper() for match in _REFERENCE.findall(subject)))


def references_told(text: str) -> tuple[str, ...]:
    """The references that a text names, in brackets or not, upper-cased, each once."""
    return tuple(dict.fromkeys(match.upper() for match in _TOLD.findall(text)))


def message_id(secret: bytes, randomness: bytes, domain: str) -> str:
    """A Message-ID (RFC 5322, 3.6.4) that only the holder of `secret` can make; 12 random bytes."""
    token = randomness.hex()
    return f"<sw.{token}.{_signature(secret, token)}@{domain}>"


def is_ours(secret: bytes, candidate: str) -> bool:
    """Whether `candidate` is a Message-ID made by `message_id` with the same secret."""
    match = _MESSAGE_ID.fullmatch(candidate)
    return match is not None and hmac.compare_digest(match[2], _signature(secret, match[1]))


def reply_address(secret: bytes, address: str, reference: str) -> str:
    """`address` with a tag that only the holder of `secret` can make (RFC 5233's sub-address).

    What is sent there belongs to the request, even where a provider gave our letter another Message-ID.
    """
    local, _, domain = address.rpartition("@")
    return f"{local}+{reference.lower()}-{_tag(secret, reference)}@{domain}"


def tagged(secret: bytes, addresses: Iterable[str]) -> tuple[str, ...]:
    """The references that addresses prove by a tag of `reply_address`; forged ones are left out."""
    found = (_TAGGED.search(address.rpartition("@")[0]) for address in addresses)
    pairs = [(match[1].upper(), match[2].lower()) for match in found if match]
    return tuple(name for name, tag in pairs if hmac.compare_digest(tag, _tag(secret, name)))


def unsubscribe_subject(secret: bytes, reference: str) -> str:
    """The subject of the mail that takes `reference` off the list; nobody else can make it."""
    return f"unsubscribe {reference}-{_signature(secret, f'unsubscribe {reference}')[:16]}"


def unsubscribed(secret: bytes, subject: str) -> str | None:
    """The reference that a subject made by `unsubscribe_subject` names."""
    match = _UNSUBSCRIBE.fullmatch(subject.strip())
    if match is None:
        return None
    wanted = unsubscribe_subject(secret, match[1].upper())
    return match[1].upper() if hmac.compare_digest(wanted.lower(), subject.strip().lower()) else None


def unsubscribe_token(secret: bytes, reference: str) -> str:
    """What a link needs to take `reference` off the list; nobody else can make it."""
    return f"{reference.lower()}-{_signature(secret, f'unsubscribe by link {reference}')}"


def unsubscribed_by(secret: bytes, token: str) -> str | None:
    """The reference that a token made by `unsubscribe_token` names."""
    match = _UNSUBSCRIBE_LINK.fullmatch(token)
    if match is None:
        return None
    reference = match[1].upper()
    return reference if hmac.compare_digest(token, unsubscribe_token(secret, reference)) else None


def _tag(secret: bytes, reference: str) -> str:
    return _signature(secret, f"reply {reference}")[:16]


def _signature(secret: bytes, token: str) -> str:
    return hmac.new(secret, token.encode(), sha256).hexdigest()[:24]
