"""The five kinds of refusal, and how sure one can be of a kind."""

from dataclasses import dataclass
from enum import StrEnum


class RefusalKind(StrEnum):
    """What a refusal is about."""

    STATE = "state"  #: the server's or its backend's state: overload, throttling, maintenance, a fault
    ACCOUNT = "account"  #: us: what our account, address or host may do, and how much of it
    MECHANISM = "mechanism"  #: the way of signing in; another one may do
    PASSWORD = "password"  # noqa: S105 -- a word  #: user name and password, or the token
    MESSAGE = "message"  #: this one message or recipient, and no other


@dataclass(frozen=True, slots=True)
class RefusalVerdict:
    """What a refusal is about. In doubt it is the server's state, and `certain` is false."""

    kind: RefusalKind
    certain: bool = True

    @property
    def spares_message(self) -> bool:
        """Whether the message is surely not to blame: nothing is set aside, and no letter is given up."""
        return self.certain and self.kind is not RefusalKind.MESSAGE

    def allows_another_method(self, tried: int, *, password_named: bool) -> bool:
        """Whether another way of signing in may be tried after this refusal, the `tried`th one.

        Twice at most, unless it is surely the way that is refused: wrong passwords lock accounts. None where
        the server named the password as wrong (`password_named`), as no other way would do then.
        """
        if self.kind is RefusalKind.MECHANISM:
            return True
        return tried == 1 and not password_named and (self.kind is RefusalKind.PASSWORD or not self.certain)


IN_DOUBT = RefusalVerdict(RefusalKind.STATE, certain=False)
