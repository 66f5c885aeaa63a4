"""The reference by which an answer to a letter about several requests says which one it is about."""

import re
from dataclasses import replace

from worker.reading.message import Body, LineRole, Message


def without_reference(message: Message, reference: str) -> Message:
    """The message with that reference at the beginning of its author's lines left out; places in it stay.

    It says which request is meant, and is no part of the answer behind it.
    """
    leading = re.compile(rf"\s*[\[(#]?{re.escape(reference)}[\])]?\s*[:.,–—-]?\s*", re.IGNORECASE)
    return replace(message, bodies=tuple(_left_out(body, leading) for body in message.bodies))


def _left_out(body: Body, leading: re.Pattern[str]) -> Body:
    lines, text = list(body.lines), list(body.text)
    for at, line in enumerate(lines):
        if line.role is LineRole.OWN and (found := leading.match(line.text)) is not None:
            blank = " " * found.end()
            lines[at] = line._replace(text=blank + line.text[found.end() :])
            text[line.start : line.start + found.end()] = blank
    return replace(body, lines=tuple(lines), text="".join(text))
