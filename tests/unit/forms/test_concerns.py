"""The quick look that most of a sales mailbox does not get past."""

from pathlib import Path

import pytest

from worker.forms import mailto_link
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Kind
from worker.forms.form_prefilter import may_concern
from worker.reading import read
from worker.template_files import load_forms

ROOT = Path(__file__).resolve().parents[3]
FORMS = load_forms((ROOT / "templates",))


def mail(text: str, subject: str = "Hello") -> bytes:
    head = (
        f"From: Ida <ida@fjordwerk.example>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + text).encode()


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_a_form_left_blank_gets_past_it(form: object) -> None:
    assert may_concern(read(mail(mailto_link.make_body(form))))  # type: ignore[arg-type]
    assert may_concern(read(mail("", subject=form.subject)))  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_every_translated_prompt_for_the_license_gets_past_it(form: object) -> None:
    [field] = [one for one in form.fields if one.name in {"license_key", "license"}]  # type: ignore[attr-defined]
    stopped = [words for words in field.wordings if not may_concern(read(mail(words)))]
    # "Key" alone stands above a key, which gets past it by itself.
    assert [words for words in stopped if len(words) > 12] == []


@pytest.mark.parametrize(
    "text",
    [
        "Please move our Jira app over.",
        "ＬＩＣＥＮＳＥ　ＫＥＹ",
        "Мы хотим перенести ЛИЦЕНЗИЮ.",
        "ライセンスを移行したいです。",
        "Ida Holm\nFjordwerk AS\nAAABpQ0ODAoPeNpdTk1Pg0AUvO+v2sxQAAACrR1PDBoQ",
    ],
)
def test_words_names_and_keys_get_past_it_in_any_script(text: str) -> None:
    assert may_concern(read(mail(text)))


def test_a_mail_that_is_passed_on_counts() -> None:
    inner = mail("Please move our license to the Marketplace.").decode()
    outer = (
        "From: Ida <ida@fjordwerk.example>\nSubject: Fwd\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSee below.\n'
        f"--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    assert may_concern(read(outer.encode()))


def test_what_names_nothing_of_ours_is_none_of_ours() -> None:
    message = read(mail("Are you free for lunch on Friday, around noon?"))
    assert not may_concern(message)
    assert extract_form(message, tuple(FORMS.values())).kind is Kind.OTHER
