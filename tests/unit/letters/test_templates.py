"""The shipped letters, as customers read them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from functools import cache

import pytest

from worker.letters.letter_mime import Envelope, compose_mail
from worker.letters.letter_renderer import RenderedLetter, Renderer
from worker.letters.letter_wording import ENGLISH, find_unknown_placeholders
from worker.letters.sample_letters import SAMPLES
from worker.letters.values import LetterAnswer, LetterLicense, LetterQuestion, LetterValues
from worker.reading import read
from worker.reading.message import Address
from worker.requests.list_leaving import find_entry_left
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import KnownFacts, LetterKind, Request, State
from worker.resources import find_folder
from worker.template_files import load_forms

NOW = datetime(2026, 3, 2, tzinfo=UTC)
Seen = Callable[[str], list[str]]

REASONS = ["cloud", "data_center", "not_matching", "not_found", "other"]
KINDS = list(LetterKind)
#: Every language that is promised.
LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja"]
ASKING = [LetterKind.MISSING_FIELDS, LetterKind.REMINDER, LetterKind.EXPIRED]

CONFIRMATION = LetterQuestion(
    field="confirmation",
    number=0,
    prompt="Please confirm that you use the license on your own server and that it will have to match:",
    reason="please answer yes if this is so",
)


def variants() -> list[tuple[LetterKind, LetterValues]]:
    """Every letter in every wording that it has."""
    missing, rejected = SAMPLES[LetterKind.MISSING_FIELDS], SAMPLES[LetterKind.REJECTED]
    one = missing.questions[:1]
    nothing = replace(missing, understood=(), name="", questions=(CONFIRMATION, *missing.questions))
    return [
        *SAMPLES.items(),
        (LetterKind.MISSING_FIELDS, replace(missing, questions=one, round=2)),
        (LetterKind.MISSING_FIELDS, replace(missing, form="cloud-interest")),
        (LetterKind.MISSING_FIELDS, replace(missing, note="We looked at it.\n\nTwo points\nare open.")),
        (LetterKind.MISSING_FIELDS, nothing),
        (LetterKind.RECEIVED, replace(SAMPLES[LetterKind.RECEIVED], understood=(), name="")),
        (LetterKind.REMINDER, replace(SAMPLES[LetterKind.REMINDER], days_left=1, questions=one)),
        (LetterKind.REMINDER, replace(SAMPLES[LetterKind.REMINDER], days_left=None)),
        (LetterKind.SEN_CONFIRMATION, _single_license()),
        (LetterKind.EXPIRED, replace(SAMPLES[LetterKind.EXPIRED], questions=())),
        (LetterKind.CLOUD_INTEREST, replace(SAMPLES[LetterKind.CLOUD_INTEREST], users=None)),
        *[(LetterKind.REJECTED, replace(rejected, reject_reason=reason)) for reason in REASONS],
        *[(LetterKind.REJECTED, replace(rejected, reject_reason=reason, note="")) for reason in REASONS],
    ]


def _single_license() -> LetterValues:
    sample = SAMPLES[LetterKind.SEN_CONFIRMATION]
    return replace(sample, licenses=sample.licenses[:1], note="Welcome!")


def test_every_letter_has_a_sample() -> None:
    assert set(SAMPLES) == set(LetterKind)


def written(renderer: Renderer, language: str) -> list[tuple[LetterKind, LetterValues, RenderedLetter]]:
    """Every letter in every wording that it has, in this language."""
    return [(kind, values, rendered(renderer, at, language)) for at, (kind, values) in enumerate(variants())]


@cache
def rendered(renderer: Renderer, at: int, language: str) -> RenderedLetter:
    return renderer.render(*variants()[at], language)


def test_there_are_letters_in_every_language_that_is_promised(renderer: Renderer) -> None:
    assert sorted([ENGLISH, *renderer.languages()]) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_there_in_every_language(renderer: Renderer, language: str) -> None:
    assert [renderer.language_of(kind, language) for kind in KINDS] == [language] * len(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_english_says(renderer: Renderer, language: str) -> None:
    english, wording = renderer.wording(), renderer.wording(language)
    assert set(wording.texts) == set(english.texts)
    assert find_unknown_placeholders(wording, english) == []
    if language != ENGLISH:
        names = [name for name in english.texts if name not in {"colon", "gap", "reasons"}]
        same = [name for name in names if wording.texts[name] == english.texts[name]]
        assert same == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH])
def test_every_field_is_asked_for_in_every_language(language: str) -> None:
    for form in load_forms((find_folder("templates"),)).values():
        told = [field.letters for field in form.fields]
        told += [form.confirmation.letters] if form.confirmation else []
        assert all(language in [asked.language for asked in letters] for letters in told)


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 1, "one thing is"),
        ("en", 2, "two things are"),
        ("en", 9, "9 things are"),
        ("fr", 1, "une réponse"),
        ("pl", 1, "brakuje nam jeszcze jednej odpowiedzi"),
        ("pl", 2, "brakują nam jeszcze dwie odpowiedzi"),
        ("pl", 5, "brakuje nam jeszcze pięć odpowiedzi"),
        ("pl", 12, "brakuje nam jeszcze 12 odpowiedzi"),
        ("pl", 22, "brakują nam jeszcze 22 odpowiedzi"),
        ("ja", 3, "あと 3 件"),
    ],
)
def test_what_is_open_is_counted_as_the_language_counts(
    renderer: Renderer, language: str, count: int, words: str
) -> None:
    sample = SAMPLES[LetterKind.MISSING_FIELDS]
    values = replace(sample, questions=sample.questions[:1] * count)
    assert words in " ".join(renderer.render(LetterKind.MISSING_FIELDS, values, language).text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_that_leaves_the_list_is_obeyed(renderer: Renderer, language: str) -> None:
    word = renderer.wording(language).find("unsubscribe")
    assert word
    announced = renderer.render(LetterKind.ANNOUNCEMENT, SAMPLES[LetterKind.ANNOUNCEMENT], language)
    assert word in " ".join(announced.text.split())
    mail = f"From: a@b.test\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{word}\r\n"
    entry = Request(
        id=1, reference="SW-4MXH2P", form="cloud-interest", state=State.INTERESTED, subject="",
        requester=Address(addr="a@b.test"), fields={}, created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    assert (
        find_entry_left(read(mail.encode()), KnownFacts(own_addresses=frozenset(), by_sender=(entry,)))
        is entry
    )


def test_a_language_without_letters_is_english(renderer: Renderer) -> None:
    assert renderer.language_of(LetterKind.RECEIVED, "fi") == "en"


def test_the_shipped_templates_have_no_problem(renderer: Renderer) -> None:
    assert renderer.check() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_parts_say_the_same_in_the_same_words(renderer: Renderer, seen: Seen, language: str) -> None:
    between = "" if language == "ja" else " "  # a line of Japanese may end within a sentence
    for _, _, letter in written(renderer, language):
        assert between.join(" ".join(seen(letter.html)).split()) == between.join(letter.text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_greets_closes_and_tells_its_reference(renderer: Renderer, language: str) -> None:
    wording = renderer.wording(language)
    for _, values, letter in written(renderer, language):
        greeting = wording.find("frame.greeting" if values.name else "frame.greeting_unnamed") or ""
        assert letter.text.startswith(greeting.replace("{name}", values.name) + "\n")
        reference = (wording.find("frame.reference") or "").replace("{reference}", values.reference)
        assert letter.text.endswith(f"\n{wording.find('frame.closing')}\n{values.vendor}\n\n{reference}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_wrapped_but_for_lines_that_must_stay_whole(renderer: Renderer, language: str) -> None:
    for _, values, letter in written(renderer, language):
        whole = {one.line for one in values.questions} | {one.line for one in values.understood}
        whole |= {one.line for row in values.rows for one in row.questions}
        for line in letter.text.splitlines():
            assert len(line) <= 78 or line.strip() in whole
            assert line == line.rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_never_two_empty_lines_in_a_row(renderer: Renderer, language: str) -> None:
    assert not any("\n\n\n" in letter.text for _, _, letter in written(renderer, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_loads_nothing_and_is_accessible(renderer: Renderer, language: str) -> None:
    for _, _, letter in written(renderer, language):
        html = letter.html
        assert not re.search(r"https?:|//|src=|url\(|<link|<img|<script|@import", html)
        assert f'<html lang="{language}"' in html
        assert html.count("<table") == html.count('role="presentation"')
        assert 'style="margin' in html
        assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_vendor_is_named(renderer: Renderer, language: str) -> None:
    for kind in KINDS:
        values = replace(SAMPLES[kind], vendor="Nimbus Apps", understood=(), note="")
        letter = renderer.render(kind, values, language)
        assert "Nimbus Apps" in letter.text
        assert not re.search("balsamiq|example sales", letter.text + letter.html, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ASKING)
def test_each_question_stands_on_one_line_with_an_empty_one_below(
    renderer: Renderer, seen: Seen, kind: LetterKind, language: str
) -> None:
    values = replace(SAMPLES[kind], questions=(CONFIRMATION, *SAMPLES[kind].questions))
    rendered = renderer.render(kind, values, language)
    lines = rendered.text.split("\n")
    places = [lines.index(question.line) for question in values.questions]
    assert places == sorted(places)
    assert all(lines[place + 1] == "" for place in places)
    assert [line for line in seen(rendered.html) if line in lines and line.endswith("):")] == [
        question.line for question in values.questions
    ]


def test_a_question_is_number_prompt_and_reason(renderer: Renderer) -> None:
    text = renderer.render(LetterKind.MISSING_FIELDS, SAMPLES[LetterKind.MISSING_FIELDS]).text
    assert "\n4. The organization (company) name for the License (there is no answer yet):\n\n" in text


def test_what_was_understood_is_listed_with_its_labels(renderer: Renderer) -> None:
    text = renderer.render(LetterKind.MISSING_FIELDS, SAMPLES[LetterKind.MISSING_FIELDS]).text
    assert "\n  Holder of the myAtlassian account: Jörg Ångström-Weiß\n" in text
    assert "\n  License key: ****qk7Q\n" in text


def test_a_second_round_thanks_for_the_answer_where_one_came(renderer: Renderer) -> None:
    values = replace(SAMPLES[LetterKind.MISSING_FIELDS], round=2)
    values = replace(values, questions=values.questions[1:])
    assert "Thank you for your answer." not in renderer.render(LetterKind.MISSING_FIELDS, values).text
    text = renderer.render(LetterKind.MISSING_FIELDS, replace(values, answered=True)).text
    assert "Thank you for your answer." in text
    assert "one thing is still open" in text


def test_received_shows_the_account_first_and_once(renderer: Renderer, seen: Seen) -> None:
    values = SAMPLES[LetterKind.RECEIVED]
    rendered = renderer.render(LetterKind.RECEIVED, values)
    for lines in ([line.strip() for line in rendered.text.splitlines()], seen(rendered.html)):
        assert lines.count(values.account_email) == 1
        assert rendered.text.count(values.account_email) == 1
        assert lines.index(values.account_email) < lines.index("License key: ****qk7Q")
        assert "Address: Hafenstraße 12, 24103 Kiel, Germany" in lines


def test_received_shows_an_expert_with_the_same_address_as_the_account(renderer: Renderer) -> None:
    sample = SAMPLES[LetterKind.RECEIVED]
    expert = LetterAnswer(label="Email address of your Atlassian Expert", value=sample.account_email)
    values = replace(sample, understood=(*sample.understood[:-1], expert))
    assert expert.line in renderer.render(LetterKind.RECEIVED, values).text


def test_the_confirmation_names_each_sen_beside_its_masked_key(renderer: Renderer, seen: Seen) -> None:
    values = SAMPLES[LetterKind.SEN_CONFIRMATION]
    rendered = renderer.render(LetterKind.SEN_CONFIRMATION, values)
    for item in values.licenses:
        assert re.fullmatch(rf"License key \*{{4}}\w{{4}}: {item.sen}", item.line)
        assert f"\n  {item.line}\n" in rendered.text
        assert item.line in seen(rendered.html)
    assert f"\n  {values.account_email}\n" in rendered.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("cloud", "are not yet available in Atlassian Marketplace"),
        ("data_center", "can only be bought from Atlassian"),
        ("not_matching", "matches the user level of your server"),
        ("not_found", "could not find the license key"),
    ],
)
def test_a_rejection_tells_its_reason_and_the_reviewers_words(
    renderer: Renderer, reason: str, words: str
) -> None:
    values = replace(SAMPLES[LetterKind.REJECTED], reject_reason=reason, note="Ask for Maya.")
    text = " ".join(renderer.render(LetterKind.REJECTED, values).text.split())
    assert words in text
    assert "Ask for Maya." in text


def test_a_rejection_for_another_reason_is_the_reviewers_words(renderer: Renderer, seen: Seen) -> None:
    values = replace(SAMPLES[LetterKind.REJECTED], reject_reason="other", note="First.\nSecond.\n\nThird.")
    rendered = renderer.render(LetterKind.REJECTED, values)
    assert "\n\nFirst.\nSecond.\n\nThird.\n\n" in rendered.text
    lines = seen(rendered.html)
    assert lines[lines.index("First.") : lines.index("First.") + 3] == ["First.", "Second.", "Third."]


def test_a_reminder_tells_how_many_days_are_left(renderer: Renderer) -> None:
    values = replace(SAMPLES[LetterKind.REMINDER], days_left=4)
    assert "within 4 days" in renderer.render(LetterKind.REMINDER, values).text


def test_cloud_interest_repeats_license_and_users_once(renderer: Renderer) -> None:
    text = renderer.render(LetterKind.CLOUD_INTEREST, SAMPLES[LetterKind.CLOUD_INTEREST]).text
    assert "\n  Current license: Mind maps for Confluence, 25 users\n  Number of users: 40\n\n" in text
    assert text.count("40") == 1


HOSTILE = LetterValues(
    reference="SW-7K3QXD",
    form="marketplace-migration",
    vendor="Smith & Sons <Sales>",
    name="<script>alert(1)</script>",
    understood=(
        LetterAnswer(
            label="Organization", value='"><img src=x onerror=alert(1)>\r\n.\r\nBuy\x00now {{ vendor }}'
        ),
        LetterAnswer(label="Address", value="x" * 5000),
    ),
    questions=(CONFIRMATION, SAMPLES[LetterKind.MISSING_FIELDS].questions[0]),
    licenses=(LetterLicense(sen="SEN-1</p>", line=f"License key {mask_key('k<b>ey')}: SEN-1</p>"),),
    account_email="a&b@example.com",
    reject_reason="other",
    note="<b>bold</b>\x00\ud800 \u2028and \u202eturned",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_customers_write_never_becomes_markup_or_template(renderer: Renderer, language: str) -> None:
    greeting = renderer.wording(language).find("frame.greeting") or ""
    for kind in KINDS:
        letter = renderer.render(kind, HOSTILE, language)
        assert not re.search(r"<script|<img|<b>|SEN-1</p>|<Sales>", letter.html)
        assert letter.html.count("&lt;script&gt;alert(1)") == ("{name}" in greeting)
        assert greeting.replace("{name}", "<script>alert(1)</script>") in letter.text
        assert "\0" not in letter.text + letter.html
        assert "Buy now Smith" not in letter.text
        assert len(letter.text) < 4000
        letter.text.encode()


def test_a_link_in_the_name_is_not_spread(renderer: Renderer) -> None:
    for name in ("Win at https://spam.example now", "WWW.spam.example", "marta@fyrtorn.example"):
        rendered = renderer.render(LetterKind.EXPIRED, replace(HOSTILE, name=name))
        assert rendered.text.startswith("Hello,\n")
        assert name not in rendered.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_a_sound_mail(
    renderer: Renderer, envelope: Callable[..., Envelope], language: str
) -> None:
    hostile = [(kind, HOSTILE, renderer.render(kind, HOSTILE, language)) for kind in KINDS]
    for _, values, letter in [*written(renderer, language), *hostile]:
        mail = compose_mail(letter, envelope(from_=f"{values.vendor} <sales@example.com>"))
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mail)
        assert max(map(len, mail.split(b"\r\n"))) <= 78
        parsed = message_from_bytes(mail, policy=default)
        assert [part.get_content_type() for part in parsed.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]
        assert not parsed.defects
        for part, content in zip(parsed.iter_parts(), (letter.text, letter.html), strict=True):
            assert part.get_content().replace("\r\n", "\n") == content
            assert not part.defects
