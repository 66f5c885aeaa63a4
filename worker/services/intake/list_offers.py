"""The list of interested Cloud users, which our letters offer in place of a move, and who takes it up."""

from dataclasses import replace

from worker.forms.extraction import Extraction, Kind, ReplyIntent, ReplyReading
from worker.reading.message import Message
from worker.requests.list_leaving import asks_for_the_list, takes_up_offer
from worker.requests.request_model import CLOUD_INTEREST_FORM, KnownFacts, Request, State
from worker.requests.review_rules import RejectReason
from worker.requests.threading.request_threading import Belonging
from worker.store.transactions import Transaction


def find_interest(tx: Transaction, message: Message, known: KnownFacts) -> Extraction | None:
    """The wish to be on the list, of whoever answers our offer with no more than that."""
    request = known.request
    if request is None or known.forged:
        return None
    if not known.by_copy and asks_for_the_list(message, request):
        return _make_interest(request, f"asks for the list that the question of {request.reference} offers")
    if takes_up_offer(message, request) and _was_rejected_for_cloud(tx, request):
        return _make_interest(request, f"a yes to the list that the rejection of {request.reference} offers")
    return None


def is_offered(tx: Transaction, belonging: Belonging | None) -> bool:
    """Whether the last that its request heard from us was the offer of the list."""
    if belonging is None or not belonging.same_sender or not belonging.continues:
        return False
    return _was_rejected_for_cloud(tx, belonging.request)


def find_interest_in_reply(request: Request, reply: ReplyReading) -> Extraction | None:
    """The wish to be on the list, where a reply gives what the offer asks for (read by the list's form)."""
    plain = reply.intent is ReplyIntent.ANSWERS and not reply.withdraws and not reply.hold_reason
    if not plain or not reply.fields:
        return None
    interest = _make_interest(
        request, f"tells what the list that the rejection of {request.reference} offers asks for"
    )
    return replace(
        interest,
        fields={**interest.fields, **reply.fields},
        problems=reply.problems,
        evidence=reply.evidence,
        unread=reply.unread,
        part=reply.part,
        text=reply.text,
    )


def _was_rejected_for_cloud(tx: Transaction, request: Request) -> bool:
    if request.state is not State.REJECTED:
        return False
    moves = [event for event in tx.requests.events(request.id or 0) if event.what == "state"]
    return bool(moves) and moves[-1].why == RejectReason.CLOUD


def _make_interest(request: Request, reason: str) -> Extraction:
    """The wish, with the license that the request told of."""
    key = request.fields.get("license_key")
    fields = {"license": key.value} if key is not None and "license_key" not in request.ask else {}
    return Extraction(kind=Kind.CLOUD_INTEREST, form=CLOUD_INTEREST_FORM, fields=fields, reason=reason)
