"""Values that a sentence gives to a field by its name, in any language: "titularem konta jest Anna Nowak".

A field's name, what says "is" behind it, and the value. One rule for each kind of field says where the value
ends: a name with its capitals, an organization before the sentence turns, an address where it ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.fields.countries import find_country
from worker.forms.form_definition import AnswerCheck
from worker.forms.text.language_data import SPEECHES, LanguageData, heard, is_known, names_a_field
from worker.forms.text.text_folding import fold_words
from worker.forms.words.value_words import LEGAL_FORMS

_ADVERBS = 3  #: that may stand behind what says "is": "heißt inzwischen", "is from now on"
_APART = 6  #: words between the name of a field and what says "is"
_MOST = 1200  #: characters of a sentence
_WORD = re.compile(r"\w+")
_PARTICLE = "'t|’t|van|von|de|der|den|da|do|dos|di|del|la|le|el|bin|al|y|e|zu|ter|ten|af|av|du"
_PERSON = re.compile(
    rf"(?<!\w)(?i:mr|mrs|ms|herr|herrn|frau|mme|pan|pani|panem|panią|sig|sra|sr|p|m)?\.?\s?(?P<name>[^\W\d_a-z][\w'’-]{{0,40}}\.?"
    rf"(?: (?:[^\W\d_a-z][\w'’-]{{0,40}}\.?|(?:{_PARTICLE})(?![\w-]))){{1,5}})"
)
_POINTS = re.compile(r"\s?[:：=]\s{0,3}|\s[-–—]\s")  #: instead of what says "is": "holder - Jane Doe"
_STOP = re.compile(rf"[;:()\"”»]|,(?! ?(?:{'|'.join(map(re.escape, LEGAL_FORMS))})(?!\w))")
_CJK_STOP = re.compile(r"(?:です|でございます|になります|となります|と申します|입니다|이며|이고|[。；;\n])")
_CJK_END = re.compile(rf"{_CJK_STOP.pattern}|[，,、]")
_FIELDS = {
    AnswerCheck.PERSON: "holder",
    AnswerCheck.ORGANIZATION: "organization",
    AnswerCheck.ADDRESS: "address",
}


@dataclass(frozen=True, slots=True)
class NamedValue:
    """Where a value stands in a text."""

    start: int
    end: int


def find_named_value(check: AnswerCheck, text: str) -> NamedValue | None:
    """The value that the sentence gives to a field of that kind by its name; None where it gives none."""
    if check not in _FIELDS or len(text) > _MOST:
        return None
    tokens, folded = _words(text)
    for speech in _spoken(folded):
        starts = list(_starts(speech, _FIELDS[check], text, tokens, folded))
        for start in reversed(starts) if check is AnswerCheck.ADDRESS else starts:
            found = _SPANS[check](text, start)
            if found is not None:
                return found
    told = _behind_colon(text) if check is AnswerCheck.ADDRESS else None
    if told is not None:
        return told
    for speech in _spoken(folded):
        for at in speech.named[_FIELDS[check]].places(folded):
            found = _beside(check, text, tokens[at + 1 : at + 3], first=at == 0)
            if found is not None:
                return found
    return _in_cjk(check, text)


@lru_cache(maxsize=256)  # each kind of field asks it of the same sentences
def _words(text: str) -> tuple[Sequence[re.Match[str]], Sequence[str]]:
    """The words of a sentence, and each of them folded."""
    tokens = list(_WORD.finditer(text))
    return tokens, [(fold_words(token[0]) or [""])[0] for token in tokens]


def _behind_colon(text: str) -> NamedValue | None:
    """An address behind the colon of words that name it alone: "Our address has changed to: …"."""
    head = _LEAD_TO_ADDRESS.match(text)
    before = fold_words(head[0]) if head is not None else []
    named = {key for speech in _spoken(before) for key, one in speech.named.items() if one.among(before)}
    return _address(text, head.end()) if head is not None and named == {"address"} else None


def _beside(
    check: AnswerCheck, text: str, behind: Sequence[re.Match[str]], *, first: bool
) -> NamedValue | None:
    """A value right behind the field's name, told by its look: "Inhaber Jane Doe", "cím 1051 …"."""
    own = bool(behind) and text[behind[0].start()].islower() and is_known(behind[0][0])  # "alamat kami"
    if len(behind) <= own or (first and not own):  # a label of a card
        return None
    start = behind[own].start()
    if _ITEM_NUMBER.match(text, start):  # "Anschrift bei 5. ist …"
        return None
    if check is AnswerCheck.PERSON:
        found = next((one for one in _capitalised(text[start:]) if one.start == 0), None)
        words_of_it = text[start : start + found.end].split() if found is not None else []
        whole = 1 < len(words_of_it) < _MOST_OF_A_PERSON and not any(map(is_known, words_of_it))
        return NamedValue(start, start + found.end) if found is not None and whole else None
    if check is AnswerCheck.ORGANIZATION:
        found = _organization(text, start)
        name = text[start : found.end] if found is not None else ""
        return found if name.endswith(LEGAL_FORMS) and name not in LEGAL_FORMS else None
    found = _address(text, start)
    whole = found is not None and find_country(text[start : found.end]) is not None
    return found if whole and any(map(str.isdigit, text[start : start + _NEAR_DIGIT])) else None


_MOST_OF_A_PERSON = 5
_LEAD_TO_ADDRESS = re.compile(r"[^\d:：@\n]{1,60}(?::\s{1,3}|：\s{0,3})")
_ITEM_NUMBER = re.compile(r"\d{1,2}[.)]?\s(?![A-ZÀ-Þ\d])")
_NEAR_DIGIT = 60  #: characters of an address, among which its number is


def only_one(check: AnswerCheck, text: str, current: str, *, numbered: bool) -> NamedValue | None:
    """The one value of that kind in a sentence that is not the current one; else None.

    An organization is told by its legal form, unless the sentence names the field by its number.
    """
    if check is AnswerCheck.ADDRESS:
        return _last_address(text)
    quoted = [NamedValue(*match.span("value")) for match in _QUOTED.finditer(text)]
    new = [one for one in quoted if text[one.start : one.end].casefold() not in current.casefold()]
    if check is AnswerCheck.ORGANIZATION and len(new) == 1:
        return new[0]
    least = 2 if check is AnswerCheck.PERSON else 1
    found = [one for one in _capitalised(text) if len(text[one.start : one.end].split()) >= least]
    new = [one for one in found if text[one.start : one.end].casefold() not in current.casefold()]
    if check is AnswerCheck.ORGANIZATION and (len(new) > 1 or not numbered):
        new = [one for one in new if text[one.start : one.end].endswith(LEGAL_FORMS)]
    return new[0] if len(new) == 1 else None


_QUOTED = re.compile(r"[«\"“„‚]\s?(?P<value>[^«»\"“”„‚‘\n]{2,80}?)\s?[»\"”“‘]")
_TOKEN = re.compile(r"\S+")
_MOST_OF_A_NAME = 10  #: words


def _capitalised(text: str) -> Iterator[NamedValue]:
    """Each run of capitalised words, with particles and legal forms, without words of everybody's."""
    run: list[re.Match[str]] = []
    for token in (*_TOKEN.finditer(text), None):
        if token is not None and _continues(token[0], run):
            run.append(token)
            if not _ends_run(token[0]):
                continue
        while run and (is_known(run[0][0].strip(".,;:!?\"'“”„»«")) or not run[0][0][:1].isalnum()):
            run.pop(0)
        while run and not _is_titled(run[-1][0]) and not run[-1][0].rstrip(",.;:!?").endswith(_SMALL_FORMS):
            run.pop()
        if run and len(run) <= _MOST_OF_A_NAME:
            found = _trimmed(text, run[0].start(), run[-1].end())
            if found is not None and text[found.start : found.end] not in LEGAL_FORMS:
                yield found
        run = []


def _continues(token: str, run: Sequence[re.Match[str]]) -> bool:
    bare = token.rstrip(",.;:!?")
    small = bare in _BETWEEN or token.rstrip(",;:!?") in _SMALL_FORMS or bare in _SMALL_FORMS
    return _is_titled(token) or (bool(run) and small)


def _is_titled(token: str) -> bool:
    return token.lstrip("\"'“”„»«(")[:1].isupper()


def _ends_run(token: str) -> bool:
    ends = token.endswith((",", ";", ":", "!", "?", ".", ")", '"', "”"))
    return ends and not token.endswith(LEGAL_FORMS) and len(token) > _INITIAL


_INITIAL = 2  #: characters of "J."
_BETWEEN = frozenset(("&", "+", "of", *_PARTICLE.split("|")))
_SMALL_FORMS = tuple(form for form in LEGAL_FORMS if form[0].islower())


def _last_address(text: str) -> NamedValue | None:
    """The address behind a colon or what says "is": "It has changed: 5 Elm St, Leeds, UK"."""
    tokens, folded = _words(text)
    starts = {match.end() for match in re.finditer(r"[:：]\s{1,3}", text)}
    for speech in heard(folded):
        for at in range(len(tokens)):
            size = _said_at(speech, folded, at)
            after = at + size
            while size and after < len(tokens) - 1 and text[tokens[after].start()].islower():
                if not is_known(tokens[after][0]):
                    break
                after += 1
            if size and after < len(tokens):
                starts.add(tokens[after].start())
    found = (_address(text, start) for start in sorted(starts, reverse=True))
    return next((one for one in found if one is not None), None)


def find_turn(text: str, start: int) -> int:
    """Where a value in running text ends because the sentence goes on about another field; else its end."""
    tokens = list(_WORD.finditer(text, start))
    folded = [(fold_words(token[0]) or [""])[0] for token in tokens]
    for at, token in enumerate(tokens):
        for speech in SPEECHES.values():
            joins = at and speech.joins.among(folded[at : at + 1])
            if joins and _goes_on(speech, folded[at + 1 : at + 4], text, tokens[at + 1 : at + 3]):
                return token.start()
    return len(text)


#: Behind a legal form a name ends where the sentence goes on with a small word; "and" may join two names.
_FORM = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(LEGAL_FORMS, key=len, reverse=True)))})"
    rf"(?= [^\W\d_])(?! ?(?:&|{_PARTICLE})(?!\w))"
)


def behind_form(text: str, start: int) -> int:
    """Where an organization's name ends behind its legal form, as in "Acme Ltd since May"."""
    for match in _FORM.finditer(text, start):
        behind = text[match.end() + 1 :]
        if behind[:1].islower() and not behind.startswith(_SMALL_FORMS):
            return match.end()
    return len(text)


def _goes_on(speech: LanguageData, after: Sequence[str], text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether what follows "and" is about another field, or is a clause with a verb of its own."""
    if any(one.among(after) for one in speech.named.values()):
        return True
    small = bool(tokens) and text[tokens[0].start()].islower()
    return small and (speech.located.among(after[:2]) or _is_a_clause(speech, after))


def _is_a_clause(speech: LanguageData, after: Sequence[str]) -> bool:
    return any(tuple(after[at : at + len(one)]) == one for one in speech.is_said for at in (0, 1, 2))


def _spoken(folded: Sequence[str]) -> Sequence[LanguageData]:
    """The languages in which any field is named."""
    return _naming(tuple(folded)) if names_a_field(folded) else ()  # most sentences name none


@lru_cache(maxsize=1024)  # each field asks it of the same sentences
def _naming(folded: tuple[str, ...]) -> Sequence[LanguageData]:
    return [one for one in SPEECHES.values() if any(each.among(folded) for each in one.named.values())]


def _starts(
    speech: LanguageData, name: str, text: str, tokens: Sequence[re.Match[str]], folded: Sequence[str]
) -> Iterator[int]:
    """Where what is said of the field begins: behind its name and what says "is"."""
    for at in speech.named[name].places(folded):
        apart = _APART * 2 if name == "address" else _APART
        for near in range(at + 1, min(at + 1 + apart, len(tokens))):
            between = text[tokens[at].end() : tokens[near].start()]
            if at and near == at + 1 and _POINTS.fullmatch(between):
                yield tokens[near].start()
                break
            other = any(
                one.among(folded[at + 1 : near])
                for key, one in speech.named.items()
                if key not in (name, "account")
            )
            if other or any(mark in between for mark in (".;:" if name == "address" else ".;:,")):
                break
            size = _said_at(speech, folded, near)
            after = near + size
            while size and name != "address" and after < min(near + size + _ADVERBS, len(tokens) - 1):
                if text[tokens[after].start()].isupper() or not is_known(tokens[after][0]):
                    break
                after += 1
            if size and after < len(tokens):
                yield tokens[after].start()


def _said_at(speech: LanguageData, folded: Sequence[str], at: int) -> int:
    """How many words there say "is"."""
    return max((len(one) for one in speech.is_said if folded[at : at + len(one)] == list(one)), default=0)


def _person(text: str, start: int) -> NamedValue | None:
    match = _PERSON.match(text, start)
    if match is None or match["name"][0].islower():
        return None
    parts = match["name"].rstrip(".").split(" ")
    while parts[-1].islower():  # "Jane Doe e l'indirizzo …"
        parts.pop()
    name = " ".join(parts)
    return NamedValue(match.start("name"), match.start("name") + len(name)) if len(parts) > 1 else None


def _organization(text: str, start: int) -> NamedValue | None:
    if text[start].islower():
        return None
    stop = _STOP.search(text, start)
    end = min(
        stop.start() if stop is not None else len(text), find_turn(text, start), behind_form(text, start)
    )
    end += text.startswith("»", end) and "«" in text[start:end]
    return _trimmed(text, start, end)


def _address(text: str, start: int) -> NamedValue | None:
    first = _WORD.match(text, start)
    if first is not None and first[0].islower() and is_known(first[0]):
        return None
    start = behind_lead(text, start)
    found = _trimmed(text, start, find_turn(text, start))
    value = text[found.start : found.end] if found is not None else ""
    place = find_country(value) is not None or (any(map(str.isdigit, value)) and "," in value)
    return found if place and "@" not in value else None


def behind_lead(text: str, start: int) -> int:
    """Where an address begins behind what leads up to it: "Die Anschrift hat sich geändert: Elm St 5, …"."""
    lead = _LEAD_TO_ADDRESS.match(text, start)
    return lead.end() if lead is not None else start


def _trimmed(text: str, start: int, end: int) -> NamedValue | None:
    value = text[start:end].rstrip(" ,.!")
    if text[start:end].rstrip().endswith(".") and f"{value}.".endswith(LEGAL_FORMS):
        value += "."
    return NamedValue(start, start + len(value)) if len(value) > 1 else None


_SPANS = {AnswerCheck.PERSON: _person, AnswerCheck.ORGANIZATION: _organization, AnswerCheck.ADDRESS: _address}


def _in_cjk(check: AnswerCheck, text: str) -> NamedValue | None:
    """The same in scripts without spaces: "住所は…です"."""
    match = None if text.isascii() else _cjk(_FIELDS[check]).search(text)
    if match is None:
        return None
    ends = [end for end in (_CJK_END.search(text, match.end()),) if end is not None]
    if check is AnswerCheck.ADDRESS:  # with commas in it, up to what names another field
        other = (_cjk(name).search(text, match.end()) for name in _FIELDS.values())
        ends = [end for end in (*other, _CJK_STOP.search(text, match.end())) if end is not None]
    end = min((end.start() for end in ends), default=len(text))
    value = text[match.end() : end].rstrip(" 、，,")
    return NamedValue(match.end(), match.end() + len(value)) if value.strip() else None


@lru_cache(maxsize=8)
def _cjk(name: str) -> re.Pattern[str]:
    ways = []
    for code in ("ja", "zh", "ko"):
        if code in SPEECHES:
            nouns = "|".join(map(re.escape, SPEECHES[code].nouns[name]))
            said = "|".join(map(re.escape, SPEECHES[code].copulas))
            ways.append(rf"(?:{nouns})(?:의 ?이름|の氏名|のお名前|名|姓名|全名)?(?:{said}) ?")
    return re.compile("|".join(ways) or r"(?!)")
