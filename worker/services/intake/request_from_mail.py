"""Makes a request of a message that the worker ignored, because a person says that it is one."""

from dataclasses import replace

from worker import log
from worker.errors import RefusedError, UsageError
from worker.forms.extraction import Extraction
from worker.reader_process.mail_reader import ReplyQuestion
from worker.requests.request_model import Disposition
from worker.requests.senders.own_accounts import reply_without_own_account
from worker.services.contexts import MailContext, ReadingContext
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.folder_sync import folder_name
from worker.services.intake.poll_requests import request_poll
from worker.store.ledger.ledger_queries import LedgerEvent

_log = log.get(__name__)
#: Dispositions that may turn out to be a customer's; of the others it is known for certain what they are.
WANTABLE = frozenset(
    {Disposition.IGNORED, Disposition.AUTO_REPLY, Disposition.BOUNCE, Disposition.QUARANTINED}
)
_REASON = "a person says that it is a request"


def want_request(services: MailContext, entry_id: int, form: str, by: str) -> str:
    """Let the next poll make a request of a message; returns the name of its folder.

    Raises UsageError for an unknown entry or form, RefusedError for a message that can't be a request.
    """
    if form not in services.forms:
        raise UsageError(f"there is no form {form!r}; there are {', '.join(sorted(services.forms))}")
    with services.store.write() as tx:
        entry = tx.ledger.get(entry_id)
        if entry is None:
            raise UsageError(f"there is no ledger entry {entry_id}; `sen-worker ledger list` shows them")
        if entry.disposition not in WANTABLE or entry.request_id is not None:
            raise RefusedError(f"ledger entry {entry_id} is {entry.disposition}: it can't become a request")
        if not tx.ledger.want_request(entry_id, form, f"{_REASON}; the next poll reads it"):
            raise RefusedError(f"the message of ledger entry {entry_id} is gone from the mail server")
        tx.ledger_pages.add_event(entry_id, LedgerEvent(at=services.clock(), who=by, what="want_request"))
    _log.info("request_wanted", entry=entry_id, mailbox=entry.place.mailbox)
    name = folder_name(entry.place.mailbox, entry.place.folder)
    request_poll(services, name)
    return name


def read_as_request(services: ReadingContext, arrived: ArrivedMessage, form: str) -> ArrivedMessage:
    """The message read as a request of `form`, unless it is read as one by now.

    Its letter waits for a person: nothing in the mail told the reader what it is. Raises ReadingFailedError,
    UnavailableError.
    """
    if arrived.extraction.form is not None or form not in services.forms:
        return arrived
    question = ReplyQuestion(
        message=arrived.message, form=form, ask=services.required(form), texts=(), values={}
    )
    reply = reply_without_own_account(services.readings.reader.answer(question), services.own_addresses)
    extraction = Extraction(
        kind=services.forms[form].kind,
        form=form,
        reason=_REASON,
        fields=reply.fields,
        problems=reply.problems,
        evidence=reply.evidence,
        hold=True,
        hold_reason="the reader did not know it for a request",
        unread=reply.unread,
        part=reply.part,
        text=reply.text,
    )
    return replace(arrived, extraction=extraction)
