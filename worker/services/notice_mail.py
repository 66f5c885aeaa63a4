"""A notice to its row: worded, addressed, with its Message-ID and the headers that keep machines quiet."""

from dataclasses import dataclass
from datetime import tzinfo

from worker.letters.mime import Envelope, compose
from worker.letters.notices import NoticeValues
from worker.notices.values import NoticeKind, Rules, Schedule
from worker.requests import tokens
from worker.services.house import House
from worker.store.notices import NewNotice
from worker.store.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticing:
    """Whom the deployer wants to be told, of what, and when."""

    to: tuple[str, ...]  #: nobody: no notices at all
    digest: Schedule | None
    alerts: bool
    rules: Rules
    zone: tzinfo  #: of all times in notices


def queue_notice(
    house: House,
    tx: Transaction,
    to: tuple[str, ...],
    cause: str,
    kind: NoticeKind,
    values: NoticeValues,
    after: str | None = None,
) -> int | None:
    """Write a notice and put it into the outbox of notices; None when its cause has one already.

    `after` is the Message-ID of the notice that it goes on from.
    """
    message_id = tokens.message_id(tx.secret(), house.randomness(12), house.domain)
    rendered = house.renderer.notice(kind, values)
    envelope = Envelope(
        from_=house.sender,
        to=to,
        subject=rendered.subject,
        message_id=message_id,
        in_reply_to=after,
        auto_submitted="auto-generated",
        list_id=f"notices.sen-worker.{house.domain}",
        date=house.clock(),
    )
    raw = compose(rendered.body, envelope)
    return tx.notices.add(
        NewNotice(cause=cause, kind=kind, to=to, message_id=message_id, raw=raw, created_at=house.clock())
    )
