r"""One letter to the relay: sent, transient, permanent or uncertain. Must not know why it is sent.

What is wrong with the relay itself is raised, because it concerns every letter; what the relay says
about one letter is returned by `Relay.send`. What goes over the wire:

>>> from worker.smtp.smtp_letter import dot_stuff
>>> dot_stuff(b".two")
b'..two\r\n.\r\n'
"""

from worker.smtp.delivery_outcomes import Outcome, Permanent, Refusal, Sent, Transient, Uncertain
from worker.smtp.errors import LettersRefused, RelayError, RelayRefused, RelayUnreachable, RelayUntrusted
from worker.smtp.settings import SmtpSettings
from worker.smtp.smtp_relay import Relay, check_relay

__all__ = [
    "LettersRefused",
    "Outcome",
    "Permanent",
    "Refusal",
    "Relay",
    "RelayError",
    "RelayRefused",
    "RelayUnreachable",
    "RelayUntrusted",
    "Sent",
    "SmtpSettings",
    "Transient",
    "Uncertain",
    "check_relay",
]
