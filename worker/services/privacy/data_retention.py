"""Remove what has been kept for long enough: mail, then what persons told us, then the ledger's oldest rows.

Each piece is a transaction of its own, so that a large database is cleaned while others work with it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from worker import log
from worker.requests.request_model import WORKER
from worker.services.contexts import LedgerContext, RecordContext, StoreContext
from worker.services.privacy.personal_data import erase_request
from worker.services.review.form_drafts import DRAFT_KEPT
from worker.services.review.queue_view import SEARCH_KEPT
from worker.services.review.staff_notifications import forget_old

_log = log.get(__name__)
_PIECE = 100
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTED = 100_000  # no more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionTerms:
    """For how long what is kept; None: for ever."""

    raw_mail: timedelta | None
    personal: timedelta | None
    ledger: timedelta | None

    def before(self, now: datetime) -> tuple[datetime | None, datetime | None, datetime | None]:
        """What is older than these is removed: mail, values of persons, rows of the ledger."""
        mail, personal, ledger = (
            None if term is None else now - term for term in (self.raw_mail, self.personal, self.ledger)
        )
        return mail, personal, ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    """How many of each were removed, or would be."""

    mails: int = 0  #: bytes of mail
    requests: int = 0  #: what they held of a person
    entries: int = 0  #: of the ledger
    polls: int = 0  #: accounts of polls


def count_expired(services: RecordContext, terms: RetentionTerms) -> Expired:
    """What `remove_expired` would remove now; nothing is changed."""
    now = services.clock()
    mail, personal, ledger = terms.before(now)
    with services.store.read() as tx:
        floors = [*tx.kept.floors_before(ledger)] if ledger else []
        return Expired(
            mails=len(tx.kept.raw_mail_before(mail, _COUNTED)) if mail else 0,
            requests=len(tx.kept.requests_before(personal, _COUNTED)) if personal else 0,
            entries=sum(len(tx.kept.ledger_below(*floor, _COUNTED)) for floor in floors),
            polls=tx.kept.polls_before(ledger) if ledger else 0,
        )


def remove_expired(services: LedgerContext, terms: RetentionTerms) -> Expired:
    """Remove what has been kept for longer than the deployer wants."""
    now = services.clock()
    mail, personal, ledger = terms.before(now)
    done = Expired(
        mails=_remove_mail(services, mail) if mail else 0,
        requests=_remove_values(services, personal) if personal else 0,
        entries=_remove_entries(services, ledger) if ledger else 0,
        polls=_remove_polls(services, ledger) if ledger else 0,
    )
    if not services.show_subjects:
        _remove_headings(services)
    _remove_working_notes(services, personal)
    if done != Expired():
        _log.info(
            "retention", mails=done.mails, requests=done.requests, entries=done.entries, polls=done.polls
        )
    return done


def _remove_mail(services: StoreContext, before: datetime) -> int:
    removed = 0
    while True:
        with services.store.write() as tx:
            if not (found := tx.kept.raw_mail_before(before, _PIECE)):
                return removed
            tx.kept.drop_raw_mail(found)
        removed += len(found)


def _remove_values(services: RecordContext, before: datetime) -> int:
    removed = 0
    while True:
        with services.store.write() as tx:
            if not (found := tx.kept.requests_before(before, _PIECE)):
                return removed
            for request_id in found:
                erase_request(services, tx, request_id, WORKER, "kept long enough (retention.personal_days)")
        removed += len(found)


def _remove_entries(services: StoreContext, before: datetime) -> int:
    with services.store.read() as tx:
        floors = [*tx.kept.floors_before(before)]
    removed = 0
    for floor in floors:
        with services.store.write() as tx:
            # What came before it was seen before it; a day more, as a server's clock may be ahead of ours.
            tx.kept.raise_floor(*floor, before + timedelta(days=1))
        while True:
            with services.store.write() as tx:
                if not (found := tx.kept.ledger_below(*floor, _PIECE)):
                    break
                tx.kept.drop_entries(found)
            removed += len(found)
    return removed


def _remove_headings(services: StoreContext) -> None:
    """What was kept while `ledger.show_subjects` was on goes once it is off."""
    removed = _PIECE
    while removed == _PIECE:
        with services.store.write() as tx:
            removed = tx.kept.drop_headings(_PIECE)


def _remove_working_notes(services: RecordContext, personal: datetime | None) -> None:
    """What staff searched for, began to write, and were told."""
    now = services.clock()
    with services.store.write() as tx:
        tx.kept.drop_searches(personal or _EARLIEST, now - SEARCH_KEPT)
        tx.drafts.forget_before(now - DRAFT_KEPT)
        tx.reply_drafts.forget_before(now - DRAFT_KEPT)
        forget_old(tx, now)


def _remove_polls(services: StoreContext, before: datetime) -> int:
    with services.store.write() as tx:
        count = tx.kept.polls_before(before)
        if count:
            tx.kept.drop_polls(before)
    return count
