"""Judging what a server says to an access token, for IMAP and SMTP alike."""

from worker.refusals.imap_refusals import kind_of_code
from worker.refusals.refusal_phrases import TOKEN, matches_any
from worker.refusals.refusal_verdicts import RefusalKind, RefusalVerdict


def judge_token_answer(words: str, verdict: RefusalVerdict) -> RefusalVerdict:
    """The `verdict` on a refused login, but that a token which ended or is none is the token's fault alone.

    A new one may do, where another password would not.
    """
    by_code = kind_of_code(words)
    of_token = by_code in (None, RefusalKind.PASSWORD) and matches_any(TOKEN, words)
    return RefusalVerdict(RefusalKind.PASSWORD) if of_token else verdict
