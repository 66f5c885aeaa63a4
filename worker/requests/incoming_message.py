"""One message on its way in, with all that was read from it before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from worker.forms.extraction import Extraction, ReplyReading
from worker.forms.form_definition import AnswerCheck
from worker.reading.message import Message
from worker.requests.threading.request_threading import Belonging


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """One message with everything that was read from it."""

    message: Message
    received_at: datetime  #: INTERNALDATE: when the mailbox got it, whatever its Date header claims
    ledger_id: int
    extraction: Extraction
    base_subject: str  #: the subject without "Re:" and our reference
    belonging: Belonging | None = None
    reply: ReplyReading | None = None  #: set where `belonging` is
    required: tuple[str, ...] = ()  #: of the form that applies, in its order, "confirmation" included
    checks: Mapping[str, AnswerCheck] = field(default_factory=dict)  #: what each answer to it has to be
    new_reference: str = ""  #: for a request that this message may open
