r"""Bytes to `Message`: what a mail says, whoever sent it and however it is packed.

Knows MIME, HTML layout, quoting and machine-made mail; knows nothing of forms and requests.
Pure: no clock, socket, file or database. Never raises on bad mail.

>>> from worker.reading import read
>>> message = read(b"Subject: Our key\n\nThis one.\n> Which key?")
>>> [(line.role.value, line.text) for line in message.bodies[0].lines]
[('own', 'This one.'), ('quoted', 'Which key?')]
"""

from typing import TYPE_CHECKING, Any

from worker.reading.message import Message

if TYPE_CHECKING:
    from worker.reading.parse import read

__all__ = ["Message", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- PEP 562
    """`read`, with all that reads mail: whoever only knows what a `Message` is does without."""
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from worker.reading.parse import read

    return read
