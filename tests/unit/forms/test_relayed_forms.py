"""Forms that machines relay, and machines that repeat forms: what is a request, and what may be answered."""

import pytest

from tests.integration.local_worker import FORMS, KEY, form, mail
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, Kind
from worker.reading import read
from worker.reading.message import Automation

FORM_SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"


def extracted(raw: bytes) -> Extraction:
    return extract_form(read(raw), tuple(FORMS.values()))


def waits(raw: bytes) -> bool:
    """Whether a letter about this mail waits for a person."""
    message = read(raw)
    machine = message.automation is not Automation.NONE or message.lists or message.return_path == ""
    return machine or extracted(raw).hold


ABOVE = (
    "[This email is protected by Acme Mail Security]",
    "This e-mail and its content are protected by law.",
    "CAUTION: this mailbox is protected by Mailguard. Think before you click.",
    "Here is a copy of your message of 2012 with our key. Please migrate our license:",
    "We usually reply within a day, so tell us if something is missing.",
    "I would like to be added to my company's account as well, and here are our details:",
    "Our guest list software uses your plugin.",
    "Please answer without changing the subject, our system needs it.",
    "Wir antworten in der Regel innerhalb eines Tages.",
    "Solemos responder el mismo día.",
)


@pytest.mark.parametrize("above", ABOVE)
def test_a_filled_in_form_below_a_phrase_that_machines_use_too_is_answered(above: str) -> None:
    raw = mail(f"Hello,\n\n{above}\n\n{form()}")
    found = extracted(raw)
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ()
    assert not waits(raw)


DOUBTFUL = (
    "Ticket #4711 has been created in our system for this migration. Here are our details:",
    "We received your request for more details, here they are. Our ticket number is 4711.",
    "Thank you for your message. Please do not reply to my private address, use the one below.",
    "This is an automated message of our license desk.",
    "This is an automatic response to your page about the migration.",
    "Our case was opened for your product. One of our admins will reply.",
    "Vielen Dank für Ihre Nachricht. Ihre Anfrage ist eingegangen unter der Nummer 12345.",
)


@pytest.mark.parametrize("above", DOUBTFUL)
def test_a_filled_in_form_below_the_words_of_a_responder_is_a_request(above: str) -> None:
    found = extracted(mail(f"Hello,\n\n{above}\n\n{form()}"))
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ()


HEADERS = (
    {"Auto_Submitted": "auto-generated"},
    {"Auto_Submitted": "auto-generated", "X_ServiceNow_Generated": "true"},
    {"Auto_Submitted": "auto-replied"},
    {"List_Unsubscribe": "<https://crm.test/u>"},
    {"List_Unsubscribe": "<https://crm.test/u>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
    {"Precedence": "bulk"},
    {"Precedence": "list", "List_Id": "<it.engines.test>"},
    {"Precedence": "junk"},
    {"Precedence": "auto_reply"},
    {"X_Auto_Response_Suppress": "All", "Auto_Submitted": "auto-generated"},
    {"X_Autoreply": "yes"},
    {"X_Google_Group_Id": "7712", "List_Id": "<sales.vendor.test>", "Precedence": "list"},
    {"Return_Path": "<>"},
)


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_a_filled_in_form_is_a_request_whatever_relayed_it_and_its_letter_waits(
    headers: dict[str, str],
) -> None:
    raw = mail(form(address="12 Pall Mall"), **headers)
    found = extracted(raw)
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.ask == ("address",)
    assert waits(raw)


RELAYS = (
    ("Web <noreply@forms.test>", "New submission: migrate license", "This is an automated message."),
    (
        "IT Desk <desk@engines.test>",
        f"[Ticket#2026030210000123] {FORM_SUBJECT}",
        "Please do not reply above.",
    ),
    ("IT Desk <desk@engines.test>", f"{FORM_SUBJECT} (INC0044110)", "Ref: MSG0512345"),
    ("Ada via CRM <bounce-77@crm.test>", FORM_SUBJECT, "Sent with CRM. Unsubscribe: https://crm.test/u/1"),
)


@pytest.mark.parametrize(("sender", "subject", "above"), RELAYS)
def test_a_form_through_a_desk_or_a_web_form_is_a_request(sender: str, subject: str, above: str) -> None:
    raw = mail(f"{above}\n\n{form()}", sender=sender, subject=subject, Auto_Submitted="auto-generated")
    found = extracted(raw)
    assert found.kind is Kind.MIGRATION_REQUEST, found.reason
    assert found.fields["license_key"] == KEY
    assert waits(raw)


TICKET = "Your request (4411) has been received and is being reviewed by our support staff."
CREATED = "A new ticket has been created for you. Please do not reply."
ASSIGNED = "Your ticket has been assigned an ID of [#88123]."
REPEATS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (f"[Request received] {FORM_SUBJECT}", TICKET, {}),
    (f"[Request received] {FORM_SUBJECT}", TICKET, {"Auto_Submitted": "auto-generated"}),
    (f"Ticket #1284 created: {FORM_SUBJECT}", CREATED, {}),
    (f"Re: {FORM_SUBJECT}", "Thank you for contacting us. Your ticket 9912 has been created.", {}),
    (f"Automatic reply: {FORM_SUBJECT}", "I'm travelling.", {}),
    (f"ITSD-512 {FORM_SUBJECT}", "Just confirming that we got your request. Ticket 512.", {}),
    (f"[nordhaus #88123] AutoReply: {FORM_SUBJECT}", ASSIGNED, {}),
    (f"Copy of your message: {FORM_SUBJECT}", "This is a copy of the following message you sent:", {}),
    (f"Re: {FORM_SUBJECT}", "Thank you for your message. This is an automatic reply.", {}),
    (FORM_SUBJECT, "We have received your request.", {"Auto_Submitted": "auto-replied"}),
)


@pytest.mark.parametrize(("subject", "above", "headers"), REPEATS)
def test_an_acknowledgement_that_repeats_a_form_is_no_request(
    subject: str, above: str, headers: dict[str, str]
) -> None:
    found = extracted(mail(f"{above}\n\n{form()}", subject=subject, **headers))
    assert found.kind is Kind.AUTO_REPLY, found.reason


NOTICES = (
    "Ticket #123 has been created.",
    "A new ticket was created by Ada Lovelace.",
    "Ticket 2026-4711 has been opened in the queue License Desk.",
    "Das Ticket #123 wurde erstellt. Bitte nicht auf diese E-Mail antworten.",
    "Ein neues Ticket ist eingegangen: #4711.",
    "Le ticket n° 123 a été créé.",
    "Se ha creado el ticket #123.",
    "O chamado #123 foi aberto.",
    "Il ticket #123 è stato aperto.",
    "Ticket #123 is aangemaakt.",
    "Zgłoszenie zostało zarejestrowane (#123).",
    "Заявка №123 зарегистрирована.",
    "Ärende #123 har registrerats.",
    "Byl zaevidován požadavek #123.",
    "チケット #123 を受け付けました。",
)
SUBJECTS = (
    f"[Ticket #123] {FORM_SUBJECT}",
    "Ticket #123 has been created",
    f"{FORM_SUBJECT} (INC0044110)",
)
MARKS: tuple[dict[str, str], ...] = (
    {},
    {"Auto_Submitted": "auto-generated"},
    {"Auto_Submitted": "auto-replied", "X_Auto_Response_Suppress": "All"},
)


@pytest.mark.parametrize("headers", MARKS, ids=str)
@pytest.mark.parametrize("notice", NOTICES)
def test_a_form_below_a_desk_s_notice_to_a_third_person_is_a_request(
    notice: str, headers: dict[str, str]
) -> None:
    for subject in SUBJECTS:
        raw = mail(
            f"{notice}\n\n{form()}", sender="Desk <noreply@desk.test>", subject=subject,
            Reply_To="ada@engines.test", **headers,
        )  # fmt: skip
        found = extracted(raw)
        assert found.kind is Kind.MIGRATION_REQUEST, (subject, found.reason)
        assert found.fields["license_key"] == KEY
        assert waits(raw) or not headers


@pytest.mark.parametrize(
    "above",
    [
        "Your ticket #123 has been created.", "Ihr Ticket #123 wurde erstellt.",
        "Votre ticket #123 a été créé.",
        "Gracias por contactar. Se ha creado el ticket #123.", "O seu ticket #123 foi aberto.",
        "La tua richiesta è stata registrata: ticket #123.", "Uw ticket #123 is aangemaakt.",
        "Państwa zgłoszenie zostało zarejestrowane (#123).", "Ваша заявка №123 зарегистрирована.",
        "お問い合わせを受け付けました。チケット #123",
    ],
)  # fmt: skip
def test_what_a_desk_repeats_to_whom_it_thanks_is_no_request(above: str) -> None:
    found = extracted(mail(f"{above}\n\n{form()}", subject=f"[Ticket #123] {FORM_SUBJECT}"))
    assert found.kind is Kind.AUTO_REPLY, found.reason


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        (f"Re: {FORM_SUBJECT}", {}),
        (f"[Ticket #123] Re: {FORM_SUBJECT} [SW-7K3QXD]", {}),
        (f"[Ticket #123] {FORM_SUBJECT} [SW-7K3QXD]", {}),
        (f"[Ticket #123] {FORM_SUBJECT}", {"In_Reply_To": "<letter@vendor.test>"}),
        (f"Automatic reply: {FORM_SUBJECT}", {}),
    ],
)
def test_a_notice_in_answer_to_a_letter_of_ours_is_no_request(subject: str, headers: dict[str, str]) -> None:
    found = extracted(mail(f"Ticket #123 has been created.\n\n{form()}", subject=subject, **headers))
    assert found.kind is Kind.AUTO_REPLY, found.reason


def test_a_notice_that_quotes_the_form_is_no_request() -> None:
    quoted = "".join(f"> {line}\n" for line in form().splitlines())
    raw = mail(f"Ticket #123 has been created.\n\n{quoted}", subject=f"[Ticket #123] {FORM_SUBJECT}")
    assert extracted(raw).kind is Kind.AUTO_REPLY


TRACKERS = (
    ("Ada (JIRA) <jira@engines.test>", "[JIRA] (IT-512) Migrate", {"X_JIRA_FingerPrint": "9f8e"}),
    ("mo <notifications@github.test>", f"[x/infra] {FORM_SUBJECT} (#118)", {"List_Id": "<infra.x.test>"}),
    ("GitLab <gitlab@engines.test>", f"infra | {FORM_SUBJECT} (#7)", {"X_GitLab_Project": "infra"}),
)


@pytest.mark.parametrize(("sender", "subject", "headers"), TRACKERS)
def test_an_issue_tracker_that_shows_a_form_asks_for_nothing(
    sender: str, subject: str, headers: dict[str, str]
) -> None:
    found = extracted(mail(f"Description:\n\n{form()}", sender=sender, subject=subject, **headers))
    assert found.kind is Kind.OTHER


def test_a_newsletter_that_quotes_somebody_s_form_asks_for_nothing() -> None:
    quoted = "".join(f"> {line}\n" for line in form().splitlines())
    said = f"This is what I sent, worked fine:\n\n{quoted}"
    found = extracted(mail(said, subject="[admins] News", List_Id="<admins.test>"))
    assert found.kind is Kind.OTHER
