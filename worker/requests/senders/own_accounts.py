"""Our own addresses are nobody's myAtlassian account: one that turns up as an answer was read by mistake."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from worker.forms.extraction import Extraction, FieldProblem, ReplyReading

_ACCOUNT = "account_email"


def without_own_account(extraction: Extraction, own: Collection[str]) -> Extraction:
    """The same, but that an account address among `own` (lower-cased) is asked for again."""
    others = tuple(without_own_account(other, own) for other in extraction.others)
    extraction = replace(extraction, others=others)
    if not _is_own(extraction.fields, own):
        return extraction
    ask = extraction.ask if _ACCOUNT in extraction.ask else (*extraction.ask, _ACCOUNT)
    fields = {**extraction.fields, _ACCOUNT: None}
    return replace(extraction, fields=fields, problems=_invalid(extraction.problems), ask=ask)


def reply_without_own_account(reading: ReplyReading, own: Collection[str]) -> ReplyReading:
    """The same for what a reply says."""
    if not _is_own(reading.fields, own):
        return reading
    return replace(reading, fields={**reading.fields, _ACCOUNT: None}, problems=_invalid(reading.problems))


def _is_own(fields: Mapping[str, str | int | None], own: Collection[str]) -> bool:
    return str(fields.get(_ACCOUNT) or "").lower() in own


def _invalid(problems: Mapping[str, FieldProblem]) -> dict[str, FieldProblem]:
    return {**problems, _ACCOUNT: FieldProblem.INVALID}
