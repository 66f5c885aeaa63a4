"""Judging what a server says to an access token, for IMAP and SMTP alike."""

from worker.refusals.imap import kind_of_code
from worker.refusals.sentences import TOKEN, says
from worker.refusals.verdicts import RefusalKind, Verdict


def judge_token_answer(words: str, verdict: Verdict) -> Verdict:
    """The `verdict` on a refused login, but that a token which ended or is none is the token's fault alone.

    A new one may do, where another password would not.
    """
    by_code = kind_of_code(words)
    of_token = by_code in (None, RefusalKind.PASSWORD) and says(TOKEN, words)
    return Verdict(RefusalKind.PASSWORD) if of_token else verdict
