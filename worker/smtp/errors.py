"""What can be wrong with the relay, whatever the letter. Texts are one line and hold no passwords."""

# ruff: noqa: N818 - the names say what happened

from typing import ClassVar

from worker.errors import UnavailableError


class RelayError(UnavailableError):
    """The relay can't be used for any letter at present."""

    #: Whether trying again soon may help without anybody doing anything.
    transient: ClassVar[bool] = True


class RelayUnreachable(RelayError):
    """It refuses connections, does not answer, is busy, or its name can't be resolved."""


class RelayUntrusted(RelayError):
    """Its certificate is not trusted, or it does not start TLS where that is asked for."""

    transient = False


class RelayRefused(RelayError):
    """It denies user name and password, or wants some where none are configured."""

    transient = False


class LettersRefused(RelayError):
    """It takes no letters from us at present: a limit, a sender that is not allowed, no relaying, a fault."""
