"""What becomes of one message, by all that the store knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from worker.forms.extraction import Extraction, ReplyReading
from worker.letters.reply_subject import base_subject
from worker.reader_process.mail_reader import ReplyQuestion
from worker.reading.message import Message
from worker.requests.decide import decide
from worker.requests.incoming_message import IncomingMessage
from worker.requests.message_matters import brings_other_form
from worker.requests.request_model import CLOUD_INTEREST_FORM, OURS, Decision, KnownFacts
from worker.requests.senders.own_accounts import reply_without_own_account
from worker.requests.sending.circuit_breaker import judge_breakers
from worker.requests.threading import identifiers
from worker.requests.threading.batch_references import without_reference
from worker.requests.threading.request_threading import Belonging, find_request
from worker.services.contexts import (
    FormContext,
    IntakeContext,
    LedgerContext,
    LetterContext,
    MailContext,
    NoticeContext,
    ReadingContext,
)
from worker.services.intake import list_offers
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.known_facts import is_unrelated, recall_known, with_own
from worker.services.outbox.letter_caps import log_open_breakers, recall_caps
from worker.services.outbox.owner_letters import with_owner_letter
from worker.services.outbox.queue_letters import write_letters
from worker.store.transactions import Transaction

_LONGEST_SENDER, _LONGEST_SUBJECT = 254, 100


class ReplyNotReadError(Exception):
    """A message turns out to answer a request, and was not read as a reply before the transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledMessage:
    """A message with what the store knows that bears on it."""

    arrived: ArrivedMessage
    known: KnownFacts
    belonging: Belonging | None
    concerned: bool  #: whether a request or a letter may come of it
    question: ReplyQuestion | None  #: what has to be read of it, where it answers a request


def recall_message(services: MailContext, tx: Transaction, arrived: ArrivedMessage) -> RecalledMessage:
    """What the store knows of a message before the transaction that decides on it."""
    return _recall(services, tx, arrived, 0, ahead=True)


def write_likely_letters(
    services: IntakeContext, arrived: ArrivedMessage, recalled: RecalledMessage, secret: bytes
) -> ArrivedMessage:
    """The message with the letters that it is likely to cause, so that the transaction need not write them.

    A reply has to have been read. What fails here fails again, and is dealt with, in the transaction.
    """
    if not recalled.concerned:
        return arrived
    reference = identifiers.reference(services.randomness(8))
    try:
        reply = _read_reply(services, recalled.question, read_ahead=True)
        incoming = _incoming(services, recalled, reply, 0, reference)
        decision = decide(incoming, recalled.known, services.policy, services.clock())
        if decision.request is None or not decision.letters:
            return arrived
        letters = write_letters(services, secret, decision.request, decision.letters)
    except Exception:  # noqa: BLE001 -- as above
        return arrived
    return replace(arrived, reference=reference, letters=letters)


def judge_unrelated(services: IntakeContext, tx: Transaction, arrived: ArrivedMessage) -> Decision | None:
    """What becomes of mail that has to do with no request or letter, as most mail; None for any other.

    Asks only what `tx.foresee` has found, and not the database.
    """
    if arrived.extraction.form is not None or arrived.extraction.fields:
        return None
    if not is_unrelated(services, tx, arrived.message):
        return None
    decision = decide_message(services, tx, arrived, 0, services.clock(), read_ahead=True)
    plain = Decision(disposition=decision.disposition, reason=decision.reason)
    return decision if decision == plain and decision.disposition not in OURS else None


def make_heading(services: LedgerContext, message: Message) -> tuple[str, str] | None:
    """Sender and subject, shortened, of mail that is not ours; None unless `ledger.show_subjects` is on."""
    if not services.show_subjects:
        return None
    return message.from_.addr[:_LONGEST_SENDER], " ".join(message.subject.split())[:_LONGEST_SUBJECT]


def make_separate_message(
    services: LetterContext, tx: Transaction, arrived: ArrivedMessage, extraction: Extraction, entry_id: int
) -> IncomingMessage:
    """The message as if one of its forms were all of it: it belongs to no request."""
    form = extraction.form or ""
    return IncomingMessage(
        message=arrived.message,
        received_at=arrived.received_at,
        ledger_id=entry_id,
        extraction=extraction,
        base_subject=base_subject(arrived.message.subject),
        required=services.required(form),
        checks=services.checks(form),
        new_reference=_new_reference(services, tx, ""),
    )


def decide_message(
    services: IntakeContext,
    tx: Transaction,
    arrived: ArrivedMessage,
    entry_id: int,
    now: datetime,
    *,
    read_ahead: bool,
) -> Decision:
    """What becomes of a message. Raises ReplyNotReadError, ReadingFailedError."""
    recalled = _recall(services, tx, arrived, entry_id)
    known, belonging = recalled.known, recalled.belonging
    reply = _read_reply(services, recalled.question, read_ahead=read_ahead)
    if reply is not None and belonging is not None and list_offers.is_offered(tx, belonging):
        interest = list_offers.find_interest_in_reply(belonging.request, reply)
        if interest is not None:
            recalled = replace(recalled, arrived=replace(recalled.arrived, extraction=interest))
    reference = _new_reference(services, tx, arrived.reference) if recalled.concerned else ""
    incoming = _incoming(services, recalled, reply, entry_id, reference)
    if belonging is not None and reply is not None:
        known = with_related(tx, known, reply.fields, belonging.request.id)
    decision = decide(incoming, known, services.policy, now)
    decision = with_owner_letter(services, tx, incoming, known, decision, now)
    if decision.letters:
        log_open_breakers(judge_breakers(known.traffic.last_hour, services.policy).stopping(known.pool))
    return decision


def _recall(
    services: MailContext, tx: Transaction, arrived: ArrivedMessage, entry_id: int, *, ahead: bool = False
) -> RecalledMessage:
    message, subject = arrived.message, base_subject(arrived.message.subject)
    known = replace(recall_known(services, tx, message, entry_id), restored_at=services.store.restored_at)
    if (interest := list_offers.find_interest(tx, message, known)) is not None:
        arrived = replace(arrived, extraction=interest)
    if not ahead or not tx.foreseen.is_stranger(message.from_.addr):  # of a stranger it names no request
        known = _with_keyed(tx, with_related(tx, known, arrived.extraction.fields, None), message)
    belonging = find_request(message, known, subject)
    if concerned := _concerns_us(arrived.extraction, belonging, known):
        known = recall_caps(services, tx, known, message, belonging, ahead=ahead)
    known = _with_letters(tx, known, belonging)
    return RecalledMessage(
        arrived=arrived,
        known=known,
        belonging=belonging,
        concerned=concerned,
        question=_question(services, tx, belonging, message, known),
    )


def _incoming(
    services: FormContext,
    recalled: RecalledMessage,
    reply: ReplyReading | None,
    entry_id: int,
    reference: str,
) -> IncomingMessage:
    arrived = recalled.arrived
    form = _form(arrived.extraction, recalled.belonging, recalled.known)
    return IncomingMessage(
        message=arrived.message,
        received_at=arrived.received_at,
        ledger_id=entry_id,
        extraction=arrived.extraction,
        base_subject=base_subject(arrived.message.subject),
        belonging=recalled.belonging,
        reply=reply,
        required=services.required(form),
        checks=services.checks(form),
        new_reference=reference,
    )


def with_related(
    tx: Transaction, known: KnownFacts, fields: Mapping[str, str | int | None], own: int | None
) -> KnownFacts:
    """What is known, with the requests that name a key or account of `fields`, but the message's own one."""
    keys, account = _license_keys(fields), str(fields.get("account_email") or "")
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
    others = known.request is not None and belonging is not None and belonging.request.id != known.request.id
    if belonging is None or (known.letters and not others):
        return known
    return replace(known, letters=tx.letters.texts_of(belonging.request.id or 0))


def _concerns_us(extraction: Extraction, belonging: Belonging | None, known: KnownFacts) -> bool:
    """Whether a request or a letter may come of it; most mail of a shared mailbox is none of ours."""
    named = known.mentioned is not None or known.request is not None or bool(known.by_sender)
    return extraction.form is not None or belonging is not None or named


def _question(
    services: FormContext,
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
    if known.batch:
        message = without_reference(message, belonging.request.reference)
    return ReplyQuestion(
        message=message,
        form=belonging.request.form,
        ask=belonging.request.ask,
        texts=tuple(letter.text for letter in known.letters),
        values={name: field.value for name, field in belonging.request.fields.items()},
    )


def _read_reply(
    services: ReadingContext, question: ReplyQuestion | None, *, read_ahead: bool
) -> ReplyReading | None:
    if question is None:
        return None
    reply = services.readings.known_reply(question) if read_ahead else services.readings.reply(question)
    if reply is None:
        raise ReplyNotReadError
    return reply_without_own_account(reply, services.own_addresses)


def _form(extraction: Extraction, belonging: Belonging | None, known: KnownFacts) -> str:
    if belonging is not None and not brings_other_form(extraction, belonging):
        return belonging.request.form
    if extraction.form is not None:  # another form than its request's is a request of its own
        return extraction.form
    return known.mentioned.form if known.mentioned else ""


def _license_keys(fields: Mapping[str, str | int | None]) -> list[str]:
    value = fields.get("license_key")
    return str(value).split() if value else []


def _new_reference(services: NoticeContext, tx: Transaction, candidate: str) -> str:
    """`candidate`, unless it is none or somebody has it."""
    while not candidate or tx.requests.is_taken(candidate):
        candidate = identifiers.reference(services.randomness(8))
    return candidate
