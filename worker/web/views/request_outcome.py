"""How a closed request ended: by whom, when, why, with which SENs, and what the customer was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.merge_answers import mask_key
from worker.requests.request_model import WORKER, LetterKind, State
from worker.requests.review_rules import license_keys
from worker.services.review.request_detail import RequestDetail
from worker.web.views import event_sentences
from worker.web.views.letter_labels import LetterView
from worker.web.views.mail_thread import ThreadEntry

_ENDS = {
    State.COMPLETED: ("completed", LetterKind.SEN_CONFIRMATION),
    State.REJECTED: ("rejected", LetterKind.REJECTED),
    State.WITHDRAWN: ("withdrawn", None),
    State.EXPIRED: ("closed as nobody answered", LetterKind.EXPIRED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOutcome:
    """The end of a request."""

    what: str
    who: str
    at: datetime
    sens: tuple[tuple[str, str], ...]  #: the masked license key, and its SEN
    letter: LetterView | None


def find_outcome(case: RequestDetail, thread: Sequence[ThreadEntry]) -> RequestOutcome | None:
    """How it ended; None where it is open."""
    request = case.request
    if request.state not in _ENDS:
        return None
    what, kind = _ENDS[request.state]
    last = next((e for e in reversed(case.events) if e.what == "state" and e.new == request.state), None)
    letters = [entry.letter.view for entry in thread if entry.letter and entry.letter.view.line.kind == kind]
    if last is not None and request.state is State.REJECTED:
        what = f"rejected, as {event_sentences.REJECTED.get(last.why, last.why)},"
    return RequestOutcome(
        what=what,
        who="sen-worker" if last is None or last.who == WORKER else last.who,
        at=last.at if last else request.updated_at,
        sens=tuple(zip(map(mask_key, license_keys(request)), request.sens, strict=False)),
        letter=letters[-1] if letters else None,
    )
