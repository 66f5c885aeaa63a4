"""What a service can touch, told by its signature: narrow views of `ServiceContext`.

A function that is given a `StoreContext` reads and writes rows and can do nothing else; one with a
`LetterContext` composes letters and stores none. `ServiceContext` has all of it and is passed as any of
these.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol, Self

from worker.forms.form_definition import AnswerCheck, Form
from worker.letters.letter_renderer import Renderer
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.requests.request_model import Policy
from worker.store.transactions import Store


class ClockContext(Protocol):
    """The time."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Now, aware, UTC."""
        ...


class StoreContext(Protocol):
    """The rows."""

    @property
    def store(self) -> Store:
        """The database."""
        ...


class RecordContext(StoreContext, ClockContext, Protocol):
    """Rows, and the time at which they are written or looked at."""


class LeaseContext(RecordContext, Protocol):
    """Rows that one process among several holds for itself."""

    @property
    def identity(self) -> str:
        """This process among all that share the store."""
        ...


class LedgerContext(RecordContext, Protocol):
    """The ledger, and whether it shows mail that is not ours."""

    @property
    def show_subjects(self) -> bool:
        """Whether the ledger keeps and shows sender and subject of mail that is not ours."""
        ...


class RegisterContext(RecordContext, Protocol):
    """The license register, and the secret that its keys are hashed with."""

    @property
    def register_secret(self) -> bytes:
        """What license keys are hashed with; empty: a secret in the database."""
        ...


class PolicyContext(ClockContext, Protocol):
    """What the deployer decided, and the time."""

    @property
    def policy(self) -> Policy:
        """What the deployer decided."""
        ...


class FormContext(ClockContext, Protocol):
    """The forms, what each of them needs, and the time."""

    @property
    def forms(self) -> Mapping[str, Form]:
        """Each form by its name."""
        ...

    def required(self, form: str) -> tuple[str, ...]:
        """What the form needs for a request to be complete, in its order."""
        ...

    def checks(self, form: str) -> dict[str, AnswerCheck]:
        """What the answer to each field of the form has to be, by its name."""
        ...


class ReadingContext(FormContext, PolicyContext, Protocol):
    """How a mail is read and judged: the forms, the policy, our own addresses, and what was read before."""

    @property
    def own_addresses(self) -> frozenset[str]:
        """Whose mail is ours."""
        ...

    @property
    def readings(self) -> ParsedMailCache:
        """How mail is read, and what was read before."""
        ...


class MailContext(ReadingContext, RecordContext, Protocol):
    """Mail that is read from its row."""


class LinkContext(ClockContext, Protocol):
    """Where everybody reaches the pages, and who signs."""

    @property
    def public_url(self) -> str:
        """How everybody reaches the pages, no "/" at its end; empty: nobody else does."""
        ...

    @property
    def vendor(self) -> str:
        """Who signs."""
        ...


class NoticeContext(LinkContext, Protocol):
    """What a notice to staff is composed of."""

    @property
    def renderer(self) -> Renderer:
        """What makes texts of templates."""
        ...

    @property
    def sender(self) -> str:
        """The From header."""
        ...

    @property
    def domain(self) -> str:
        """The right side of our Message-IDs."""
        ...

    @property
    def randomness(self) -> Callable[[int], bytes]:
        """So many bytes that nobody can guess."""
        ...


class LetterContext(NoticeContext, FormContext, Protocol):
    """What a letter to a customer is composed of."""

    @property
    def reply_to(self) -> str:
        """Where answers go, with a tag each; empty: to the sender."""
        ...


class OutboxContext(LetterContext, PolicyContext, RecordContext, Protocol):
    """Letters that are composed and stored, or decided about."""


class StaffNoticeContext(NoticeContext, PolicyContext, LeaseContext, Protocol):
    """Notices to staff that one process among several composes and stores."""


class IntakeContext(MailContext, OutboxContext, LedgerContext, Protocol):
    """A mail on its way from its bytes to its row in the ledger and its letter."""

    def with_clock(self, clock: Callable[[], datetime]) -> Self:
        """The same at another time."""
        ...


class PollContext(IntakeContext, LeaseContext, Protocol):
    """A folder that one process among several reads."""


class ReviewContext(MailContext, OutboxContext, RegisterContext, Protocol):
    """A request before staff: what was read, what the register knows, and the letter of the next step."""
