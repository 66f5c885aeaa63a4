"""What a deployer does to the letters: a sentence, a letter of one language, a language, legal lines."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from worker.errors import ConfigError
from worker.letters.letter_renderer import Renderer
from worker.letters.sample_letters import SAMPLES
from worker.requests.request_model import LetterKind
from worker.resources import find_folder
from worker.template_files import load_forms

SHIPPED = find_folder("templates")
RECEIVED = SAMPLES[LetterKind.RECEIVED]

Put = Callable[[str, str], None]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts a file into the deployer's folder."""

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def received(own: Path, language: str, **more: str) -> str:
    text = Renderer([own, SHIPPED], **more).render(LetterKind.RECEIVED, RECEIVED, language).text
    return " ".join(text.split())


def test_one_sentence_is_changed_by_a_file_that_holds_no_more(tmp_path: Path, put: Put) -> None:
    put("letters/de/words.toml", '[received]\nnext = "Wir melden uns in zwei Tagen."\n')
    assert "Wir melden uns in zwei Tagen." in received(tmp_path, "de")
    assert "Nun haben wir alles" in received(tmp_path, "de").replace("nun", "Nun")
    assert received(tmp_path, "fr") == received(SHIPPED, "fr")
    assert Renderer([tmp_path, SHIPPED]).check() == []


def test_one_letter_of_one_language_is_replaced(tmp_path: Path, put: Put) -> None:
    put("letters/pl/received/body.txt.j2", "Tylko {{ account_email }}.\n")
    assert received(tmp_path, "pl") == f"Tylko {RECEIVED.account_email}."
    html = Renderer([tmp_path, SHIPPED]).render(LetterKind.RECEIVED, RECEIVED, "pl").html
    assert "mamy już wszystko" in html
    assert received(tmp_path, "en") == received(SHIPPED, "en")


def test_a_letter_without_a_language_is_the_english_one(tmp_path: Path, put: Put) -> None:
    put("letters/received/body.txt.j2", "Got it: {{ account_email }}\n")
    assert received(tmp_path, "en") == f"Got it: {RECEIVED.account_email}"
    assert received(tmp_path, "ja") == received(SHIPPED, "ja")


def test_a_letter_of_the_deployers_speaks_the_languages_that_its_words_are_told_in(
    tmp_path: Path, put: Put
) -> None:
    for part in ("txt", "html"):
        put(f"letters/cloud_opens/body.{part}.j2", '{{ say("cloud_opens.intro") }}\n')
    put("letters/words.toml", '[cloud_opens]\nintro = "It is open."\n')
    put("letters/it/words.toml", '[cloud_opens]\nintro = "È aperto."\n')
    renderer = Renderer([tmp_path, SHIPPED])
    assert renderer.language_of("cloud_opens", "it") == "it"
    assert renderer.render("cloud_opens", RECEIVED, "it").text == "È aperto.\n"
    assert renderer.language_of("cloud_opens", "nl") == "en"
    assert renderer.render("cloud_opens", RECEIVED, "nl").text == "It is open.\n"


def test_a_footer_ends_every_letter_and_a_language_may_have_its_own(tmp_path: Path, put: Put) -> None:
    footer = "Example GmbH, Kiel\nHRB 12345 & more"
    put("letters/de/words.toml", 'footer = "Amtsgericht Kiel"\n')
    put("letters/ja/words.toml", 'footer = ""\n')
    renderer = Renderer([tmp_path, SHIPPED], footer=footer)
    for kind, values in SAMPLES.items():
        letter = renderer.render(kind, values, "es")
        assert letter.text.endswith(f"\n{footer}\n")
        assert "Example GmbH, Kiel<br>HRB 12345 &amp; more</p>" in letter.html
        assert renderer.render(kind, values, "de").text.endswith("\nAmtsgericht Kiel\n")
        assert renderer.render(kind, values, "ja").text == Renderer([SHIPPED]).render(kind, values, "ja").text
    assert renderer.check() == []


CZECH = "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"


def czech(text: str) -> str:
    """The English words with three plural forms, as if they had been translated."""
    text = text.replace("nplurals=2; plural=(n != 1);", f"nplurals=3; plural={CZECH}")
    text = text.replace("Hello", "Dobrý den")
    lists = re.compile(r"^(\w+ = \[)(.*?)(\]\n)", re.DOTALL | re.MULTILINE)

    def three(match: re.Match[str]) -> str:
        if match[1].startswith("numbers"):
            return match[0]
        texts = re.findall(r'"[^"]*"', match[2])
        return f"{match[1]}{texts[0]}, {texts[1]}, {texts[1].replace('things', 'more things')}{match[3]}"

    return lists.sub(three, text)


def test_another_language_is_one_file_of_words_and_a_table_for_each_field(tmp_path: Path, put: Put) -> None:
    put("letters/cs/words.toml", czech((SHIPPED / "letters/words.toml").read_text(encoding="utf-8")))
    form = (SHIPPED / "forms/cloud-interest.toml").read_text(encoding="utf-8")
    put(
        "forms/cloud-interest.toml",
        form.replace(
            "[fields.letters.de]",
            '[fields.letters.cs]\nlabel = "Klíč"\nprompt = "Váš klíč:"\n\n[fields.letters.de]',
        ),
    )
    renderer = Renderer([tmp_path, SHIPPED])
    assert renderer.check() == []
    for kind, values in SAMPLES.items():
        assert renderer.language_of(kind, "cs") == "cs"
        letter = renderer.render(kind, values, "cs")
        assert letter.text.startswith("Dobrý den ")
        assert '<html lang="cs"' in letter.html
    wording = renderer.wording("cs")
    assert [wording.find("parts.open", count=count) for count in (1, 4, 5)] == [
        "one thing is still open", "{number} things are still open", "{number} more things are still open",
    ]  # fmt: skip
    fields = load_forms((tmp_path, SHIPPED))["cloud-interest"].fields
    assert "Váš klíč:" in [asked.prompt for asked in fields[0].letters if asked.language == "cs"]


def test_a_language_that_lacks_a_text_is_told_and_written_in_english(tmp_path: Path, put: Put) -> None:
    words = czech((SHIPPED / "letters/words.toml").read_text(encoding="utf-8"))
    put("letters/cs/words.toml", re.sub(r"^noted = .*\n", "", words, flags=re.MULTILINE))
    renderer = Renderer([tmp_path, SHIPPED])
    assert renderer.language_of(LetterKind.CLOUD_INTEREST, "cs") == "en"
    assert renderer.language_of(LetterKind.RECEIVED, "cs") == "cs"
    (problem,) = renderer.check()
    assert problem == f"{tmp_path / 'letters/cs/words.toml'}: cloud_interest.noted is missing"


def test_a_misspelled_name_of_a_text_is_told_once_and_of_its_own_file(tmp_path: Path, put: Put) -> None:
    put("letters/words.toml", '[received]\nnxet = "We write to you."\n')
    (problem,) = Renderer([tmp_path, SHIPPED]).check()
    assert problem.startswith(f"{tmp_path / 'letters/words.toml'}: received.nxet is in no other language")
    assert problem.endswith("did you mean received.next?")


def test_a_name_in_braces_that_a_letter_does_not_have_is_told(tmp_path: Path, put: Put) -> None:
    put("letters/nl/words.toml", '[received]\nnext = "Beste {naam}"\n')
    renderer = Renderer([tmp_path, SHIPPED])
    problems = renderer.check()
    assert any("nl/words.toml: received.next: {naam} is not known" in problem for problem in problems)
    with pytest.raises(ConfigError, match=r"\{naam\} in 'received\.next'"):
        renderer.render(LetterKind.RECEIVED, RECEIVED, "nl")
