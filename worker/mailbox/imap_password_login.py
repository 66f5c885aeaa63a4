"""Signing in by a password, in another way where only the way is refused."""

from collections.abc import Callable

from worker.mailbox.imap_client import Broken, Client, Refused
from worker.refusals import RefusalKind, judge_login_answer
from worker.refusals.imap_refusals import names_password

_Way = Callable[[], None]


class ClosedAfterRefusal(Broken):
    """One way of signing in was refused, and before another could be tried the connection ended."""


def log_in(client: Client, username: str, password: str, *, plain: bool = True) -> None:
    """Sign in by AUTH=PLAIN unless told not to, else by LOGIN.

    Raises Refused with the answer that tells most, and ClosedAfterRefusal where the next way needs another
    connection.
    """
    refusals: list[Refused] = []
    for way in _ways(client, username, password, plain=plain):
        try:
            way()
        except Refused as exc:
            refusals.append(exc)
            if not _another_may_do(str(exc), len(refusals)):
                break
        except Broken as exc:
            raise (ClosedAfterRefusal(str(exc)) if refusals else exc) from exc.__cause__
        else:
            return
    raise next((one for one in refusals if _about_password(str(one))), refusals[-1])


def _ways(client: Client, username: str, password: str, *, plain: bool) -> list[_Way]:
    """Those that the server has, the best first; the LOGIN command where it has no other."""
    ways: list[_Way] = []
    if plain and client.can("AUTH=PLAIN"):
        ways.append(lambda: client.log_in_plain(username, password))
    by_name = client.can("AUTH=LOGIN")
    if not ((ways or by_name) and client.can("LOGINDISABLED")):
        ways.append(lambda: _log_in_by_command(client, username, password))
    if by_name:
        answers = iter((username.encode(), password.encode()))
        ways.append(lambda: client.authenticate("LOGIN", lambda _: next(answers, b"")))
    return ways


def _log_in_by_command(client: Client, username: str, password: str) -> None:
    if not (username.isascii() and password.isascii()):
        raise Refused("LOGIN is not supported for user names and passwords beyond ASCII")
    client.log_in_by_command(username, password)


def _another_may_do(words: str, tried: int) -> bool:
    """Whether another way of signing in may be taken after this refusal.

    Twice at most, unless it is surely the way that is refused: wrong passwords lock accounts.
    """
    verdict = judge_login_answer(words)
    if verdict.kind is RefusalKind.MECHANISM:
        return True
    return tried == 1 and not names_password(words) and (_about_password(words) or not verdict.certain)


def _about_password(words: str) -> bool:
    return judge_login_answer(words).kind is RefusalKind.PASSWORD
