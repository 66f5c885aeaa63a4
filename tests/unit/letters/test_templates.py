"""The shipped letters, as customers read them."""

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from worker.letters.mime import Envelope, compose
from worker.letters.render import Renderer
from worker.letters.samples import SAMPLES
from worker.letters.values import Answer, LetterValues, License, Question
from worker.requests.merge import masked
from worker.requests.values import LetterKind

Seen = Callable[[str], list[str]]

REASONS = ["cloud", "data_center", "not_matching", "not_found", "other"]
KINDS = list(LetterKind)
FRAMES = {
    "en": ("Hello", "Kind regards", "Reference"),
    "de": ("Guten Tag", "Freundliche Grüße", "Vorgang"),
}
LANGUAGES = list(FRAMES)
ASKING = [LetterKind.MISSING_FIELDS, LetterKind.REMINDER, LetterKind.EXPIRED]

CONFIRMATION = Question(
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_there_in_every_language(renderer: Renderer, kind: LetterKind, language: str) -> None:
    assert renderer.language_of(kind, language) == language


def test_a_language_without_letters_is_english(renderer: Renderer) -> None:
    assert renderer.language_of(LetterKind.RECEIVED, "fi") == "en"


def test_the_shipped_templates_have_no_problem(renderer: Renderer) -> None:
    assert renderer.check() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), variants())
def test_both_parts_say_the_same_in_the_same_words(
    renderer: Renderer, seen: Seen, kind: LetterKind, values: LetterValues, language: str
) -> None:
    rendered = renderer.render(kind, values, language)
    assert " ".join(seen(rendered.html)).split() == rendered.text.split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), variants())
def test_every_letter_greets_closes_and_tells_its_reference(
    renderer: Renderer, kind: LetterKind, values: LetterValues, language: str
) -> None:
    text = renderer.render(kind, values, language).text
    hello, regards, reference = FRAMES[language]
    assert text.startswith(f"{hello} {values.name},\n" if values.name else f"{hello},\n")
    assert text.endswith(f"\n{regards}\n{values.vendor}\n\n{reference}: {values.reference}\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), variants())
def test_text_is_wrapped_but_for_lines_that_must_stay_whole(
    renderer: Renderer, kind: LetterKind, values: LetterValues, language: str
) -> None:
    whole = {question.line for question in values.questions} | {answer.line for answer in values.understood}
    for line in renderer.render(kind, values, language).text.splitlines():
        assert len(line) <= 78 or line.strip() in whole
        assert line == line.rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), variants())
def test_there_are_never_two_empty_lines_in_a_row(
    renderer: Renderer, kind: LetterKind, values: LetterValues, language: str
) -> None:
    assert "\n\n\n" not in renderer.render(kind, values, language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), variants())
def test_html_loads_nothing_and_is_accessible(
    renderer: Renderer, kind: LetterKind, values: LetterValues, language: str
) -> None:
    html = renderer.render(kind, values, language).html
    assert not re.search(r"https?:|//|src=|url\(|<link|<img|<script|@import", html)
    assert f'<html lang="{language}"' in html
    assert html.count("<table") == html.count('role="presentation"')
    assert 'style="margin' in html
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_other_vendor_is_named(renderer: Renderer, kind: LetterKind, language: str) -> None:
    values = replace(SAMPLES[kind], vendor="Nimbus Apps", understood=(), note="")
    rendered = renderer.render(kind, values, language)
    assert "Nimbus Apps" in rendered.text
    assert not re.search("balsamiq|example sales", rendered.text + rendered.html, re.IGNORECASE)


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
    expert = Answer(label="Email address of your Atlassian Expert", value=sample.account_email)
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
        Answer(label="Organization", value='"><img src=x onerror=alert(1)>\r\n.\r\nBuy\x00now {{ vendor }}'),
        Answer(label="Address", value="x" * 5000),
    ),
    questions=(CONFIRMATION, SAMPLES[LetterKind.MISSING_FIELDS].questions[0]),
    licenses=(License(sen="SEN-1</p>", line=f"License key {masked('k<b>ey')}: SEN-1</p>"),),
    account_email="a&b@example.com",
    reject_reason="other",
    note="<b>bold</b>\x00\ud800 \u2028and \u202eturned",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_customers_write_never_becomes_markup_or_template(
    renderer: Renderer, kind: LetterKind, language: str
) -> None:
    rendered = renderer.render(kind, HOSTILE, language)
    assert not re.search(r"<script|<img|<b>|SEN-1</p>|<Sales>", rendered.html)
    assert " &lt;script&gt;alert(1)" in re.sub("<bdi>", "", rendered.html)
    assert f"{FRAMES[language][0]} <script>alert(1)</script>," in rendered.text
    assert "\0" not in rendered.text + rendered.html
    assert "Buy now Smith" not in rendered.text
    assert len(rendered.text) < 4000
    rendered.text.encode()


def test_a_link_in_the_name_is_not_spread(renderer: Renderer) -> None:
    for name in ("Win at https://spam.example now", "WWW.spam.example", "marta@fyrtorn.example"):
        rendered = renderer.render(LetterKind.EXPIRED, replace(HOSTILE, name=name))
        assert rendered.text.startswith("Hello,\n")
        assert name not in rendered.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), [*variants(), *((kind, HOSTILE) for kind in KINDS)])
def test_every_letter_is_a_sound_mail(
    renderer: Renderer,
    envelope: Callable[..., Envelope],
    kind: LetterKind,
    values: LetterValues,
    language: str,
) -> None:
    rendered = renderer.render(kind, values, language)
    mail = compose(rendered, envelope(from_=f"{values.vendor} <sales@example.com>"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mail)
    assert max(map(len, mail.split(b"\r\n"))) <= 78
    parsed = message_from_bytes(mail, policy=default)
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert not parsed.defects
    for part, content in zip(parsed.iter_parts(), (rendered.text, rendered.html), strict=True):
        assert part.get_content().replace("\r\n", "\n") == content
        assert not part.defects
