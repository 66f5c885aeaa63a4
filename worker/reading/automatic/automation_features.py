"""What tells a machine's mail from a person's: headers, shape and the first words, for the rules to look at.

It must not know what any of it means.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from worker.reading.headers import header_fields
from worker.reading.headers.header_fields import HeaderFields
from worker.reading.message import Address
from worker.reading.phrase_search import EvenText
from worker.reading.words import bounce_words

_OPENING_CHARS = 1200
_SHORT_CHARS = 2500  # a machine's own words are rarely more

_REPLY_PREFIX = re.compile(
    r"(?<!\w)(?:re|aw|sv|vs|odp|antw|r|rif|ref|réf|réponse|res|ynt|回复|回覆|答复|답장|返信|отв)\s?(?:\[\d+\])?\s?[:：]"
)
_NUMBERED = re.compile(r"^\W{0,4}\d{1,2}\s?\\?[.):]", re.MULTILINE)
_SIGNS = re.compile(r"[^a-z0-9]+")
_MAILERS = tuple(dict.fromkeys(_SIGNS.sub("", name) for name in bounce_words.MAILERS))
#: "RCPT TO:", "550 5.1.1", "#5.1.1", and a code of failure where a line begins.
_SMTP = re.compile(
    r"\b(?:RCPT TO|MAIL FROM)\b ?:?|\b[45]\d\d[ -](?:\(?#)?[45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d{1,3}\.\d{1,3}\b"
    r"|\bsmtp; ?[45]\d\d\b|^[ \t>]{0,9}[45][0-5]\d[ -]\w"
    r"|(?:said|says|response|error|code)\W{1,4}[45][0-5]\d\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t>]{0,9}Message-ID ?:", re.IGNORECASE | re.MULTILINE)
_TEXT_CHARS = 32 * 1024
_KEY_CHARS = 40
_SENTENCE_END = re.compile(r"\n\s*\n|[!?。！？]|\.(?=\s)")
_KEY = re.compile(rf"[A-Za-z0-9+/=]{{{_KEY_CHARS}}}")


@dataclass(frozen=True, kw_only=True)
class AutomationFeatures:
    """What the rules look at."""

    fields: HeaderFields
    content_type: str
    report_type: str
    part_types: frozenset[str]
    has_calendar: bool
    actions: frozenset[str]  #: what a delivery status says was done: "failed", "delayed", "delivered" …
    subject: str  #: case-folded
    from_: Address
    return_path: str | None
    own_text: str  #: the sender's own words, without quotations and notices
    opening: EvenText  #: their beginning, before anything that only a person fills in
    quotes: bool  #: an earlier message is quoted
    own_list: bool = False  #: a list whose address is ours passed it on
    text: str = ""  #: everything that stands in its first body
    returned_to: Callable[[], frozenset[str]] = frozenset  #: addressees of the message that it returns

    @property
    def beginning(self) -> EvenText:
        """The beginning of the sender's own words, whatever it holds."""
        return EvenText(self.own_text[:_OPENING_CHARS])

    def value(self, name: str) -> str:
        """A header in lower case, or an empty string."""
        return header_fields.first(self.fields, name).casefold()

    @cached_property
    def null_sender(self) -> bool:
        """The envelope's sender is empty, or the author's address is (RFC 5321, 4.5.5)."""
        return self.return_path == "" or (not self.from_.addr and "<>" in self.value("From"))

    @cached_property
    def from_mailer(self) -> bool:
        """The author or the envelope's sender is a mail system."""
        locals_ = (addr.partition("@")[0] for addr in (self.from_.addr, self.return_path or ""))
        if any(_SIGNS.sub("", local).startswith(_MAILERS) for local in locals_):
            return True
        return (self.null_sender or not self.from_.addr) and self.named_as_mailer

    @property
    def named_as_mailer(self) -> bool:
        """The author's name is one that mail systems give themselves."""
        name = self.from_.name.casefold().strip("<>\"'( ")
        return name.startswith(bounce_words.MAILER_NAMES) or _SIGNS.sub("", name).startswith(_MAILERS)

    @cached_property
    def has_status(self) -> bool:
        """A delivery status is a part of it (RFC 3464)."""
        return bool(self.part_types & {"message/delivery-status", "message/global-delivery-status"})

    @cached_property
    def talks_smtp(self) -> bool:
        """A mail server's words are repeated in it: a command, or an answer with its codes (RFC 5321)."""
        return bool(_SMTP.search(self.text[:_TEXT_CHARS]))

    @cached_property
    def returns_message(self) -> bool:
        """The header of another message is in it, as parts or as text."""
        returned = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
        return bool(self.part_types & (returned | {"message/rfc822-headers"})) or bool(
            _HEADER.search(self.text[:_TEXT_CHARS])
        )

    @cached_property
    def opening_sentences(self) -> list[EvenText]:
        """The same, sentence by sentence."""
        return [EvenText(each) for each in _SENTENCE_END.split(opening(self.own_text)) if each.strip()]

    @property
    def answers(self) -> bool:
        """It says that it answers another message."""
        return self.quotes or self.replies

    @property
    def replies(self) -> bool:
        """Its header says that it answers another message."""
        if self.value("In-Reply-To") or self.value("References"):
            return True
        return bool(_REPLY_PREFIX.search(self.subject))

    @cached_property
    def is_short(self) -> bool:
        """As short as a machine's own words are, and without what only a person fills in."""
        return len(self.own_text) <= _SHORT_CHARS and not self.holds_answers

    @cached_property
    def holds_answers(self) -> bool:
        """Numbered answers or a license key stand in it: a person filled in a form, or it is repeated."""
        return _key_at(self.own_text) >= 0 or len(_NUMBERED.findall(self.own_text)) > 1

    @cached_property
    def answers_itself(self) -> bool:
        """Answers stand above any header that is returned in it."""
        header = _HEADER.search(self.text[:_TEXT_CHARS])
        above = self.text[: header.start()] if header else self.own_text
        return _key_at(above) >= 0 or len(_NUMBERED.findall(above)) > 1


def opening(own_text: str) -> str:
    """The beginning of the own words, in which a machine comes to the point before it repeats a form."""
    text = own_text[:_OPENING_CHARS]
    numbered = _NUMBERED.search(text)
    ends = [at for at in (_key_at(text), numbered.start() if numbered else -1) if at >= 0]
    return text[: min(ends, default=len(text))]


def _key_at(text: str) -> int:
    """Where the first license key begins, or -1: hardly any text has a word as long as one."""
    long = max(map(len, text.split()), default=0) >= _KEY_CHARS
    match = _KEY.search(text) if long else None
    return match.start() if match else -1
