"""Rows of the outbox to values."""

from typing import Any

from sqlalchemy import Row

from worker.requests.request_model import LetterKind, LetterPool, LetterState, SentLetter
from worker.store.records import Letter


def letter_of(row: Row[Any]) -> Letter:
    """The whole letter but for its bytes."""
    return Letter(
        id=row.id,
        request_id=row.request_id,
        kind=LetterKind(row.kind),
        round=row.round,
        state=LetterState(row.state),
        to=row.recipient,
        cc=tuple(row.cc),
        subject=row.subject,
        message_id=row.message_id,
        text=row.text,
        hold_reason=row.hold_reason,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        last_error=row.last_error,
        created_at=row.created_at,
        sent_at=row.sent_at,
        decision=row.decision,
        decided_from=LetterState(row.decided_from) if row.decided_from else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        automatic=row.automatic,
        pool=LetterPool(row.pool),
        counted_at=row.counted_at,
        draft=row.draft,
        form=getattr(row, "form", None),
        request_version=getattr(row, "version", None),
    )


def sent_letter_of(row: Row[Any]) -> SentLetter:
    """As far as deciding needs it."""
    return SentLetter(
        id=row.id,
        request_id=row.request_id,
        kind=LetterKind(row.kind),
        to=row.recipient,
        message_id=row.message_id,
        text=row.text,
        cc=tuple(row.cc),
    )
