"""A field's value with its evidence as JSON, where it is kept for being put back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from worker.forms.extraction import Evidence, Span
from worker.requests.request_model import FieldValue

FACT = "fact:"  #: in the table of fields, before the kind of what was told beside the form's answers


def flat_field(value: FieldValue | None) -> dict[str, Any] | None:
    """The value as JSON."""
    flat: dict[str, Any] | None = json.loads(json.dumps(asdict(value))) if value is not None else None
    return flat


def field_of(flat: Mapping[str, Any] | None) -> FieldValue | None:
    """The value that `flat_field` made JSON of."""
    if flat is None:
        return None
    return FieldValue(
        value=flat["value"],
        set_by=flat["set_by"],
        message=flat["message"],
        evidence=evidence_of(flat["evidence"]),
    )


def evidence_of(flat: Mapping[str, Any] | None) -> Evidence | None:
    """The evidence as it is stored."""
    if not flat:
        return None
    spans = tuple(Span(span["start"], span["end"]) for span in flat["spans"])
    return Evidence(part=flat["part"], spans=spans, rule=flat["rule"])
