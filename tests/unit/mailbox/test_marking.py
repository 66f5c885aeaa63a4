"""The words of `after_success`."""

import pytest

from worker.errors import ConfigError
from worker.mailbox.mark_handled import AfterSuccess, Mark


@pytest.mark.parametrize(
    ("word", "mark", "folder"),
    [
        ("none", Mark.NONE, ""),
        ("keyword", Mark.KEYWORD, ""),
        ("seen", Mark.SEEN, ""),
        ("move:Done", Mark.MOVE, "Done"),
        ("move:Müller: erledigt", Mark.MOVE, "Müller: erledigt"),
    ],
)
def test_each_word_has_its_meaning(word: str, mark: Mark, folder: str) -> None:
    assert AfterSuccess.parse(word) == AfterSuccess(mark=mark, folder=folder)


@pytest.mark.parametrize("word", ["", "move", "move:", "seen:Done", "Keyword", "delete", ":"])
def test_any_other_word_is_told_what_it_may_be(word: str) -> None:
    with pytest.raises(
        ConfigError, match=r'^after_success: must be "none", "keyword", "seen" or "move:FOLDER"'
    ):
        AfterSuccess.parse(word)
