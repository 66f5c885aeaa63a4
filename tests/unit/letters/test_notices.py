"""The mails to staff, as staff read them."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest

from worker.errors import ConfigError
from worker.letters.letter_mime import Envelope, compose_mail
from worker.letters.letter_renderer import Renderer
from worker.letters.notice_context import NoticeValues, WaitingItem, WaitingPile
from worker.letters.sample_letters import NOTICES
from worker.notices.values import NoticeKind, Trouble
from worker.resources import find_folder

HOSTILE = "<script>alert(1)</script>\r\nBcc: eve@elsewhere.example \u202e[SW-7K3QXD]"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer([find_folder("templates")])


def digest(**values: str) -> NoticeValues:
    waiting = WaitingItem(reference="SW-7K3QXD", waits="3 days", **values)
    return NoticeValues(
        vendor="Example Sales", piles=(WaitingPile(name="ready", count=3, more=2, oldest=(waiting,)),)
    )


@pytest.mark.parametrize(("kind", "values"), NOTICES, ids=lambda part: getattr(part, "trouble", "") or None)
def test_every_notice_is_written_and_tells_the_same_in_text_and_html(
    renderer: Renderer, kind: NoticeKind, values: NoticeValues
) -> None:
    notice = renderer.notice(kind, values)
    assert notice.subject.startswith("Example Sales: ")
    html = unescape(notice.body.html)
    told = (
        []
        if kind is NoticeKind.RECOVERED
        else [values.problem, *(one.reference for pile in values.piles for one in pile.oldest)]
    )
    assert all(word in notice.body.text and word in html for word in told)
    assert notice.subject.removeprefix("Example Sales: ").lower() in html.lower()
    assert "{" not in notice.body.text


def test_every_trouble_has_a_title_of_its_own(renderer: Renderer) -> None:
    values = [NoticeValues(vendor="Example Sales", trouble=one, part="sales", size=2) for one in Trouble]
    assert len({renderer.notice(NoticeKind.ALERT, one).subject for one in values}) == len(Trouble)


def test_what_a_customer_wrote_can_do_nothing(renderer: Renderer) -> None:
    notice = renderer.notice(NoticeKind.DIGEST, digest(organization=HOSTILE))
    assert "<script" not in notice.body.html
    assert "\u202e" not in notice.body.html + notice.body.text
    assert not any(line.startswith("Bcc:") for line in notice.body.text.splitlines())
    assert "SW-" not in notice.subject


def test_the_headers_say_that_a_machine_writes_to_a_list(renderer: Renderer) -> None:
    notice = renderer.notice(NoticeKind.DIGEST, digest())
    envelope = Envelope(
        from_="Example Sales <sales@vendor.example>",
        to=("grace@vendor.example", "alan@vendor.example"),
        subject=notice.subject,
        message_id="<1@vendor.example>",
        auto_submitted="auto-generated",
        list_id="notices.sen-worker.vendor.example",
        date=datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    mail = message_from_bytes(compose_mail(notice.body, envelope), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["List-Id"] == "<notices.sen-worker.vendor.example>"
    assert (mail["Precedence"], mail["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert mail["Subject"] == "Example Sales: 3 things wait for you"


def test_the_check_finds_what_is_wrong_with_an_own_template(tmp_path: Path) -> None:
    own = tmp_path / "notices" / "recovered"
    own.mkdir(parents=True)
    (own / "body.txt.j2").write_text("{{ who_knows }}")
    renderer = Renderer([tmp_path, find_folder("templates")])
    (problem,) = renderer.check()
    assert "who_knows" in problem
    with pytest.raises(ConfigError, match="who_knows"):
        renderer.notice(NoticeKind.RECOVERED, digest())
