"""How mail that was handled is marked in the mailbox, for the people who share it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from worker.errors import ConfigError

#: Set on mail of ours by `keyword`; the dollar sign is for names that programs agree on (RFC 5788).
KEYWORD = "$SenWorker"


class Mark(StrEnum):
    """What is done to a message that was handled."""

    NONE = "none"  #: nothing
    KEYWORD = "keyword"  #: KEYWORD is added to its flags
    SEEN = "seen"  #: it counts as read
    MOVE = "move"  #: it goes to another folder


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSuccess:
    """The key `after_success` of a mailbox."""

    mark: Mark
    folder: str = ""  #: where MOVE goes, empty for the others

    @classmethod
    def parse(cls, word: str) -> Self:
        """Read the configuration's word. Raises ConfigError."""
        name, _, folder = word.partition(":")
        if name in list(Mark) and (name == Mark.MOVE) == bool(folder):
            return cls(mark=Mark(name), folder=folder)
        raise ConfigError('after_success: must be "none", "keyword", "seen" or "move:FOLDER"')


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkResult:
    """Which messages were marked; those in neither set can't be marked at all."""

    done: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)  #: the server says that it may do it at another time
