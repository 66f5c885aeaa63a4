"""Signing in by a password, in another way where only the way is refused."""

from collections.abc import Callable

from worker.mailbox.imap_client import ImapClient
from worker.mailbox.imap_errors import Broken, Refused
from worker.refusals import RefusalKind, judge_login_answer
from worker.refusals.imap_refusals import names_password

_LoginMethod = Callable[[], None]


class ClosedAfterRefusal(Broken):
    """One way of signing in was refused, and before another could be tried the connection ended."""


def log_in(client: ImapClient, username: str, password: str, *, plain: bool = True) -> None:
    """Sign in by AUTH=PLAIN unless told not to, else by LOGIN.

    Raises Refused with the answer that tells most, and ClosedAfterRefusal where the next way needs another
    connection.
    """
    refusals: list[Refused] = []
    for method in _login_methods(client, username, password, plain=plain):
        try:
            method()
        except Refused as exc:
            refusals.append(exc)
            if not _another_may_do(str(exc), len(refusals)):
                break
        except Broken as exc:
            raise (ClosedAfterRefusal(str(exc)) if refusals else exc) from exc.__cause__
        else:
            return
    raise next((refusal for refusal in refusals if _about_password(str(refusal))), refusals[-1])


def _login_methods(client: ImapClient, username: str, password: str, *, plain: bool) -> list[_LoginMethod]:
    """Those that the server has, the best first; the LOGIN command where it has no other."""
    methods: list[_LoginMethod] = []
    if plain and client.can("AUTH=PLAIN"):
        methods.append(lambda: client.log_in_plain(username, password))
    by_name = client.can("AUTH=LOGIN")
    if not ((methods or by_name) and client.can("LOGINDISABLED")):
        methods.append(lambda: _log_in_by_command(client, username, password))
    if by_name:
        answers = iter((username.encode(), password.encode()))
        methods.append(lambda: client.authenticate("LOGIN", lambda _: next(answers, b"")))
    return methods


def _log_in_by_command(client: ImapClient, username: str, password: str) -> None:
    if not (username.isascii() and password.isascii()):
        raise Refused("LOGIN is not supported for user names and passwords beyond ASCII")
    client.log_in_by_command(username, password)


def _another_may_do(words: str, tried: int) -> bool:
    verdict = judge_login_answer(words)
    return verdict.allows_another_method(tried, password_named=names_password(words))


def _about_password(words: str) -> bool:
    return judge_login_answer(words).kind is RefusalKind.PASSWORD
