"""Where a web form repeats what was typed into its own fields, above the message that it passes on.

The e-mail address there is of whoever typed; it answers nothing that our form asks.
"""

from worker.forms.text.language_data import MESSAGE_LABELS
from worker.forms.text.text_folding import Authorship, FoldedText, fold_phrase

_HEAD_LINES = 30  #: in which the label of the message stands
_LONGEST = 40  #: characters of it
_COLONS = (":", "：")


def relay_head_end(folded_text: FoldedText) -> int:
    """Where the message begins below labelled fields, such as "Your e-mail: …"; 0 where there are none."""
    labelled = False
    for line, voice in list(zip(folded_text.lines, folded_text.voices, strict=False))[:_HEAD_LINES]:
        if voice is not Authorship.OWN:
            return 0
        colon = min((at for mark in _COLONS if (at := line.text.find(mark)) >= 0), default=-1)
        if colon < 0:
            continue
        label = line.text[:colon]
        if labelled and len(label) <= _LONGEST and fold_phrase(label) in MESSAGE_LABELS:
            return line.start + colon + 1
        labelled = True
    return 0
