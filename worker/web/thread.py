"""The mails of a request and our letters in one order, each letter with what can be decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.values import LetterState
from worker.services import outbox
from worker.services.casefile import CaseFile
from worker.services.house import House
from worker.web import letter_words, marks
from worker.web.case_view import MailView, keys_of
from worker.web.letter_words import LetterView

#: In these a letter is shown in full, as somebody has to decide.
_OPEN = frozenset({LetterState.HELD, LetterState.UNCERTAIN, LetterState.FAILED, LetterState.BOUNCED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCard:
    """One letter as the thread shows it."""

    view: LetterView
    text: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """A mail or a letter."""

    at: datetime
    mail: MailView | None = None
    letter: LetterCard | None = None


def build_thread(house: House, case: CaseFile, mails: Sequence[MailView]) -> tuple[ThreadEntry, ...]:
    """All of them, oldest first; a letter stands behind the mail that it answers."""
    entries = [ThreadEntry(at=view.mail.entry.seen_at, mail=view) for view in mails]
    texts = {letter.id: letter.text for letter in case.letters}
    keys = keys_of(case.request)
    lines = outbox.lines(house, [*texts]) if texts else ()
    for line in sorted(lines, key=lambda one: one.id):
        card = LetterCard(
            view=letter_words.view(line, house.clock()),
            text=marks.hide_keys(texts[line.id], keys),
            is_open=line.state in _OPEN,
        )
        entries.append(ThreadEntry(at=line.created_at, letter=card))
    return tuple(sorted(entries, key=lambda entry: entry.at))
