"""What an answer has to be: one check for each kind of field, for customers' answers and for what staff type.

A check takes the text between two prompts and gives the value in it, or the reason why there is none.
It must not know where the text comes from.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from worker.forms.extraction import FieldProblem, Span
from worker.forms.fields.countries import find_country, is_only_country
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.license_keys import FoundKey, is_complete, keys_in
from worker.forms.fields.number_values import find_number_words, find_numbers
from worker.forms.fields.placeholder_answers import is_placeholder
from worker.forms.form_definition import AnswerCheck, FormField
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import heard, is_common
from worker.forms.text.text_folding import fold_words
from worker.forms.words.correction_words import INSTEAD_OF
from worker.forms.words.name_words import HALVES, TITLES
from worker.reading.text.leftover_encoding import looks_encoded

MAX_ANSWER = 8000  #: characters of an answer that are looked at
_MAX_LINE_VALUE = 300  #: characters of a name or an organization
_MAX_USERS = 10_000_000
_INITIALS = 3  #: letters of an initial, and one more


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """A usable value, or the problem with it. A value beside a problem is what the answer says so far."""

    value: str | int | None
    problem: FieldProblem | None = None


def check_answer(field: FormField, raw: str) -> CheckedAnswer:
    """The value of `raw` as an answer to `field`; never raises."""
    answer = raw[:MAX_ANSWER].strip()
    if not any(unicodedata.category(char)[0] not in "ZC" for char in answer):
        return CheckedAnswer(None, FieldProblem.MISSING)
    if is_placeholder(answer):
        return CheckedAnswer(None, FieldProblem.PLACEHOLDER)
    if field.check is not AnswerCheck.LICENSE_KEY and looks_encoded(answer):
        return CheckedAnswer(None, FieldProblem.INVALID)
    return _CHECKS[field.check](answer)


def _license_key(answer: str) -> CheckedAnswer:
    keys = keys_in(answer)
    if not keys or any(_is_cut_off(answer, key) for key in keys):
        return CheckedAnswer(None, FieldProblem.INVALID)
    return CheckedAnswer("\n".join(key.text for key in keys))


_ELLIPSIS = re.compile(r"[ \t]?(?:\.{3}|…|\[…\]|\[\.{3}\]|\(…\)|\(\.{3}\))")


def _is_cut_off(answer: str, key: FoundKey) -> bool:
    """Whether the rest of a key is left out: "eJzzzU/OLi0oVkj..."."""
    return _ELLIPSIS.match(answer, key.spans[-1].end) is not None and not is_complete(key.text)


def _email(answer: str) -> CheckedAnswer:
    addresses = find_addresses(answer)
    if not addresses:
        return CheckedAnswer(None, FieldProblem.INVALID)
    if len(addresses) == _TWO:  # "…, sorry, that is wrong, it should be …"
        first, second = addresses[0].span, addresses[1].span
        if _puts_right(fold_words(answer[first.end : second.start])):
            return CheckedAnswer(addresses[1].text)
    if len(addresses) > 1:
        return CheckedAnswer(None, FieldProblem.AMBIGUOUS)
    span = addresses[0].span
    if _is_cut(answer[: span.start], answer[span.end :]):
        return CheckedAnswer(None, FieldProblem.INVALID)
    return CheckedAnswer(addresses[0].text)


_TWO = 2
_INSTEAD = KeywordSet(INSTEAD_OF)


def _puts_right(parts: Sequence[str]) -> bool:
    """Whether words between two addresses say that the second is right."""
    return any(one.right.among(parts) for one in heard(parts)) and not _INSTEAD.among(parts)


#: What no address has in it: the rest of one in front of it, "j. jane@" or "jane,doe@", ends there.
_APART = re.compile(r"[\s<>()\[\]{}:：\"'“”„«»|=*,;]")
_NEAR = 80  #: characters in front of an address that are looked at
#: And behind one: "@acme .example", "@acme.example. com", "@mail.example, org".
_REST_BEHIND = re.compile(
    r"[ \t]{0,2}(?:[,;][ \t]{0,2}|[ \t])([a-z]{2,7})(?=[\s.,;)>]{0,3}$)|[ \t]{1,2}[.@]\w"
    r"|\.[ \t]{1,2}[a-z]{2,4}(?=[\s.,;)>]{0,3}$)"
)
_PLAIN = re.compile(r"[a-z0-9._%+-]+")


def _is_cut(before: str, behind: str) -> bool:
    """Whether what stands beside an address may belong to it: nobody mends that by guessing.

    A display name, a label or words of a language beside it do not.
    """
    line = before.rpartition("\n")[2][-_NEAR:]
    bare = line.rstrip(" \t")
    if line.endswith(".") and line[:-1].strip():
        return True  # "jane .doe@": the full stop is of the address
    token = _APART.split(bare.rstrip(",;"))[-1]
    apart = len(line) > len(bare) or bare.endswith((",", ";"))
    if apart and _PLAIN.fullmatch(token):
        word = token.strip("-.")
        if token.endswith(".") and len(word) < _INITIALS:
            return True
        if any(map(str.isalpha, word)) and not is_common(word):
            return True
    rest = _REST_BEHIND.match(behind.partition("\n")[0])
    return rest is not None and not (rest[1] and is_common(rest[1]))


def _person(answer: str) -> CheckedAnswer:
    name = tidy_answer(_REMARK.sub("", _without_addresses(without_halves(answer))))
    if not any(char.isalpha() for char in name) or len(name) > _MAX_LINE_VALUE:
        return CheckedAnswer(None, FieldProblem.INVALID)
    if is_placeholder(name):
        return CheckedAnswer(None, FieldProblem.PLACEHOLDER)
    name = _INTRODUCED.sub("", name)
    if len(name.split()) > _NAME_WORDS:  # a sentence that was not told from the name
        return CheckedAnswer(None, FieldProblem.INVALID)
    if name.endswith(".") and not _SUFFIX.search(name):
        name = name[:-1]
    return CheckedAnswer(name, None if _is_whole_name(name) else FieldProblem.INCOMPLETE)


_NAME_WORDS = 10
#: "That's our director, Jane Doe", "it's Jane Doe".
_INTRODUCED = re.compile(
    r"^(?:that|it|this|he|she)(?:['’]s| is| would be)\s{1,3}(?:(?:our|my|the)\s[\w -]{1,40},\s{0,3})?(?=\w)",
    re.IGNORECASE,
)
#: Behind these a full stop belongs to a name: "Martin King Jr.", "Doe J."; behind others it ends an answer.
_SUFFIX = re.compile(r"(?:\b[^\W\d_]|\b(?:jr|sr|esq|ph\.?d|m\.?d|b\.?a|m\.?a|dipl|ing))\.$", re.IGNORECASE)
#: "(that's me)" behind a name is no part of it.
_REMARK = re.compile(
    r"\s{0,8}[(\[][^()\[\]]{0,60}\b(?:me|myself|i|i'm|i’m|ich|mich|moi|yo|eu|io|ik|ja|я)\b[^()\[\]]{0,60}[)\]]",
    re.IGNORECASE,
)


_HALF = re.compile(
    rf"(?:^|[\s,;/]{{1,4}})(?:{'|'.join(sorted(HALVES, key=len, reverse=True))})\s{{0,2}}[:：]", re.IGNORECASE
)


def without_halves(text: str) -> str:
    """A name without the labels of its halves: "First name: Jane, last name: Doe" is "Jane Doe"."""
    return _HALF.sub(" ", text).strip()


def spans_of_halves(text: str) -> list[Span]:
    """Where the halves of a name stand behind their labels; nothing when there are no labels."""
    labels = [match.span() for match in _HALF.finditer(text)]
    starts = [0, *(end for _, end in labels)] if labels else []
    ends = [*(start for start, _ in labels), len(text)] if labels else []
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _organization(answer: str) -> CheckedAnswer:
    name = tidy_answer(answer)
    name = name[:-1] if name.endswith("..") and not name.endswith("...") else name
    if not any(char.isalnum() for char in name) or len(name) > _MAX_LINE_VALUE or "@" in name:
        return CheckedAnswer(None, FieldProblem.INVALID)
    return CheckedAnswer(name)


_IT_IS = re.compile(
    r"^(?:it|that|this)(?:['’]s| is) (?=[A-Z\d])", re.IGNORECASE
)  #: "It's 5 Elm St, Leeds, UK"


def _address(answer: str) -> CheckedAnswer:
    lines = (
        _BULLET.sub("", " ".join(line.split()).strip("*")) for line in _IT_IS.sub("", answer).splitlines()
    )
    address = "\n".join(line for line in lines if any(char.isalnum() for char in line))
    if not any(char.isalpha() for char in address):
        return CheckedAnswer(None, FieldProblem.INVALID)
    if is_only_country(address):
        return CheckedAnswer(address, FieldProblem.INCOMPLETE)
    # A client may have broken the country's own name over two lines.
    named = find_country(address) or find_country(address.replace("\n", " "))
    return CheckedAnswer(address, None if named else FieldProblem.NO_COUNTRY)


def _integer(answer: str) -> CheckedAnswer:
    text = answer[:200]
    numbers = {number.value for number in (*find_numbers(text),) or (*find_number_words(text),)}
    if not numbers or not 0 < min(numbers) <= max(numbers) <= _MAX_USERS:
        return CheckedAnswer(None, FieldProblem.INVALID)
    return CheckedAnswer(numbers.pop()) if len(numbers) == 1 else CheckedAnswer(None, FieldProblem.AMBIGUOUS)


_CHECKS: Mapping[AnswerCheck, Callable[[str], CheckedAnswer]] = {
    AnswerCheck.LICENSE_KEY: _license_key,
    AnswerCheck.EMAIL: _email,
    AnswerCheck.PERSON: _person,
    AnswerCheck.ORGANIZATION: _organization,
    AnswerCheck.ADDRESS: _address,
    AnswerCheck.INTEGER: _integer,
}

_BULLET = re.compile(r"^(?:[+•·○▪‣–-]\s+|(?:[-=–—]{1,3}>|>{1,5}|[→⇒»►▶])\s*)")
_JOINER = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")  #: a letter of Persian words
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’", "*": "*", "_": "_", "<": ">", "[": "]"}


def tidy_answer(text: str) -> str:
    """One line as a person would copy it: white space collapsed, no quotes or marks around all of it."""
    text = _JOINER.sub("\0", text)
    text = " ".join("".join(char for char in text if unicodedata.category(char) != "Cf").split())
    text = text.replace("\0", "\u200c")
    text = _BULLET.sub("", text.strip(" ,;:=|\t*"))
    for opening, bracket in ("()", "[]"):
        bare = text.rstrip(" .,;")
        if bare.endswith(bracket) and bare.count(bracket) > bare.count(opening):
            text = bare[:-1].rstrip()
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing) and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def _without_addresses(text: str) -> str:
    """A name with the e-mail address that some write beside it taken out."""
    for found in find_addresses(text):
        text = re.sub(rf"[<(\[]*(?:mailto:)?{re.escape(found.text)}[>)\]]*", " ", text)
    return text


_TITLES = frozenset(TITLES)
#: Scripts whose names are written without a space: Han, kana, Hangul.
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]{2,}")


def _is_whole_name(name: str) -> bool:
    """First and last name: two words besides titles, or a name in a script that needs no space."""
    name = re.sub(r"\([^()]*\)", " ", name)
    if _UNSPACED.search(name):
        return True
    words = [word.strip(".,") for word in re.split(r"[\s,.]+", name)]
    return sum(1 for word in words if _is_name_word(word)) > 1


def _is_name_word(word: str) -> bool:
    return any(char.isalpha() for char in word) and word.casefold() not in _TITLES
