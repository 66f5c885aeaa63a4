"""What became of one letter at the relay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One recipient that the relay did not take while it took others; a 4xx code may change with time."""

    recipient: str
    code: int
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The relay took the letter, for all recipients but those refused."""

    reply: str  #: in most relays' words it holds their queue id
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transient:
    """The relay did not take the letter, and may do so later."""

    reply: str
    code: int = 0  #: 0 where the connection failed
    certain: bool = True  #: False: the relay may mean itself or us, and not this letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Permanent:
    """The relay will never take this letter."""

    reply: str
    code: int = 0  #: 0 where the relay was not even asked
    certain: bool = True  #: False: the relay may mean itself or us, and not this letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertain:
    """The connection failed over the text of the letter or before its answer: it may have been taken."""

    reason: str


Outcome = Sent | Transient | Permanent | Uncertain
