"""The values that a mail to staff is written from, and the names that its templates may use."""

from dataclasses import dataclass, replace

from worker.letters.letter_context import Context
from worker.letters.plain_text import one_line

_WORDS = 120  # characters
_PROBLEM = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """One thing that waits for a person."""

    reference: str  #: of its request; empty for a message that could not be read
    organization: str = ""  #: as the customer wrote it; may be empty
    what: str = ""  #: the kind of letter, or the mailbox of a message
    waits: str  #: for how long: "3 days"
    link: str = ""  #: to its page; empty where nobody can reach the pages


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPile:
    """All that waits for the same thing to be done."""

    name: str  #: "ready", "approved", "attention", "held", "uncertain", "failed", "quarantine", "mentions", …
    count: int
    oldest: tuple[WaitingItem, ...]  #: the first few of them
    more: int = 0  #: how many are not told one by one
    link: str = ""  #: to all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeValues:
    """All that a mail to staff may tell."""

    vendor: str  #: by the name in the From header: "Example Sales"
    piles: tuple[WaitingPile, ...] = ()  #: of a digest; none is empty
    trouble: str = ""  #: one of `notices.values.Trouble`
    part: str = ""  #: which mailbox or part of the worker; whom a request was given to
    problem: str = ""
    size: int = 0
    reminder: bool = False
    since: str = ""  #: when it began, in the deployer's time zone
    lasted: str = ""  #: for how long: "3 days"
    link: str = ""  #: to the pages


def make_notice_context(values: NoticeValues) -> Context:
    """Every name that a template may use, with its value; what others wrote in one printable line."""
    return {
        "vendor": one_line(values.vendor, _WORDS),
        "piles": [replace(pile, oldest=tuple(map(_clean_item, pile.oldest))) for pile in values.piles],
        "total": sum(pile.count for pile in values.piles),
        "trouble": values.trouble,
        "part": one_line(values.part, _WORDS),
        "problem": one_line(values.problem, _PROBLEM),
        "size": values.size,
        "reminder": values.reminder,
        "since": values.since,
        "lasted": values.lasted,
        "link": values.link,
    }


def _clean_item(waiting: WaitingItem) -> WaitingItem:
    return replace(
        waiting, organization=one_line(waiting.organization, _WORDS), what=one_line(waiting.what, _WORDS)
    )
