"""Bytes to `Message`: what a mail says, whoever sent it and however it is packed.

Knows MIME, HTML layout, quoting and machine-made mail; knows nothing of forms and requests.
Pure: no clock, socket, file or database. Never raises on bad mail.
"""

from worker.reading.message import Message
from worker.reading.parse import read

__all__ = ["Message", "read"]
