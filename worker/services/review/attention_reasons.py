"""Why a request asks for attention: for each reason what it is about, since when, and in whose words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.reading.text.own_text import own_words
from worker.requests.message_rights import ACCOUNT
from worker.requests.request_model import Attention, Disposition, Event, LetterState, RelatedRequest, Request
from worker.services.contexts import MailContext
from worker.services.review.late_corrections import list_wishes
from worker.services.review.request_detail import RequestDetail, RequestMail
from worker.services.row_views import list_related, unread_texts
from worker.store.records import Letter

#: Which letters a reason is about.
_LETTERS = {
    Attention.LETTER_WITHHELD: LetterState.HELD,
    Attention.LETTER_UNCERTAIN: LetterState.UNCERTAIN,
    Attention.LETTER_FAILED: LetterState.FAILED,
    Attention.LETTER_BOUNCED: LetterState.BOUNCED,
}
_BY_MAIL = frozenset(
    {
        Attention.OTHER_ADDRESS,
        Attention.ACCOUNT_CHANGED,
        Attention.CUSTOMER_WROTE,
        Attention.CHANGED_AFTER_APPROVAL,
        Attention.AUTHENTICATION_FAILED,
        Attention.UNSURE,
    }
)
_MOST_MAILS = 3  # the last ones; the thread has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What somebody wrote that a reason is about."""

    mail: int  #: its number on the request
    sender: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedChange:
    """A field as it is, and as a customer wants it."""

    field: str
    old: str
    new: str
    mail: int | None = None  #: the number of the mail that wants it
    sender: str = ""  #: that mail's author
    verdict: str = ""  #: what is known of them
    unproven: bool = False  #: not applied with the rest: nothing proves that the requester wants it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDetail:
    """One reason for attention."""

    code: Attention
    at: datetime | None  #: since when; None where the history does not tell
    why: str  #: what the worker noted with it
    quotes: tuple[Quoted, ...] = ()
    letters: tuple[Letter, ...] = ()
    related: tuple[RelatedRequest, ...] = ()
    changes: tuple[WantedChange, ...] = ()  #: that can be made


def find_reasons(services: MailContext, case: RequestDetail) -> tuple[ReasonDetail, ...]:
    """Each reason of the request, in the order in which they came up."""
    others: tuple[RelatedRequest, ...] = ()
    if {Attention.DUPLICATE_KEY, Attention.DUPLICATE_ACCOUNT} & set(case.request.attention):
        with services.store.read() as tx:
            others = list_related(tx, case.request)
    return tuple(_detail(services, case, code, others) for code in case.request.attention)


def _detail(
    services: MailContext, case: RequestDetail, code: Attention, others: Sequence[RelatedRequest]
) -> ReasonDetail:
    event = next(
        (e for e in reversed(case.events) if e.what == "attention" and e.name == code and e.new), None
    )
    state = _LETTERS.get(code)
    return ReasonDetail(
        code=code,
        at=event.at if event else None,
        why=event.why if event else "",
        quotes=tuple(_quotes(case, code, event)),
        letters=tuple(letter for letter in case.letters if letter.state is state),
        related=tuple(
            one
            for one in others
            if (code is Attention.DUPLICATE_KEY and one.same_key)
            or (code is Attention.DUPLICATE_ACCOUNT and one.same_account)
        ),
        changes=_changes(services, case, code),
    )


def _quotes(case: RequestDetail, code: Attention, event: Event | None) -> Iterator[Quoted]:
    if code is Attention.UNREAD_WORDS:
        for mail in case.mails:
            if mail.message is not None and mail.entry.unread:
                yield _quoted(mail, "\n".join(unread_texts(mail.message, mail.entry.unread)))
    elif code is Attention.LETTER_BOUNCED:
        for mail in case.mails:
            if mail.entry.disposition is Disposition.BOUNCE:
                yield _quoted(mail, mail.entry.reason)
    elif code in _BY_MAIL:
        since = event.at if event else None
        late = [mail for mail in case.mails if since is None or mail.entry.seen_at >= since]
        late = [mail for mail in late if mail.entry.disposition is Disposition.REPLY] or late
        yield from (
            _quoted(mail, own_words(mail.message))
            for mail in late[-_MOST_MAILS:]
            if mail.message is not None and _is_about(code, mail)
        )


def _is_about(code: Attention, mail: RequestMail) -> bool:
    if mail.entry.disposition is Disposition.BOUNCE:
        return False
    return code is not Attention.OTHER_ADDRESS or not mail.same_sender


def _quoted(mail: RequestMail, words: str) -> Quoted:
    sender = mail.message.from_.addr if mail.message else ""
    return Quoted(mail=mail.number, sender=sender, at=mail.entry.received_at, words=words)


def _changes(services: MailContext, case: RequestDetail, code: Attention) -> tuple[WantedChange, ...]:
    if code is Attention.ACCOUNT_CHANGED:
        wish = next(
            (e for e in reversed(case.events) if e.what == "wish" and e.name == ACCOUNT and e.new), None
        )
        return (
            (WantedChange(field=ACCOUNT, old=_value(case.request, ACCOUNT), new=str(wish.new)),)
            if wish
            else ()
        )
    if code is not Attention.CHANGED_AFTER_APPROVAL:
        return ()
    with services.store.read() as tx:
        wishes = list_wishes(services, tx, case.request)
    mails = {mail.entry.id: mail for mail in case.mails}
    return tuple(_wanted(one.event, mails.get(one.ledger_id)) for one in wishes)


def _wanted(event: Event, mail: RequestMail | None) -> WantedChange:
    change = WantedChange(
        field=event.name, old=event.old or "", new=event.new or "", unproven=event.what == "wish"
    )
    if mail is None:
        return change
    sender = mail.message.from_.addr if mail.message else ""
    return replace(
        change, mail=mail.number, sender=sender, verdict=mail.verdict.words if mail.verdict else ""
    )


def _value(request: Request, name: str) -> str:
    field = request.fields.get(name)
    return "" if field is None or field.value is None else str(field.value)
