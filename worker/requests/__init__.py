"""A customer's request: its states, what belongs to it, and what happens next.

Pure: everything known is handed in, the clock included; a `Decision` comes out of `decide.decide`. Knows
nothing of SQL, IMAP, SMTP or how a letter is worded. Which state may follow which is one table:

>>> from worker.requests.request_model import State
>>> from worker.requests.states import NEXT
>>> State.COMPLETED in NEXT[State.APPROVED], State.COMPLETED in NEXT[State.NEEDS_INFO]
(True, False)
"""
