"""Words that look like prompts and are none: labels in a signature, beside a key, in an answer.

Only short labels can be strays; a prompt's full wording never is.
"""

from collections.abc import Sequence

from worker.forms.closings import is_closing, is_rule
from worker.forms.definition import Check, Form
from worker.forms.prompt import Prompt, Strength
from worker.forms.sheet import Sheet, Voice
from worker.reading.message import Role

_SUPPORT = 2  #: prompts for different fields that make a weak one believable


def without_strays(sheet: Sheet, prompts: Sequence[Prompt], form: Form) -> list[Prompt]:
    """The prompts that ask for something."""
    keys = {field.name for field in form.fields if field.check is Check.LICENSE_KEY}
    kept: list[Prompt] = []
    for voice in Voice:
        of_voice = [prompt for prompt in prompts if prompt.voice is voice]
        if not _signature_only(sheet, of_voice, keys):
            kept += _of_one_voice(sheet, of_voice)
    return sorted(kept, key=lambda prompt: prompt.start)


def _signature_only(sheet: Sheet, prompts: Sequence[Prompt], keys: set[str]) -> bool:
    """Whether all there is are labels below a closing, "E-mail:" and "Address:", and none asks for a key."""
    if not prompts or any(prompt.strength >= Strength.LIKE or prompt.field in keys for prompt in prompts):
        return False
    first = min(prompt.line for prompt in prompts)
    return any(
        sheet.voices[index] is prompts[0].voice and line.text and _ends(line.role, line.text)
        for index, line in enumerate(sheet.lines[: first + 1])
    )


def _of_one_voice(sheet: Sheet, prompts: Sequence[Prompt]) -> list[Prompt]:
    strong = [prompt for prompt in prompts if prompt.strength >= Strength.LIKE]
    end = _end_of_form(sheet, strong or prompts)
    kept = [
        prompt
        for prompt in prompts
        if prompt in strong or (prompt.start < end and not _inside_other(prompt, prompts, strong))
    ]
    sure = {prompt.field for prompt in kept if prompt.strength > Strength.KEYWORDS}
    kept = [p for p in kept if p.strength is not Strength.KEYWORDS or p.field not in sure]
    fields = {prompt.field for prompt in kept if prompt.strength > Strength.WEAK}
    return [
        prompt
        for prompt in kept
        if prompt.strength > Strength.WEAK or len(fields - {prompt.field}) >= _SUPPORT or _alone(prompt, kept)
    ]


def _alone(prompt: Prompt, prompts: Sequence[Prompt]) -> bool:
    """A form of weak labels only, such as a table's first column, is believed when it has several."""
    if prompt.strength is Strength.NUMBER or len({other.field for other in prompts}) > 2 * _SUPPORT - 1:
        return True
    weak = {other.field for other in prompts if other.strength is Strength.WEAK}
    return prompt.strength is Strength.WEAK and len(weak) > _SUPPORT


def _end_of_form(sheet: Sheet, prompts: Sequence[Prompt]) -> int:
    """Where the mail's closing or signature begins: no two more fields are asked for behind it."""
    if not prompts:
        return 0
    strong = prompts[0].strength >= Strength.LIKE
    start = prompts[-1].last_line if strong else prompts[0].last_line
    for index in range(start + 1, len(sheet.lines)):
        line = sheet.lines[index]
        if sheet.voices[index] is prompts[0].voice and line.text and _ends(line.role, line.text):
            before = {prompt.field for prompt in prompts if prompt.start < line.start}
            if len({prompt.field for prompt in prompts} - before) < _SUPPORT:
                return line.start
    return len(sheet.text)


def _ends(role: Role, text: str) -> bool:
    return role in (Role.SIGNATURE, Role.NOTICE) or is_closing(text) or is_rule(text)


def _inside_other(prompt: Prompt, prompts: Sequence[Prompt], strong: Sequence[Prompt]) -> bool:
    """A label within the answer to another prompt: the "Name:" beside a key, a second "E-mail:"."""
    before = [other for other in prompts if other.start < prompt.start and other in strong]
    behind = [other for other in strong if other.start > prompt.start]
    if not before:
        return False
    if behind and any(other.field == prompt.field for other in strong):
        return True
    beside_key = before[-1].field in {"license_key", "license"} and prompt.number is None
    return (
        beside_key
        and prompt.field in {"holder_name", "organization", "license_key", "license"}
        and bool(behind)
    )
