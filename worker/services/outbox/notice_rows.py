"""From the values of a notice to its row: text, envelope, Message-ID, and headers against auto-replies."""

from dataclasses import dataclass
from datetime import tzinfo

from worker.letters.letter_mime import Envelope, compose_mail
from worker.letters.notice_context import NoticeValues
from worker.notices.values import DigestSchedule, NoticeKind, NoticeRules
from worker.requests.threading import identifiers
from worker.services.contexts import NoticeContext
from worker.store.outbox.notice_table import NewNotice
from worker.store.transactions import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTerms:
    """Whom the deployer wants to be told, of what, and when."""

    to: tuple[str, ...]  #: empty: no notices at all
    digest: DigestSchedule | None
    alerts: bool
    assignments: bool = True  #: whether somebody who is given a request by a colleague is told
    rules: NoticeRules
    zone: tzinfo  #: of all times in notices


def queue_notice(
    services: NoticeContext,
    tx: Transaction,
    to: tuple[str, ...],
    cause: str,
    kind: NoticeKind,
    values: NoticeValues,
    in_reply_to: str | None = None,
) -> int | None:
    """Write a notice and put it into the outbox of notices; None when its cause has one already.

    `in_reply_to` is the Message-ID of the notice that it follows.
    """
    message_id = identifiers.message_id(tx.secret(), services.randomness(12), services.domain)
    rendered = services.renderer.notice(kind, values)
    envelope = Envelope(
        from_=services.sender,
        to=to,
        subject=rendered.subject,
        message_id=message_id,
        in_reply_to=in_reply_to,
        auto_submitted="auto-generated",
        list_id=f"notices.sen-worker.{services.domain}",
        date=services.clock(),
    )
    raw = compose_mail(rendered.body, envelope)
    return tx.notices.add(
        NewNotice(cause=cause, kind=kind, to=to, message_id=message_id, raw=raw, created_at=services.clock())
    )
