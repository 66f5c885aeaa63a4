"""Those who want to hear when migration opens for Atlassian Cloud: who they are, and telling them, once.

An announcement is a letter of the deployer's, told by name. Each entry's letter is a transaction of its
own and is spread over time by its first attempt, so that a stop at any moment is followed by the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.errors import UsageError
from worker.letters.address import AddressError, ascii_address, split
from worker.reading.message import Address
from worker.requests import review, tokens
from worker.requests.leaving import is_on_list
from worker.requests.merge import change_state
from worker.requests.review import Step
from worker.requests.states import NEXT
from worker.requests.timers import pool_of
from worker.requests.values import (
    CLOUD_INTEREST_FORM,
    CUSTOMER,
    ON_THE_LIST,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    Request,
    SenderStanding,
    State,
)
from worker.services import tables
from worker.services.changes import keep_step
from worker.services.house import House
from worker.services.listings import Row, moment
from worker.services.writing import queue_letters
from worker.store.store import Transaction

#: What is told of an entry.
COLUMNS = ("reference", "email", "name", "license", "users", "since", "announced")
_DOUBTS = frozenset({Attention.UNSURE, Attention.AUTHENTICATION_FAILED})
_TAKEN = set(LetterKind) - {LetterKind.ANNOUNCEMENT}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What telling everybody takes."""

    entries: int  #: on the list
    told: int  #: have this letter in the outbox or got it
    to_tell: int
    until: datetime | None  #: when the last one goes out; None when there is nobody left to tell


def listed(house: House) -> Iterator[Row]:
    """Whoever asked to be told, oldest first, with or without data, and which announcements each was told."""
    with house.store.read() as tx:
        for request in _entries(tx):
            fields = {name: value.value for name, value in request.fields.items()}
            yield {
                "reference": request.reference,
                "email": request.requester.addr,
                "name": request.requester.name,
                "license": fields.get("license"),
                "users": fields.get("users"),
                "since": moment(request.created_at),
                "announced": list(tx.announcements.told_to(request.requester.addr)),
            }


def as_csv(house: House) -> str:
    """The list as CSV (RFC 4180)."""
    return tables.as_csv(COLUMNS, listed(house))


def rehearse(house: House, letter: str, per_hour: int) -> Announcement:
    """What `announce` would do; changes nothing. Raises UsageError for a letter that there is not."""
    require_letter(house, letter)
    with house.store.read() as tx:
        entries = list(_entries(tx))
        told = tx.announcements.addresses(letter)
    return _announcement(house, entries, told, per_hour)


def announce(house: House, letter: str, per_hour: int, by: str) -> Announcement:
    """Queue the letter for every address on the list that has not got it, `per_hour` of them an hour."""
    plan = rehearse(house, letter, per_hour)
    with house.store.read() as tx:
        waiting = [request.id or 0 for request in _entries(tx)]
    start, place = house.clock(), 0
    for request_id in waiting:
        place += _tell(house, letter, request_id, start + place * timedelta(hours=1) / per_hour, by)
    return plan


def add(house: House, address: str, by: str) -> tuple[Request, bool]:
    """Put an address on the list by hand; its entry, and whether it is new. UsageError for no address."""
    addr = _address(address)
    with house.store.write() as tx:
        known = next(filter(is_on_list, tx.requests.of_requester(addr)), None)
        if known is not None:
            return known, False
        now, form = house.clock(), house.forms[CLOUD_INTEREST_FORM]
        entry = Request(
            id=None,
            reference=_new_reference(house, tx),
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


def remove(house: House, address: str, by: str) -> int:
    """Take an address off the list by hand; how many entries of it there were."""
    addr = _address(address)
    with house.store.write() as tx:
        entries = [one for one in tx.requests.of_requester(addr) if is_on_list(one)]
        for entry in entries:
            keep_step(house, tx, review.withdraw(entry, by, house.clock()))
        return len(entries)


def _address(text: str) -> str:
    try:
        return split(ascii_address(text.strip().lower(), "ADDRESS"))[1]
    except AddressError as error:
        raise UsageError(str(error)) from error


def _new_reference(house: House, tx: Transaction) -> str:
    while tx.requests.is_taken(candidate := tokens.reference(house.randomness(8))):
        pass
    return candidate


def _entries(tx: Transaction) -> Iterator[Request]:
    """Who is on the list; not who is perhaps none of them, or somebody else, until a person has looked."""
    for request in tx.requests.listed(sorted(ON_THE_LIST), form=CLOUD_INTEREST_FORM):
        if not _DOUBTS & set(request.attention):
            yield request


def may_unsubscribe(house: House, token: str) -> bool:
    """Whether somebody was given this token to leave the list by."""
    with house.store.read() as tx:
        return _entry(tx, token) is not None


def unsubscribe(house: House, token: str) -> bool:
    """Take whom the token was given to off the list, however often; False for a token not of ours."""
    with house.store.write() as tx:
        if (request := _entry(tx, token)) is None:
            return False
        if State.WITHDRAWN in NEXT[request.state]:
            changed, event = change_state(request, State.WITHDRAWN, CUSTOMER, "unsubscribed", house.clock())
            step = Step(request=replace(changed, updated_at=house.clock()), events=(event,))
            keep_step(house, tx, step)
        return True


def _entry(tx: Transaction, token: str) -> Request | None:
    reference = tokens.unsubscribed_by(tx.secret(), token)
    return tx.requests.find(reference) if reference else None


def require_letter(house: House, letter: str) -> None:
    """Raise UsageError unless `letter` is an announcement that there are templates for."""
    if not _NAME.fullmatch(letter) or letter in _TAKEN:
        raise UsageError(
            f"{letter} is no announcement; the shipped folder of templates is called announcement"
        )
    house.renderer.require(letter)


def _announcement(house: House, entries: list[Request], told: set[str], per_hour: int) -> Announcement:
    addresses = {request.requester.addr for request in entries}
    left = len(addresses - told)
    until = house.clock() + max(left - 1, 0) * timedelta(hours=1) / per_hour
    return Announcement(
        entries=len(entries), told=len(addresses & told), to_tell=left, until=until if left else None
    )


def _tell(house: House, letter: str, request_id: int, not_before: datetime, by: str) -> bool:
    """Queue one letter; False where its address has one, or the entry is gone from the list meanwhile."""
    with house.store.write() as tx:
        request = tx.requests.get(request_id)
        if request is None or not is_on_list(request):
            return False
        if request.requester.addr in tx.announcements.addresses(letter):
            return False
        draft = LetterDraft(
            kind=LetterKind.ANNOUNCEMENT,
            to=request.requester.addr,
            round=tx.announcements.number(letter, house.clock()),
            template=letter,
            not_before=not_before,
            pool=pool_of(request),
        )
        told = Event(at=house.clock(), who=by, what="letter", name=LetterKind.ANNOUNCEMENT, why=letter)
        tx.requests.add_events(request_id, [told])
        queue_letters(house, tx, request, [draft])
        return True
