"""A case file as its page shows it: fields beside their sources, mail with marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worker.forms.extraction import FieldProblem
from worker.forms.form_definition import CONFIRMATION, AnswerCheck
from worker.reading.message import bodies_of
from worker.requests.merge_answers import SECRET_FIELDS, mask_key
from worker.requests.request_model import CUSTOMER, Event, Request, State
from worker.services.contexts import MailContext
from worker.services.review import request_detail
from worker.services.review.request_detail import RequestDetail, RequestMail, ValueSource
from worker.services.row_views import unread_texts
from worker.web.views import text_marks
from worker.web.views.html_sanitizer import sanitise_html
from worker.web.views.text_marks import MarkedPiece, TextBlock

EDITABLE = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED})

_PROBLEMS: Mapping[FieldProblem, str] = {
    FieldProblem.MISSING: "Not given yet",
    FieldProblem.PLACEHOLDER: "The customer wrote something in its place",
    FieldProblem.INVALID: "It has not the shape that is needed",
    FieldProblem.AMBIGUOUS: "There are two answers that exclude each other",
    FieldProblem.INCOMPLETE: "A part of it is missing",
    FieldProblem.NO_COUNTRY: "The country is missing",
    FieldProblem.CONTRADICTED: "The customer says that it is not so",
    FieldProblem.UNCONFIRMED: "Like advertisement, from somebody who is not known yet: asked for again",
    FieldProblem.DOUBTED: "It is there, and was asked for once more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A license key as it is shown before anybody reveals it."""

    number: int
    masked: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field of the form."""

    name: str
    number: int
    label: str
    value: str
    keys: tuple[Key, ...]  #: in place of the value of a secret field
    required: bool
    problem: str
    where: str  #: "Mail 1, line 6"; empty where nothing was read
    how: str  #: which rule read it, or who set it
    source: str  #: the mark's id in the mail; empty without one
    history: tuple[Event, ...]
    editable: bool
    kind: str  #: of its input: "line", "lines" or "confirmation"
    text: str  #: what its input holds


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """One mail with its marks."""

    mail: RequestMail
    title: str
    subject: tuple[MarkedPiece, ...]
    blocks: tuple[TextBlock, ...]
    html: str  #: sanitised; only where it was asked for
    header: str  #: as sent; only where it was asked for
    has_html: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadView:
    """Words of a customer's that no rule explains."""

    where: str  #: "Mail 1"
    text: str


def keys_of(request: Request) -> tuple[str, ...]:
    """Every license key that the request names."""
    values = [request.fields[name].value for name in SECRET_FIELDS if name in request.fields]
    return tuple(key for value in values if value for key in str(value).split())


def label_fields(case: RequestDetail) -> dict[str, str]:
    """What each field is called."""
    if case.form is None:
        return {}
    named = {field.name: field.label for field in case.form.fields}
    confirmation = case.form.confirmation
    return {CONFIRMATION: confirmation.label, **named} if confirmation else named


def numbers(case: RequestDetail) -> dict[str, int]:
    """The number of each field in its form; 0 is the confirmation."""
    fields = case.form.fields if case.form else ()
    return {CONFIRMATION: 0, **{field.name: field.number for field in fields}}


def field_views(case: RequestDetail) -> tuple[FieldView, ...]:
    """The fields in the form's order, the confirmation first."""
    return tuple(_field(case, name, label) for name, label in label_fields(case).items())


def mail_views(services: MailContext, case: RequestDetail, view: str) -> tuple[MailView, ...]:
    """The mails, oldest first; `view` is "text", "html" or "headers"."""
    keys = keys_of(case.request)
    return tuple(_mail(services, mail, keys, view, len(case.mails)) for mail in case.mails)


def unread_views(case: RequestDetail) -> tuple[UnreadView, ...]:
    """What no rule explains in the mails whose bytes are kept, in their order."""
    keys = keys_of(case.request)
    return tuple(
        UnreadView(where=f"Mail {mail.number}", text=text_marks.hide_keys(text, keys, marked=True))
        for mail in case.mails
        if mail.message is not None
        for text in unread_texts(mail.message, mail.entry.unread)
    )


def as_typed(name: str, request: Request) -> str:
    """A field's value as its input holds it: a line for each key, masked."""
    field = request.fields.get(name)
    value = "" if field is None or field.value is None else str(field.value)
    return "\n".join(map(mask_key, value.split())) if name in SECRET_FIELDS else value


def unmasked(name: str, text: str, request: Request) -> str:
    """What a person typed, where a masked line stands for the key that it was made of."""
    field = request.fields.get(name)
    if name not in SECRET_FIELDS or field is None or not field.value:
        return text
    left = str(field.value).split()
    lines = []
    for line in text.split():
        key = next((key for key in left if mask_key(key) == line), None)
        if key is not None:
            left.remove(key)
        lines.append(key or line)
    return "\n".join(lines)


def _field(case: RequestDetail, name: str, label: str) -> FieldView:
    request = case.request
    value = request.fields.get(name)
    text = "" if value is None or value.value is None else str(value.value)
    where, how, source = _source(case, name)
    if value is not None and value.set_by != CUSTOMER:
        how = f"set by {value.set_by}"
    problem = request.problems.get(name)
    secret = name in SECRET_FIELDS
    keys = [Key(number=n, masked=mask_key(key), length=len(key)) for n, key in enumerate(text.split(), 1)]
    if name == CONFIRMATION:
        text = "" if problem else "Uses the license on Server, accepts matching levels"
    return FieldView(
        name=name,
        number=numbers(case)[name],
        label=label,
        value="" if secret else text,
        keys=tuple(keys) if secret else (),
        required=name in case.required,
        problem=""
        if problem is None or (problem is FieldProblem.MISSING and not text)
        else _PROBLEMS[problem],
        where=where,
        how=how,
        source=source,
        history=tuple(e for e in case.events if e.what == "field" and e.name == name),
        editable=request.state in EDITABLE and (name != CONFIRMATION or problem is not None),
        kind=_kind(case, name),
        text=as_typed(name, request),
    )


def _kind(case: RequestDetail, name: str) -> str:
    if name == CONFIRMATION or case.form is None:
        return "confirmation"
    return (
        "lines" if case.form.field(name).check in {AnswerCheck.ADDRESS, AnswerCheck.LICENSE_KEY} else "line"
    )


def _source(case: RequestDetail, name: str) -> tuple[str, str, str]:
    """Where, how and by which mark's id a field was read."""
    for mail in reversed(case.mails):
        body = text_marks.body_of(mail.message, mail.sources) if mail.message else None
        for source in mail.sources:
            if source.field != name or not source.current:
                continue
            lines = text_marks.place(body, source) if body else None
            where = f"Mail {mail.number}"
            if source.evidence.part == "subject":
                where += ", subject"
            elif lines is not None:
                many = lines.last_line > lines.first_line
                where += (
                    f", lines {lines.first_line}–{lines.last_line}" if many else f", line {lines.first_line}"
                )
            marked = lines is not None or source.evidence.part == "subject"
            return where, source.evidence.rule, f"src-{name}" if marked else ""
    return "", "", ""


def places(case: RequestDetail) -> dict[str, tuple[int, str]]:
    """For each point that a mail says: the mail's number, and its place in words: "Mail 1, line 6"."""
    mails = {mail.entry.id: mail for mail in case.mails}
    found = {}
    for point in case.points:
        mail = mails.get(point.message or 0)
        if mail is None:
            continue
        where = f"Mail {mail.number}"
        if mail.message is not None and point.evidence is not None:
            source = ValueSource(field=point.name, evidence=point.evidence, current=True)
            bodies = [body for body in bodies_of(mail.message) if body.part == point.evidence.part]
            line = text_marks.place(bodies[0], source) if bodies else None
            where += f", line {line.first_line}" if line else ""
        found[point.name] = (mail.number, where)
    return found


def _mail(services: MailContext, mail: RequestMail, keys: Sequence[str], view: str, of: int) -> MailView:
    message = mail.message
    body = text_marks.body_of(message, mail.sources) if message else None
    html = sanitise_html(request_detail.markup(services, mail), keys) if message and view == "html" else ""
    return MailView(
        mail=mail,
        title=f"Mail {mail.number} of {of}" if of > 1 else "Mail",
        subject=text_marks.marked_line(message.subject, "subject", mail.sources, keys) if message else (),
        blocks=text_marks.blocks(body, mail.sources, mail.entry.unread, keys) if body else (),
        html=html,
        header=text_marks.hide_keys(request_detail.header(services, mail), keys)
        if message and view == "headers"
        else "",
        has_html=message is not None and any(one.subtype == "html" for one in message.bodies),
    )
