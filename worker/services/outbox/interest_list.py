"""Those who want to hear when migration opens for Atlassian Cloud: who they are, and telling them, once.

An announcement is a letter of the deployer's, known by its name. Each entry's letter is queued in a
transaction of its own, with a first attempt later than the one before, so that after a stop at any moment the
rest follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.errors import UsageError
from worker.letters.letter_address import AddressError, ascii_address, split_address
from worker.reading.message import Address
from worker.requests import review_rules
from worker.requests.list_leaving import is_on_list
from worker.requests.merge_answers import change_state, with_attention
from worker.requests.request_model import (
    CLOUD_INTEREST_FORM,
    CUSTOMER,
    ON_THE_LIST,
    WORKER,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    Request,
    SenderStanding,
    State,
)
from worker.requests.review_rules import RequestStep
from worker.requests.senders.canonical_addresses import canonical_address
from worker.requests.sending.reminder_rules import pool_of
from worker.requests.states import NEXT
from worker.requests.threading import identifiers
from worker.services import csv_export
from worker.services.contexts import ClockContext, LetterContext, NoticeContext, OutboxContext, StoreContext
from worker.services.outbox.queue_letters import queue_letters
from worker.services.outbox.save_step import keep_step
from worker.services.row_lists import Row, format_time
from worker.store.transactions import Transaction

#: The columns of `listed` and of the CSV file.
COLUMNS = ("reference", "email", "name", "license", "users", "since", "announced")
_DOUBTFUL = frozenset({Attention.UNSURE, Attention.AUTHENTICATION_FAILED})
_OTHER_KINDS = set(LetterKind) - {LetterKind.ANNOUNCEMENT}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """How many an announcement goes to, and by when."""

    entries: int  #: on the list
    told: int  #: have got this letter, or have it in the outbox
    to_tell: int
    until: datetime | None  #: when the last one goes out; None when there is nobody left to tell


def listed(services: StoreContext) -> Iterator[Row]:
    """Everybody on the list, oldest first, with the announcements that each was sent."""
    with services.store.read() as tx:
        for request in _list_entries(tx):
            fields = {name: value.value for name, value in request.fields.items()}
            yield {
                "reference": request.reference,
                "email": request.requester.addr,
                "name": request.requester.name,
                "license": fields.get("license"),
                "users": fields.get("users"),
                "since": format_time(request.created_at),
                "announced": list(tx.announcements.told_to(request.requester.addr)),
            }


def as_csv(services: StoreContext) -> str:
    """The list as CSV (RFC 4180)."""
    return csv_export.as_csv(COLUMNS, listed(services))


def rehearse(services: OutboxContext, letter: str, per_hour: int) -> Announcement:
    """What `announce` would do; changes nothing. Raises UsageError for a letter that there is not."""
    require_letter(services, letter)
    with services.store.read() as tx:
        entries = list(_list_entries(tx))
        mailboxes = _mailboxes_told(tx, letter)
    return _announcement(services, entries, mailboxes, per_hour)


def announce(services: OutboxContext, letter: str, per_hour: int, by: str) -> Announcement:
    """Queue the letter for every address on the list that has not got it, `per_hour` of them an hour."""
    plan = rehearse(services, letter, per_hour)
    with services.store.read() as tx:
        waiting = [request.id or 0 for request in _list_entries(tx)]
    start, queued = services.clock(), 0
    for request_id in waiting:
        queued += _queue_announcement(
            services, letter, request_id, start + queued * timedelta(hours=1) / per_hour, by
        )
    return plan


def add(services: OutboxContext, address: str, by: str) -> tuple[Request, bool]:
    """Put an address on the list by hand; its entry, and whether it is new. Raises UsageError."""
    addr = _address(address)
    with services.store.write() as tx:
        known = next(filter(is_on_list, tx.requests.of_requester(addr)), None)
        if known is not None:
            return known, False
        now, form = services.clock(), services.forms[CLOUD_INTEREST_FORM]
        entry = Request(
            id=None,
            reference=_new_reference(services, tx),
            form=form.name,
            state=State.INTERESTED,
            requester=Address(addr=addr),
            subject=form.subject,
            fields={},
            created_at=now,
            updated_at=now,
            standing=SenderStanding.KNOWN,
        )
        stored = tx.requests.add(entry)
        event = Event(
            at=now, who=by, what="state", old=State.NEEDS_INFO, new=State.INTERESTED, why="put on the list"
        )
        tx.requests.add_events(stored.id or 0, [event])
        return stored, True


def remove(services: OutboxContext, address: str, by: str) -> int:
    """Take a mailbox off the list by hand, by whichever address; how many entries it had."""
    addr = _address(address)
    with services.store.write() as tx:
        entries = _entries_of(tx, addr)
        for entry in entries:
            keep_step(services, tx, review_rules.withdraw(entry, by, services.clock()))
        return len(entries)


def leave(services: LetterContext, tx: Transaction, request: Request, why: str) -> None:
    """Withdraw all other entries of that mailbox: whoever left the list with one entry wants none."""
    for entry in _entries_of(tx, request.requester.addr):
        changed, event = change_state(entry, State.WITHDRAWN, CUSTOMER, why, services.clock())
        step = RequestStep(request=replace(changed, updated_at=services.clock()), events=(event,))
        keep_step(services, tx, step)


def doubt_others(services: LetterContext, tx: Transaction, request: Request, why: str) -> None:
    """The same where nothing proves who left: a person decides, and nobody is told of anything until then."""
    for entry in _entries_of(tx, request.requester.addr):
        now = services.clock()
        changed, events = with_attention(entry, [Attention.UNSURE], WORKER, now, f"{why}, without proof")
        keep_step(services, tx, RequestStep(request=replace(changed, updated_at=now), events=events))


def _entries_of(tx: Transaction, address: str) -> list[Request]:
    mailbox = canonical_address(address)
    entries = tx.requests.listed(sorted(ON_THE_LIST), form=CLOUD_INTEREST_FORM)
    return [entry for entry in entries if canonical_address(entry.requester.addr) == mailbox]


def _address(text: str) -> str:
    try:
        return split_address(ascii_address(text.strip().lower(), "ADDRESS"))[1]
    except AddressError as error:
        raise UsageError(str(error)) from error


def _new_reference(services: NoticeContext, tx: Transaction) -> str:
    while tx.requests.is_taken(candidate := identifiers.reference(services.randomness(8))):
        pass
    return candidate


def _list_entries(tx: Transaction) -> Iterator[Request]:
    """Who is on the list; entries that are in doubt are left out until a person has looked at them."""
    for request in tx.requests.listed(sorted(ON_THE_LIST), form=CLOUD_INTEREST_FORM):
        if not _DOUBTFUL & set(request.attention):
            yield request


def may_unsubscribe(services: StoreContext, token: str) -> bool:
    """Whether somebody was given this token to leave the list by."""
    with services.store.read() as tx:
        return _find_entry(tx, token) is not None


def unsubscribe(services: OutboxContext, token: str) -> bool:
    """Take the holder of the token off the list, as often as asked; False for a token that is not ours."""
    with services.store.write() as tx:
        if (request := _find_entry(tx, token)) is None:
            return False
        if State.WITHDRAWN in NEXT[request.state]:
            changed, event = change_state(
                request, State.WITHDRAWN, CUSTOMER, "unsubscribed", services.clock()
            )
            step = RequestStep(request=replace(changed, updated_at=services.clock()), events=(event,))
            keep_step(services, tx, step)
        leave(services, tx, request, "unsubscribed")
        return True


def _find_entry(tx: Transaction, token: str) -> Request | None:
    reference = identifiers.unsubscribed_by(tx.secret(), token)
    return tx.requests.find(reference) if reference else None


def require_letter(services: NoticeContext, letter: str) -> None:
    """Raise UsageError unless `letter` is an announcement that there are templates for."""
    if not _NAME.fullmatch(letter) or letter in _OTHER_KINDS:
        raise UsageError(
            f"{letter} is no announcement; the shipped folder of templates is called announcement"
        )
    services.renderer.require(letter)


def _announcement(
    services: ClockContext, entries: list[Request], mailboxes: set[str], per_hour: int
) -> Announcement:
    addresses = {canonical_address(request.requester.addr) for request in entries}
    to_tell = len(addresses - mailboxes)
    until = services.clock() + max(to_tell - 1, 0) * timedelta(hours=1) / per_hour
    return Announcement(
        entries=len(entries),
        told=len(addresses & mailboxes),
        to_tell=to_tell,
        until=until if to_tell else None,
    )


def _mailboxes_told(tx: Transaction, letter: str) -> set[str]:
    """The mailboxes that have the letter or will get it, whichever of their addresses is on the list."""
    return {canonical_address(address) for address in tx.announcements.addresses(letter)}


def _queue_announcement(
    services: OutboxContext, letter: str, request_id: int, not_before: datetime, by: str
) -> bool:
    """Queue one letter; False where its mailbox has one, or the entry is gone from the list meanwhile."""
    with services.store.write() as tx:
        request = tx.requests.get(request_id)
        if request is None or not is_on_list(request):
            return False
        if canonical_address(request.requester.addr) in _mailboxes_told(tx, letter):
            return False
        draft = LetterDraft(
            kind=LetterKind.ANNOUNCEMENT,
            to=request.requester.addr,
            round=tx.announcements.number(letter, services.clock()),
            template=letter,
            not_before=not_before,
            pool=pool_of(request),
        )
        event = Event(at=services.clock(), who=by, what="letter", name=LetterKind.ANNOUNCEMENT, why=letter)
        tx.requests.add_events(request_id, [event])
        queue_letters(services, tx, request, [draft])
        return True
