"""What tells a machine's mail from a person's: headers, shape and the first words, for the rules to look at.

It must not know what any of it means.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from worker.reading import headers
from worker.reading.headers import Fields
from worker.reading.message import Address
from worker.reading.phrases import Even
from worker.reading.words import bounces

_OPENING_CHARS = 1200
_SHORT_CHARS = 2500  # a machine's own words are rarely more

_REPLY_PREFIX = re.compile(
    r"(?<!\w)(?:re|aw|sv|vs|odp|antw|r|rif|ref|réf|réponse|res|ynt|回复|回覆|答复|답장|返信|отв)\s?(?:\[\d+\])?\s?[:：]"
)
_NUMBERED = re.compile(r"^\W{0,4}\d{1,2}\s?\\?[.):]", re.MULTILINE)
_KEY_CHARS = 40
_KEY = re.compile(rf"[A-Za-z0-9+/=]{{{_KEY_CHARS}}}")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the rules look at."""

    fields: Fields
    content_type: str
    report_type: str
    part_types: frozenset[str]
    has_calendar: bool
    actions: frozenset[str]  #: what a delivery status says was done: "failed", "delayed", "delivered" …
    subject: str  #: case-folded
    from_: Address
    return_path: str | None
    own_text: str  #: the sender's own words, without quotations and notices
    opening: Even  #: their beginning, before anything that only a person fills in
    quotes: bool  #: an earlier message is quoted
    own_list: bool = False  #: a list whose address is ours passed it on

    @property
    def beginning(self) -> Even:
        """The beginning of the sender's own words, whatever it holds."""
        return Even(self.own_text[:_OPENING_CHARS])

    def value(self, name: str) -> str:
        """A header in lower case, or an empty string."""
        return headers.first(self.fields, name).casefold()

    @property
    def from_mailer(self) -> bool:
        """The author or the envelope's sender is a mail system."""
        if any(
            addr.partition("@")[0].startswith(bounces.MAILERS)
            for addr in (self.from_.addr, self.return_path or "")
        ):
            return True
        return self.return_path == "" and self.from_.name.casefold().startswith(bounces.MAILER_NAMES)

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


def opening(own_text: str) -> Even:
    """The beginning of the own words, in which a machine comes to the point before it repeats a form."""
    text = own_text[:_OPENING_CHARS]
    numbered = _NUMBERED.search(text)
    ends = [at for at in (_key_at(text), numbered.start() if numbered else -1) if at >= 0]
    return Even(text[: min(ends, default=len(text))])


def _key_at(text: str) -> int:
    """Where the first license key begins, or -1: hardly any text has a word as long as one."""
    long = max(map(len, text.split()), default=0) >= _KEY_CHARS
    match = _KEY.search(text) if long else None
    return match.start() if match else -1
