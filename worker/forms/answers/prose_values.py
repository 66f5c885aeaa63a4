"""Values in running text: "Our key is eJ…, the account is under jane@…, the company is called …".

Only what a sentence ties to a field in so many words; a value that is merely there is no answer.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from worker.forms.answers.named_values import behind_form, behind_lead, find_named_value, find_turn
from worker.forms.extraction import FieldProblem, Span
from worker.forms.fields.countries import find_country
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.fields.license_keys import FoundKey, find_keys, keys_in
from worker.forms.fields.number_values import FoundNumber, find_number_words, find_numbers
from worker.forms.form_definition import AnswerCheck, FormField
from worker.forms.text.guarded_pattern import GuardedPattern
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words
from worker.forms.words.value_words import (
    ABOUT_ACCOUNT,
    ABOUT_EXPERT,
    ADDRESS_BEFORE,
    ADDRESS_LISTED,
    AM,
    CORRECTS,
    HOLDER,
    HOLDER_BEFORE,
    HOLDER_LISTED,
    IN_THE_NAME_OF,
    LEGAL_FORMS,
    LICENSE,
    ORGANIZATION_BEFORE,
    ORGANIZATION_LISTED,
    PEOPLE,
    SELF,
    TEAM,
    TIERS,
    USERS,
    WE_ARE,
)

_ACCOUNT = KeywordSet(ABOUT_ACCOUNT)
_EXPERT = KeywordSet(ABOUT_EXPERT)
_CORRECTS = KeywordSet(CORRECTS)
_LICENSE = KeywordSet(LICENSE)
_NONE = KeywordSet(())


@dataclass(frozen=True, slots=True)
class SentenceValue:
    """A value that a sentence tells, and where."""

    checked: CheckedAnswer
    spans: tuple[Span, ...]


def find_sentence_value(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    """What the sentences tell of the field; None when they don't speak of it."""
    if field.check is AnswerCheck.EMAIL:
        expert = _EXPERT.among(fold_words(field.label))
        return _email(field, sentences, _EXPERT if expert else _ACCOUNT)
    return _named(field, sentences) or _TELLERS[field.check](field, sentences)


def _named(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    """What a sentence tells of the field by its name, in any language."""
    for sentence in sentences:
        found = None if sentence.question else find_named_value(field.check, sentence.text)
        if found is not None:
            checked = check_answer(field, sentence.text[found.start : found.end])
            if checked.value is not None:
                return SentenceValue(checked, sentence.spans(found.start, found.end))
    return None


def speaks_of_account(label: str) -> bool:
    """Whether a label names the account that an address belongs to."""
    return _ACCOUNT.among(fold_words(label))


def puts_right(sentence: Sentence) -> bool:
    """Whether a sentence puts right what was answered before."""
    return not sentence.question and _CORRECTS.among(sentence.words)


def find_corrected_value(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    """What a sentence tells of the field to put an answer right: "sorry, the address is …"."""
    return find_sentence_value(field, [sentence for sentence in sentences if _CORRECTS.among(sentence.words)])


def _key(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    keys, spans = [], []
    for sentence in sentences:
        for key in _keys(sentence):
            if key.text not in keys:
                keys.append(key.text)
                spans += [part for span in key.spans for part in sentence.spans(span.start, span.end)]
    return SentenceValue(check_answer(field, "\n".join(keys)), tuple(spans)) if keys else None


def _keys(sentence: Sentence) -> tuple[FoundKey, ...]:
    """Keys of any make, those that could be another number only where the sentence speaks of a license."""
    look = keys_in if _LICENSE.among(sentence.words) else find_keys
    return look(sentence.text)


def _email(field: FormField, sentences: Sequence[Sentence], about: KeywordSet) -> SentenceValue | None:
    """The address that is nearest to words that speak of the field."""
    found: dict[str, SentenceValue] = {}
    for sentence in sentences:
        for text, span in _spoken_of(sentence, about):
            found.setdefault(
                text.casefold(),
                SentenceValue(check_answer(field, text), sentence.spans(span.start, span.end)),
            )
    if len(found) > 1:
        spans = tuple(span for one in found.values() for span in one.spans)
        return SentenceValue(CheckedAnswer(None, FieldProblem.AMBIGUOUS), spans)
    return next(iter(found.values()), None)


def _spoken_of(sentence: Sentence, about: KeywordSet) -> Iterator[tuple[str, Span]]:
    """The addresses of a sentence whose own words, those since the last address, speak of the field."""
    addresses = find_addresses(sentence.text)
    other = _EXPERT if about is _ACCOUNT else _NONE
    start = 0
    for number, address in enumerate(addresses):
        last = number + 1 == len(addresses)
        stop = len(sentence.text) if last else address.span.end
        before = fold_words(sentence.text[start : address.span.start])
        behind = fold_words(sentence.text[address.span.end : stop])
        mine = about.among(before) or (not other.among(before) and about.among(behind))
        if mine and not other.among(before):
            yield address.text, address.span
        start = address.span.end


_PARTICLE = "'t|’t|van|von|de|der|den|da|do|dos|di|del|la|le|el|bin|al|y|e|zu|ter|ten|af|av"
_NAME = (
    r"(?P<value>[^\W\d_a-z][\w'’.-]{0,40}(?: (?:(?:(?:el|al|d)[-'’])?[^\W\d_a-z][\w'’.-]{0,40}"
    rf"|(?:{_PARTICLE})(?![\w-]))){{0,6}})"
)


def _either(phrases: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,8}") for phrase in phrases) + ")"


def _either_listed(words: Sequence[str]) -> str:
    """The words where they stand in a list: "…, company Acme, address …"."""
    return rf"[,;]\s{{1,8}}(?i:{'|'.join(words)})(?=[\s:])"


_LEGAL_FORM = rf"(?:{'|'.join(map(re.escape, LEGAL_FORMS))})(?!\w)"
#: Before a name: "our IT manager, Jane Doe".
_ROLE = (
    r"(?:(?i:our|my|the|unser(?:em|er|e)?|mein(?:em|er|e)?|dem|der|notre|nuestr[oa]|noss[oa]|onze|mijn|"
    r"(?:al |alla )?nostr[oa]|vår|vores|nasz(?:ego|ej)?)[ ][^,.;:@\n]{1,40},[ ])?"
)
_HOLDER_PATTERN = re.compile(
    rf"(?:\b(?i:{_either(HOLDER_BEFORE)})|{_either_listed(HOLDER_LISTED)})[\s:,]{{0,8}}{_ROLE}(?:(?i:me|myself|mir|moi|mí|mim)\s{{0,8}}[,(–-]{{1,4}}\s{{0,8}})?(?i:mr\.?|mrs\.?|ms\.?|herr|frau|m\.|mme)?\s{{0,8}}{_NAME}"
)
#: "I, Jane Doe, am the holder of that account."
_MYSELF_PATTERN = re.compile(
    rf"\b(?i:{_either(SELF)})\s{{0,4}},?\s{{1,4}}{_NAME}\s{{0,4}},?\s{{1,4}}(?i:{_either(AM)})\s[^.,;\n]{{0,30}}?(?i:{_either(HOLDER)})"
)
#: "The account is jane@example.com (Jane Doe)."
_BESIDE_ADDRESS_PATTERN = re.compile(
    rf"[^\s@()<>]@[^\s@()<>]{{1,255}}>?\s{{1,4}}\(\s{{0,4}}{_NAME}\s{{0,4}}\)"
)
_ITS_NAME = (
    r"[\s:,]{0,8}[\"'“‘„«]?"
    r"(?P<value>(?:\([^()\n]{1,5}\))?[^\W_a-z]"
    r"(?:[^,;:\"”“„«»()\n]|«[^«»\n]{1,40}»|\"[^\"\n]{1,40}\"|[“„][^“”\n]{1,40}[“”]"
    r"|\([^()\n]{1,30}\)(?= [^\W\d_a-z])){1,80}?"
    rf"(?:,? {_LEGAL_FORM})?)"
    rf"[\"'”’“»]?(?=\s{{0,8}}(?:[;:)]|\((?![^()\n]{{1,30}}\) [^\W\d_a-z]))|\s{{0,8}},(?! {_LEGAL_FORM})"
    r"|\.\s{1,8}(?i:our|the|my|we|unsere?|die|der|notre|nous|nuestra|la|nossa|il|ons|onze)\s"
    r"|\s{1,8}(?i:and|und|et|y|e|en|i)\s{1,8}(?i:we|our|the|is|are|wir|unsere|nous|notre|estamos|nuestra|siamo)\b"
    r"|\s{1,8}(?i:in|at|located|based|with|whose|which|where)\s|[.!?]?\s{0,8}$)"
)
_ORGANIZATION_PATTERN = re.compile(
    rf"(?:\b(?i:{_either(ORGANIZATION_BEFORE)})|{_either_listed(ORGANIZATION_LISTED)}){_ITS_NAME}"
)
#: "… belongs to the company Acme": what it is called stands behind what it is.
_COMPANY = (
    r"(?:[ ]{1,4}(?i:(?:the|die|der|la|le|el|a|o|de|het)[ ]{1,4})?"
    r"(?i:company|firm|firma|société|entreprise|empresa|società|azienda|ditta|bedrijf|"
    r"organi[sz]ation)(?=[ ]))?"
)
#: "We are Acme Ltd": the legal form tells that it is a company.
_WE_ARE_PATTERN = re.compile(
    rf"\b(?i:{_either(WE_ARE)})\s{{1,4}}(?:(?i:the|die|der|la|le|el|de|het)\s{{1,4}})?"
    rf"(?P<value>[^\W_a-z][^,;:()\n@]{{0,80}}?,? {_LEGAL_FORM})"
)
_LICENSED_PATTERN = re.compile(rf"\b(?i:{_either(IN_THE_NAME_OF)}){_COMPANY}{_ITS_NAME}")
_ADDRESS_PATTERN = re.compile(
    rf"(?:\b(?i:{_either(ADDRESS_BEFORE)})|{_either_listed(ADDRESS_LISTED)})[\s:,]{{0,8}}(?P<value>\S[^\n]{{5,300}})"
)
_MYSELF = GuardedPattern(_MYSELF_PATTERN, HOLDER)
_BESIDE_ADDRESS = GuardedPattern(_BESIDE_ADDRESS_PATTERN, ["@"])
_HOLDER = GuardedPattern(_HOLDER_PATTERN, (*HOLDER_BEFORE, *HOLDER_LISTED))
_ORGANIZATION = GuardedPattern(_ORGANIZATION_PATTERN, (*ORGANIZATION_BEFORE, *ORGANIZATION_LISTED))
_WE_ARE = GuardedPattern(_WE_ARE_PATTERN, WE_ARE)
_LICENSED = GuardedPattern(_LICENSED_PATTERN, IN_THE_NAME_OF)
_ADDRESS = GuardedPattern(_ADDRESS_PATTERN, (*ADDRESS_BEFORE, *ADDRESS_LISTED))
_ABBREVIATED = re.compile(
    r"(?:\b(?i:co|inc|ltd|corp|llc|bros|cie|intl|assoc|dept|srl|ges|e\.v|s\.a|sp)|\.\w{1,2})\.$"
)


def _holder(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    found = _by_pattern(field, sentences, _HOLDER, lambda name: name.rstrip(" ."), of_the_license=False)
    with_address = [one for one in sentences if "@" in one.text]
    of_account = [one for one in with_address if _ACCOUNT.among(one.words) and not _EXPERT.among(one.words)]
    return (
        found
        or _by_pattern(field, sentences, _MYSELF, lambda name: name)
        or _by_pattern(field, of_account, _BESIDE_ADDRESS, lambda name: name)
    )


def _organization(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    found = _by_pattern(field, sentences, _ORGANIZATION, without_full_stop)
    if found is not None:
        return found
    found = _by_pattern(field, sentences, _LICENSED, without_full_stop, of_the_license=True)
    return found or _by_pattern(field, sentences, _WE_ARE, without_full_stop)


def _of_the_license(sentence: Sentence, match: re.Match[str] | None) -> bool:
    """Whether what is "registered to" somebody there is the license, and not the account."""
    told = sentence.text[: match.start()].split() if match else []
    before = fold_words(" ".join(one for one in told if "@" not in one))
    for word in reversed(before):
        if _ACCOUNT.among([word]):
            return False
        if _LICENSE.among([word]):
            return True
    return False


def without_full_stop(name: str) -> str:
    """A name without the full stop that ends its sentence, and with that of an abbreviation."""
    return name if _is_abbreviated(name) else name.rstrip(" .!")


def _is_abbreviated(text: str) -> bool:
    return _ABBREVIATED.search(text) is not None or text.endswith(LEGAL_FORMS)


def _address(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    found = _by_pattern(field, sentences, _ADDRESS, lambda text: text.rstrip(" .!"))
    found = found or _named(field, sentences)
    if found is None:
        found = _behind_organization(field, sentences)
    if found is None or not isinstance(found.checked.value, str):
        return None
    place = (
        any(char.isdigit() for char in found.checked.value) or find_country(found.checked.value) is not None
    )
    return found if place and "@" not in found.checked.value else None


def _behind_organization(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    """An address behind the organization's name: "our company Acme, Elm St 1, Lille, France, wants"."""
    for sentence in sentences:
        licensed = _of_the_license(sentence, _LICENSED.search(sentence))
        pattern = _LICENSED if licensed else _ORGANIZATION
        match = None if sentence.question else pattern.search(sentence) or _WE_ARE.search(sentence)
        if match is None:
            continue
        rest = sentence.text[match.end() : match.end() + 300]
        start = len(sentence.text) - len(sentence.text[match.end() :].lstrip(" ,("))
        ends = [index for index, char in enumerate(rest) if char in ",.;)"][:_MAX_PARTS]
        for end in (*ends, len(rest)):
            text = sentence.text[start : match.end() + end].strip(" ,")
            lead = _LEADS_TO_PLACE.match(text)
            begin = start + (lead.end() if lead is not None else 0)
            text = text[begin - start :]
            if any(char.isdigit() for char in text) and find_country(text) is not None:
                return SentenceValue(check_answer(field, text), sentence.spans(begin, begin + len(text)))
    return None


#: What leads from a name to the place where it is: "… GmbH in der Speicherstraße 19".
_LEADS_TO_PLACE = re.compile(
    r"(?:(?:and|y|e|et|und|en|i|og|och|ja|és|și|a|ve|и|і|και) )?(?:(?:we|wir|nous|nos|ci|ne|wij|vi|noi) )?"
    r"(?:are |sitzen |befinden uns |sind |sommes |trouvons |estamos |encontramos |ficamos |siamo |troviamo )?"
    r"(?:located |based |situé[e]? |ubicad[oa] |con sede |con domicilio |domiciliad[oa] |"
    r"z siedzibą |se sídlem |med säte |cu sediul |sa sjedištem |gevestigd )?"
    r"(?:in|im|at|am|an|auf|en|à|au|presso|te|op|w|v)"
    r"(?: (?:der|den|dem|die|das|the|la|le|el|de|het))? "
)
_MAX_PARTS = 8  #: between commas, of an address in a sentence


def name_and_address(text: str) -> tuple[str, str] | None:
    """The two parts of "Acme, Inc., 5 Elm St, Leeds, UK"; None when the text is no name with an address."""
    start = text.find(",")
    while start >= 0 and text[start + 1 :].lstrip().startswith(LEGAL_FORMS):
        start = text.find(",", start + 1)
    rest = text[start + 1 :].strip(" .") if start > 0 else ""
    if not any(char.isdigit() for char in rest) or find_country(rest) is None:
        return None
    return text[:start], rest


def _by_pattern(
    field: FormField,
    sentences: Sequence[Sentence],
    pattern: GuardedPattern,
    trim: Callable[[str], str],
    *,
    of_the_license: bool | None = None,
) -> SentenceValue | None:
    for sentence in sentences:
        for match in () if sentence.question else pattern.finditer(sentence):
            if of_the_license is not None and _is_licensed(sentence, match) is not of_the_license:
                continue
            start = match.start("value")
            if field.check is AnswerCheck.ADDRESS:
                start = behind_lead(sentence.text, start)
            end = min(match.end("value"), find_turn(sentence.text, start))
            if field.check is AnswerCheck.ORGANIZATION:
                end = min(end, behind_form(sentence.text, start))
            value = sentence.text[start:end].rstrip(" ,")
            if sentence.text[start + len(value) :].startswith(".") and _is_abbreviated(value + "."):
                value += "."
            value = trim(value)
            checked = check_answer(field, value)
            if checked.value is not None:
                return SentenceValue(checked, sentence.spans(start, start + len(value)))
    return None


def _is_licensed(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the match is one of "registered to" and its like, and what is so is the license."""
    by_name = _LICENSED_PATTERN.match(sentence.text, match.start())
    return by_name is not None and _of_the_license(sentence, by_name)


_MAX_NUMBERS = 40  #: of one sentence
_BESIDE_USERS = 3  #: words between a number and "users": "25 active Confluence users"
_USERS = KeywordSet(USERS)
_PEOPLE = KeywordSet(PEOPLE)
_TIER = KeywordSet(TIERS)
_TEAM = KeywordSet(TEAM)


def _users(field: FormField, sentences: Sequence[Sentence]) -> SentenceValue | None:
    """The number beside the word for users, or else for people; a tier's or a license's is none of theirs."""
    for counted in (_USERS, _PEOPLE):
        found: dict[int, SentenceValue] = {}
        for sentence in sentences:
            text = sentence.text[:1000]
            for number in islice(chain(find_numbers(text), find_number_words(text)), _MAX_NUMBERS):
                if _counts(counted, text, number):
                    value = text[number.span.start : number.span.end]
                    spans = sentence.spans(number.span.start, number.span.end)
                    found.setdefault(number.value, SentenceValue(check_answer(field, value), spans))
        if len(found) > 1:
            spans = tuple(span for one in found.values() for span in one.spans)
            return SentenceValue(CheckedAnswer(None, FieldProblem.AMBIGUOUS), spans)
        if found:
            return next(iter(found.values()))
    return None


def _counts(counted: KeywordSet, text: str, number: FoundNumber) -> bool:
    before, behind = text[: number.span.start], text[number.span.end :]
    glued = before[-1:].isalnum() and not _unspaced(before[-1])
    if glued or (before[-1:] and before[-1] in ".,") or (behind[:1].isalpha() and not _unspaced(behind[0])):
        return False
    near = re.split(r"[.,;:!?()\d]", behind[:80])[0]
    after = fold_words(near)
    beside = range(min(len(after), _BESIDE_USERS + 1))
    place = next((i for i in beside if counted.among(after[i : i + 1])), None)
    if place is not None:
        return not _TIER.among(after[place + 1 : place + 2])
    told = fold_words(re.split(r"[.;!?()\d]", before[-50:])[-1])
    if counted is _PEOPLE:
        return _TEAM.among(told[-3:])
    return _USERS.among(told) and not _TIER.among(after[:1])


def _unspaced(char: str) -> bool:
    """Whether it is of a script that leaves no space around a number."""
    return "\u2e80" <= char <= "\ud7af"


_TELLERS: Mapping[AnswerCheck, Callable[[FormField, Sequence[Sentence]], SentenceValue | None]] = {
    AnswerCheck.LICENSE_KEY: _key,
    AnswerCheck.PERSON: _holder,
    AnswerCheck.ORGANIZATION: _organization,
    AnswerCheck.ADDRESS: _address,
    AnswerCheck.INTEGER: _users,
}
