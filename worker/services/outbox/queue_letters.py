"""From a letter that was decided on to its row in the outbox: text, envelope, Message-ID."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

from worker.forms.extraction import FieldProblem
from worker.forms.form_definition import CONFIRMATION, Confirmation, FieldQuestion, Form, FormField
from worker.forms.text.form_subject import own_subject
from worker.letters.letter_address import AddressError, split_address
from worker.letters.letter_mime import Envelope, compose_mail
from worker.letters.letter_renderer import RenderedLetter
from worker.letters.letter_wording import ENGLISH, LetterWording
from worker.letters.reply_subject import reply_subject
from worker.letters.values import LetterAnswer, LetterLicense, LetterQuestion, LetterRow, LetterValues
from worker.requests.merge_answers import mask_key, with_attention
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.repeatable_values import asking_address, is_repeatable
from worker.requests.request_model import (
    UNPROVEN_POOLS,
    WORKER,
    Attention,
    LetterDraft,
    LetterKind,
    Request,
    SenderStanding,
)
from worker.requests.review_rules import FIRST, license_keys
from worker.requests.threading import identifiers
from worker.requests.threading.request_threading import is_for_requester_alone
from worker.services.contexts import ClockContext, FormContext, LetterContext, NoticeContext
from worker.services.outbox.letter_findings import find_findings
from worker.store.records import Letter, NewLetter
from worker.store.transactions import Transaction

_KEYS = frozenset({"license_key", "license"})
#: With copies to addresses that have not proven to be anybody's.
_WITH_STRANGERS = frozenset(
    {LetterKind.ACCOUNT_CHANGED, LetterKind.ACCOUNT_CHANGE_ASKED, LetterKind.ACCOUNT_OWNER_ASKED}
)
#: No answers to a mail: with a subject of their own, and in no thread.
_UNASKED = frozenset({LetterKind.ANNOUNCEMENT, LetterKind.ACCOUNT_OWNER_ASKED})
_MOST_KEYS = 10
#: Of a draft, what can't be told from the letter itself.
_KEPT = ("note", "reason", "days_left", "answered", "changed", "template", "timer")
#: By staff, who need not believe that the customer wrote the mail.
_TO_ANYBODY = frozenset({LetterKind.REJECTED, LetterKind.MISSING_FIELDS})
_BY_STAFF = frozenset(
    {
        LetterKind.SEN_CONFIRMATION,
        LetterKind.REJECTED,
        LetterKind.UPGRADE_NEEDED,
        LetterKind.ANSWER,
        LetterKind.ANNOUNCEMENT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """One language of the letters, with what the forms and the letters say in it."""

    language: str
    wording: LetterWording

    def about(self, what: FormField | Confirmation) -> FieldQuestion:
        """Its label and prompt, in English where the form does not tell them in this language."""
        english = what.ask_prompt if isinstance(what, FormField) else what.prompt
        default = FieldQuestion(language=ENGLISH, label=what.label, prompt=english)
        return next((asked for asked in what.letters if asked.language == self.language), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """A letter that was written before its cause is stored, so that nobody waits for it meanwhile."""

    request: Request  #: as far as a letter tells of it
    draft: LetterDraft
    message_id: str
    subject: str
    text: str
    raw: bytes


def write_letters(
    services: LetterContext, secret: bytes, request: Request, drafts: Sequence[LetterDraft]
) -> tuple[WrittenLetter, ...]:
    """The letters of a decision that is not stored yet. Raises AddressError, ConfigError."""
    return tuple(_write(services, secret, request, draft) for draft in drafts)


def queue_letters(
    services: LetterContext,
    tx: Transaction,
    request: Request,
    drafts: Sequence[LetterDraft],
    written: Sequence[WrittenLetter] = (),
) -> Request:
    """Put the letters into the outbox, in the transaction of their cause.

    One that `written` has in these words is not written again. A letter whose recipient can't be written to
    becomes a matter for staff; the request says so.
    """
    for draft in drafts:
        try:
            told = replace(draft, batch=batch_of(tx, request, draft.kind))
            _queue(services, tx, request, told, written)
        except AddressError as error:
            now, why = services.clock(), f"{draft.kind}: {error}"
            changed, events = with_attention(request, [Attention.LETTER_FAILED], WORKER, now, why)
            request = tx.requests.save(changed)
            tx.requests.add_events(request.id or 0, events)
    return request


def _queue(
    services: LetterContext,
    tx: Transaction,
    request: Request,
    draft: LetterDraft,
    written: Sequence[WrittenLetter],
) -> None:
    told, asked = _as_told(request), _as_written(draft)
    same = (one for one in written if one.draft == asked and one.request == told)
    letter = next(same, None) or _write(services, tx.secret(), request, draft)
    tx.letters.add(_addressed(services, request, draft, letter))


def _as_told(request: Request) -> Request:
    """A request but for what no letter tells, and what is not known before it is stored."""
    fields, facts = (
        {name: replace(value, message=None) for name, value in values.items()}
        for values in (request.fields, request.facts)
    )
    never = datetime.min.replace(tzinfo=UTC)
    plain = replace(request, id=None, version=0, attention=(), assigned_to=None, fields=fields, facts=facts)
    return replace(plain, batch="", created_at=never, updated_at=never, snoozed_at=None, wake_at=None)


def _as_written(draft: LetterDraft) -> LetterDraft:
    """A draft but for whether and when it goes."""
    return replace(draft, held="", not_before=None)


def _write(
    services: LetterContext, secret: bytes, request: Request, draft: LetterDraft, message_id: str = ""
) -> WrittenLetter:
    message_id = message_id or identifiers.message_id(secret, services.randomness(12), services.domain)
    rendered, envelope = compose_letter(services, secret, request, draft, message_id)
    return WrittenLetter(
        request=_as_told(request),
        draft=_as_written(draft),
        message_id=message_id,
        subject=envelope.subject,
        text=rendered.text,
        raw=compose_mail(rendered, envelope),
    )


def _addressed(
    services: ClockContext, request: Request, draft: LetterDraft, letter: WrittenLetter
) -> NewLetter:
    if request.id is None:
        raise ValueError("a letter needs a stored request")
    return NewLetter(
        request_id=request.id,
        kind=draft.kind,
        round=draft.round,
        to=draft.to,
        cc=draft.cc,
        subject=letter.subject,
        message_id=letter.message_id,
        automatic=draft.kind not in _BY_STAFF,
        text=letter.text,
        raw=letter.raw,
        hold_reason=draft.held,
        created_at=services.clock(),
        not_before=draft.not_before,
        pool=draft.pool,
        draft={name: getattr(draft, name) for name in _KEPT}
        | {"version": request.version}
        | ({"batch": [one.version for one in draft.batch]} if draft.batch else {}),
    )


def compose_letter(
    services: LetterContext, secret: bytes, request: Request, draft: LetterDraft, message_id: str
) -> tuple[RenderedLetter, Envelope]:
    """What a letter says and what its headers tell, for this request."""
    return render_letter(services, request, draft), _envelope(services, secret, request, draft, message_id)


def batch_of(tx: Transaction, request: Request, kind: LetterKind) -> tuple[Request, ...]:
    """The requests that a letter of this kind on `request` tells of beside it."""
    return tx.requests.in_batch(request.batch) if kind is LetterKind.BATCH else ()


def is_outdated(request: Request, letter: Letter, batch: Sequence[Request] = ()) -> bool:
    """Whether the request, or one of its `batch`, was another one when the letter was written.

    Of a letter that an older version wrote nobody knows from what.
    """
    if letter.draft is None:
        return False
    others = letter.draft.get("batch", []) != [one.version for one in batch]
    return letter.draft.get("version") != request.version or others


def rewrite_letter(
    services: LetterContext,
    secret: bytes,
    request: Request,
    letter: Letter,
    batch: tuple[Request, ...] = (),
) -> NewLetter:
    """The letter in the words that fit the request, and its `batch`, as they are now."""
    kept = {name: letter.draft[name] for name in _KEPT if letter.draft and name in letter.draft}
    kept["changed"] = tuple(kept.get("changed", ()))
    draft = LetterDraft(
        kind=letter.kind,
        to=letter.to,
        cc=letter.cc,
        round=letter.round,
        pool=letter.pool,
        batch=batch,
        **kept,
    )
    written = _write(services, secret, request, draft, letter.message_id)
    return _addressed(services, request, draft, written)


def render_letter(services: LetterContext, request: Request, draft: LetterDraft) -> RenderedLetter:
    """The letter's text and HTML for this request."""
    language = _language(services, request, draft)
    values = letter_values(services, request, draft, language)
    return services.renderer.render(draft.template or draft.kind, values, language)


def _language(services: NoticeContext, request: Request, draft: LetterDraft) -> str:
    """The customer's, where the letter can be written in it."""
    return services.renderer.language_of(draft.template or draft.kind, request.language)


def letter_values(
    services: LetterContext, request: Request, draft: LetterDraft, language: str = ENGLISH
) -> LetterValues:
    """All that a letter in this language may tell of this request."""
    wording = services.renderer.wording(language)
    asking = _Asking(language=language, wording=wording)
    form = services.forms[request.form]
    guarded = _is_guarded(request, draft)
    told = _told(request, form, wording if guarded else None)
    users = request.fields.get("users")
    return LetterValues(
        reference=request.reference,
        form=request.form,
        vendor=services.vendor,
        name="" if guarded else _person(request.requester.name),
        understood=_understood(request, form, told, asking),
        questions=tuple(_question(request, form, name, asking) for name in _asked_for(request, draft)),
        licenses=tuple(
            LetterLicense(sen=sen, line=wording.license_line(mask_key(key), sen))
            for key, sen in zip(license_keys(request), request.sens, strict=False)
        ),
        account_email=draft.to if draft.kind is LetterKind.ACCOUNT_OWNER_ASKED else told.get(ACCOUNT, ""),
        asked_by=asking_address(request.requester.addr, draft.to),
        keys=tuple(map(mask_key, license_keys(request)[:_MOST_KEYS])),
        reject_reason=draft.reason,
        note=""
        if draft.reason == FIRST
        else "\n\n".join(filter(None, (find_findings(request, draft.kind, wording), draft.note))),
        line=draft.note if draft.reason == FIRST else "",
        days_left=draft.days_left,
        users=users.value if users and isinstance(users.value, int) else None,
        round=max(request.round, 1),
        answered=draft.answered,
        changed=_answers(form, told, asking, draft.changed),
        unusable=_answers(form, told, asking, _quoted(request, guarded=guarded)),
        rows=tuple(_row(services, one, asking) for one in draft.batch),
    )


def _row(services: LetterContext, request: Request, asking: _Asking) -> LetterRow:
    """How one of several requests stands."""
    form = services.forms[request.form]
    named = request.fields.get("organization")
    return LetterRow(
        reference=request.reference,
        state=request.state,
        organization=str((named and named.value) or ""),
        account_email=usable_account(request),
        keys=tuple(map(mask_key, license_keys(request)[:_MOST_KEYS])),
        sens=request.sens,
        questions=tuple(_question(request, form, name, asking) for name in request.ask),
    )


def _envelope(
    services: LetterContext, secret: bytes, request: Request, draft: LetterDraft, message_id: str
) -> Envelope:
    thread = () if draft.kind in _UNASKED else request.thread
    # The address with our tag, and the letters that the customer had alone, are their proof, which nobody
    # else may hold.
    alone = is_for_requester_alone(request, draft.kind, draft.to, draft.cc)
    if not alone:
        thread = tuple(name for name in thread if not identifiers.is_ours(secret, name))
    tagged = services.reply_to and alone
    wording = services.renderer.wording(_language(services, request, draft))
    return Envelope(
        from_=services.sender,
        reply_to=identifiers.reply_address(secret, services.reply_to, request.reference) if tagged else None,
        to=(draft.to if _is_guarded(request, draft) else f"{request.requester.name} <{draft.to}>",),
        cc=draft.cc,
        subject=_own_subject(services, request, draft)
        or reply_subject(_subject(services, request, draft), request.reference, wording.without_subject),
        message_id=message_id,
        in_reply_to=thread[-1] if thread else None,
        references=thread,
        unsubscribe=_unsubscribe(services, secret, request) if draft.kind is LetterKind.ANNOUNCEMENT else (),
        auto_submitted=_auto_submitted(draft),
        date=services.clock(),
    )


def _own_subject(services: LetterContext, request: Request, draft: LetterDraft) -> str:
    """Of a letter that is no answer; empty for any other one."""
    if draft.kind not in _UNASKED:
        return ""
    name, language = draft.template or draft.kind, _language(services, request, draft)
    values = letter_values(services, request, draft, language)
    own = services.renderer.subject(name, values, language)
    return f"{own or services.renderer.subject(draft.kind, values, language)} [{request.reference}]"


def _subject(services: FormContext, request: Request, draft: LetterDraft) -> str:
    """The customer's; where nobody's own words may be passed on, the form's wording of it."""
    if not _is_guarded(request, draft):
        return request.subject
    return own_subject(request.subject, services.forms[request.form])


def _is_guarded(request: Request, draft: LetterDraft) -> bool:
    """Whether it reaches people who may not have written to us, and must be worth nothing to a spammer.

    So do a rejection and a question of staff to somebody unknown: they are the answer to a forged mail, too.
    """
    unknown = request.standing is not SenderStanding.KNOWN and draft.kind in _TO_ANYBODY
    return unknown or draft.pool in UNPROVEN_POOLS or draft.kind in _WITH_STRANGERS


def _unsubscribe(services: NoticeContext, secret: bytes, request: Request) -> tuple[str, ...]:
    """The links that take the request off the list: where there are pages, https: first, then mailto:."""
    address = split_address(services.sender)[1]
    subject = identifiers.unsubscribe_subject(secret, request.reference)
    mail = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}"
    if not services.public_url.startswith("https://"):
        return (mail,)
    return (
        f"{services.public_url}/unsubscribe/{identifiers.unsubscribe_token(secret, request.reference)}",
        mail,
    )


def _auto_submitted(draft: LetterDraft) -> Literal["auto-replied", "auto-generated"] | None:
    """By RFC 3834, 5; a person's own words to a customer are a person's mail."""
    if draft.kind is LetterKind.ANSWER:
        return None
    generated = draft.timer or draft.kind in _UNASKED
    return "auto-generated" if generated else "auto-replied"


def _told(request: Request, form: Form, guarded: LetterWording | None) -> dict[str, str]:
    """What a letter tells of each field that has a value, by name.

    Where the letter is guarded, only what is worth nothing to a spammer; `guarded` has the words that stand
    for anything else.
    """
    values = {field.name: value for field in form.fields if (value := _value(request, field.name))}
    if guarded is None:
        return values
    account, to = values.get(ACCOUNT, ""), request.requester.addr
    return {
        name: value if is_repeatable(form.field(name).check, value, account, to) else guarded.unrepeated
        for name, value in values.items()
    }


def _understood(
    request: Request, form: Form, told: Mapping[str, str], asking: _Asking
) -> tuple[LetterAnswer, ...]:
    names = [field.name for field in form.fields if field.name not in request.ask]
    return _answers(form, told, asking, names)


def _quoted(request: Request, *, guarded: bool) -> list[str]:
    """What is asked for again, and shown as it was written; of a stranger only what is good and doubted."""
    return [name for name in request.ask if not guarded or request.problems.get(name) is FieldProblem.DOUBTED]


def _answers(
    form: Form, told: Mapping[str, str], asking: _Asking, names: Collection[str]
) -> tuple[LetterAnswer, ...]:
    answers = []
    for field in form.fields:
        value = told.get(field.name)
        if not value or field.name not in names:
            continue
        shown = ", ".join(mask_key(key) for key in value.split()) if field.name in _KEYS else value
        label = asking.about(field).label
        answers.append(LetterAnswer(label=label, value=" ".join(shown.split()), colon=asking.wording.colon))
    return tuple(answers)


def _asked_for(request: Request, draft: LetterDraft) -> tuple[str, ...]:
    return (ACCOUNT,) if draft.kind is LetterKind.ACCOUNT_CHANGE_ASKED else request.ask


def _question(request: Request, form: Form, name: str, asking: _Asking) -> LetterQuestion:
    # The template has no number for the statement, so neither has the question.
    field = None if name == CONFIRMATION else form.field(name)
    what = field or form.confirmation
    if what is None:
        raise ValueError(f"the form {form.name} has no statement to confirm")
    return LetterQuestion(
        field=name,
        number=field.number if field else 0,
        prompt=asking.about(what).prompt,
        reason=asking.wording.reason(name, request.problems.get(name)),
        colon=asking.wording.colon,
    )


def _value(request: Request, name: str) -> str:
    field = request.fields.get(name)
    return "" if field is None or field.value is None else str(field.value)


def _person(display_name: str) -> str:
    """A display name as one would address it: `Doe, Jane` is Jane Doe; an address is no name."""
    if "@" in display_name:
        return ""
    last, comma, first = display_name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else display_name
