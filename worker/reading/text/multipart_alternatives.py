"""Whether the HTML of a message says the same as its plain text, so that one of them is enough to read.

It must not know of HTML: it compares lines.
"""

from collections.abc import Iterable, Iterator, Sequence

from worker.reading.text.text_lines import RawLine

_BEGINNING = 100  #: characters of one, and at most lines of the other, that are compared first
_WRAPPED = 50  #: characters from which on a client may have broken a line


def says_as_much(rich: Sequence[RawLine], plain: str) -> bool:
    """Whether the lines hold every character of the plain text in its order, and break wherever it does.

    White space does not count, nor do the breaks that a client makes in a long line. Quote marks do: in
    HTML a quotation has none.
    """
    if not _begin_alike(rich, plain):
        return False
    if "".join("".join(line.text for line in rich).split()) != "".join(plain.split()):
        return False
    ends = set(_ends(line.text for line in rich))
    lines = plain.split("\n")
    return all(end in ends or len(line) >= _WRAPPED for line, end in zip(lines, _ends(lines), strict=True))


def _begin_alike(rich: Sequence[RawLine], plain: str) -> bool:
    """A quick look, which tells most that differ."""
    if "\n>" in plain:  # a quotation
        return False
    one = "".join(plain[:_BEGINNING].split())
    two = "".join("".join(line.text for line in rich[:_BEGINNING]).split())
    return two.startswith(one) and (len(one) > 0) is (len(two) > 0)


def _ends(lines: Iterable[str]) -> Iterator[int]:
    """How many characters that are no white space stand up to each line's end."""
    count = 0
    for line in lines:
        count += len("".join(line.split()))
        yield count
