"""A copy of the confirmation for the Atlassian Expert whom the customer named, where policy says so."""

from dataclasses import replace

from worker.requests.request_model import LetterDraft, LetterKind, Policy, Request
from worker.requests.review_rules import RequestStep

EXPERT = "expert_email"


def with_expert_copy(step: RequestStep, policy: Policy) -> RequestStep:
    """The same step; a confirmation of it also goes to the expert."""
    letters = (copied_to_expert(letter, step.request, policy) for letter in step.letters)
    return replace(step, letters=tuple(letters))


def copied_to_expert(letter: LetterDraft, request: Request, policy: Policy) -> LetterDraft:
    """The same letter, with the expert in copy where it is a confirmation and they don't get it anyway."""
    expert = _expert(request) if policy.copy_to_expert else ""
    if not expert or letter.kind is not LetterKind.SEN_CONFIRMATION or expert in (letter.to, *letter.cc):
        return letter
    return replace(letter, cc=(*letter.cc, expert))


def _expert(request: Request) -> str:
    """Who is named; empty where nobody is, or the address has to be asked for again."""
    field = request.fields.get(EXPERT)
    return str(field.value).lower() if field and field.value and EXPERT not in request.problems else ""
