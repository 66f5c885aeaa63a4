"""Writes docs/what-a-message-may-do.md from the table that decides: `python -m tools.tables`."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from pathlib import Path

from worker.requests.message_rights import (
    OPEN_TO_ANSWERS,
    RULES,
    LetterReaction,
    MessageCourse,
    MessageMatter,
    MessagePlacement,
    MessageRight,
    RightsRule,
)
from worker.requests.request_model import State
from worker.requests.senders.sender_authenticity import Authenticity
from worker.requests.threading.request_threading import Proof

FILE = Path(__file__).resolve().parents[1] / "docs" / "what-a-message-may-do.md"

_HEAD = """\
# What a message may do

Made by `python -m tools.tables` from `worker/requests/message_rights.py`, which decides by nothing else. The first row that fits counts; a cell that is empty asks nothing.
A message that brings several things (answers and a question) is put where the first of them belongs, and a person is told of all.

What ties it to a request: `message_id` it refers to one of our letters that went to the requester alone · `copy` it refers to one that others have as well · `tag` it was sent to the address that the request's letters name · `thread` the requester
wrote it, in the request's thread or with its reference · `key` the requester wrote it, and it names the request's license key · `sender` the requester wrote it, and
has one open request · `several` the requester wrote it, and has more · `reference` somebody else wrote it, and knows the reference · `nothing`.

What it brings: `form` one that fits the request · `second_license` a form for a license key that the request does not have · `doubtful_form` one that contradicts
the request, of which a key is missing · `other_form` another form than the request's · `answers` to what was asked · `correction` of what is on record ·
`repetition` nothing new · `question` a question, a refusal, a withdrawal · `unread` words or attachments that nothing explains · `thanks`.

What is applied, from nothing to everything: nothing · answers but for the myAtlassian account · that too where there is no usable one · all. An account that is not
applied raises `account_changed`, and the requester is asked to confirm it (`account_change_asked`).

What answers the letter to the owner of the myAtlassian account (`account_owner_asked`), by its Message-ID, comes into no row: it is put to that request, nothing of it is
applied, and it is never a request. A plain yes or no counts, where the address that was asked wrote it and the authenticity is not `failed`; all else is shown to a person. That
letter is no proof for mail in the requester's name, and has no address with a tag.

`failed` is the word of a mail server that we trust ([trusted-servers.md](trusted-servers.md)); `aligned` means that the author's own domain sent it; `unknown` is all else.

"""  # noqa: E501 -- the page's own lines
_COLUMNS = (
    "tied by",
    "written by",
    "authenticity",
    "brings",
    "request is",
    "put to",
    "applied",
    "a person is told",
    "letter",
)
_PLACES = {
    MessagePlacement.OWN: "a request of its own",
    MessagePlacement.REQUEST: "the request",
    MessagePlacement.SEVERAL: "each, shown",
    MessagePlacement.LEFT: "nothing; the mail is left alone",
}
_RIGHTS = {
    MessageRight.NOTHING: "",
    MessageRight.ANSWERS: "answers, not the account",
    MessageRight.NAMES_ACCOUNT: "answers, the account where there is none",
    MessageRight.CHANGES_ACCOUNT: "all",
}
_LETTERS = {LetterReaction.NONE: "", LetterReaction.NEXT: "what comes next", LetterReaction.HELD: "held"}


def rendered() -> str:
    """The page."""
    rows = [
        _row(_COLUMNS),
        _row(["---"] * len(_COLUMNS)),
        *(_row([*_asked(rule), *_told(rule.course)]) for rule in RULES),
    ]
    return _HEAD + "\n".join(rows) + "\n"


def _asked(rule: RightsRule) -> list[str]:
    author = "" if len({*rule.authors}) > 1 else "the requester" if True in rule.authors else "somebody else"
    decided = {*State} - OPEN_TO_ANSWERS
    states = {frozenset(OPEN_TO_ANSWERS): "open to answers", frozenset(decided): "decided"}
    state = states.get(frozenset(rule.states), "")
    return [
        _names(rule.proofs, Proof),
        author,
        _names(rule.authenticity, Authenticity),
        _names(rule.matters, MessageMatter),
        state,
    ]


def _told(course: MessageCourse) -> list[str]:
    tells = ", ".join(f"`{reason}`" for reason in course.tells)
    applied = "all" if course.place is MessagePlacement.OWN else _RIGHTS[course.right]
    return [_PLACES[course.place], applied, tells, _LETTERS[course.letter]]


def _names(some: Collection[StrEnum], every: Iterable[StrEnum]) -> str:
    return "" if {*some} == {*every} else " ".join(f"`{name}`" for name in every if name in some)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    FILE.write_text(rendered(), "utf-8")
