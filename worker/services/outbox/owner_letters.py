"""The letter to the owner of a myAtlassian account: automatically with the receipt, or when a person asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.errors import RefusedError
from worker.requests import account_owner
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import with_attention
from worker.requests.message_rights import usable_account
from worker.requests.open_request import judge_letter
from worker.requests.request_model import (
    MIGRATION_FORM,
    PROVEN_POOLS,
    UNPROVEN_POOLS,
    WORKER,
    Attention,
    Decision,
    Event,
    KnownFacts,
    LetterDraft,
    LetterKind,
    LetterPool,
    Request,
)
from worker.requests.review_rules import RequestStep
from worker.services.contexts import PolicyContext, ReadingContext
from worker.services.owner_answer import list_owner_letters
from worker.store.transactions import Transaction

_ACCOMPANIED = frozenset({LetterKind.RECEIVED, LetterKind.ACCOUNT_CHANGED})


def with_owner_letter(
    services: PolicyContext,
    tx: Transaction,
    incoming: IncomingMessage,
    known: KnownFacts,
    decision: Decision,
    now: datetime,
) -> Decision:
    """The decision, with a letter to the account's owner where one tells the customer that all is there.

    What holds the customer's letter holds this one too, and so do the caps of the owner's address.
    """
    request = decision.request
    receipt = next((letter for letter in decision.letters if letter.kind in _ACCOMPANIED), None)
    owner = account_owner.find_owner(request, services.policy) if request and receipt else ""
    if request is None or receipt is None or not owner or _was_asked(tx, request, owner, decision.events):
        return decision
    pool = _pool(tx, owner)
    of_request = {each: number for each, number in known.traffic.of_request.items() if each in UNPROVEN_POOLS}
    traffic = replace(tx.traffic.of(owner, now), of_request={} if known.pool in PROVEN_POOLS else of_request)
    known = replace(known, pool=pool, traffic=traffic, by_sender=())
    gate = judge_letter(incoming, known, services.policy, now, to=owner)
    held = "; ".join(dict.fromkeys(filter(None, (receipt.held, *gate.split("; ")))))
    letter = account_owner.question_to(owner, request, pool, held)
    events: tuple[Event, ...] = (
        Event(at=now, who=WORKER, what="letter", name=letter.kind, new=owner, why=held),
    )
    if held:
        request, noticed = with_attention(request, [Attention.LETTER_WITHHELD], WORKER, now, held)
        events += noticed
    return replace(
        decision,
        request=request,
        events=(*decision.events, *events),
        letters=(*decision.letters, letter),
    )


def ask_owner(services: ReadingContext, tx: Transaction, request: Request, by: str) -> RequestStep:
    """Ask the owner because a person wants it. Raises RefusedError where nobody can be asked."""
    owner, now = usable_account(request).lower(), services.clock()
    if request.form != MIGRATION_FORM or not owner:
        raise RefusedError(f"{request.reference} names no myAtlassian account that could be asked")
    if request.state not in account_owner.ASKED_IN:
        raise RefusedError(f"{request.reference} is {request.state}; nobody is asked about it")
    if owner in services.own_addresses:
        raise RefusedError("the myAtlassian address is one of ours")
    if _was_asked(tx, request, owner):
        raise RefusedError(f"the owner of the account of {request.reference} was asked already")
    letter: LetterDraft = account_owner.question_to(owner, request, _pool(tx, owner))
    event = Event(at=now, who=by, what="letter", name=letter.kind, new=owner)
    return RequestStep(request=replace(request, updated_at=now), events=(event,), letters=(letter,))


def _pool(tx: Transaction, owner: str) -> LetterPool:
    """Never the customers' pool: the requester chose the address that the letter goes to."""
    return LetterPool.RETURNING if tx.requests.is_known(owner) else LetterPool.STRANGERS


def _was_asked(tx: Transaction, request: Request, owner: str, new: Sequence[Event] = ()) -> bool:
    """Whether they were asked about the request as it is, once the `new` events have happened as well."""
    if request.id is None:
        return False
    letters = list_owner_letters(tx.letters.of_request(request.id))
    return account_owner.was_asked(letters, owner, (*tx.requests.events(request.id), *new))
