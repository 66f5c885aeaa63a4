"""Judging what a server says to an access token, for IMAP and SMTP alike."""

from worker.refusals.sentences import TOKEN, says
from worker.refusals.verdicts import RefusalKind, Verdict


def judge_token_answer(words: str, verdict: Verdict) -> Verdict:
    """The `verdict` on a refused login, but that a token which ended or is none is the token's fault alone.

    A new one may do, where another password would not.
    """
    return Verdict(RefusalKind.PASSWORD) if says(TOKEN, words) else verdict
