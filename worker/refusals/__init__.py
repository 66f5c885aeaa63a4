"""Whose fault a refusal is: the one place where the answers of mail servers are judged. Pure.

`codes` and `sentences` are the data, `imap` and `smtp` read an answer by them. Must not know what is done
about it.
"""

from worker.refusals.imap import judge_fetch_answer, judge_login_answer
from worker.refusals.smtp import SmtpStage, judge_smtp_answer
from worker.refusals.tokens import judge_token_answer
from worker.refusals.verdicts import RefusalKind, Verdict

__all__ = [
    "RefusalKind",
    "SmtpStage",
    "Verdict",
    "judge_fetch_answer",
    "judge_login_answer",
    "judge_smtp_answer",
    "judge_token_answer",
]
