"""Which myAtlassian accounts a request was to have, and which mail wanted each: from its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.requests.message_rights import ACCOUNT
from worker.requests.request_model import CUSTOMER, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """One change of an account that was there, as a mail wanted it."""

    old: str
    new: str
    mail: int | None  #: the number of the mail on the request; None where it can't be told
    applied: bool  #: False where it waits for a person

    @property
    def words(self) -> str:
        """The change in a sentence, for staff."""
        by = f"mail {self.mail}" if self.mail else "a mail"
        if self.applied:
            return f"The myAtlassian address was changed from {self.old} to {self.new}, by {by}"
        return (
            f"{by.capitalize()} wants {self.new} as myAtlassian address in place of {self.old}; not applied"
        )


def find_account_changes(events: Sequence[Event], mails: Mapping[datetime, int]) -> tuple[AccountChange, ...]:
    """What mails changed or want changed, oldest first; `mails` numbers them by when they were taken in."""
    return tuple(
        AccountChange(old=event.old, new=event.new, mail=mails.get(event.at), applied=event.what == "field")
        for event in events
        if event.what in {"field", "wish"} and event.name == ACCOUNT and event.who == CUSTOMER
        if event.old and event.new
    )
