"""What every service works with: the store, the forms, the letters, and how the deployer wants it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form
from worker.letters.letter_renderer import Renderer
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.requests.request_model import Policy
from worker.store.transactions import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceContext:
    """The parts of one installation, wired in `worker.app`."""

    store: Store
    forms: Mapping[str, Form]
    renderer: Renderer
    policy: Policy
    sender: str  #: the From header of letters
    vendor: str  #: who signs them
    reply_to: str  #: the address that answers to letters go to, with a tag each; empty: to the sender
    domain: str  #: the right side of our Message-IDs
    own_addresses: frozenset[str]
    clock: Callable[[], datetime]  #: aware, UTC
    randomness: Callable[[int], bytes]
    identity: str  #: of this process among all that share the store
    readings: ParsedMailCache  #: how mail is read, and what was read before
    register_secret: bytes = (
        b""  #: what license keys of the register are hashed with; empty: one in the database
    )
    show_subjects: bool = False  #: the ledger keeps and shows sender and subject of mail that is not ours
    public_url: str = ""  #: how everybody reaches the pages, no "/" at its end; empty: nobody else does

    def with_clock(self, clock: Callable[[], datetime]) -> Self:
        """The same at another time: a message is judged by when it came."""
        return replace(self, clock=clock)

    def required(self, form: str) -> tuple[str, ...]:
        """What the form needs for a request to be complete, in its order."""
        known = self.forms.get(form)
        if known is None:
            return ()
        names = tuple(field.name for field in known.fields if field.required)
        return (*names, CONFIRMATION) if known.confirmation is not None else names

    def checks(self, form: str) -> dict[str, AnswerCheck]:
        """What the answer to each field of the form has to be, by its name."""
        known = self.forms.get(form)
        return {field.name: field.check for field in known.fields} if known is not None else {}
