"""What a text says of the form's statement: each of its halves is said, denied, or not spoken of."""

from dataclasses import dataclass
from enum import StrEnum

from worker.forms.extraction import Evidence, FieldProblem


class StatementHalf(StrEnum):
    """What is said of one half of the statement."""

    UNSAID = "unsaid"
    SAID = "said"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class StatementReading:
    """What a text says of the statement."""

    server: StatementHalf = StatementHalf.UNSAID
    match: StatementHalf = StatementHalf.UNSAID
    evidence: Evidence | None = None

    @property
    def problem(self) -> FieldProblem | None:
        """Why the confirmation has to be asked for; None when it was given."""
        if StatementHalf.DENIED in (self.server, self.match):
            return FieldProblem.CONTRADICTED
        return None if self.server is self.match is StatementHalf.SAID else FieldProblem.MISSING

    def also(self, other: "StatementReading") -> "StatementReading":
        """Both together: a denial stays a denial."""
        return StatementReading(
            _both(self.server, other.server), _both(self.match, other.match), self.evidence or other.evidence
        )


def _both(one: StatementHalf, two: StatementHalf) -> StatementHalf:
    if StatementHalf.DENIED in (one, two):
        return StatementHalf.DENIED
    return StatementHalf.SAID if StatementHalf.SAID in (one, two) else StatementHalf.UNSAID
