"""How far the Marketplace's license report was read, within one transaction: one row, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from worker.store.tables.register_schema import report_readings


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading that is not at its end yet."""

    mark: str  #: of what is looked for: another reading is begun where that has changed
    started_at: datetime
    offset: int = 0
    licenses: int = 0
    kept: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[str, ...] = ()


class ReportReading:
    """The one reading."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self) -> StoredReading | None:
        """The reading that was interrupted."""
        row = self._connection.execute(select(report_readings)).first()
        if row is None:
            return None
        return StoredReading(
            mark=row.mark,
            started_at=row.started_at,
            offset=row.next_offset,
            licenses=row.licenses,
            kept=tuple(row.kept),
            problems=tuple(row.problems),
        )

    def keep(self, reading: StoredReading) -> None:
        """In place of what was kept before."""
        self.forget()
        values = {
            "id": 1,
            "mark": reading.mark,
            "started_at": reading.started_at,
            "next_offset": reading.offset,
            "licenses": reading.licenses,
            "kept": list(reading.kept),
            "problems": list(reading.problems),
        }
        self._connection.execute(insert(report_readings), values)

    def forget(self) -> None:
        """It came to its end, or somebody in it is to be forgotten: then it begins anew."""
        self._connection.execute(delete(report_readings))
