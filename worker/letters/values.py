"""The values that a letter is written from. Knows no template and no request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswer:
    """One thing that was understood; `value` is a license key only in its masked form."""

    label: str
    value: str
    colon: str = ":"  #: as the language writes it

    @property
    def line(self) -> str:
        """The one line that both parts of a letter show."""
        return f"{self.label}{self.colon} {self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuestion:
    """One thing that is asked for."""

    field: str
    number: int  #: as in the form; 0 for what stands there without a number
    prompt: str  #: the form's own words, with or without the final colon
    reason: str  #: in plain words for the customer: "there is no country in it"; may be empty
    colon: str = ":"  #: as the language writes it

    @property
    def line(self) -> str:
        """The line of the answer block, which the worker finds again in the reply: never to be wrapped."""
        number = f"{self.number}. " if self.number else ""
        reason = f" ({self.reason})" if self.reason else ""
        return f"{number}{self.prompt.rstrip().rstrip(':：').rstrip()}{reason}{self.colon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLicense:
    """One license key that was moved, and the Support Entitlement Number that it has now."""

    sen: str
    line: str  #: the one line that both parts of a letter show, with the license key masked


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """How one of several requests stands that one letter tells of."""

    reference: str
    state: str  #: of the request, such as "needs_info"
    organization: str = ""
    account_email: str = ""
    keys: tuple[str, ...] = ()  #: the license keys, masked
    sens: tuple[str, ...] = ()
    questions: tuple[LetterQuestion, ...] = ()  #: what is still needed


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterValues:
    """All that a letter may tell. Strings may hold what a customer wrote, whatever that is."""

    reference: str
    form: str  #: "marketplace-migration" or "cloud-interest"
    vendor: str  #: who writes, by the name in the From header: "Example Sales"
    name: str = ""  #: the customer's; empty where it is not known
    understood: tuple[LetterAnswer, ...] = ()  #: in the form's order
    questions: tuple[LetterQuestion, ...] = ()  #: in the form's order
    licenses: tuple[LetterLicense, ...] = ()
    account_email: str = ""  #: of the myAtlassian account
    reject_reason: str = ""  #: cloud, data_center, not_matching, not_found or other
    note: str = ""  #: the reviewer's words to the customer; may hold several paragraphs
    line: str = ""  #: the reviewer's words in a first confirmation, where nothing is corrected
    days_left: int | None = None  #: until the request expires
    users: int | None = None
    round: int = 1  #: which time the customer is asked
    answered: bool = False  #: an answer of the customer's came since they were asked last
    changed: tuple[LetterAnswer, ...] = ()  #: what is different from what the customer was told before
    unusable: tuple[LetterAnswer, ...] = ()  #: what the customer wrote, of what is asked for again
    rows: tuple[LetterRow, ...] = ()  #: each request that came in the customer's mail
    asked_by: str = ""  #: the requester's bare address, for whoever else is asked
    keys: tuple[str, ...] = ()  #: the license keys, masked
