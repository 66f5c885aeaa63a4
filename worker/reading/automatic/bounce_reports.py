"""What a delivery report tells: who got nothing, and which message it was (RFC 3464, 3461, and free text).

The one module that knows flufl.bounce.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from email.message import Message as StandardMessage

from flufl.bounce import all_failures

from worker.reading.headers import header_fields
from worker.reading.headers.header_fields import HeaderFields
from worker.reading.message import DeliveryReport
from worker.reading.parts import mime_parts
from worker.reading.words import bounce_words as words

# flufl.bounce logs what its heuristics stumble over, a mail's own words among it.
logging.getLogger("flufl.bounce").addHandler(logging.NullHandler())
logging.getLogger("flufl.bounce").propagate = False

_STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEADER_TYPES = frozenset({"text/rfc822-headers", "message/global-headers", "message/rfc822-headers"})
_MESSAGE_TYPES = frozenset({"message/rfc822", "message/global", "message/partial"})
_STATUS_BYTES = 64 * 1024
_TEXT_CHARS = 32 * 1024
_LINE_CHARS = 400
_RECIPIENTS = 50

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}")
_MESSAGE_ID = re.compile(
    r"^[ \t>]*Message-ID:[ \t]*(?:\r?\n[ \t]*)?(<[^<>\s]{3,990}>)", re.IGNORECASE | re.MULTILINE
)
#: Longer than an address's local part.
_ID = re.compile(r"(?<![\w.+=$%!#-])[\w.+=$%!#-]{16,200}@[\w.-]{1,200}\w")
_ID_FIELDS = ("Message-ID", "In-Reply-To", "References", "X-Original-Message-ID", "Original-Message-ID")
_IDS = 200
_TO = re.compile(r"^[ \t>]{0,9}(?:To|Cc) ?:([^\n]{1,400})", re.IGNORECASE | re.MULTILINE)
#: Enhanced status codes (RFC 3463): the class tells what is for good and what is for now.
_CODE = re.compile(r"(?<![\d.])([45])\.\d{1,3}\.\d{1,3}(?![\d.])")
_GIVEN_UP = re.compile(
    r"\b(?:giv(?:e|es|en|ing) up|gave up|no (?:more|further) attempts?|will not (?:be retried|try)"
    r"|retry time ?out|expired|permanent(?:ly)?|too long|could not be delivered for)\b"
)
_GOES_ON = re.compile(
    r"\b(?:will|still|continues?|keeps?|going to)\b[^.\n]{0,80}\b(?:try|trying|retry|retried|tried)\b"
)
_NO_RECIPIENT = ("mailer-daemon", "postmaster", "mail-daemon")
#: Where a mailer's own words end and the returned message begins.
_RETURNED = re.compile(
    r"^(?:-{2,}[ \t]*(?:this is a copy|below this line|below the next line|original message|returned message"
    r"|the header|message header|a copy of)|message headers follow"
    r"|(?:return-path|received|from|message-id|mime-version|dkim-signature|x-[\w-]{1,40}):[^\n]{0,998}"
    r"\n(?:[ \t]\S|[\w-]{1,60}:))",
    re.IGNORECASE | re.MULTILINE,
)


def report(tree: mime_parts.MimeTree, own: frozenset[str], subject: str, text: str) -> DeliveryReport:
    """What the report in `tree` says; `text` is its readable body, `own` are its author and addressees."""
    statuses = _statuses(tree)
    recipients = _recipients(statuses) or _listed(tree.root.fields)
    notice, returned = _parted(text)
    delivered = _is_delivered(actions(tree))
    if not recipients and not delivered:
        recipients = _guessed(tree.root.fields, notice, own)
    return DeliveryReport(
        recipients=tuple(dict.fromkeys(recipients))[:_RECIPIENTS],
        message_id=_returned_id(tree, statuses, returned or text),
        delayed=_is_delayed(statuses, subject, notice),
        delivered=delivered,
        named=_named(tree, statuses, text),
    )


def returned_to(tree: mime_parts.MimeTree, text: str) -> frozenset[str]:
    """To whom the returned message was addressed, as far as its header is there."""
    found: list[str] = []
    for header in _returned_headers(tree):
        found += [one.addr for name in ("To", "Cc") for one in header_fields.addresses(header, name)]
    for match in _TO.finditer(text[:_TEXT_CHARS]):
        found += _addresses(match[1])
    return frozenset(found)


def actions(tree: mime_parts.MimeTree) -> frozenset[str]:
    """What the delivery status says was done to the message, in lower case (RFC 3464, 2.3.3)."""
    found = {
        header_fields.first(fields, "Action").casefold() for group in _statuses(tree) for fields in group
    }
    return frozenset(action.split()[0] for action in found if action)


def _statuses(tree: mime_parts.MimeTree) -> list[list[HeaderFields]]:
    """The groups of fields of each delivery-status part: those of the message, then one per recipient."""
    found = []
    for part in tree.leaves():
        if part.content_type in _STATUS_TYPES:
            blocks = mime_parts.headers_within(part)
            if blocks is None:  # still encoded, against RFC 3464
                data, _ = mime_parts.content(part, _STATUS_BYTES)
                pieces = re.split(rb"\r?\n[ \t]*\r?\n", data.strip())[: _RECIPIENTS * 4]
                blocks = [HeaderFields.of_block(piece.strip(), part.fields.budget) for piece in pieces]
            found.append(blocks[: _RECIPIENTS * 4])
    return found


def _recipients(statuses: list[list[HeaderFields]]) -> list[str]:
    found: list[str] = []
    for group in statuses:
        for fields in group:
            action = header_fields.first(fields, "Action").casefold()
            if action.startswith(("delivered", "relayed", "expanded")):
                continue
            value = header_fields.first(fields, "Original-Recipient") or header_fields.first(
                fields, "Final-Recipient"
            )
            found.extend(_addresses(value.partition(";")[2] or value)[:1])
    return found


def _listed(fields: HeaderFields) -> list[str]:
    return [
        addr
        for value in fields.get_all("X-Failed-Recipients")
        for addr in _addresses(header_fields.text(value, budget=fields.budget))
    ]


def _addresses(text: str) -> list[str]:
    found = [match[0].strip(".'").lower() for match in _ADDRESS.finditer(text)]
    return [addr for addr in found if not addr.startswith(_NO_RECIPIENT)]


def _parted(text: str) -> tuple[str, str]:
    """The mailer's own words, and what it returns below them."""
    text = text[:_TEXT_CHARS]
    match = _RETURNED.search(text)
    return (text[: match.start()], text[match.start() :]) if match else (text, "")


def _guessed(fields: HeaderFields, notice: str, own: frozenset[str]) -> list[str]:
    """By the habits of many mailers (flufl.bounce), else all addresses in the text but the report's own."""
    found = [addr for addr in _by_habit(fields, notice) if addr not in own]
    if not found:
        found = [addr for addr in _addresses(notice) if addr not in own]
    return found


def _by_habit(fields: HeaderFields, notice: str) -> Iterable[str]:
    holder = StandardMessage()
    for name in ("From", "Subject", "X-Mailer"):
        holder[name] = header_fields.first(fields, name)
    holder.set_payload(
        "\n".join(line[:_LINE_CHARS] for line in notice.split("\n")).encode("ascii", "replace").decode()
    )
    try:
        temporary, permanent = all_failures(holder)
    except Exception:  # noqa: BLE001 - heuristics of twenty mailers on hostile text; their failure means "not told"
        return []
    return sorted(addr.decode("ascii", "replace").lower() for addr in permanent | temporary)


def _returned_id(tree: mime_parts.MimeTree, statuses: list[list[HeaderFields]], text: str) -> str | None:
    """The Message-ID of the returned message, from its copy, its headers, the report's fields or the text."""
    for header in _returned_headers(tree):
        if found := header_fields.own_message_id(header):
            return found
    for group in statuses:
        for fields in group:
            for name in ("X-Original-Message-ID", "Original-Message-ID"):
                if ids := header_fields.message_ids(fields.get_all(name), fields.budget):
                    return ids[0]
    match = _MESSAGE_ID.search(text[:_TEXT_CHARS])
    if match:
        return match[1]
    return _referred(tree.root.fields)


def _returned_headers(tree: mime_parts.MimeTree) -> Iterator[HeaderFields]:
    for part in tree.leaves():
        if part.content_type in _HEADER_TYPES | _MESSAGE_TYPES:
            if blocks := mime_parts.headers_within(part):
                yield blocks[0]
            else:
                data, _ = mime_parts.content(part, _STATUS_BYTES)
                yield HeaderFields.of_block(data.lstrip(), part.fields.budget)


def _named(tree: mime_parts.MimeTree, statuses: list[list[HeaderFields]], text: str) -> tuple[str, ...]:
    """Whatever may be a Message-ID in headers, status, returned header and text, each once."""
    found: dict[str, None] = {}
    told = [tree.root.fields, *(fields for group in statuses for fields in group), *_returned_headers(tree)]
    for fields in told:
        for name in _ID_FIELDS:
            found.update(dict.fromkeys(header_fields.message_ids(fields.get_all(name), fields.budget)))
    found.update((f"<{match[0]}>", None) for match in _ID.finditer(text[:_TEXT_CHARS]))
    return tuple(found)[:_IDS]


def _referred(fields: HeaderFields) -> str | None:
    """Some mailers refer to the message that failed as if they answered it."""
    for name in ("In-Reply-To", "References", "X-Original-Message-ID"):
        if ids := header_fields.message_ids(fields.get_all(name), fields.budget):
            return ids[-1]
    return None


def _is_delivered(done: frozenset[str]) -> bool:
    return bool(done) and not done & {"failed", "delayed"}


def _is_delayed(statuses: list[list[HeaderFields]], subject: str, notice: str) -> bool:
    actions = [header_fields.first(fields, "Action").casefold() for group in statuses for fields in group]
    actions = [action for action in actions if action]
    if actions:
        return all(not action.startswith("failed") for action in actions) and any(
            action.startswith("delayed") for action in actions
        )
    codes = {header_fields.first(fields, "Status")[:1] for group in statuses for fields in group} - {""}
    codes = codes or {match[1] for match in _CODE.finditer(notice)}
    subject, notice = subject.casefold(), notice.casefold()
    if "5" in codes or _GIVEN_UP.search(notice):
        return False
    return (
        any(phrase in subject for phrase in words.DELAYED_SUBJECTS)
        or any(phrase in notice for phrase in words.STILL_TRYING)
        or codes == {"4"}
        or bool(_GOES_ON.search(notice))
    )
