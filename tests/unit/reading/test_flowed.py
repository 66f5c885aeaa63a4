"""format=flowed and DelSp (RFC 3676)."""

import pytest

from tests.unit.reading.mails import body_of, mail, told
from worker.reading import read

CASES = {
    "soft breaks": ("One \ntwo \nthree\nFour", "no", ["own |One two three", "own |Four"]),
    "quoted paragraphs": ("> One \n> two\nThree", "no", ["quo1|One two", "own |Three"]),
    "a change of depth ends a paragraph": (">> One \n> two", "no", ["quo2|One", "quo1|two"]),
    "spaces between marks, against the rules": ("> > One \n> > two", "no", ["quo2|One two"]),
    "stuffed lines": ("  indented\n >no quote", "no", ["own | indented", "quo1|no quote"]),
    "the signature separator": ("Text\n-- \nAda \nPark", "no", ["own |Text", "sig |--", "sig |Ada Park"]),
    "a separator after a soft break": ("Text \n-- \nAda", "no", ["own |Text", "sig |--", "sig |Ada"]),
    "DelSp": ("東京 \n都\nOne  \ntwo", "yes", ["own |東京都", "own |One two"]),
}


@pytest.mark.parametrize("case", CASES)
def test_flowed_text_is_unfolded(case: str) -> None:
    text, delsp, wanted = CASES[case]
    content_type = f"text/plain; charset=utf-8; format=flowed; delsp={delsp}"
    assert told(body_of(read(mail(text, content_type=content_type)))) == wanted


def test_text_that_is_not_flowed_keeps_its_lines() -> None:
    assert told(body_of(read(mail("One \ntwo")))) == ["own |One", "own |two"]
