"""Labels that are like a wording: typing errors, small changes, words that speak of one field only."""

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from worker.forms.form_lexicon import FormLexicon
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.label_positions import HEAD_END, MAX_HEAD, LabelPosition
from worker.forms.text.prompt_numbering import NUMBER_AHEAD
from worker.forms.text.text_folding import FoldedText, fold_words
from worker.forms.words.migration_words import POLITE

_MAX_PROMPT_WORDS = 30
#: Likeness (0 to 100) that makes a candidate, by the letters of the label: a short one is soon like another.
_LIKE = ((30, 76.0), (18, 80.0), (0, 86.0))
_LIKE_NUMBERED = 70.0  #: the same when the template's number stands before it
_LIKE_START = 88.0  #: the same for the start of a line
_MARGIN = 6.0  #: by how much the best field has to beat the second
_LONGEST_WORD = 24  #: letters of a word of a label; a key is longer
_POLITE = KeywordSet(POLITE)


@dataclass(frozen=True, slots=True)
class LabelLikeness:
    """How like a label is to the wordings of the field it is likest to."""

    score: float = 0.0
    field: str = ""  #: empty when it is not like enough, or like two fields


def with_next_lines(folded_text: FoldedText, head: LabelPosition) -> list[LabelPosition]:
    """A head as its line has it, and with the next line or two, over which a client may have broken it."""
    heads = [head]
    while not heads[-1].separated and len(heads) < 3:  # lines of a label
        index = head.line + len(heads)
        line = folded_text.lines[index] if index < len(folded_text.lines) else None
        if line is None or not line.text or NUMBER_AHEAD.match(line.text):
            break
        if head.number is None and not folded_text.wraps_into(index - 1):
            break
        end = HEAD_END.search(line.text)
        stop = line.start + (end.start() if end else len(line.text))
        whole = not line.text[end.end() :].strip() if end else True
        heads.append(
            replace(head, text=folded_text.text[head.at : stop], separated=end is not None, whole=whole)
        )
    return heads


def measure_likeness(lex: FormLexicon, head: LabelPosition) -> LabelLikeness:
    """How like the head is to the form's wordings."""
    spaced = " ".join(fold_words(head.text))
    if not 5 <= len(spaced) <= MAX_HEAD:  # shorter ones are like anything
        return LabelLikeness()
    best = dict(_scores(lex, spaced))
    if not best:
        return LabelLikeness()
    first, second = [*best, ""][:2]
    numbered = head.number is not None and lex.numbers.get(head.number) == first
    needed = next(likeness for letters, likeness in _LIKE if len(spaced) >= letters)
    enough = best[first] >= (_LIKE_NUMBERED if numbered else needed)
    return LabelLikeness(
        best[first], first if enough and best[first] - best.get(second, 0.0) >= _MARGIN else ""
    )


@lru_cache(maxsize=4096)  # both bodies of a mail hold the same lines, and each voice is searched
def _scores(lex: FormLexicon, spaced: str) -> tuple[tuple[str, float], ...]:
    """The fields whose wordings are like these words, the likest first."""
    best: dict[str, float] = {}
    for choice, score, _ in process.extract(
        spaced, lex.spaced.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_NUMBERED - _MARGIN, limit=None
    ):
        field = lex.spaced[choice].field
        best[field] = max(best.get(field, 0.0), score)
    return tuple(sorted(best.items(), key=lambda pair: pair[1], reverse=True))


def like_the_start(
    folded_text: FoldedText, lex: FormLexicon, head: LabelPosition
) -> tuple[str, int, float] | None:
    """A changed template prompt with its answer behind it and no colon: its field, its end, how like."""
    indices = folded_text.words_from(head.line, head.at)[:_MAX_PROMPT_WORDS]
    parts = [folded_text.words[index] for index in indices]
    best: tuple[float, int, str] = (_LIKE_START, 0, "")
    for wording in lex.prompts:
        if len(wording.words.intersection(parts)) * 3 < len(wording.words):
            continue  # with so few words in common it can't be as like
        for count in range(max(wording.count - 2, 4), min(wording.count + 2, len(parts) + 1)):
            score = fuzz.ratio(" ".join(parts[:count]), wording.spaced, score_cutoff=best[0])
            best = max(best, (score, count, wording.field))
    score, count, field = best
    return (field, folded_text.ends[indices[count - 1]], score) if field else None


def key_words(lex: FormLexicon, head: LabelPosition) -> LabelLikeness:
    """The one field that the head's words speak of, and by how many of its key words."""
    labelled = head.separated or head.number is not None
    parts = fold_words(head.text) if (labelled or head.whole) and "@" not in head.text else []
    told = {beginning for part in parts for beginning in _begun(lex, part)} if len(parts) <= 14 else None
    if (
        not told
        or any(len(part) > _LONGEST_WORD for part in parts)
        or (len(parts) > 8 and _POLITE.among(parts))
    ):  # a sentence, not a label
        return LabelLikeness()
    best: dict[str, int] = {}
    for field, needed in lex.keywords:
        if needed <= told:
            best[field] = max(best.get(field, 0), len(needed))
    ranked = sorted(best, key=best.__getitem__, reverse=True)
    if ranked and not labelled and best[ranked[0]] == 1:
        return LabelLikeness()  # a lone word of an unmarked line
    only = ranked and (len(ranked) == 1 or best[ranked[0]] > best[ranked[1]])
    return LabelLikeness(best[ranked[0]], ranked[0]) if only else LabelLikeness()


@lru_cache(maxsize=8192)
def _begun(lex: FormLexicon, part: str) -> tuple[str, ...]:
    """The beginnings of keywords with which the word begins."""
    return tuple(beginning for beginning in lex.beginnings if part.startswith(beginning))
