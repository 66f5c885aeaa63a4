"""Answers without a prompt: "Marta Lindqvist" alone above the quoted question.

They count only where it is plain which field is meant: by the shape of an address, a key or a number, or
because one field alone is open.
"""

import re
from collections.abc import Iterator, Sequence

from worker.forms.answers.lead_ins import is_interjection, names_somebody, part_of, without_lead_in
from worker.forms.answers.prose_values import name_and_address, without_full_stop
from worker.forms.extraction import Span
from worker.forms.fields.countries import find_country, is_only_country
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.fields.license_keys import find_keys
from worker.forms.form_definition import AnswerCheck, FormField
from worker.forms.intent.message_intent import is_clause, is_greeting, is_small_talk
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.sentences import Sentence
from worker.forms.text.signature_cards import speaks_to_somebody
from worker.forms.text.text_folding import fold_words
from worker.forms.words.part_words import PROMISES, TELLING, TURN_TO
from worker.forms.words.value_words import LEGAL_FORMS

_TURN_TO = KeywordSet(TURN_TO)
_TELLS = KeywordSet(TELLING)
_PROMISES = KeywordSet(PROMISES)
_BESIDE_ADDRESS = 8  #: words around an e-mail address that is given bare
_MAX_WORDS = 10  #: of a name or an organization that stands alone
_MAX_NAME = 5  #: words of a person's, beside an address
_MAX_LINES = 8  #: of an address

Bare = tuple[str, CheckedAnswer, tuple[Span, ...]]


def bare_answers(fields: Sequence[FormField], prose: Sequence[Sentence], author: str = "") -> Iterator[Bare]:
    """The open fields that the reply's own lines answer, each with its value and place.

    What stands below the author's display name is their card and no answer.
    """
    person = any(field.check is AnswerCheck.PERSON for field in fields)
    lines = _above_card(_lines(prose), frozenset(fold_words(author)), person=person)
    named = [line for line in lines if names_somebody(line)]
    if named and len(fields) > 1:
        yield from _named(fields, named)
        fields = [field for field in fields if field.check is not AnswerCheck.PERSON]
        lines = [line for line in lines if line not in named]
    labels = {tuple(fold_words(wording)) for field in fields for wording in field.wordings}
    lines = [
        without_lead_in(line)
        for line in lines
        if not is_interjection(line) and tuple(line.words) not in labels
    ]
    if person:
        lines = [part for line in lines for part in _parted(line)]
    if any(_promises(line) for line in lines):
        return
    for field in fields:
        if field.check in (AnswerCheck.EMAIL, AnswerCheck.LICENSE_KEY):
            yield from _by_shape(field, fields, lines)
    lines = [line for line in lines if not find_addresses(line.text) and not find_keys(line.text)]
    rest = [field for field in fields if field.check not in (AnswerCheck.EMAIL, AnswerCheck.LICENSE_KEY)]
    if len(rest) == 1:
        yield from _only(rest[0], lines)
    elif len(rest) == 2 and any(field.check is AnswerCheck.ADDRESS for field in rest):
        yield from _beside_an_address(rest, lines)
    elif len(rest) > 1:
        yield from _in_order(rest, lines)


def _parted(line: Sentence) -> list[Sentence]:
    """A name and the address behind it, on one line: "Jane Doe, jane@example.com"."""
    found = find_addresses(line.text)
    before = line.text[: found[0].span.start] if len(found) == 1 else ""
    name = before.rstrip(" ,;|/–-<(")
    if not name or name == before.rstrip() or len(name.split()) > _MAX_NAME or not name[:1].isupper():
        return [line]
    return [part_of(line, 0, len(name)), part_of(line, len(before), len(line.text))]


def _named(fields: Sequence[FormField], lines: Sequence[Sentence]) -> Iterator[Bare]:
    """Who is named in so many words, where no other name is asked for: "The name is Per Ek"."""
    asked = [one for one in fields if one.check in (AnswerCheck.PERSON, AnswerCheck.ORGANIZATION)]
    if len(asked) == len(lines) == 1 and asked[0].check is AnswerCheck.PERSON:
        yield from _only(asked[0], [without_lead_in(lines[0])])


def _promises(line: Sentence) -> bool:
    """Whether the answer is said to come later; "2 Later Road" has a number."""
    return _PROMISES.among(line.words) and not any(char.isdigit() or char == "@" for char in line.text)


def _lines(prose: Sequence[Sentence]) -> list[Sentence]:
    """What was said before the closing, without greetings and a first line of thanks."""
    kept: list[Sentence] = []
    closings = [index for index, sentence in enumerate(prose) if is_closing(sentence.text)]
    for index, sentence in enumerate(prose):
        ends = index in closings and (bool(kept) or index == closings[-1])
        if ends or is_rule(sentence.text):
            break
        greets = is_greeting(sentence.text) and "@" not in sentence.text
        if not greets and index not in closings:
            kept.append(sentence)
    return kept


def _above_card(lines: Sequence[Sentence], names: frozenset[str], *, person: bool) -> Sequence[Sentence]:
    """The lines above the author's own name; where a person is asked for it may be the answer at first."""
    for index, line in enumerate(lines):
        if (index or not person) and line.words and names.issuperset(line.words):
            return lines[:index]
    return lines


def _by_shape(field: FormField, fields: Sequence[FormField], lines: Sequence[Sentence]) -> Iterator[Bare]:
    if sum(1 for other in fields if other.check is field.check) > 1:
        return
    if field.check is AnswerCheck.LICENSE_KEY:
        found = [line for line in lines if find_keys(line.text)]
    else:
        found = _meant_addresses(fields, lines)
    if found:
        text = "\n".join(line.text for line in found)
        yield field.name, check_answer(field, text), _places(found)


def _meant_addresses(fields: Sequence[FormField], lines: Sequence[Sentence]) -> list[Sentence]:
    """The lines with e-mail addresses that are answers, and no signature's or somebody's to turn to."""
    names = any(field.check in (AnswerCheck.PERSON, AnswerCheck.ORGANIZATION) for field in fields)
    found: list[Sentence] = []
    for line in lines:
        addresses = find_addresses(line.text)
        if addresses:
            rest = len(line.words) - sum(len(fold_words(address.text)) for address in addresses)
            if not (turns_elsewhere(line) or line.question) and rest <= _BESIDE_ADDRESS:
                found.append(line)
        elif not found and (not names or is_clause(line)) and not _leads_on(line):
            break  # what follows may be a signature
    return found


def _leads_on(line: Sentence) -> bool:
    """Whether an answer may follow: "Here it is:"."""
    return is_small_talk(line) or line.text.rstrip().endswith(":") or bool(find_keys(line.text))


def turns_elsewhere(sentence: Sentence) -> bool:
    """Whether it names somebody to turn to, whose address is no answer: "please ask carol@…"."""
    return _TURN_TO.among(sentence.words)


def _places(lines: Sequence[Sentence]) -> tuple[Span, ...]:
    return tuple(span for line in lines for span in line.spans(0, len(line.text)))


def _only(field: FormField, lines: Sequence[Sentence]) -> Iterator[Bare]:
    if field.check is AnswerCheck.ADDRESS:
        yield from _address(field, lines)
        return
    line = next((line for line in lines if not is_small_talk(line)), None)
    if line is not None and _could_be(field, line):
        text = line.text.strip()
        if field.check is AnswerCheck.PERSON:
            text = text.rstrip(".")
        if field.check is AnswerCheck.ORGANIZATION:
            text = without_full_stop(text)
        yield field.name, check_answer(field, text), _places([line])


#: Behind these a full stop is no end: "Acme Inc.", "J.", "12 Elm St.".
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\.[^\W\d_]{1,3}|\b[^\W\d_]{1,5}\d*)\.$")


def says_something(line: Sentence) -> bool:
    """Whether a line is a sentence, in whatever language, and no name, title, company or place.

    It ends as one, or most of its words are small, or its language is known and spoken in it.
    """
    text = line.text.strip()
    if text.endswith(LEGAL_FORMS) and not is_clause(line) and text[:1].isupper() and not _is_small(text):
        return False
    if is_clause(line) or speaks_to_somebody(text):
        return not any(char.isdigit() for char in text) or speaks_to_somebody(text)
    if any(char.isdigit() for char in text) or find_country(text) is not None:
        return False
    ends = text.endswith(("!", ".", "。", "…")) and not _ABBREVIATED.search(text)
    if ends:
        return not _is_capitalised(text)
    return len(text.split()) > 2 and _is_small(text)


def _is_small(text: str) -> bool:
    """Whether most of its words are."""
    parts = [part for part in text.split() if part[:1].isalpha()]
    return sum(part[:1].islower() for part in parts) * 2 > len(parts)


def _is_capitalised(text: str) -> bool:
    """ "Marta Lindqvist.": a name with a full stop behind it."""
    parts = [part for part in text.split() if part[:1].isalpha()]
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)


#: "I'll send it tomorrow": a sentence and no name.
_CONTRACTED = re.compile(
    r"\s{0,8}(?:i|we|you|he|she|it|they|that|there)['’](?:ll|ve|m|re|d|s)\b", re.IGNORECASE
)


def _could_be(field: FormField, line: Sentence) -> bool:
    if line.question or is_small_talk(line) or len(line.words) > _MAX_WORDS:
        return False
    if field.check is not AnswerCheck.INTEGER and says_something(line):
        return False
    if field.check is AnswerCheck.INTEGER:
        return any(char.isdigit() for char in line.text)
    if _CONTRACTED.match(line.text) or _TELLS.among(line.words[1:]):
        return False
    first = line.text.strip()[:1]
    named = not first.isalpha() or first.isupper() or not first.islower()
    return (
        named
        and not line.text.strip().endswith((":", "!"))
        and (field.check is AnswerCheck.ORGANIZATION or _is_name(line))
    )


def _is_name(line: Sentence) -> bool:
    """Capitals in front of its words, as far as the script has them."""
    parts = [part for part in line.text.split() if part[:1].isalpha()]
    small = sum(1 for part in parts if part[:1].islower())
    return not any(char.isdigit() for char in line.text) and (small * 2 < len(parts) or not parts)


def _address(field: FormField, lines: Sequence[Sentence]) -> Iterator[Bare]:
    """The lines from the first one that could be of an address up to its country."""
    kept: list[Sentence] = []
    whole = [line for line in lines if _is_whole_address(line.text)]
    for line in whole[:1] if len(whole) == 1 and is_only_country(_first_part(lines)) else lines:
        number = any(char.isdigit() for char in line.text)
        place = number or find_country(line.text) is not None
        if line.question or (is_small_talk(line) and not place):
            if kept:
                break
            continue
        if says_something(line):
            if kept:
                break
            return  # what stands below it may be a signature
        kept.append(line)
        if find_country("\n".join(one.text for one in kept)) or len(kept) >= _MAX_LINES:
            break
    text = "\n".join(line.text for line in kept)
    if (
        is_only_country(text)
        or (find_country(text) and len(text.split()) > 2)
        or any(c.isdigit() for c in text)
    ):
        yield field.name, check_answer(field, text), _places(kept)


def _is_whole_address(text: str) -> bool:
    return find_country(text) is not None and any(map(str.isdigit, text)) and "," in text


def _first_part(lines: Sequence[Sentence]) -> str:
    """What stands before the first comma: "United States, of course."."""
    return lines[0].text.partition(",")[0].strip(" .!") if lines else ""


def _beside_an_address(fields: Sequence[FormField], lines: Sequence[Sentence]) -> Iterator[Bare]:
    """A name or an organization on one line and the address on the others."""
    other = next(field for field in fields if field.check is not AnswerCheck.ADDRESS)
    address = next(field for field in fields if field.check is AnswerCheck.ADDRESS)
    first = next((i for i, line in enumerate(lines) if any(char.isdigit() for char in line.text)), None)
    if first is None:
        return
    both = name_and_address(lines[first].text.replace(" / ", " , ").replace(";", ","))
    if (
        both is not None
        and first == 0
        and not both[0][:1].isdigit()
        and other.check is AnswerCheck.ORGANIZATION
    ):
        start = lines[first].text.index(both[1])
        yield other.name, check_answer(other, both[0].strip()), lines[first].spans(0, len(both[0].rstrip()))
        yield address.name, check_answer(address, both[1]), lines[first].spans(start, start + len(both[1]))
        return
    yield from _address(address, lines[first:])
    before = [line for line in lines[:first] if _could_be(other, line)]
    if len(before) == 1:
        yield from _only(other, before)


def _in_order(fields: Sequence[FormField], lines: Sequence[Sentence]) -> Iterator[Bare]:
    """One line for each field in the order in which we ask, an address last; all of them or none."""
    said = [line for line in lines if not is_small_talk(line)]
    if len(said) < len(fields):
        return
    found: list[Bare] = []
    for field, line in zip(fields, said, strict=False):
        last = field is fields[-1]
        if field.check is AnswerCheck.ADDRESS:
            found += _address(field, said[len(fields) - 1 :]) if last else ()
        elif _could_be(field, line):
            found += _only(field, [line])
    if len(found) == len(fields) and all(checked.problem is None for _, checked, _ in found):
        yield from found
