"""Take one message in: read it, decide on it, store all of it in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from worker import log
from worker.forms.extraction import Extraction, ReplyReading
from worker.letters.reply_subject import base_subject
from worker.reader_process.mail_reader import ReplyQuestion
from worker.reading.message import Message
from worker.requests.decide import decide
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import with_attention
from worker.requests.message_matters import brings_other_form
from worker.requests.request_model import (
    CLOUD_INTEREST_FORM,
    OURS,
    WORKER,
    Attention,
    Decision,
    Disposition,
    Event,
    KnownFacts,
    LetterDraft,
    RelatedRequest,
    Request,
    State,
)
from worker.requests.senders.own_accounts import reply_without_own_account, without_own_account
from worker.requests.sending.circuit_breaker import judge_breakers
from worker.requests.threading import identifiers
from worker.requests.threading.related_requests import MOST_LINKS, link_back, new_links
from worker.requests.threading.request_threading import Belonging, find_request
from worker.services.intake import list_offers
from worker.services.intake.known_facts import recall_known, with_own
from worker.services.outbox import interest_list
from worker.services.outbox.letter_caps import log_open_breakers, recall_caps
from worker.services.outbox.overtaken_letters import cancel_overtaken
from worker.services.outbox.owner_letters import with_owner_letter
from worker.services.outbox.queue_letters import queue_letters
from worker.services.service_context import ServiceContext
from worker.store.records import MessagePlace
from worker.store.transactions import Transaction
from worker.version import build_name

_log = log.get(__name__)

_LONGEST_SENDER, _LONGEST_SUBJECT = 254, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMessage:
    """One message as the mailbox holds it, and what was read from it."""

    place: MessagePlace
    received_at: datetime  #: INTERNALDATE
    raw: bytes
    message: Message
    extraction: Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOutcome:
    """What became of one message."""

    entry_id: int
    place: MessagePlace
    disposition: Disposition
    reason: str
    request: Request | None
    letters: tuple[LetterDraft, ...]


class ReplyNotReadError(Exception):
    """A message belongs to a request by now, and what it answers was not read ahead."""


def read_arrival(
    services: ServiceContext, place: MessagePlace, received_at: datetime, raw: bytes
) -> ArrivedMessage:
    """Read a message; no database is needed for it. Raises ReadingFailedError, UnavailableError."""
    found = services.readings.reader.read_mail(raw)
    extraction = without_own_account(found.extraction, services.own_addresses)
    return ArrivedMessage(
        place=place, received_at=received_at, raw=raw, message=found.message, extraction=extraction
    )


def recall_ahead(services: ServiceContext, tx: Transaction, arrived: ArrivedMessage) -> ReplyQuestion | None:
    """What `take` will want to know of a message that answers a request, as far as the store knows now."""
    message, subject = arrived.message, base_subject(arrived.message.subject)
    known = _beside(tx, recall_known(services, tx, message, 0), arrived.extraction.fields, None)
    known = _with_keyed(tx, known, message)
    belonging = find_request(message, known, subject)
    return _question(services, tx, belonging, message, _with_letters(tx, known, belonging))


def ingest_message(
    services: ServiceContext, tx: Transaction, arrived: ArrivedMessage, *, read_ahead: bool = False
) -> IngestOutcome | None:
    """Take a message in, within a transaction; None when it is in the ledger already.

    With `read_ahead` nothing is read within the transaction, however long that would take: raises
    ReplyNotReadError where `ahead` was not asked, or something has changed since. Else, and where the
    reading failed before, raises ReadingFailedError.
    """
    now = services.clock()
    entry_id = tx.ledger.enter(arrived.place, arrived.received_at, now, build_name())
    if entry_id is None:
        return None
    decision = _decide(services, tx, arrived, entry_id, now, read_ahead=read_ahead)
    request = _keep(services, tx, decision)
    if request is not None and arrived.extraction.others:
        decision = _take_others(services, tx, arrived, entry_id, request, decision)
    if request is not None and _left_the_list(request, decision):
        interest_list.leave(services, tx, request, "left the list by another entry")
    ours = request is not None or decision.disposition in OURS
    tx.ledger.decide(
        entry_id,
        decision.disposition,
        decision.reason,
        message_id=arrived.message.message_id,
        digest=arrived.message.digest,
        request_id=request.id if request else None,
        raw=arrived.raw if ours else None,
        unread=decision.unread,
        heading=None if ours or not services.show_subjects else _heading(arrived.message),
    )
    return IngestOutcome(
        entry_id=entry_id,
        place=arrived.place,
        disposition=decision.disposition,
        reason=decision.reason,
        request=request,
        letters=decision.letters,
    )


def _heading(message: Message) -> tuple[str, str]:
    """As much of mail that is not ours as tells a person which one it is."""
    return message.from_.addr[:_LONGEST_SENDER], " ".join(message.subject.split())[:_LONGEST_SUBJECT]


def _left_the_list(request: Request, decision: Decision) -> bool:
    leaves = any(event.new == State.WITHDRAWN for event in decision.events if event.what == "state")
    return leaves and request.form == CLOUD_INTEREST_FORM


def _take_others(
    services: ServiceContext,
    tx: Transaction,
    arrived: ArrivedMessage,
    entry_id: int,
    first: Request,
    decision: Decision,
) -> Decision:
    """Each further form in the mail opens a request of its own, linked with the first.

    Where the mail is an answer a person is told instead: what is the answer's and what is new is not guessed.
    """
    others = arrived.extraction.others
    if decision.disposition is not Disposition.REQUEST:
        _tell_of_forms(services, tx, first, 1 + len(others))
        return decision
    unread = list(decision.unread)
    for other in others:
        known = replace(
            recall_known(services, tx, arrived.message, entry_id), restored_at=services.store.restored_at
        )
        known = recall_caps(services, tx, _beside(tx, known, other.fields, None), arrived.message, None)
        incoming, now = _alone(services, tx, arrived, other, entry_id), services.clock()
        opened = decide(incoming, known, services.policy, now)
        opened = with_owner_letter(services, tx, incoming, known, opened, now)
        request = _keep(services, tx, opened)
        if request is not None:
            unread += opened.unread
            _link(services, tx, request, first)
            _link(services, tx, first, request)
    return replace(decision, unread=tuple(dict.fromkeys(unread)))


def _tell_of_forms(services: ServiceContext, tx: Transaction, request: Request, count: int) -> None:
    why = f"the mail holds {count} forms, of which one at most was applied"
    changed, events = with_attention(request, [Attention.CUSTOMER_WROTE], WORKER, services.clock(), why)
    tx.requests.save(changed)
    tx.requests.add_events(request.id or 0, events)


def _link(services: ServiceContext, tx: Transaction, request: Request, other: Request) -> None:
    event = Event(
        at=services.clock(), who=WORKER, what="link", name=other.reference, why="it came in the same mail"
    )
    tx.requests.add_events(request.id or 0, [event])


def _alone(
    services: ServiceContext, tx: Transaction, arrived: ArrivedMessage, extraction: Extraction, entry_id: int
) -> IncomingMessage:
    """A message as it is where one of its forms was all of it, and belongs to no request."""
    form = extraction.form or ""
    return IncomingMessage(
        message=arrived.message,
        received_at=arrived.received_at,
        ledger_id=entry_id,
        extraction=extraction,
        base_subject=base_subject(arrived.message.subject),
        required=services.required(form),
        checks=services.checks(form),
        new_reference=_new_reference(services, tx),
    )


def _decide(
    services: ServiceContext,
    tx: Transaction,
    arrived: ArrivedMessage,
    entry_id: int,
    now: datetime,
    *,
    read_ahead: bool,
) -> Decision:
    message, subject = arrived.message, base_subject(arrived.message.subject)
    known = replace(recall_known(services, tx, message, entry_id), restored_at=services.store.restored_at)
    if (wish := list_offers.find_wish(tx, message, known)) is not None:
        arrived = replace(arrived, extraction=wish)
    known = _with_keyed(tx, _beside(tx, known, arrived.extraction.fields, None), message)
    belonging = find_request(message, known, subject)
    if concerned := _concerns_us(arrived.extraction, belonging, known):
        known = recall_caps(services, tx, known, message, belonging)
    known = _with_letters(tx, known, belonging)
    reply = _read_reply(services, _question(services, tx, belonging, message, known), read_ahead=read_ahead)
    if reply is not None and belonging is not None and list_offers.is_offered(tx, belonging):
        wish = list_offers.find_told_wish(belonging.request, reply)
        arrived = replace(arrived, extraction=wish) if wish is not None else arrived
    form = _form(arrived.extraction, belonging, known)
    incoming = IncomingMessage(
        message=message,
        received_at=arrived.received_at,
        ledger_id=entry_id,
        extraction=arrived.extraction,
        base_subject=subject,
        belonging=belonging,
        reply=reply,
        required=services.required(form),
        checks=services.checks(form),
        new_reference=_new_reference(services, tx) if concerned else "",
    )
    if belonging is not None and reply is not None:
        known = _beside(tx, known, reply.fields, belonging.request.id)
    decision = decide(incoming, known, services.policy, now)
    decision = with_owner_letter(services, tx, incoming, known, decision, now)
    if decision.letters:
        log_open_breakers(judge_breakers(known.traffic.last_hour, services.policy).stopping(known.pool))
    return decision


def _beside(
    tx: Transaction, known: KnownFacts, said: Mapping[str, str | int | None], own: int | None
) -> KnownFacts:
    """With the requests that name a key or account of `said`, but the message's own one."""
    keys, account = _license_keys(said), str(said.get("account_email") or "")
    related = tx.requests.related(keys, account, own) if keys or account else ()
    return replace(known, related=related)


def _with_keyed(tx: Transaction, known: KnownFacts, message: Message) -> KnownFacts:
    """With the sender's requests of which the message names the license key, however many came since."""
    sender, loaded = message.from_.addr, {one.id for one in known.by_sender}
    keyed = [
        other.id
        for other in known.related
        if sender and other.same_key and other.requester == sender and other.id not in loaded
    ]
    found = filter(None, map(tx.requests.get, keyed))
    return replace(known, by_sender=with_own(known.by_sender, found, sender)) if keyed else known


def _with_letters(tx: Transaction, known: KnownFacts, belonging: Belonging | None) -> KnownFacts:
    if belonging is None or known.letters:
        return known
    return replace(known, letters=tx.letters.texts_of(belonging.request.id or 0))


def _concerns_us(extraction: Extraction, belonging: Belonging | None, known: KnownFacts) -> bool:
    """Whether a request or a letter may come of it; most mail of a shared mailbox is none of ours."""
    named = known.mentioned is not None or known.request is not None or bool(known.by_sender)
    return extraction.form is not None or belonging is not None or named


def _question(
    services: ServiceContext,
    tx: Transaction,
    belonging: Belonging | None,
    message: Message,
    known: KnownFacts,
) -> ReplyQuestion | None:
    if belonging is None or belonging.request.form not in services.forms:
        return None
    if list_offers.is_offered(tx, belonging) and CLOUD_INTEREST_FORM in services.forms:
        texts = tuple(letter.text for letter in known.letters)
        required = services.required(CLOUD_INTEREST_FORM)
        return ReplyQuestion(message=message, form=CLOUD_INTEREST_FORM, ask=required, texts=texts, values={})
    return ReplyQuestion(
        message=message,
        form=belonging.request.form,
        ask=belonging.request.ask,
        texts=tuple(letter.text for letter in known.letters),
        values={name: field.value for name, field in belonging.request.fields.items()},
    )


def _read_reply(
    services: ServiceContext, question: ReplyQuestion | None, *, read_ahead: bool
) -> ReplyReading | None:
    if question is None:
        return None
    said = services.readings.known_reply(question) if read_ahead else services.readings.reply(question)
    if said is None:
        raise ReplyNotReadError
    return reply_without_own_account(said, services.own_addresses)


def _form(extraction: Extraction, belonging: Belonging | None, known: KnownFacts) -> str:
    if belonging is not None and not brings_other_form(extraction, belonging):
        return belonging.request.form
    if extraction.form is not None:  # another form than its request's is a request of its own
        return extraction.form
    return known.mentioned.form if known.mentioned else ""


def _license_keys(fields: Mapping[str, str | int | None]) -> list[str]:
    value = fields.get("license_key")
    return str(value).split() if value else []


def _new_reference(services: ServiceContext, tx: Transaction) -> str:
    while tx.requests.is_taken(candidate := identifiers.reference(services.randomness(8))):
        pass
    return candidate


def _keep(services: ServiceContext, tx: Transaction, decision: Decision) -> Request | None:
    """Store the request, its events and its letters; mark the letter or notice that came back."""
    if decision.bounced_notice is not None:
        tx.notices.bounce(decision.bounced_notice)
    if decision.bounced_letter is not None:
        tx.letters.bounce(decision.bounced_letter)
    if decision.request is None:
        return None
    request, overtaken = cancel_overtaken(services, tx, decision.request, decision.letters, WORKER)
    if decision.disposition is Disposition.REPLY:  # it may have slept until the customer writes
        request = replace(request, snoozed_at=None, wake_at=None)
    stored = tx.requests.add(request) if request.id is None else tx.requests.save(request)
    history = tx.requests.events(stored.id or 0) if decision.related and request.id is not None else ()
    tx.requests.add_events(stored.id or 0, (*new_links(decision.events, history), *overtaken))
    for number, other in enumerate(decision.related):
        if other.same_key or number < MOST_LINKS:
            _tell_of(services, tx, stored, other)
    for changed in decision.beside:
        tx.requests.save(changed.request)
        tx.requests.add_events(changed.request.id or 0, changed.events)
    return queue_letters(services, tx, stored, decision.letters)


def _tell_of(services: ServiceContext, tx: Transaction, request: Request, other: RelatedRequest) -> None:
    """Link two requests from the other side; one license key in two of them is a matter for staff on both."""
    now = services.clock()
    events = [*new_links([link_back(request, other, now)], tx.requests.events(other.id))]
    beside = tx.requests.get(other.id) if other.same_key else None
    if beside is not None:
        why = f"{request.reference} names the same license key"
        changed, noticed = with_attention(beside, [Attention.DUPLICATE_KEY], WORKER, now, why)
        if noticed:
            tx.requests.save(replace(changed, updated_at=now))
        events += noticed
    if events:
        tx.requests.add_events(other.id, events)
