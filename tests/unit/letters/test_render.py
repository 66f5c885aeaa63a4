"""What a deployer meets who writes letters of their own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from worker.errors import ConfigError
from worker.letters.letter_renderer import Renderer
from worker.letters.sample_letters import SAMPLES
from worker.requests.request_model import LetterKind
from worker.resources import find_folder

SHIPPED = find_folder("templates")
EXPIRED = SAMPLES[LetterKind.EXPIRED]

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Puts a template into the deployer's folder."""

    def put(name: str, content: str) -> Path:
        path = tmp_path / "letters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return put


def test_a_single_file_can_be_replaced(tmp_path: Path, write: Write) -> None:
    write("expired/body.txt.j2", "Dear {{ name }},\n\nit is over.\n{{ vendor }}\n")
    renderer = Renderer([tmp_path, SHIPPED])
    ours = renderer.render(LetterKind.EXPIRED, EXPIRED)
    assert ours.text == f"Dear {EXPIRED.name},\n\nit is over.\nExample Sales\n"
    assert ours.html == Renderer([SHIPPED]).render(LetterKind.EXPIRED, EXPIRED).html
    assert renderer.check() == []


def test_a_letter_of_the_deployers_can_use_the_shipped_frame(tmp_path: Path, write: Write) -> None:
    write(
        "expired/body.html.j2",
        '{% extends "letters/_frame.html.j2" %}{% block body %}<p class="line">Bye.</p>{% endblock %}',
    )
    html = Renderer([tmp_path, SHIPPED]).render(LetterKind.EXPIRED, EXPIRED).html
    assert "Bye.</p>" in html
    assert "Kind regards<br>Example Sales" in html


def test_the_frame_of_all_letters_can_be_replaced(tmp_path: Path, write: Write) -> None:
    write("_frame.txt.j2", "Moin!\n{% block body %}{% endblock %}\n")
    renderer = Renderer([tmp_path, SHIPPED])
    for kind, values in SAMPLES.items():
        assert renderer.render(kind, values).text.startswith("Moin!\n")


def test_values_are_escaped_in_a_deployers_html_too(tmp_path: Path, write: Write) -> None:
    write("expired/body.html.j2", "<p>{{ vendor | keep }}</p>")
    html = Renderer([tmp_path, SHIPPED]).render(LetterKind.EXPIRED, replace(EXPIRED, vendor="A & <B>")).html
    assert "<p>A &amp; &lt;B&gt;</p>" in html


def _complaint(tmp_path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        Renderer([tmp_path, SHIPPED]).render(LetterKind.EXPIRED, EXPIRED)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_syntax_error_is_told_with_file_and_line(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.txt.j2", "Hello,\n\n{% endfor %}\nbye\n")
    assert f"the template {path}, line 3: Encountered unknown tag 'endfor'." in _complaint(tmp_path)


def test_a_misspelt_name_is_told_with_the_names_there_are(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.html.j2", "<p>\n{{ custmer }}</p>\n")
    complaint = _complaint(tmp_path)
    assert f"the template {path}, line 2: 'custmer' is undefined" in complaint
    assert "account_email" in complaint


def test_a_failing_expression_is_told_without_its_values(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.txt.j2", "Hello,\n{{ name | int + name }}\n")
    assert _complaint(tmp_path) == f"the template {path}, line 2: an expression fails with TypeError"


def test_an_error_in_the_frame_is_told_with_the_frames_file(tmp_path: Path, write: Write) -> None:
    path = write("_frame.txt.j2", "a\nb\n{{ nme }}\n")
    assert f"the template {path}, line 3: 'nme' is undefined" in _complaint(tmp_path)


def test_a_missing_frame_is_told_by_name(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.txt.j2", 'Hello\n{% include "letters/_foot.txt.j2" %}\n')
    complaint = _complaint(tmp_path)
    assert f"the template {path}, line 2: it needs letters/_foot.txt.j2, which is missing" in complaint
    assert str(SHIPPED) in complaint


def test_templates_cannot_reach_into_the_program(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.txt.j2", "{{ questions.__class__.__mro__ }}\n")
    assert f"the template {path}, line 1: " in _complaint(tmp_path)


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path, write: Write) -> None:
    path = write("expired/body.txt.j2", "")
    path.write_bytes("Grüße\n".encode("latin-1"))
    assert _complaint(tmp_path) == f"the template {path} is not UTF-8 text"


def test_a_missing_template_is_told_with_the_folders_looked_into(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        Renderer([tmp_path]).render(LetterKind.RECEIVED, SAMPLES[LetterKind.RECEIVED])
    assert (
        str(caught.value) == f"the template letters/received/body.txt.j2 is missing; looked into {tmp_path}"
    )


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere does not exist; create it or correct templates\.dir"):
        Renderer([tmp_path / "nowhere", SHIPPED])


def test_checking_tells_every_broken_letter_at_once(tmp_path: Path, write: Write) -> None:
    write("expired/body.txt.j2", "{{ nme }}")
    write("received/body.html.j2", "{% if %}")
    problems = Renderer([tmp_path, SHIPPED]).check()
    assert [problem.split("/letters/")[1].split("/")[0] for problem in problems] == ["received", "expired"]


def test_checking_finds_letters_that_leave_out_what_they_are_for(tmp_path: Path, write: Write) -> None:
    write("missing_fields/body.txt.j2", "{% for question in questions %}- {{ question.line }}\n{% endfor %}")
    write("sen_confirmation/body.html.j2", "<p>Done.</p>")
    write("received/body.txt.j2", "Thank you.\n")
    assert Renderer([tmp_path, SHIPPED]).check() == [
        "letters/missing_fields: a question does not stand on a line of its own in text and HTML",
        "letters/received: the myAtlassian address is missing in text or HTML",
        "letters/sen_confirmation: a SEN is missing in text or HTML",
    ]


def test_a_number_that_is_not_known_shows_as_nothing(tmp_path: Path, write: Write) -> None:
    write("expired/body.txt.j2", "Users: {{ users }}.\n")
    assert Renderer([tmp_path, SHIPPED]).render(LetterKind.EXPIRED, EXPIRED).text == "Users: .\n"
