"""Where the answer to a prompt may stand: the text up to the next prompt, behind it or in front of it.

It must not know what an answer is; `answer_end` cuts it out of its region.
"""

import re
from collections.abc import Sequence

from worker.forms.alignment.found_prompt import Prompt
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form
from worker.forms.intent.confirmation_statement import StatementPassage
from worker.forms.text.answer_pieces import AnswerRegion
from worker.forms.text.text_folding import FoldedText

_TOGETHER = re.compile(r"[ \t]*(?:[/&+,|]|and|und|et|y|e|en|i|и)[ \t]*")


class AnswerRegions:
    """The regions of one body."""

    def __init__(
        self,
        folded_text: FoldedText,
        form: Form,
        prompts: Sequence[Prompt],
        passages: Sequence[StatementPassage],
        taken: Sequence[tuple[int, int]],
    ) -> None:
        """`taken` is text that holds no prompt or answer."""
        self._sheet = folded_text
        self._form = form
        self._prompts = prompts
        self._passages = passages
        self._bounds = sorted([*(p.start for p in passages), *(start for start, _ in taken)])

    def behind(self, prompt: Prompt) -> AnswerRegion:
        """From the prompt to the next prompt or other text of the template."""
        after = [other for other in self._prompts if other.start >= prompt.end and other is not prompt]
        text = [start for start in self._bounds if start >= prompt.end]
        next_prompt = min(after, key=lambda other: other.start, default=None)
        end = min([*text, len(self._sheet.text)])
        if next_prompt is not None and self._answered_together(prompt, next_prompt):
            return self.behind(next_prompt)
        closed = next_prompt is not None and next_prompt.start <= end
        if next_prompt is not None and closed:
            end = next_prompt.start
            closed = next_prompt.authorship is prompt.authorship and next_prompt.depth == prompt.depth
        return AnswerRegion(
            start=prompt.end, end=end, authorship=prompt.authorship, depth=prompt.depth, open=not closed
        )

    def _answered_together(self, one: Prompt, two: Prompt) -> bool:
        """Two prompts at once, an e-mail address and a name: one answer holds both, "Jane Doe <jane@…>"."""
        between = self._sheet.text[one.end : two.start]
        if CONFIRMATION in (one.field, two.field) or not _TOGETHER.fullmatch(between):
            return False
        kinds = {self._form.field(prompt.field).check for prompt in (one, two)}
        return one.line == two.line and kinds == {AnswerCheck.EMAIL, AnswerCheck.PERSON}

    def above(self, prompt: Prompt) -> AnswerRegion:
        """From the prompt before, or from the paragraph above the first one."""
        before = [other.end for other in self._prompts if other.end <= prompt.start]
        start = max([*before, *(p.end for p in self._passages if p.end <= prompt.start), 0])
        if not before:
            keys = self._form.field(prompt.field).check is AnswerCheck.LICENSE_KEY
            start = max(start, self._keys_above(prompt.line) if keys else self._paragraph_above(prompt.line))
        return AnswerRegion(
            start=start, end=prompt.start, authorship=prompt.authorship, depth=prompt.depth, open=False
        )

    def _keys_above(self, line: int) -> int:
        """Where the lines of one word each begin that stand above this one; keys may have gaps between."""
        lines = self._sheet.lines
        while line > 0 and len(lines[line - 1].text.split()) < 2:  # words
            line -= 1
        return lines[line].start

    def _paragraph_above(self, line: int) -> int:
        """Where the filled lines begin that stand right above this one."""
        lines = self._sheet.lines
        while line > 0 and lines[line - 1].text:
            line -= 1
        return lines[line].start
