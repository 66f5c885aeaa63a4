"""Judging NO and BAD of an IMAP server, by response code (RFC 5530) and by words."""

import re

from worker.refusals.codes import IMAP_CODES
from worker.refusals.sentences import LOGIN_ACCOUNT, MECHANISM, MESSAGE, PASSWORD, STATE, says
from worker.refusals.verdicts import IN_DOUBT, RefusalKind, Verdict

_CODE = re.compile(r"\[([A-Za-z][A-Za-z0-9/-]*)(?: [^\]]*)?\]")
#: What programs wrap around the words of a BAD.
_BAD = re.compile(r"BAD\b\W*", re.IGNORECASE)


def judge_login_answer(words: str) -> Verdict:
    """What a refused LOGIN or AUTHENTICATE is about; before the server's words stands BAD where it said so.

    Words that tell of a state outweigh the code: Yahoo says [AUTHENTICATIONFAILED] of its own trouble too.
    """
    code = kind_of_code(words)
    if code in (RefusalKind.STATE, RefusalKind.ACCOUNT, RefusalKind.MECHANISM):
        return Verdict(code)
    if says(MECHANISM, words):
        return Verdict(RefusalKind.MECHANISM)
    if says(LOGIN_ACCOUNT, words):
        return Verdict(RefusalKind.ACCOUNT)
    if says(STATE, words):
        return Verdict(RefusalKind.STATE)
    if code is RefusalKind.PASSWORD or says(PASSWORD, words):
        return Verdict(RefusalKind.PASSWORD)
    return Verdict(RefusalKind.MECHANISM, certain=False) if _BAD.match(words) else IN_DOUBT


def names_password(words: str) -> bool:
    """Whether the code itself says that user name or password are wrong, so that no other way would do."""
    return kind_of_code(words) is RefusalKind.PASSWORD


def judge_fetch_answer(words: str) -> Verdict:
    """What a refusal of FETCH, SEARCH, SELECT and the like is about.

    In doubt the others of the batch decide: where they are handed out, it is the message after all.
    """
    code = kind_of_code(words)
    if code is not None and code is not RefusalKind.PASSWORD:
        return Verdict(code)
    if code is RefusalKind.PASSWORD or says(STATE, words):
        return Verdict(RefusalKind.STATE)
    return Verdict(RefusalKind.MESSAGE) if says(MESSAGE, words) else IN_DOUBT


def kind_of_code(words: str) -> RefusalKind | None:
    """What the first response code that is known is about; None without one."""
    named = (code.upper() for code in _CODE.findall(words))
    return next((IMAP_CODES[code] for code in named if code in IMAP_CODES), None)
