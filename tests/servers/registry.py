"""Which real servers took part in this test run, and which were missing.

Each process of a run keeps its own record; `tests/conftest.py` adds them up at the end.
"""

from dataclasses import dataclass, field


@dataclass(kw_only=True, slots=True)
class Registry:
    """Names and versions of the servers that answered, and why others did not."""

    present: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def took_part(self, name: str, version: str) -> None:
        """Record that a test talked to the real `name`."""
        self.present[name] = version

    def was_missing(self, name: str, reason: str) -> None:
        """Record that a test wanted `name` and what would make it run."""
        self.absent[name] = reason

    def add(self, other: dict[str, dict[str, str]]) -> None:
        """Take over the record of another process."""
        self.present |= other.get("present", {})
        self.absent |= other.get("absent", {})

    def as_dict(self) -> dict[str, dict[str, str]]:
        """The record in plain values, to cross a process boundary."""
        return {"present": self.present, "absent": self.absent}

    def summary(self) -> list[str]:
        """The closing lines of a test run."""
        took_part = ", ".join(f"{name} {version}" for name, version in sorted(self.present.items()))
        lines = [f"Real servers: {took_part or 'none took part'}"]
        lines += [f"Missing: {name} - {reason}" for name, reason in sorted(self.absent.items())]
        return lines


SERVERS = Registry()
