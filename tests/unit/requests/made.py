"""Made-up messages, requests and readings for the tests of this room."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from worker.forms.extraction import Extraction, FieldProblem, Kind, ReplyIntent, ReplyReading
from worker.reading.message import Address, Automation, Message
from worker.requests.incoming_message import IncomingMessage
from worker.requests.request_model import (
    FieldValue,
    KnownFacts,
    LetterKind,
    Policy,
    Request,
    SentLetter,
    State,
)
from worker.requests.threading.request_threading import Belonging, Proof

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CUSTOMER = Address(addr="ida@fjordwerk.example", name="Ida Holm")
STRANGER = Address(addr="eve@elsewhere.example", name="Eve")
OWN = "sales@vendor.example"
KEY = "AAABpQ0ODAoPeNpdTk1Pg0AUvO+v2sxQ"
OTHER_KEY = "AAACrR1PDBoQeNqVVl1v2jAUfecZ9kLm"
REQUIRED = ("license_key", "account_email", "organization", "confirmation")
VALUES: dict[str, str | int | None] = {
    "license_key": KEY,
    "account_email": "licenses@fjordwerk.example",
    "organization": "Fjordwerk AS",
}
KNOWN = KnownFacts(own_addresses=frozenset({OWN}))
POLICY = Policy()
LETTER_ID = "<sw.0.1@vendor.example>"


def message(**changes: Any) -> Message:
    """A mail that a person wrote by hand."""
    plain = Message(
        message_id="<first@fjordwerk.example>",
        in_reply_to=(),
        references=(),
        from_=CUSTOMER,
        from_count=1,
        sender=None,
        reply_to=(),
        to=(Address(addr=OWN),),
        cc=(),
        return_path=CUSTOMER.addr,
        subject="License migration",
        date=NOW,
        bodies=(),
        attachments=(),
        forwarded=(),
        automation=Automation.NONE,
        automation_reason="",
        report=None,
        authentication=(),
        lists=False,
        suppresses_replies=False,
        defects=(),
        digest="d",
    )
    return replace(plain, **changes)


def incoming(kind: Kind = Kind.MIGRATION_REQUEST, **changes: Any) -> IncomingMessage:
    """A complete request as it comes in; `fields`, `problems`, `hold`, `unread` go into its extraction."""
    form = {Kind.MIGRATION_REQUEST: "marketplace-migration", Kind.CLOUD_INTEREST: "cloud-interest"}.get(kind)
    said = {
        name: changes.pop(name) for name in ("problems", "hold", "hold_reason", "unread") if name in changes
    }
    fields = changes.pop("fields", VALUES)
    extraction = Extraction(kind=kind, reason="the form's own words", form=form, fields=fields, **said)
    made = IncomingMessage(
        message=message(),
        received_at=NOW,
        ledger_id=11,
        extraction=extraction,
        base_subject="License migration",
        required=REQUIRED,
        new_reference="SW-7K3QXD",
    )
    return replace(made, **changes)


def request(state: State = State.NEEDS_INFO, **changes: Any) -> Request:
    """A stored request that lacks its organization, or nothing in any other state than needs_info."""
    waits = state is State.NEEDS_INFO
    values = {**VALUES, "organization": None} if waits else VALUES
    plain = Request(
        id=1,
        reference="SW-7K3QXD",
        form="marketplace-migration",
        state=state,
        requester=CUSTOMER,
        subject="License migration",
        fields={name: FieldValue(value=value, message=11) for name, value in values.items()},
        ask=("organization",) if waits else (),
        problems={"organization": FieldProblem.MISSING} if waits else {},
        round=1 if waits else 0,
        thread=("<first@fjordwerk.example>",),
        created_at=NOW - timedelta(days=1),
        updated_at=NOW - timedelta(days=1),
        version=1,
    )
    return replace(plain, **changes)


def reply(
    to: Request,
    fields: dict[str, str | int | None],
    intent: ReplyIntent = ReplyIntent.ANSWERS,
    problems: dict[str, FieldProblem] | None = None,
    sender: Address = CUSTOMER,
    proof: Proof = Proof.MESSAGE_ID,
) -> IncomingMessage:
    """A mail that answers one of our letters on the request `to`."""
    return incoming(
        Kind.OTHER,
        fields={},
        message=message(message_id="<second@fjordwerk.example>", from_=sender, references=(LETTER_ID,)),
        ledger_id=12,
        belonging=Belonging(request=to, proof=proof, same_sender=sender == to.requester),
        reply=ReplyReading(intent=intent, fields=fields, problems=problems or {}),
    )


def sent_letter() -> SentLetter:
    """The question that went out on the request."""
    return SentLetter(
        id=5, request_id=1, kind=LetterKind.MISSING_FIELDS, to=CUSTOMER.addr, message_id=LETTER_ID, text=""
    )
