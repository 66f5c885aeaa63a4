"""The best consistent chain of candidates, by dynamic programming: that is what the form's prompts are.

Its candidates do not overlap. A candidate costs something, a field that is asked for twice costs more, the
order of the form and running numbers are welcome, and so is company: labels alone have to be several. What
stands below a closing or in a signature has to be sure of itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from worker.forms.alignment.candidate_search import find_candidates
from worker.forms.alignment.found_prompt import MAX_PROMPTS, Prompt, PromptStrength
from worker.forms.alignment.prompt_candidate import PromptCandidate
from worker.forms.alignment.prompt_weights import WEIGHTS, weigh_candidate
from worker.forms.form_lexicon import FormLexicon
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.text_folding import Authorship, FoldedText
from worker.reading.message import Line, LineRole

_COMPANY = ("second_field", "third_field", "more_fields")  #: the weight of each field beside others
_KEYS = ("license_key", "license")  #: no card has a label for one
_BEAM = 48  #: chains that are followed at a time
_MOST = 1_000  #: candidates that are looked at


def find_prompts(
    folded_text: FoldedText, lex: FormLexicon, taken: Sequence[tuple[int, int]] = ()
) -> list[Prompt]:
    """The prompts of the form in the body outside the spans `taken`, in order, not overlapping."""
    found = find_candidates(folded_text, lex, taken)
    chosen: list[PromptCandidate] = []
    for authorship in Authorship:
        of_voice = [one for one in found if folded_text.voices[one.line] is authorship]
        if of_voice:
            chosen += _Aligned(lex, _closing(folded_text, authorship, of_voice)).best(of_voice)
    return list(_prompts(folded_text, sorted(chosen, key=lambda one: one.start)[:MAX_PROMPTS]))


class _Chain(NamedTuple):
    """Candidates so far, and what they are worth together."""

    score: float = 0.0
    end: int = -1
    fields: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()  #: those that a full wording asks for
    last: PromptCandidate | None = None
    before: "_Chain | None" = None

    def candidates(self) -> Iterator[PromptCandidate]:
        """From the last one to the first."""
        chain: _Chain | None = self
        while chain is not None and chain.last is not None:
            yield chain.last
            chain = chain.before


class _Aligned:
    """One author's candidates."""

    def __init__(self, lex: FormLexicon, closing: int) -> None:
        self._order = {field.name: at for at, field in enumerate(lex.form.fields)}
        self._closing = closing

    def best(self, found: Sequence[PromptCandidate]) -> list[PromptCandidate]:
        """The best chain."""
        worth = {one: self._worth(one) for one in found}
        chains = [_Chain()]
        for one in sorted(_likeliest(worth), key=lambda one: (one.end, one.start)):
            longer = [self._with(chain, one, worth[one]) for chain in chains if chain.end <= one.words]
            chains = _pruned([*chains, *longer])
        return list(max(chains, key=lambda chain: chain.score).candidates())

    def _worth(self, one: PromptCandidate) -> float:
        """What speaks for a candidate by itself."""
        worth = weigh_candidate(one.traits) - WEIGHTS["candidate"]
        sure = one.strength >= PromptStrength.LIKE or one.field in _KEYS
        if one.start >= self._closing and not sure:
            worth -= WEIGHTS["below_closing"]
        return worth

    def _with(self, chain: _Chain, one: PromptCandidate, worth: float) -> _Chain:
        """The chain with one more candidate."""
        score = chain.score + worth
        if one.field in chain.fields:
            again = one.sure or one.field not in chain.sure
            score -= WEIGHTS["again" if again else "label_again"]
        elif chain.fields:
            score += WEIGHTS[_COMPANY[min(len(chain.fields), len(_COMPANY)) - 1]]
        if chain.last is not None:
            score += WEIGHTS["in_order"] * (self._order[one.field] > self._order[chain.last.field])
            if one.number is not None and chain.last.number is not None:
                score += WEIGHTS["next_number"] * (one.number == chain.last.number + 1)
        sure = chain.sure | {one.field} if one.strength >= PromptStrength.LIKE else chain.sure
        return _Chain(score, max(chain.end, one.end), chain.fields | {one.field}, sure, one, chain)


def _likeliest(worth: Mapping[PromptCandidate, float]) -> list[PromptCandidate]:
    """Of candidates for one field that overlap the best, and no more than any form has."""
    kept: list[PromptCandidate] = []
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)  # in order, none overlaps another
    for one in sorted(worth, key=worth.__getitem__, reverse=True):
        taken, place = places[one.field], (one.words, max(one.end, one.words + 1))
        at = bisect_left(taken, place)
        free = (at == 0 or taken[at - 1][1] <= place[0]) and (at == len(taken) or place[1] <= taken[at][0])
        if free:
            taken.insert(at, place)
            kept.append(one)
            if len(kept) == _MOST:
                break
    return kept


def _pruned(chains: Sequence[_Chain]) -> list[_Chain]:
    """Of chains that end alike the best one, and of all the best few."""
    best: dict[tuple[int, frozenset[str], str], _Chain] = {}
    for chain in chains:
        key = chain.end, chain.fields, chain.last.field if chain.last is not None else ""
        if key not in best or best[key].score < chain.score:
            best[key] = chain
    if len(best) <= _BEAM:
        return list(best.values())
    return sorted(best.values(), key=lambda chain: chain.score, reverse=True)[:_BEAM]


def _closing(folded_text: FoldedText, authorship: Authorship, found: Sequence[PromptCandidate]) -> int:
    """Where the closing or signature below the form begins, or above labels that may be only a card."""
    after = max((one.end for one in found if one.strength >= PromptStrength.LIKE), default=0)
    if not after and any(one.field in _KEYS for one in found):
        after = min(one.end for one in found)
    filled = (
        line
        for at, line in enumerate(folded_text.lines)
        if line.text and folded_text.voices[at] is authorship
    )
    below = (line for line in filled if line.start >= after)
    return next((line.start for line in below if _ends(line)), len(folded_text.text))


def _ends(line: Line) -> bool:
    return line.role in (LineRole.SIGNATURE, LineRole.NOTICE) or is_closing(line.text) or is_rule(line.text)


def _prompts(folded_text: FoldedText, chosen: Sequence[PromptCandidate]) -> Iterator[Prompt]:
    behind = 0
    for one in chosen:
        yield Prompt(
            field=one.field,
            start=max(one.start, behind),  # a bullet belongs to one prompt only
            end=one.end,
            line=one.line,
            strength=one.strength,
            authorship=folded_text.voices[one.line],
            depth=folded_text.lines[one.line].depth,
            number=one.number,
            inline=one.inline,
            last_line=folded_text.line_at(one.end),
        )
        behind = one.end
