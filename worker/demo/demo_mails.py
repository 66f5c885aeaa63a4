"""The sample mail of the demonstration: what reaches a sales mailbox on a busy morning.

People, companies and license keys are invented. Knows the forms, as a customer's browser does, and
nothing of how their answers are read.
"""

import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr

from worker.demo import client_formats
from worker.demo.client_formats import Letterhead
from worker.forms import mailto_link
from worker.forms.extraction import Kind
from worker.forms.form_definition import Form

VENDOR = "sales@vendor.example"
VENDOR_NAME = "Example Sales"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMail:
    """One mail and what a careful person would make of it."""

    name: str
    title: str  #: the story's line about it
    sender: str  #: bare address
    kind: Kind
    ask: tuple[str, ...] = ()  #: fields that have to be asked for
    answers: Mapping[int, str] = field(default_factory=dict)  #: what its sender would answer, by number
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCustomer:
    """Somebody invented, and what they would fill in."""

    name: str
    address: str
    organization: str
    place: str  #: postal address
    account: str = ""  #: of the myAtlassian account, where it is not the customer's own

    @property
    def key(self) -> str:
        """A license key that looks like one: base64 of compressed text."""
        text = f"Demonstration|{self.organization}|{self.name}|not a license"
        return b64encode(zlib.compress(text.encode())).decode()

    def answers(self) -> dict[str, str]:
        """The form's fields but for the expert."""
        return {
            "license_key": self.key,
            "account_email": self.account or self.address,
            "holder_name": self.name,
            "organization": self.organization,
            "address": self.place,
        }


_NORA = DemoCustomer(
    name="Nora Steinbach",
    address="nora.steinbach@brueckwerk.example",
    organization="Brückwerk GmbH",
    place="Speicherstraße 12, 20457 Hamburg, Germany",
)
_TOM = DemoCustomer(
    name="Tom Ashdown",
    address="tom.ashdown@millgate-labs.example",
    organization="Millgate Labs Ltd",
    place="8 Canal Row, Leeds LS1 4AX, United Kingdom",
)
_LUCIA = DemoCustomer(
    name="Lucía Ferrer",
    address="lucia@talleres-ferrer.example",
    organization="Talleres Ferrer S.L.",
    place="Calle del Puerto 9, 46021 Valencia, Spain",
)
_GRACE = DemoCustomer(
    name="Grace Odell",
    address="grace.odell@northbaymaps.example",
    organization="North Bay Maps Inc.",
    place="410 Alder Street, Portland, OR 97205",
)
_RAVI = DemoCustomer(
    name="Ravi Menon",
    address="ravi.menon@lotusgrid.example",
    organization="Lotus Grid Private Limited",
    place="17 Lake View Road, Bengaluru 560001, India",
    account="licenses@lotusgrid.example",
)
_MIKA = DemoCustomer(
    name="Mika Salonen",
    address="mika.salonen@saarimedia.example",
    organization="Saarimedia Oy",
    place="Rantatie 3, 00180 Helsinki, Finland",
)
_DANA = DemoCustomer(
    name="Dana Whitlock",
    address="dana@orchardworks.example",
    organization="Orchardworks",
    place="",
)
_YUSUF = DemoCustomer(
    name="Yusuf Demirel",
    address="yusuf.demirel@kuzeyatlas.example",
    organization="Kuzey Atlas",
    place="",
)

_Client = Callable[[Letterhead, str], bytes]


def make_samples(migration: Form, cloud: Form, now: datetime) -> list[DemoMail]:
    """All sample mails to VENDOR, in the order in which they arrive, the last of them just before `now`."""
    makers = (_requests, _interest, _other_mail)
    samples = [sample for make in makers for sample in make(_SampleWriter(migration, cloud, now))]
    return sorted(samples, key=lambda sample: _ORDER.index(sample.name))


def fill_form(form: Form, answers: Mapping[str, str]) -> str:
    """The form's mailto: text with these answers, by the names of its fields."""
    text = mailto_link.make_body(form).replace("\r\n", "\n")
    for field_ in form.fields:
        prompt = f"{field_.number}. {field_.prompt}"
        text = text.replace(prompt, f"{prompt.rstrip()} {answers.get(field_.name, '')}".rstrip())
    return text


def answer_to(letter: bytes, answers: Mapping[int, str], now: datetime) -> bytes:
    """The customer's reply to a letter of ours: it quotes all of it, with each answer below its question.

    A question is a line that begins with its number; an answer whose question is not there stands on top.
    """
    mail = BytesParser(EmailMessage, policy=default).parsebytes(letter)
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    subject = str(mail["Subject"] or "")
    name, address = parseaddr(str(mail["To"]))
    head = Letterhead(
        name=name or address.partition("@")[0],
        address=address,
        to=str(mail["Reply-To"] or mail["From"]),
        subject=subject if subject[:3].lower() == "re:" else f"Re: {subject}",
        now=now,
    )
    thread = [*str(mail["References"] or "").split(), str(mail["Message-ID"])]
    return client_formats.reply(head, _interleave(text, answers, str(mail["From"])), thread)


def _interleave(letter: str, answers: Mapping[int, str], author: str) -> str:
    unplaced = dict(answers)
    quoted = []
    for line in letter.rstrip().split("\n"):
        quoted.append(f"> {line}".rstrip())
        number = next((number for number in unplaced if line.startswith(f"{number}. ")), None)
        if number is not None:
            quoted.append(unplaced.pop(number))
    top = [f"{number}. {answer}" for number, answer in unplaced.items()]
    return "\n".join([*top, f"{author} wrote:", *quoted]) + "\n"


class _SampleWriter:
    """Writes mail to VENDOR, each one some minutes after the one before."""

    def __init__(self, migration: Form, cloud: Form, now: datetime) -> None:
        self.migration = migration
        self.cloud = cloud
        self._now = now

    def head(self, name: str, customer: DemoCustomer, subject: str) -> Letterhead:
        minutes = 3 * (len(_ORDER) - _ORDER.index(name))
        return Letterhead(
            name=customer.name,
            address=customer.address,
            to=VENDOR,
            subject=subject,
            now=self._now - timedelta(minutes=minutes),
        )

    def fill_form_as(self, client: _Client, name: str, customer: DemoCustomer, **other: str) -> bytes:
        """The migration form as `customer` fills it in, but for what `other` says."""
        text = fill_form(self.migration, customer.answers() | other)
        # Nobody signs on a phone.
        text += "" if client is client_formats.gmail_on_android else f"\n\nBest regards\n{customer.name}\n"
        return client(self.head(name, customer, self.migration.subject), text)


def _requests(writer: _SampleWriter) -> list[DemoMail]:
    kind = Kind.MIGRATION_REQUEST
    return [
        DemoMail(
            name="complete",
            title="Nora fills in the whole form, in Thunderbird",
            sender=_NORA.address,
            kind=kind,
            raw=writer.fill_form_as(client_formats.thunderbird, "complete", _NORA),
        ),
        DemoMail(
            name="outlook",
            title="Tom too, in Outlook, and names his Atlassian Expert",
            sender=_TOM.address,
            kind=kind,
            raw=writer.fill_form_as(
                client_formats.outlook, "outlook", _TOM, expert_email="help@quartzpartners.example"
            ),
        ),
        DemoMail(
            name="no-name",
            title="Lucía leaves out the name of the account's holder",
            sender=_LUCIA.address,
            kind=kind,
            ask=("holder_name",),
            answers={3: _LUCIA.name},
            raw=writer.fill_form_as(client_formats.apple_mail, "no-name", _LUCIA, holder_name=""),
        ),
        DemoMail(
            name="no-country",
            title="Grace gives an address without its country",
            sender=_GRACE.address,
            kind=kind,
            ask=("address",),
            answers={5: f"{_GRACE.place}, USA"},
            raw=writer.fill_form_as(client_formats.outlook, "no-country", _GRACE),
        ),
        DemoMail(
            name="html-only",
            title="Ravi's webmail sends HTML and no plain text",
            sender=_RAVI.address,
            kind=kind,
            raw=writer.fill_form_as(client_formats.webmail, "html-only", _RAVI),
        ),
        DemoMail(
            name="one-line",
            title="Mika's phone loses every line break of the form",
            sender=_MIKA.address,
            kind=kind,
            raw=writer.fill_form_as(client_formats.gmail_on_android, "one-line", _MIKA),
        ),
    ]


def _interest(writer: _SampleWriter) -> list[DemoMail]:
    whole = (
        f"Hello,\n\nplease add us to your list.\n\nOur current license: {_DANA.key}\nNumber of users: 45\n"
    )
    half = f"Hi,\n\nwe are on Cloud and would like to move.\n\nLicense: {_YUSUF.key}\n\nThanks\nYusuf\n"
    subject = writer.cloud.subject
    return [
        DemoMail(
            name="cloud",
            title="Dana is on Atlassian Cloud and wants to be told when it opens",
            sender=_DANA.address,
            kind=Kind.CLOUD_INTEREST,
            raw=client_formats.apple_mail(writer.head("cloud", _DANA, subject), whole),
        ),
        DemoMail(
            name="cloud-no-users",
            title="Yusuf too, but does not say for how many users",
            sender=_YUSUF.address,
            kind=Kind.CLOUD_INTEREST,
            ask=("users",),
            answers={2: "120"},
            raw=client_formats.thunderbird(writer.head("cloud-no-users", _YUSUF, subject), half),
        ),
    ]


def _other_mail(writer: _SampleWriter) -> list[DemoMail]:
    helen = DemoCustomer(
        name="Helen Brandt", address="h.brandt@papierhaus.example", organization="", place=""
    )
    chairs = DemoCustomer(name="Desk & Chair", address="news@deskandchair.example", organization="", place="")
    arne = DemoCustomer(
        name="Arne Lindgren", address="arne.lindgren@skogby.example", organization="", place=""
    )
    return [
        DemoMail(
            name="question",
            title="Helen asks for a quote: not for the worker, it stays as it is",
            sender=helen.address,
            kind=Kind.OTHER,
            raw=client_formats.apple_mail(
                writer.head("question", helen, "Quote for 25 users"),
                "Hello,\n\ncould you send us a quote for 25 users, with a year of maintenance?\n\nHelen\n",
            ),
        ),
        DemoMail(
            name="newsletter",
            title="A newsletter: not for the worker either",
            sender=chairs.address,
            kind=Kind.OTHER,
            raw=client_formats.newsletter(
                writer.head("newsletter", chairs, "This week: sit better, work better"),
                "Ten chairs under 300, and a desk that moves.\n\nYou get this because you asked for it.\n",
            ),
        ),
        DemoMail(
            name="out-of-office",
            title="An out-of-office notice: nobody is written to",
            sender=arne.address,
            kind=Kind.AUTO_REPLY,
            raw=client_formats.out_of_office(
                writer.head("out-of-office", arne, "Automatic reply: Your invoice"),
                "I am out of the office until Monday and read no mail. For urgent matters call our desk.\n",
            ),
        ),
    ]


_ORDER = (
    "complete",
    "no-name",
    "question",
    "outlook",
    "cloud",
    "newsletter",
    "one-line",
    "no-country",
    "out-of-office",
    "html-only",
    "cloud-no-users",
)
