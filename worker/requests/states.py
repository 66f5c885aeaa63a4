"""The table of states: which change is possible, and nothing else changes a state."""

from worker.errors import RefusedError
from worker.requests.request_model import CLOUD_INTEREST_FORM, Request, State

#: From each state to those that may follow. `completed` is reached through `approved` alone.
NEXT: dict[State, frozenset[State]] = {
    State.NEEDS_INFO: frozenset(
        {State.READY_FOR_REVIEW, State.INTERESTED, State.REJECTED, State.WITHDRAWN, State.EXPIRED}
    ),
    State.READY_FOR_REVIEW: frozenset(
        {State.NEEDS_INFO, State.AWAITING_UPGRADE, State.APPROVED, State.REJECTED, State.WITHDRAWN}
    ),
    State.AWAITING_UPGRADE: frozenset(
        {State.READY_FOR_REVIEW, State.APPROVED, State.REJECTED, State.WITHDRAWN}
    ),
    State.APPROVED: frozenset(
        {State.COMPLETED, State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.REJECTED, State.WITHDRAWN}
    ),
    State.COMPLETED: frozenset(),
    State.REJECTED: frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW}),
    State.WITHDRAWN: frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED}),
    State.EXPIRED: frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED, State.WITHDRAWN}),
    State.INTERESTED: frozenset({State.NEEDS_INFO, State.WITHDRAWN}),
}

#: From each state back to those that an action of staff may have left; for taking that action back alone.
BACK: dict[State, frozenset[State]] = {
    State.NEEDS_INFO: frozenset(
        {State.READY_FOR_REVIEW, State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.INTERESTED}
    ),
    State.READY_FOR_REVIEW: frozenset({State.NEEDS_INFO}),
    State.INTERESTED: frozenset({State.NEEDS_INFO}),
    State.AWAITING_UPGRADE: frozenset({State.READY_FOR_REVIEW, State.APPROVED}),
    State.APPROVED: frozenset({State.READY_FOR_REVIEW, State.AWAITING_UPGRADE}),
    State.COMPLETED: frozenset({State.APPROVED}),
    State.REJECTED: frozenset(
        {State.NEEDS_INFO, State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED}
    ),
    State.WITHDRAWN: frozenset(
        {
            State.NEEDS_INFO,
            State.READY_FOR_REVIEW,
            State.AWAITING_UPGRADE,
            State.APPROVED,
            State.EXPIRED,
            State.INTERESTED,
        }
    ),
}


def require_back(reference: str, now: State, wanted: State) -> None:
    """Raise `RefusedError` unless an action that led to `now` may be taken back to `wanted`."""
    if wanted is not now and wanted not in BACK.get(now, frozenset()):
        raise RefusedError(f"{reference} is {now} and can't go back to {wanted}")


def require_edge(reference: str, now: State, wanted: State) -> None:
    """Raise `RefusedError` unless the table leads from `now` to `wanted`."""
    if wanted in NEXT[now]:
        return
    leads_to = ", ".join(sorted(map(_in_words, NEXT[now]))) or "nothing else"
    raise RefusedError(
        f"{reference} is {_in_words(now)} and can't become {_in_words(wanted)}; "
        f"from here it can become {leads_to}"
    )


def _in_words(state: State) -> str:
    return state.replace("_", " ")


def home(request: Request) -> State:
    """Where an undecided request belongs by what is still to be asked."""
    if request.ask:
        return State.NEEDS_INFO
    return State.INTERESTED if request.form == CLOUD_INTEREST_FORM else State.READY_FOR_REVIEW
