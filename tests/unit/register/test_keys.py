"""A license key is the same however it is wrapped, and a slip is told from another key."""

import pytest

from worker.register import register_keys

SECRET = b"0123456789abcdef"
BALSAMIQ = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw=="
GROUPED = "JZ8EA-8SQN8-83KQK-2AELC"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (f"{BALSAMIQ[:40]}\r\n  {BALSAMIQ[40:]}", BALSAMIQ),
        (BALSAMIQ.rstrip("="), BALSAMIQ),
        (f"{BALSAMIQ[:20]}\u200b{BALSAMIQ[20:60]}\u00ad {BALSAMIQ[60:]}", BALSAMIQ),
        ("jz8ea 8sqn8 83kqk 2aelc", GROUPED),
        ("JZ8EA\u20138SQN8\u201383KQK\u20132AELC", GROUPED),
    ],
)
def test_the_same_key_in_another_spelling_has_the_same_digest(written: str, key: str) -> None:
    assert register_keys.digest(SECRET, written) == register_keys.digest(SECRET, key)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (BALSAMIQ.replace("Mgz9", "Mg9z").replace("N/01v", "N/10v"), BALSAMIQ),
        (BALSAMIQ.replace("JUkF8", "JUkFB"), BALSAMIQ),
        ("JZ8EA-8SQN8-83KQK-2AECL", GROUPED),
        ("JZBEA-8SQN8-83KQK-2AELC", GROUPED),
        ("JZ8EA-85QN8-83KQK-2AELC", GROUPED),
    ],
)
def test_one_slip_is_near_and_is_not_the_key(typed: str, key: str) -> None:
    assert register_keys.digest(SECRET, typed) != register_keys.digest(SECRET, key) or typed == key
    if typed != key:
        assert register_keys.digest(SECRET, key) in register_keys.nearly_digests(SECRET, typed)


@pytest.mark.parametrize("typed", ["JZ8EA-8SQN8-83KQK-2AEXX", "JBZEA-85QN8-83KQK-2AELC", BALSAMIQ.swapcase()])
def test_two_slips_or_another_case_of_base64_are_another_key(typed: str) -> None:
    near = register_keys.nearly_digests(SECRET, typed)
    assert register_keys.digest(SECRET, GROUPED) not in near
    assert register_keys.digest(SECRET, BALSAMIQ) not in near


def test_another_secret_gives_other_digests_and_can_be_told() -> None:
    other = b"fedcba9876543210"
    assert register_keys.digest(SECRET, BALSAMIQ) != register_keys.digest(other, BALSAMIQ)
    assert register_keys.mark(SECRET) != register_keys.mark(other)


def test_a_key_of_any_length_has_a_bounded_number_of_near_spellings() -> None:
    assert len(register_keys.nearly_digests(SECRET, "eJ" + "0O1lI5S" * 580)) <= 2_001
