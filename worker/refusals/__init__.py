"""What the refusals of mail servers are about: the message, our account, the password, or their state. Pure.

`status_codes` and `refusal_phrases` are the data, `imap_refusals` and `smtp_refusals` read an answer by them.
Must not know what is done about it.

>>> from worker.refusals import judge_login_answer
>>> judge_login_answer("[AUTHENTICATIONFAILED] Invalid credentials").kind.value
'password'
"""

from worker.refusals.imap_refusals import judge_fetch_answer, judge_login_answer
from worker.refusals.refusal_verdicts import RefusalKind, RefusalVerdict
from worker.refusals.smtp_refusals import SmtpStage, judge_smtp_answer
from worker.refusals.token_refusals import judge_token_answer

__all__ = [
    "RefusalKind",
    "RefusalVerdict",
    "SmtpStage",
    "judge_fetch_answer",
    "judge_login_answer",
    "judge_smtp_answer",
    "judge_token_answer",
]
