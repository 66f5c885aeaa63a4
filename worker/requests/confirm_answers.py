"""Answers of a stranger that no letter repeats: asked for again, and settled once it is known who gave them.

Whoever answers our letter did give them, so that what was asked for again is settled by any answer. The
value itself is not taken anew: "as I wrote before" would be an organization's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from worker.forms.extraction import FieldProblem, ReplyReading
from worker.forms.form_definition import AnswerCheck
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.repeatable_values import find_unconfirmed
from worker.requests.request_model import PROVEN_POOLS, LetterPool, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedReply:
    """A reply and its request, as they are to be merged."""

    request: Request
    reading: ReplyReading
    in_other_words: bool  #: it answers otherwise what was asked for again: a person has to compare


def confirm_answers(
    request: Request, reading: ReplyReading, checks: Mapping[str, AnswerCheck], pool: LetterPool
) -> ConfirmedReply:
    """Settle what was asked for again where the writer is proven; what a stranger says may be asked again."""
    waiting = {name for name, why in request.problems.items() if why is FieldProblem.UNCONFIRMED}
    again = waiting & reading.fields.keys()
    differs = any(_plain(reading.fields[name]) != _plain(request.fields[name].value) for name in again)
    fields = {name: value for name, value in reading.fields.items() if name not in again}
    reading = replace(reading, fields=fields)
    if pool is LetterPool.STRANGERS:
        account = str(fields.get(ACCOUNT) or usable_account(request))
        found = find_unconfirmed(fields, checks, account, request.requester.addr)
        reading = replace(reading, problems={**found, **reading.problems})
    elif pool in PROVEN_POOLS:
        problems = {name: why for name, why in request.problems.items() if name not in waiting}
        ask = tuple(name for name in request.ask if name not in waiting)
        request = replace(request, problems=problems, ask=ask)
    return ConfirmedReply(request=request, reading=reading, in_other_words=differs)


def _plain(value: str | int | None) -> str:
    return " ".join(str(value or "").split()).strip(".,;").casefold()
