"""The subject under which a customer finds our letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.letters.reply_subject import LIMIT, base_subject, reply_subject

REFERENCE = "SW-7K3QXD"
ABOUT = "I want to migrate my Server license to Atlassian Marketplace"


def test_a_reply_has_the_customers_subject_and_the_reference() -> None:
    assert reply_subject(ABOUT, REFERENCE) == f"Re: {ABOUT} [{REFERENCE}]"


@pytest.mark.parametrize(
    "prefix",
    [
        "Re: ", "RE: ", "re:", "Re : ", "Re[2]: ", "Re(3): ", "Re^2: ",
        "AW: ", "Antw: ", "Antwort: ", "SV: ", "VS: ",
        "RIF: ", "R: ", "RES: ", "Odp: ", "YNT: ", "Vá: ", "ΑΠ: ", "Отв: ", "Ответ: ", "回复: ", "回复：",
        "답장: ", "返信: ", "השב: ", "رد: ",
        "TR : ", "Fwd: ", "FW: ", "WG: ", "VB: ", "VL: ", "RV: ", "ENC: ", "İLT: ",
        "转发：", "Re: AW: WG: Fwd: ",
    ],
)  # fmt: skip
def test_prefixes_of_every_language_are_dropped(prefix: str) -> None:
    assert base_subject(prefix + ABOUT) == ABOUT
    assert reply_subject(prefix + ABOUT, REFERENCE) == f"Re: {ABOUT} [{REFERENCE}]"


@pytest.mark.parametrize(
    "subject",
    [
        f"Re: {ABOUT} [{REFERENCE}]",
        f"AW: Re: {ABOUT} [{REFERENCE}]",
        f"Re: [{REFERENCE}] Re: {ABOUT}",
        f"Re: [{REFERENCE.lower()}] {ABOUT} [{REFERENCE}]",
        f"Re: {ABOUT} [SW-9ZZZZZ] [{REFERENCE}]",
    ],
)
def test_a_reference_is_never_there_twice(subject: str) -> None:
    assert reply_subject(subject, REFERENCE) == f"Re: {ABOUT} [{REFERENCE}]"


@pytest.mark.parametrize(
    "subject",
    ["Reference: order 12", "Return of my key", "ENCLOSED: a key", "Ticket 4: license", "[Shop] License"],
)
def test_what_only_looks_like_a_prefix_stays(subject: str) -> None:
    assert base_subject(subject) == subject


@pytest.mark.parametrize("subject", ["", "  ", "Re: ", "Re: Fwd:", f"Re: [{REFERENCE}]"])
def test_without_a_subject_the_letter_still_says_what_it_is(subject: str) -> None:
    assert reply_subject(subject, REFERENCE) == f"Re: your request [{REFERENCE}]"


def test_a_folded_subject_becomes_one_line() -> None:
    assert base_subject("I want to\r\n\tmigrate\x00 my\u2028license") == "I want to migrate my license"


def test_a_very_long_subject_is_shortened_visibly() -> None:
    subject = base_subject("license " * 1000)
    assert len(subject) <= LIMIT
    assert subject.endswith("…")


def test_a_subject_of_nothing_but_prefixes_is_cheap() -> None:
    assert reply_subject("Re: " * 100_000, REFERENCE) == f"Re: your request [{REFERENCE}]"


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["Re:", "AW: ", "[SW-7K3QXD]", " x ", "\r\n"])).map("".join)
)
def test_replying_to_a_reply_changes_nothing(subject: str) -> None:
    once = reply_subject(subject, REFERENCE)
    assert reply_subject(f"AW: {once}", REFERENCE) == once
    assert once.count(f"[{REFERENCE}]") == 1
    assert "\n" not in once
    assert "\r" not in once
