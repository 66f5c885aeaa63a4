"""The data of one person: exported, or erased for good.

A person is an e-mail address. The requests that it made are shown and erased as a whole; in what is kept of
others the address alone is removed. A request of somebody else whose myAtlassian account it is holds that
person's data, and anybody can name an address so: it is taken as a whole only where whoever asks says so.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from worker import log
from worker.errors import RefusedError, UsageError
from worker.reader_process.mail_reader import ReadingFailedError
from worker.reading.message import Address
from worker.requests.merge_answers import with_attention
from worker.requests.message_rights import ACCOUNT
from worker.requests.request_model import (
    OPEN_STATES,
    Attention,
    Event,
    LetterKind,
    LetterState,
    Request,
    State,
)
from worker.services import row_lists, row_views
from worker.services.contexts import ClockContext, MailContext, ReadingContext, ReviewContext
from worker.store.persons.person_queries import ERASED, LETTERS_LEAVING
from worker.store.records import LetterDecision
from worker.store.transactions import Transaction

_log = log.get(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was removed, or would be."""

    requests: tuple[str, ...]  #: their references
    mails: int  #: kept mail of that person that belongs to no request
    mentions: int  #: rows about others in which the address stood
    remains: str = ""  #: why something may still be in the database's files; empty: nothing is


def export_person(services: ReviewContext, address: str, *, accounts: bool = False) -> dict[str, Any]:
    """All that is kept of a person, as JSON can hold it: requests with mails, letters and history.

    Of other people's requests that name the person's account only the references, unless `accounts` is given.
    Raises UsageError where `address` is none.
    """
    wanted = _require_address(address)
    with services.store.read() as tx:
        others = tx.personal.account_of(wanted)
        loose = _mail_of(services, tx, wanted)
        mentions = tx.personal.mentions(wanted)
        requests = [
            _export_request(services, tx, request_id) for request_id in tx.personal.requests_of(wanted)
        ]
        requests += [_export_request(services, tx, one, theirs=False) for one in (others if accounts else ())]
        expert = [one.name for one in tx.experts.listed() if one.address == wanted]
        mails = [_mail(tx, entry_id) for entry_id in loose]
        account_of = _references(tx, others)
    return {
        "address": wanted,
        "requests": requests,
        "mails": mails,
        "account_of": account_of,
        "rows_that_name_it": mentions,
        "known_as_expert": expert,
    }


def erase_person(
    services: MailContext, address: str, by: str, *, dry_run: bool = False, accounts: bool = False
) -> Erased:
    """Erase all that is kept of a person, with an event on each request; `dry_run` only counts.

    Other people's requests that name the person's account lose it and get a reason for attention; with
    `accounts` they are erased as a whole. Raises RefusedError while one of the letters is being sent. The
    mailbox itself, and copies of the database, are not touched.
    """
    wanted = _require_address(address)
    with services.store.write() as tx:
        others = tx.personal.account_of(wanted)
        ids = [*tx.personal.requests_of(wanted), *(others if accounts else ())]
        loose = _mail_of(services, tx, wanted)
        references = _references(tx, ids)
        if dry_run:
            mentions = sum(tx.personal.mentions(wanted).values())
            return Erased(requests=references, mails=len(loose), mentions=mentions)
        if tx.personal.is_sending([*ids, *others]):
            raise RefusedError("a letter to them is being sent at this moment; repeat it in a minute")
        for request_id in ids:
            erase_request(services, tx, request_id, by, "erased on request")
            tx.personal.forget_batch_mail(request_id)
        tx.experts.remove(wanted)
        for request_id in () if accounts else others:
            _drop_account(services, tx, request_id, wanted, by)
        tx.personal.forget_mail(loose)
        tx.personal.note_forgotten_mail(loose, by, services.clock())
        tx.personal.forget_staff_mail(_notices_about(tx, references))
        tx.personal.forget_traffic(wanted)
        mentions = tx.personal.redact(wanted) + _redact_raw(tx, wanted)
    _log.info("person_erased", requests=len(ids), mails=len(loose), mentions=mentions)
    return Erased(requests=references, mails=len(loose), mentions=mentions, remains=services.store.scrub())


def _drop_account(services: ClockContext, tx: Transaction, request_id: int, address: str, by: str) -> None:
    """Somebody else's request goes on without the account whose owner is forgotten; a person is to look.

    Letters that wait and tell of it don't leave.
    """
    request = tx.requests.get(request_id)
    if request is None:
        return
    now, why = services.clock(), "the owner of the account had it erased"
    changed, events = request, [Event(at=now, who=by, what="privacy", name="erased", why=why)]
    if ACCOUNT in request.fields:
        cleared = {ACCOUNT: replace(request.fields[ACCOUNT], value=None)}
        changed = replace(request, fields={**request.fields, **cleared}, updated_at=now)
        events.append(Event(at=now, who=by, what="field", name=ACCOUNT, why=why))
    if _cancel_letters(tx, request_id, address, by, now, why) or request.state in OPEN_STATES:
        changed, noticed = with_attention(changed, [Attention.ACCOUNT_CHANGED], by, now, why)
        events += noticed
    tx.requests.save(changed)
    tx.requests.add_events(request_id, events)


def _cancel_letters(tx: Transaction, request_id: int, address: str, by: str, now: datetime, why: str) -> bool:
    """Cancel the letters of a request that may still leave and name the address; whether there were any."""
    cancelled_any = False
    for letter in tx.letters.of_request(request_id):
        names = {letter.to.lower(), *(copy.lower() for copy in letter.cc)}
        if letter.state in LETTERS_LEAVING and (address in names or address in letter.text.lower()):
            cancelled = LetterDecision(
                decision="erase", to=LetterState.CANCELLED, was=None, by=by, at=now, reason=why
            )
            cancelled_any |= tx.letters.decide(letter, cancelled)
    return cancelled_any


def _references(tx: Transaction, ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(request.reference for request_id in ids if (request := tx.requests.get(request_id)))


def erase_request(services: ClockContext, tx: Transaction, request_id: int, by: str, why: str) -> None:
    """Remove what a request holds of a person; a row without values stays, and an event that says so."""
    request = tx.requests.get(request_id)
    if request is None:
        return
    now = services.clock()
    state = State.WITHDRAWN if request.state in OPEN_STATES else request.state
    events = [Event(at=now, who=by, what="privacy", name="erased", why=why)]
    if state is not request.state:
        state_change = Event(at=now, who=by, what="state", old=request.state, new=state, why=why)
        events.insert(0, state_change)
    tx.requests.save(_erase_fields(request, state))
    tx.personal.forget_request(request_id)
    tx.requests.add_events(request_id, events)


def _redact_raw(tx: Transaction, address: str) -> int:
    """Remove the address from the bytes of others' mail; where it stands encoded there, the bytes go."""
    changed = [
        (table, row_id, raw)
        for table, row_id, bytes_ in tx.personal.raw_mail()
        if (raw := _redact_bytes(bytes_, address)) != bytes_
    ]
    for table, row_id, raw in changed:
        tx.personal.replace_raw_mail(table, row_id, raw)
    return len(changed)


def _redact_bytes(raw: bytes, address: str) -> bytes:
    replaced = re.sub(re.escape(address.encode()), ERASED.encode(), raw, flags=re.IGNORECASE)
    still_named = any(address in text.lower() for text in _texts(replaced))
    return b"" if still_named else replaced


def _erase_fields(request: Request, state: State) -> Request:
    return replace(
        request,
        state=state,
        requester=Address(addr="", name=""),
        subject="",
        fields={},
        facts={},
        ask=(),
        problems={},
        attention=(),
        sens=(),
        thread=(),
        utc_offset=None,
    )


def _require_address(address: str) -> str:
    wanted = address.strip().strip("<>")
    if wanted.count("@") != 1 or wanted.startswith("@") or wanted.endswith("@") or " " in wanted:
        raise UsageError("name the person by an e-mail address, such as ada@example.com")
    return wanted.lower()


def _export_request(
    services: ReviewContext, tx: Transaction, request_id: int, *, theirs: bool = True
) -> dict[str, Any]:
    """A request as a whole; of one that is not `theirs`, nothing that tells of others of its batch, too."""
    request = row_views.request(services, str(request_id))
    alone = theirs or not request["batch"]
    letters = [
        {**row_lists.letter_row(letter), "text": letter.text}
        for letter in tx.letters.of_request(request_id)
        if alone or letter.kind is not LetterKind.BATCH
    ]
    mails = [_mail(tx, entry.id) for entry in tx.ledger.mail_of(request_id)] if alone else []
    if not alone:
        request |= {"messages": [], "batch_requests": [], "related": [], "events": [], "eligibility": []}
    return {**request, "letters": letters, "mails": mails}


def _mail(tx: Transaction, entry_id: int) -> dict[str, Any]:
    raw = tx.ledger.raw(entry_id)
    return {"ledger_id": entry_id, "raw_base64": b64encode(raw).decode("ascii") if raw else None}


def _mail_of(services: ReadingContext, tx: Transaction, address: str) -> list[int]:
    """Kept mail of theirs that belongs to no request."""
    return [entry_id for entry_id, raw in tx.personal.loose_mail() if _is_author(services, raw, address)]


def _is_author(services: ReadingContext, raw: bytes, address: str) -> bool:
    try:
        return services.readings.message(raw).from_.addr.lower() == address
    except ReadingFailedError:
        return address.encode() in raw.lower()


def _notices_about(tx: Transaction, references: Sequence[str]) -> list[int]:
    return [
        notice_id
        for notice_id, raw in tx.personal.staff_mail()
        if any(reference in text for text in _texts(raw) for reference in references)
    ]


def _texts(raw: bytes) -> Iterable[str]:
    parsed = message_from_bytes(raw, policy=policy.default)
    for part in parsed.walk():
        if isinstance(part, EmailMessage) and part.get_content_maintype() == "text":
            yield str(part.get_content())
