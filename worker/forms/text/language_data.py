"""What is known of the languages that people write in: a file each under `templates/languages`.

A file has `common`, words by which the language is told, and phrases between bars, which are word beginnings
as in `keyword_sets`: `negations`, `turns` (they correct, replace, or set a condition), `wishes` (they ask
for an action), `fields` (what a form asks for), `harmless` (phrases with such words that change no answer),
`right` (they say what is right), `withdraws` (they say what is not, or not any more), `doubts` (they leave
open whether a value is right, or say until or from when), `conditions` and `pointers` (inside a value
they make none of it: "if", "as discussed"), `mail` (an e-mail address), `items` (they stand
beside the number of a field: "line 2"), `joins` ("and"), `is` (what stands between a field's name and its
value), `message` (the label of what somebody typed into a web form), `rest` ("the remaining ones"), `located`
("we are in Leeds"), and the names of fields in sentences:
`holder`, `organization`, `address`, `account`. A list that a language does not need may be left out.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.text_folding import fold_word, fold_words
from worker.word_files import LANGUAGES

_LISTS = (
    "negations",
    "turns",
    "wishes",
    "fields",
    "harmless",
    "right",
    "withdraws",
    "doubts",
    "conditions",
    "pointers",
    "mail",
    "joins",
    "rest",
    "located",
)
_NOUNS = ("holder", "organization", "address", "account")
_ENGLISH = "en"
_MOST_WORDS = 400  #: of a mail by which its language is told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguageData:
    """One language, as far as it bears on what words around a form may change."""

    code: str
    common: frozenset[str]  #: folded
    negations: KeywordSet
    turns: KeywordSet
    wishes: KeywordSet
    fields: KeywordSet
    harmless: KeywordSet
    right: KeywordSet
    withdraws: KeywordSet
    doubts: KeywordSet
    conditions: KeywordSet
    pointers: KeywordSet
    mail: KeywordSet
    joins: KeywordSet
    rest: KeywordSet
    located: KeywordSet
    item: KeywordSet
    items: Sequence[str]  #: the same as they are written
    named: Mapping[str, KeywordSet]  #: by field
    nouns: Mapping[str, Sequence[str]]  #: the same as they are written
    copulas: Sequence[str]
    message: Sequence[str]  #: folded runs
    is_said: Sequence[tuple[str, ...]]  #: the copulas as folded words, the longest first

    def hits(self, parts: Sequence[str]) -> int:
        """How many of the folded words are of this language."""
        return sum(map(self.common.__contains__, parts))

    @property
    def changing(self) -> Sequence[KeywordSet]:
        """What puts something right or takes it back."""
        return self.turns, self.right, self.withdraws

    def says(self, parts: Sequence[str]) -> int:
        """In how many ways they speak of something that matters, in this language."""
        lists = (self.negations, self.turns, self.wishes, self.fields)
        return sum(1 for one in lists if one.among(parts))


def _load() -> Iterator[LanguageData]:
    for file in LANGUAGES.glob("*.toml"):
        yield _speech(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))


def _speech(code: str, data: Mapping[str, str]) -> LanguageData:
    lists = {name: KeywordSet(_phrases(data, name)) for name in _LISTS}
    copulas = _phrases(data, "is")
    return LanguageData(
        code=code,
        common=frozenset(fold_word(word) for word in data["common"].split()),
        named={name: KeywordSet(_phrases(data, name)) for name in _NOUNS},
        nouns={name: _phrases(data, name) for name in _NOUNS},
        item=KeywordSet(_phrases(data, "items")),
        items=_phrases(data, "items"),
        copulas=copulas,
        message=["".join(fold_words(label)) for label in _phrases(data, "message")],
        is_said=sorted((tuple(fold_words(one)) for one in copulas), key=len, reverse=True),
        **lists,
    )


def _phrases(data: Mapping[str, str], name: str) -> list[str]:
    return [phrase.strip() for phrase in data.get(name, "").split("|") if fold_words(phrase)]


SPEECHES: Mapping[str, LanguageData] = {
    speech.code: speech for speech in sorted(_load(), key=lambda one: one.code)
}


#: How a web form labels what somebody typed into it, each as a run of folded words.
MESSAGE_LABELS = frozenset(label for speech in SPEECHES.values() for label in speech.message)
#: What says "is" in one word, in any language.
COPULAS = frozenset(one for speech in SPEECHES.values() for one in speech.copulas if " " not in one)


def spoken_in(parts: Sequence[str]) -> LanguageData | None:
    """The language that most of these folded words are of; None where there is none."""
    return _spoken_in(tuple(parts[:_MOST_WORDS]))


@lru_cache(maxsize=512)
def _spoken_in(parts: tuple[str, ...]) -> LanguageData | None:
    return _most(parts, LanguageData.hits) or _most(parts, LanguageData.says)


def _most(parts: Sequence[str], counted: Callable[[LanguageData, Sequence[str]], int]) -> LanguageData | None:
    best, hits = None, 0
    for speech in SPEECHES.values():
        found = counted(speech, parts)
        if found > hits or (found == hits > 0 and speech.code == _ENGLISH):
            best, hits = speech, found
    return best


def is_common(word: str) -> bool:
    """Whether it is a word that people of some language use around a form, and so no part of a value."""
    folded = fold_word(word)
    return any(folded in speech.common or speech.fields.among([folded]) for speech in SPEECHES.values())


def nouns_of(field: str) -> list[str]:
    """What a field is called, in all languages."""
    return [noun for speech in SPEECHES.values() for noun in speech.nouns[field]]


def names_the_rest(parts: Sequence[str]) -> bool:
    """Whether the folded words speak of what is not told yet, in whatever language."""
    return any(speech.rest.among(parts) for speech in SPEECHES.values())


def names_a_field(parts: Sequence[str]) -> bool:
    """Whether any of the folded words names a field, in whatever language."""
    return _NOUNS_OF_FIELDS.among(parts)


_NOUNS_OF_FIELDS = KeywordSet(noun for field in _NOUNS for noun in nouns_of(field))


def names_both(label: str) -> bool:
    """Whether a label names an organization and its address: "Company and address", "Firma + Anschrift"."""
    parts = fold_words(label)
    for speech in SPEECHES.values():
        names = speech.named["organization"].places(parts), speech.named["address"].places(parts)
        if all(names) and (_JOINED.search(label) or speech.joins.among(parts[names[0][0] : names[1][-1]])):
            return True
    return False


_JOINED = re.compile(r"\s[+&]\s|\w ?/ ?\w")


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Whether it is such a word, or one by which people name, correct or take back a field."""
    parts = fold_words(word)
    return is_common(word) or any(
        concept.among(parts)
        for speech in SPEECHES.values()
        for concept in (*speech.changing, speech.mail, speech.item, *speech.named.values())
    )


def heard(parts: Sequence[str]) -> Sequence[LanguageData]:
    """The languages that may be spoken in these folded words: those of most of them, and that of the form."""
    return _heard(tuple(parts[:_MOST_WORDS]))


@lru_cache(maxsize=1024)  # each field asks it of the same sentences
def _heard(parts: tuple[str, ...]) -> Sequence[LanguageData]:
    hits = {speech.code: speech.hits(parts) for speech in SPEECHES.values()}
    most = max(hits.values())
    near = [SPEECHES[code] for code, count in hits.items() if count >= max(most - 1, 0)]
    told = {speech.code: hits[speech.code] + speech.says(parts) for speech in near}
    best = max(told.values())
    own = [speech for speech in near if best and told[speech.code] == best]
    return own if any(one.code == _ENGLISH for one in own) else [*own, load_english()]


def load_english() -> LanguageData:
    """The language of the form, which people mix into their own."""
    return SPEECHES[_ENGLISH]
