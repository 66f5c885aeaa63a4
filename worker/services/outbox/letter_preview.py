"""A letter as it would go out, for a request or a made-up one; nothing is stored and nobody is written to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from worker.forms.extraction import FieldProblem
from worker.letters.letter_mime import compose_mail
from worker.reading.message import Address
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.request_model import (
    CLOUD_INTEREST_FORM,
    FieldValue,
    LetterDraft,
    LetterKind,
    LetterPool,
    Request,
    SenderStanding,
    State,
)
from worker.requests.sending.expert_copies import copied_to_expert
from worker.requests.sending.reminder_rules import pool_of
from worker.requests.threading import identifiers
from worker.services.contexts import FormContext, OutboxContext
from worker.services.outbox.queue_letters import compose_letter

#: Letters that a person sends.
_BY_STAFF = frozenset(
    {LetterKind.SEN_CONFIRMATION, LetterKind.REJECTED, LetterKind.UPGRADE_NEEDED, LetterKind.ANSWER}
)
_BY_TIMER = frozenset({LetterKind.REMINDER, LetterKind.LAST_NOTICE, LetterKind.EXPIRED})
_ASKING = frozenset({LetterKind.MISSING_FIELDS, LetterKind.ANSWER, *_BY_TIMER})
_TO_THE_LIST = frozenset({LetterKind.CLOUD_INTEREST, LetterKind.ANNOUNCEMENT})

_MIGRATION_FORM = "marketplace-migration"
_REQUESTER = Address(addr="joerg@nordlicht-verlag.example", name="Jörg Ångström-Weiß")
_KEY, _OTHER_KEY = "eJx9kLFuwjAQhndeYqk7Q", "eJyNlktvgkAUhfv3Zw"
_MIGRATION: Mapping[str, str | int] = {
    "license_key": _KEY,
    ACCOUNT: "atlassian@nordlicht-verlag.example",
    "holder_name": "Jörg Ångström-Weiß",
    "organization": "Nordlicht Verlag GmbH & Co. KG",
    "address": "Hafenstraße 12\n24103 Kiel\nGermany",
    "expert_email": "expert@fjordpartner.example",
}
_INTEREST: Mapping[str, str | int] = {"license": "Mind maps for Confluence, 25 users", "users": 40}
#: What the customer of a sample that asks has written so far; None: nothing.
_PARTLY_ANSWERED: Mapping[str, str | None] = {
    "holder_name": "Jörg",
    "organization": None,
    "address": "Hafenstraße 12\n24103 Kiel",
}
_OPEN_PROBLEMS = {
    "holder_name": FieldProblem.INCOMPLETE,
    "organization": FieldProblem.MISSING,
    "address": FieldProblem.NO_COUNTRY,
    "confirmation": FieldProblem.MISSING,
}
_DAYS_LEFT = {LetterKind.REMINDER: 23, LetterKind.LAST_NOTICE: 3}


def preview_letter(
    services: OutboxContext, secret: bytes, request: Request, kind: LetterKind, template: str = ""
) -> bytes:
    """The whole mail, as it would go out to this request's customer now."""
    pool = LetterPool.CUSTOMERS if kind in _BY_STAFF else pool_of(request)
    account = request.fields.get(ACCOUNT)
    copy = str(account.value or "") if account and kind is LetterKind.SEN_CONFIRMATION else ""
    draft = LetterDraft(
        kind=kind,
        template=template,
        to=usable_account(request) if kind is LetterKind.ACCOUNT_OWNER_ASKED else request.requester.addr,
        cc=(copy,) if copy and copy != request.requester.addr else (),
        note=_note(kind),
        reason="not_matching" if kind is LetterKind.REJECTED else "",
        days_left=_DAYS_LEFT.get(kind),
        timer=kind in _BY_TIMER,
        pool=pool,
    )
    message_id = identifiers.message_id(secret, bytes(12), services.domain)
    draft = copied_to_expert(draft, request, services.policy)
    rendered, envelope = compose_letter(services, secret, request, draft, message_id)
    return compose_mail(rendered, envelope)


def make_sample_request(services: FormContext, kind: LetterKind, language: str) -> Request:
    """A made-up request whose customer writes in this language."""
    interest = kind in _TO_THE_LIST
    form = services.forms[CLOUD_INTEREST_FORM if interest else _MIGRATION_FORM]
    values: Mapping[str, str | int | None] = _INTEREST if interest else _MIGRATION
    if kind in _ASKING:
        values = {**values, **_PARTLY_ANSWERED}
    now = services.clock()
    made_up = Request(
        id=None,
        reference="SW-4MXH2P" if interest else "SW-7K3QXD",
        form=form.name,
        state=State.NEEDS_INFO,
        requester=_REQUESTER,
        subject=form.subject,
        fields={name: FieldValue(value=value) for name, value in values.items() if value is not None},
        thread=("<customer-1@nordlicht-verlag.example>",),
        created_at=now - timedelta(days=1),
        updated_at=now,
        language=language,
        standing=SenderStanding.KNOWN,
        round=1,
    )
    if kind in _ASKING:
        return replace(made_up, ask=tuple(_OPEN_PROBLEMS), problems=_OPEN_PROBLEMS)
    if kind is LetterKind.SEN_CONFIRMATION:
        keys = FieldValue(value=f"{_KEY} {_OTHER_KEY}")
        return replace(
            made_up, sens=("SEN-15038217", "SEN-L15038218"), fields={**made_up.fields, "license_key": keys}
        )
    return made_up


def _note(kind: LetterKind) -> str:
    """The note of a person: an ellipsis stands for it, as it has no language of ours."""
    return "…" if kind is LetterKind.ANSWER else ""
