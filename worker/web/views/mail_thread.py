"""The mails of a request and our letters in one order, each letter with what can be decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.request_model import LetterState
from worker.services.contexts import RecordContext
from worker.services.review import outbox_view
from worker.services.review.request_detail import RequestDetail
from worker.web.views import letter_labels, text_marks
from worker.web.views.letter_labels import LetterView
from worker.web.views.request_view import MailView, keys_of

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


def build_thread(
    services: RecordContext, case: RequestDetail, mails: Sequence[MailView]
) -> tuple[ThreadEntry, ...]:
    """All of them, oldest first; a letter stands behind the mail that it answers."""
    entries = [ThreadEntry(at=view.mail.entry.seen_at, mail=view) for view in mails]
    texts = {letter.id: letter.text for letter in case.letters}
    keys = keys_of(case.request)
    lines = outbox_view.lines(services, [*texts]) if texts else ()
    for line in sorted(lines, key=lambda one: one.id):
        card = LetterCard(
            view=letter_labels.view(line, services.clock()),
            text=text_marks.hide_keys(texts[line.id], keys),
            is_open=line.state in _OPEN,
        )
        entries.append(ThreadEntry(at=line.created_at, letter=card))
    return tuple(sorted(entries, key=lambda entry: entry.at))
