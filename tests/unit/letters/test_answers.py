"""What customers answer into our letters, in each language, is read back exactly."""

# ruff: noqa: E501 -- lines as clients write them

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

import pytest

from worker.app import open_app
from worker.config import Config
from worker.forms.extraction import FieldProblem
from worker.forms.reply_reader import read_reply
from worker.reading import read
from worker.requests.request_model import LetterKind
from worker.services.outbox.letter_preview import make_sample_request, preview_letter
from worker.services.service_context import ServiceContext

VENDOR = "Example Sales <sales@example.com>"
FIELDS = ("license_key", "account_email", "holder_name", "organization", "address", "expert_email")


@dataclass(frozen=True)
class Spoken:
    """How clients of one language quote, and how its speakers say yes and where they live."""

    wrote: str
    head: tuple[str, str, str, str]  #: From, Sent, To, Subject
    yes: str
    address: str


SPOKEN = {
    "en": Spoken(f"On Mon, 2 Mar 2026 at 10:05, {VENDOR} wrote:", ("From", "Sent", "To", "Subject"), "Yes", "12 Harbour Street, Leith EH6 6JJ, United Kingdom"),
    "de": Spoken(f"Am Mo., 2. März 2026 um 10:05 Uhr schrieb {VENDOR}:", ("Von", "Gesendet", "An", "Betreff"), "Ja", "Hafenstraße 12, 24103 Kiel, Deutschland"),
    "fr": Spoken(f"Le lun. 2 mars 2026 à 10:05, {VENDOR} a écrit :", ("De", "Envoyé", "À", "Objet"), "Oui", "12 rue du Port, 44000 Nantes, France"),
    "es": Spoken(f"El lun, 2 mar 2026 a las 10:05, {VENDOR} escribió:", ("De", "Enviado", "Para", "Asunto"), "Sí", "Calle del Puerto 12, 29001 Málaga, España"),
    "pt": Spoken(f"Em seg., 2 de mar. de 2026 às 10:05, {VENDOR} escreveu:", ("De", "Enviada em", "Para", "Assunto"), "Sim", "Rua do Porto 12, 1100-060 Lisboa, Portugal"),
    "it": Spoken(f"Il giorno lun 2 mar 2026 alle ore 10:05 {VENDOR} ha scritto:", ("Da", "Inviato", "A", "Oggetto"), "Sì", "Via del Porto 12, 16126 Genova, Italia"),
    "nl": Spoken(f"Op ma 2 mrt 2026 om 10:05 schreef {VENDOR}:", ("Van", "Verzonden", "Aan", "Onderwerp"), "Ja", "Havenstraat 12, 3011 TA Rotterdam, Nederland"),
    "pl": Spoken(f"pon., 2 mar 2026 o 10:05 {VENDOR} napisał(a):", ("Od", "Wysłano", "Do", "Temat"), "Tak", "ul. Portowa 12, 80-001 Gdańsk, Polska"),
    "ja": Spoken(f"2026年3月2日(月) 10:05 {VENDOR}:", ("差出人", "送信日時", "宛先", "件名"), "はい", "神奈川県横浜市中区港町1-1, 日本"),
}  # fmt: skip


@pytest.fixture(scope="module")
def services() -> Iterator[ServiceContext]:
    config = Config.model_validate(
        {
            "mailboxes": [{"name": "sales", "address": "sales@example.com", "host": "imap.example.com", "password": "-"}],
            "smtp": {"host": "smtp.example.com", "from": VENDOR},
        }
    )  # fmt: skip
    with closing(open_app(config)) as app:
        yield app.services


def letter(services: ServiceContext, language: str) -> EmailMessage:
    """A letter that asks for everything."""
    request = make_sample_request(services, LetterKind.MISSING_FIELDS, language)
    ask = (*FIELDS, "confirmation")
    asked = replace(request, fields={}, ask=ask, problems=dict.fromkeys(ask, FieldProblem.MISSING))
    return message_from_bytes(
        preview_letter(services, bytes(32), asked, LetterKind.MISSING_FIELDS), policy=default
    )


def told(spoken: Spoken) -> Mapping[str, str]:
    return {
        "license_key": "AAABkQ0ODAoPeNpVj0tLw0AUhfcD8x8CbtLFlCS",
        "account_email": "license@hafenwerk.example",
        "holder_name": "Ada Byron",
        "organization": "Hafenwerk GmbH",
        "address": spoken.address,
        "expert_email": "expert@skog.example",
        "confirmation": spoken.yes,
    }


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).rstrip()


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content()).partition("<body")[2].partition(">")[2].partition("</body>")[0]


def is_question(line: str) -> bool:
    return bool(re.search(r"\)\s?:$", line))


def filled(text: str, answers: Mapping[str, str], mark: str) -> str:
    """The answers stand below the questions."""
    values, lines = iter(answers.values()), []
    for line in text.splitlines():
        lines.append(f"{mark}{line}".rstrip())
        if is_question(line):
            lines.append(next(values))
    assert next(values, None) is None
    return "\n".join(lines)


def filled_html(html: str, answers: Mapping[str, str]) -> str:
    """The answers stand in the empty lines below the questions."""
    values = iter(answers.values())
    done = re.sub(r"(<p[^>]*>)&nbsp;</p>", lambda match: f"{match[1]}{escape(next(values))}</p>", html)
    assert next(values, None) is None
    return done


def head(spoken: Spoken, mail: EmailMessage) -> list[tuple[str, str]]:
    values = (VENDOR, "2026-03-02 10:05", "Ada Byron <ada@hafenwerk.example>", str(mail["Subject"]))
    return list(zip(spoken.head, values, strict=True))


def quoted_text(spoken: Spoken, mail: EmailMessage, answers: Mapping[str, str]) -> tuple[str, str]:
    return f"{spoken.wrote}\n\n{filled(text_of(mail), answers, '> ')}\n", "plain"


def outlook_text(spoken: Spoken, mail: EmailMessage, answers: Mapping[str, str]) -> tuple[str, str]:
    lines = "\n".join(f"{name}: {value}" for name, value in head(spoken, mail))
    return f"\n________________________________\n{lines}\n\n{filled(text_of(mail), answers, '')}\n", "plain"


def quoted_html(spoken: Spoken, mail: EmailMessage, answers: Mapping[str, str]) -> tuple[str, str]:
    wrote = f'<div dir="ltr" class="gmail_attr">{escape(spoken.wrote)}<br></div>'
    quote = f'<blockquote class="gmail_quote">{filled_html(html_of(mail), answers)}</blockquote>'
    return f'<div dir="ltr"><br></div><br><div class="gmail_quote">{wrote}{quote}</div>', "html"


def outlook_html(spoken: Spoken, mail: EmailMessage, answers: Mapping[str, str]) -> tuple[str, str]:
    lines = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in head(spoken, mail))
    above = f'<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">{lines}</p></div></div>'
    return f'<p class="MsoNormal">&nbsp;</p>{above}{filled_html(html_of(mail), answers)}', "html"


@pytest.mark.parametrize("client", [quoted_text, outlook_text, quoted_html, outlook_html])
@pytest.mark.parametrize("language", SPOKEN)
def test_a_filled_reply_is_read_back_exactly(
    services: ServiceContext, language: str, client: Callable[..., tuple[str, str]]
) -> None:
    spoken, asked = SPOKEN[language], letter(services, language)
    answers = told(spoken)
    body, subtype = client(spoken, asked, answers)
    mail = EmailMessage()
    mail["From"] = "Ada Byron <ada@hafenwerk.example>"
    mail["Subject"] = str(asked["Subject"])
    mail["In-Reply-To"] = str(asked["Message-ID"])
    mail.set_content(body, subtype=subtype, cte="base64")
    reading = read_reply(
        read(mail.as_bytes()), services.forms["marketplace-migration"], tuple(answers), [text_of(asked)]
    )
    assert reading.problems == {}
    confirmed = str(reading.fields.pop("confirmation"))  # type: ignore[attr-defined]  # a dict of its own
    assert confirmed.rstrip(".") == spoken.yes
    assert reading.fields == {name: value for name, value in answers.items() if name != "confirmation"}
    assert reading.hold_reason == ""
    assert reading.unread == ()


@pytest.mark.parametrize("language", SPOKEN)
def test_a_correction_under_the_letters_own_label_is_read(services: ServiceContext, language: str) -> None:
    spoken = SPOKEN[language]
    request = make_sample_request(services, LetterKind.RECEIVED, language)
    got = message_from_bytes(
        preview_letter(services, bytes(32), request, LetterKind.RECEIVED), policy=default
    )
    form = services.forms["marketplace-migration"]
    known = {name: field.value for name, field in request.fields.items()}
    quote = "\n".join(f"> {line}" for line in text_of(got).splitlines())
    for name, value in told(spoken).items():
        if name in {"license_key", "confirmation"}:
            continue
        field = form.field(name)
        label = next((one.label for one in field.letters if one.language == language), field.label)
        mail = EmailMessage()
        mail["From"] = "Ada Byron <ada@hafenwerk.example>"
        mail.set_content(f"{label}: {value}\n\n{spoken.wrote}\n\n{quote}\n", cte="base64")
        assert read_reply(read(mail.as_bytes()), form, (), [text_of(got)], known).fields == {name: value}
