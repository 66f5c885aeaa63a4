"""The demonstration's mail: sound, varied, and about nobody."""

from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, default
from email.utils import parsedate_to_datetime

import pytest

from worker import resources
from worker.demo.demo_mails import VENDOR, DemoMail, answer_to, make_samples
from worker.forms.extraction import Kind
from worker.forms.form_definition import Form, parse_form

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def form(name: str) -> Form:
    path = resources.find_folder("templates") / "forms" / f"{name}.toml"
    return parse_form(path.read_text(encoding="utf-8"), path.name)


MIGRATION = form("marketplace-migration")
SAMPLES = {one.name: one for one in make_samples(MIGRATION, form("cloud-interest"), NOW)}

each_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)


def parsed(raw: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=default).parsebytes(raw)


def text(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return "" if part is None else str(part.get_content())


@each_sample
def test_a_sample_is_sound_mail_to_the_vendor(sample: DemoMail) -> None:
    mail = parsed(sample.raw)
    assert [part.defects for part in mail.walk() if part.defects] == []
    assert mail["To"] == VENDOR
    sender: Address = mail["From"].addresses[0]
    assert sender.addr_spec == sample.sender
    assert sender.domain.endswith(".example")
    lines = sample.raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert sample.raw.partition(b"\r\n\r\n")[0].isascii()


@each_sample
def test_a_title_is_one_short_line(sample: DemoMail) -> None:
    assert 20 < len(sample.title) < 80
    assert sample.title.isprintable()


def test_samples_arrive_one_after_the_other_in_the_hour_before_now() -> None:
    dates = [parsedate_to_datetime(parsed(sample.raw)["Date"]) for sample in SAMPLES.values()]
    assert dates == sorted(dates)
    assert NOW - timedelta(hours=1) < dates[0] < dates[-1] < NOW


def test_each_run_sends_mail_of_its_own() -> None:
    later = make_samples(MIGRATION, form("cloud-interest"), NOW + timedelta(days=1))
    ids = [parsed(one.raw)["Message-ID"] for one in [*SAMPLES.values(), *later]]
    assert len(set(ids)) == 2 * len(SAMPLES)


def test_all_kinds_of_mail_are_there() -> None:
    kinds = [sample.kind for sample in SAMPLES.values()]
    assert set(kinds) == {Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST, Kind.AUTO_REPLY, Kind.OTHER}
    assert kinds.count(Kind.MIGRATION_REQUEST) == 6
    assert sum(bool(sample.ask) for sample in SAMPLES.values()) == 3


def test_what_is_asked_for_can_be_answered() -> None:
    for sample in SAMPLES.values():
        assert len(sample.ask) == len(sample.answers)


def test_a_form_holds_an_answer_after_each_prompt() -> None:
    lines = text(parsed(SAMPLES["outlook"].raw), "plain").splitlines()
    for field in MIGRATION.fields:
        start = f"{field.number}. {field.prompt.strip()} "
        assert [len(line) > len(start) for line in lines if line.startswith(start)] == [True]
    statement = MIGRATION.confirmation
    assert statement is not None
    assert statement.statement in lines


def test_the_name_is_left_out_where_it_is_to_be_asked_for() -> None:
    lines = text(parsed(SAMPLES["no-name"].raw), "plain").splitlines()
    assert f"3. {MIGRATION.field('holder_name').prompt}" in lines


def test_html_comes_alone_from_webmail_and_beside_plain_text_from_outlook() -> None:
    alone = parsed(SAMPLES["html-only"].raw)
    assert alone.get_content_type() == "text/html"
    assert "Lotus Grid Private Limited" in text(alone, "html")
    both = parsed(SAMPLES["outlook"].raw)
    assert "Millgate Labs Ltd" in text(both, "plain")
    assert "<p class=MsoNormal>" in text(both, "html")


def test_a_phone_leaves_no_line_break() -> None:
    mail = parsed(SAMPLES["one-line"].raw)
    assert len(text(mail, "plain").splitlines()) == 1
    assert len(text(mail, "html").splitlines()) == 1


def test_machines_say_that_they_are_machines() -> None:
    assert parsed(SAMPLES["out-of-office"].raw)["Auto-Submitted"] == "auto-replied"
    assert parsed(SAMPLES["newsletter"].raw)["Precedence"] == "bulk"
    marked = [name for name, one in SAMPLES.items() if parsed(one.raw)["Auto-Submitted"]]
    assert marked == ["out-of-office"]


def letter(subject: str = "Re: I want to migrate [SW-7K3QXD]") -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Example Sales <sales@vendor.example>"
    mail["To"] = "Lucía Ferrer <lucia@talleres-ferrer.example>"
    mail["Subject"] = subject
    mail["Message-ID"] = "<letter@vendor.example>"
    mail["References"] = "<first@talleres-ferrer.example>"
    mail.set_content("Hello,\n\n3. The first and last name of the holder:\n\n\nKind regards\n")
    mail.add_alternative("<p>Hello</p>", subtype="html")
    return mail.as_bytes()


def test_an_answer_belongs_to_the_letter_that_it_answers() -> None:
    mail = parsed(answer_to(letter(), {3: "Lucía Ferrer"}, NOW))
    assert mail["In-Reply-To"] == "<letter@vendor.example>"
    assert mail["References"] == "<first@talleres-ferrer.example> <letter@vendor.example>"
    assert mail["Subject"] == "Re: I want to migrate [SW-7K3QXD]"
    assert mail["To"].addresses[0].addr_spec == VENDOR
    assert mail["From"].addresses[0].addr_spec == "lucia@talleres-ferrer.example"
    assert mail["Message-ID"] != "<letter@vendor.example>"


def test_an_answer_stands_below_its_question_in_the_quoted_letter() -> None:
    lines = text(parsed(answer_to(letter("Your request"), {3: "Lucía Ferrer"}, NOW)), "plain").splitlines()
    place = lines.index("> 3. The first and last name of the holder:")
    assert lines[place + 1] == "Lucía Ferrer"
    assert [line for line in lines[1:] if not line.startswith(">")] == ["Lucía Ferrer"]


def test_an_answer_to_no_question_stands_on_top() -> None:
    mail = parsed(answer_to(letter("Your request"), {5: "Calle del Puerto 9"}, NOW))
    assert mail["Subject"] == "Re: Your request"
    assert text(mail, "plain").splitlines()[0] == "5. Calle del Puerto 9"
