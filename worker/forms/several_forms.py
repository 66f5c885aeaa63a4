"""Several forms in one mail, one below the other: each with a license key and a customer of its own.

Two copies that differ in nothing but the key are one request for two licenses, and are not parted. It must
not know what is recorded of each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from worker.forms.answers.prompt_answers import PromptAnswer
from worker.forms.form_definition import AnswerCheck
from worker.forms.form_reader import FilledForm

MOST = 10  #: forms in one mail; of more a person makes what they are
_FEWEST = 3  #: usable answers that make a form of its own


def parted(filled: FilledForm) -> tuple[FilledForm, ...]:
    """Each of the forms, in order; none where there is one alone, or they can't be told apart."""
    if not _differ(filled):
        return ()
    groups = list(_groups(filled.entries))
    keys = [_key(filled, group) for group in groups]
    if not 1 < len(groups) <= MOST or "" in keys or len({*keys}) < len(keys):
        return ()
    if any(len(_usable(group)) < _FEWEST for group in groups):
        return ()
    return tuple(replace(filled, entries=group, others=_besides(filled, group)) for group in groups)


def _differ(filled: FilledForm) -> bool:
    """Whether they name more than one key, and more than one customer or account."""
    keys = [field.name for field in filled.form.fields if field.check is AnswerCheck.LICENSE_KEY]
    twice = set(filled.found.twice)
    return bool(twice & {*keys}) and bool(twice - {*keys})


def _groups(entries: Sequence[PromptAnswer]) -> Iterator[tuple[PromptAnswer, ...]]:
    """The entries of each form: the next one begins where a prompt comes again."""
    group: list[PromptAnswer] = []
    for entry in sorted(entries, key=lambda one: one.prompt.start):
        if entry.prompt.field in {one.prompt.field for one in group}:
            yield tuple(group)
            group = []
        group.append(entry)
    if group:
        yield tuple(group)


def _usable(group: Sequence[PromptAnswer]) -> list[PromptAnswer]:
    return [one for one in group if one.checked.value is not None and one.checked.problem is None]


def _key(filled: FilledForm, group: Sequence[PromptAnswer]) -> str:
    checks = {field.name: field.check for field in filled.form.fields}
    keys = [one for one in _usable(group) if checks.get(one.prompt.field) is AnswerCheck.LICENSE_KEY]
    return str(keys[0].checked.value) if keys else ""


def _besides(filled: FilledForm, group: Sequence[PromptAnswer]) -> tuple[PromptAnswer, ...]:
    return tuple(one for one in filled.entries if one not in group)
