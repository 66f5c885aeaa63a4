"""Whether a letter that waits is still true of its request, and which of them a newer one replaces.

Whatever overtakes a letter between its being queued and its going out cancels it.
"""

from worker.requests.account_owner import ASKED_IN
from worker.requests.message_rights import usable_account
from worker.requests.request_model import ON_THE_LIST, LetterKind, Request, State

QUESTIONS = frozenset({LetterKind.MISSING_FIELDS, LetterKind.REMINDER, LetterKind.LAST_NOTICE})
_TELLS_OF_RECEIPT = frozenset({LetterKind.RECEIVED, LetterKind.ACCOUNT_CHANGED, LetterKind.CLOUD_INTEREST})

#: In which states what the letter says may still be so. A person's own words are not in it: they stay true.
_TRUE_IN: dict[LetterKind, frozenset[State]] = {
    **dict.fromkeys(QUESTIONS, frozenset({State.NEEDS_INFO})),
    LetterKind.RECEIVED: frozenset({State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED}),
    LetterKind.UPGRADE_NEEDED: frozenset({State.AWAITING_UPGRADE}),
    LetterKind.UPGRADE_REMINDER: frozenset({State.AWAITING_UPGRADE}),
    # Whose account it was has to hear of it above all when the license has gone to another one by now.
    LetterKind.ACCOUNT_CHANGED: frozenset(
        {
            State.NEEDS_INFO,
            State.READY_FOR_REVIEW,
            State.AWAITING_UPGRADE,
            State.APPROVED,
            State.COMPLETED,
        }
    ),
    LetterKind.ACCOUNT_CHANGE_ASKED: frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW}),
    LetterKind.ACCOUNT_OWNER_ASKED: ASKED_IN,
    LetterKind.EXPIRED: frozenset({State.EXPIRED}),
    LetterKind.REJECTED: frozenset({State.REJECTED}),
    LetterKind.SEN_CONFIRMATION: frozenset({State.COMPLETED}),
    LetterKind.CLOUD_INTEREST: frozenset({State.INTERESTED}),
    LetterKind.ANNOUNCEMENT: ON_THE_LIST,
}
#: What says that a waiting letter has been overtaken, by the state that the request is in now.
_STEPS = {
    State.NEEDS_INFO: "a question that is open again",
    State.READY_FOR_REVIEW: "the answers, which are all there",
    State.AWAITING_UPGRADE: "the upgrade that is awaited",
    State.APPROVED: "the approval",
    State.COMPLETED: "the completion",
    State.REJECTED: "the rejection",
    State.WITHDRAWN: "the withdrawal",
    State.EXPIRED: "the expiry",
    State.INTERESTED: "the answers, which are all there",
}


#: In these a receipt that a person holds back tells nothing any more.
_DECIDED = frozenset({State.AWAITING_UPGRADE, State.APPROVED})


def find_overtaking(kind: LetterKind, request: Request, *, held: bool, to: str) -> str:
    """What has overtaken a letter of this kind that waits on the request, in words; empty where it is true.

    A `received` that a person holds back is overtaken by the approval, one that is on its way is not.
    """
    states = _TRUE_IN.get(kind)
    if kind is LetterKind.ACCOUNT_OWNER_ASKED and to.lower() != usable_account(request).lower():
        return "another myAtlassian address"
    if states is None:
        return ""
    useless = held and kind is LetterKind.RECEIVED and request.state in _DECIDED
    if request.state not in states or useless:
        return _STEPS[request.state]
    return "" if kind not in QUESTIONS or request.ask else _STEPS[State.READY_FOR_REVIEW]


def replaces(newer: LetterKind, waiting: LetterKind) -> bool:
    """Whether a new letter says all that one which still waits would have said."""
    if newer in {LetterKind.MISSING_FIELDS, *_TELLS_OF_RECEIPT}:
        return waiting in QUESTIONS | {LetterKind.RECEIVED, LetterKind.CLOUD_INTEREST}
    return newer in QUESTIONS and waiting in QUESTIONS - {LetterKind.MISSING_FIELDS}
