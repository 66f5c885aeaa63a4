"""Reasons for attention as the page of a request shows them: a strip each, with the steps that settle it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from worker.requests.request_model import TAKES_BACK, Attention, State
from worker.services.contexts import MailContext, RecordContext
from worker.services.review import attention_reasons, outbox_view
from worker.services.review.attention_reasons import ReasonDetail
from worker.services.review.request_detail import RequestDetail
from worker.web.views import letter_labels, request_view, text_marks
from worker.web.views.letter_labels import LetterView

#: What it means, and what somebody may do, in a sentence each.
_WORDS: Mapping[Attention, str] = {
    Attention.UNREAD_WORDS: "Nothing explains these words of the customer’s. Do they change anything?",
    Attention.UNSURE: "It is not sure that this is a request. A letter waits until you have read the mail.",
    Attention.RESTORED: "The database was put back from a copy. Look into the mailbox what happened since.",
    Attention.READ_AGAIN: "Read again, the mail leaves open what the customer was not asked for.",
    Attention.AUTHENTICATION_FAILED: "A mail server of ours says that this sender may be forged.",
    Attention.ACCOUNT_CHANGED: "Another myAtlassian address is wanted, without proof enough.",
    Attention.OTHER_ADDRESS: "This came from an address that is not the requester’s. Is it their colleague?",
    Attention.CUSTOMER_WROTE: "The customer wrote something that only a person can answer.",
    Attention.CHANGED_AFTER_APPROVAL: "This came after the approval, and was not applied.",
    Attention.DUPLICATE_KEY: "A license key of it stands in another request, too.",
    Attention.DUPLICATE_ACCOUNT: "Another request names the same myAtlassian account.",
    Attention.POSSIBLE_MATCH: "",
    Attention.LETTER_BOUNCED: "A letter came back, so the customer has not read it.",
    Attention.LETTER_WITHHELD: "A letter waits for you: it goes out when you release it.",
    Attention.LETTER_UNCERTAIN: "Nobody knows whether this letter arrived: look into the mail server’s log.",
    Attention.LETTER_FAILED: "The mail server does not take this letter.",
    Attention.TOO_MANY_ROUNDS: "Asked often, and still not complete. Write in your own words, or phone.",
}
_TAKEN_BACK = "The customer takes the request back: withdraw it, unless you read it otherwise."
#: What makes a decision about the request no worse; while anything else is open, to approve or to complete is
#: not the first thing to do.
_BESIDE = frozenset(
    {
        Attention.LETTER_WITHHELD,
        Attention.LETTER_UNCERTAIN,
        Attention.LETTER_FAILED,
        Attention.TOO_MANY_ROUNDS,
        Attention.RESTORED,
    }
)
#: What "Done" is called where that says too little.
_DONE: Mapping[Attention, str] = {
    Attention.UNREAD_WORDS: "Read, it changes nothing",
    Attention.CHANGED_AFTER_APPROVAL: "Leave it as it is",
    Attention.ACCOUNT_CHANGED: "Leave it as it is",
    Attention.AUTHENTICATION_FAILED: "I know this sender",
    Attention.OTHER_ADDRESS: "It may speak for them",
    Attention.DUPLICATE_KEY: "That is all right",
    Attention.DUPLICATE_ACCOUNT: "That is all right",
    Attention.UNSURE: "It is a request",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One strip."""

    detail: ReasonDetail
    words: str
    done: str  #: what settles it without anything else
    letters: tuple[LetterView, ...]
    can_apply: bool
    may_write: bool


def reason_views(services: MailContext, case: RequestDetail) -> tuple[ReasonView, ...]:
    """A strip for each reason, license keys masked."""
    keys = request_view.keys_of(case.request)
    return tuple(
        _view(services, case, _masked(detail, keys))
        for detail in attention_reasons.find_reasons(services, case)
        if detail.code is not Attention.POSSIBLE_MATCH  # it has a strip of its own
    )


#: What can be applied to an approved request, which is undecided then.
_APPLIED_LATE = frozenset({Attention.CHANGED_AFTER_APPROVAL, Attention.ACCOUNT_CHANGED})


def is_first(case: RequestDetail) -> bool:
    """Whether something has to be settled before anybody decides about the request."""
    return not set(case.request.attention) <= _BESIDE


def _view(services: RecordContext, case: RequestDetail, detail: ReasonDetail) -> ReasonView:
    ids = [letter.id for letter in detail.letters]
    lines = outbox_view.lines(services, ids) if ids else ()
    editable = case.request.state in request_view.EDITABLE
    late = detail.code in _APPLIED_LATE and case.request.state is State.APPROVED
    return ReasonView(
        detail=detail,
        words=_TAKEN_BACK if _is_taken_back(case, detail) else _WORDS[detail.code],
        done=_DONE.get(detail.code, "Done"),
        letters=tuple(letter_labels.view(line, services.clock()) for line in lines),
        can_apply=bool(detail.changes) and (editable or late),
        may_write=detail.code not in {Attention.LETTER_WITHHELD, Attention.LETTER_UNCERTAIN},
    )


def _is_taken_back(case: RequestDetail, detail: ReasonDetail) -> bool:
    """Whether among what the customer wrote is that they take the request back."""
    wrote = detail.code is Attention.CUSTOMER_WROTE
    return wrote and any(
        event.what == "message" and event.why == TAKES_BACK and (detail.at is None or event.at >= detail.at)
        for event in case.events
    )


def _masked(detail: ReasonDetail, keys: tuple[str, ...]) -> ReasonDetail:
    quotes = tuple(
        replace(one, words=text_marks.hide_keys(one.words, keys, marked=False)) for one in detail.quotes
    )
    return replace(detail, quotes=quotes)
