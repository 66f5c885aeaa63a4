"""What the worker would have sent in the past weeks beside what staff did send: a look before the start.

Each message of the mailbox is decided on as of the time at which it came, with a database that knows
nothing before it. Reminders and what follows an approval are not played: no person approves here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from worker.mailbox.mailbox_session import open_session
from worker.requests.request_model import OURS, Disposition
from worker.services.contexts import IntakeContext
from worker.services.intake.folder_sync import PolledFolder
from worker.services.intake.poll_plan import PlannedMessage, plan_poll
from worker.services.intake.sent_by_staff import SentMail, list_sent


class RehearsalVerdict(StrEnum):
    """Who answered a message: staff did, the worker would have."""

    BOTH = "both"
    WORKER = "worker"  #: the worker would have written, and nobody did
    STAFF = "staff"  #: staff wrote, and the worker would not have, or not without a person
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedMessage:
    """One message of the past, what would have been sent for it, and what was."""

    planned: PlannedMessage
    sent: tuple[SentMail, ...]

    @property
    def verdict(self) -> RehearsalVerdict:
        """Who answered; a letter that would have been held is one that the worker would not have sent."""
        at_once = any(not why for why in self.planned.held)
        if self.sent:
            return RehearsalVerdict.BOTH if at_once else RehearsalVerdict.STAFF
        return RehearsalVerdict.WORKER if at_once else RehearsalVerdict.NEITHER

    @property
    def is_reported(self) -> bool:
        """Whether the report lists it: mail of ours, and what could not be read."""
        return self.planned.disposition in OURS | {Disposition.QUARANTINED}


def rehearse_past(
    services: IntakeContext, source: PolledFolder, sent_folder: str, since: datetime
) -> list[RehearsedMessage]:
    """What would have been done with a folder's mail since then, each beside what staff sent for it.

    `services` has a store without history. Nothing on the server changes. Raises MailboxError.
    """
    past = replace(source, read_since=since)
    planned = list(plan_poll(services, past, as_it_arrived=True))
    with open_session(source.settings) as session:
        sent = list(list_sent(session, sent_folder, since))
    return lay_beside(planned, sent)


@dataclass(slots=True)
class _Past:
    """The messages by what a mail of staff may answer."""

    by_id: dict[str, int] = field(default_factory=dict)
    by_sender: dict[str, list[int]] = field(default_factory=dict)


def lay_beside(planned: Sequence[PlannedMessage], sent: Iterable[SentMail]) -> list[RehearsedMessage]:
    """Match each mail of staff with the message that it answers.

    That is the last one that it refers to, else the last one before it from somebody it went to.
    """
    past = _Past()
    for index, message in enumerate(planned):
        if message.message_id:
            past.by_id[message.message_id] = index
        past.by_sender.setdefault(message.sender, []).append(index)
    answers: dict[int, list[SentMail]] = {}
    for mail in sent:
        if (number := _find_answered(planned, past, mail)) is not None:
            answers.setdefault(number, []).append(mail)
    return [
        RehearsedMessage(planned=message, sent=tuple(answers.get(number, ())))
        for number, message in enumerate(planned)
    ]


def _find_answered(planned: Sequence[PlannedMessage], past: _Past, mail: SentMail) -> int | None:
    referred = [past.by_id[each] for each in mail.answers if each in past.by_id]
    if referred:
        return max(referred)
    written = [number for each in mail.recipients for number in past.by_sender.get(each, ())]
    before = [number for number in written if _came_before(planned[number], mail)]
    return max(before, default=None)


def _came_before(one: PlannedMessage, mail: SentMail) -> bool:
    return one.received_at is not None and one.received_at <= mail.sent_at
