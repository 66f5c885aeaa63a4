"""Why there is no access token. Texts are one line and hold nothing that could sign anybody in."""

# ruff: noqa: N818 - the names say what happened

from typing import ClassVar

from worker.errors import UnavailableError


class TokenError(UnavailableError):
    """There is no access token to sign in with."""

    #: Whether trying again soon may help without anybody doing anything.
    transient: ClassVar[bool] = True


class TokenUnreachable(TokenError):
    """The token endpoint can't be asked at present, or its answer makes no sense."""


class TokenRefused(TokenError):
    """The token endpoint grants us no token (RFC 6749, 5.2). Somebody has to change something."""

    transient = False
