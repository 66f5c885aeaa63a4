"""How old a mail is: when it reached its reader first, by the clocks that can be believed.

INTERNALDATE alone does not tell: a mailbox that was moved or restored, or mail that was dragged in from an
archive, gets the day of the move. What the last server wrote into the header stays (RFC 5321, 4.4).
"""

from datetime import datetime, timedelta

from worker.reading.message import Message

#: Before it nobody wrote a mail like ours; clocks without a battery begin in 1970 or 1980.
_FIRST_YEAR = 1995
#: So far two honest clocks may be apart.
_APART = timedelta(days=2)


def reached_at(message: Message, internal_date: datetime) -> datetime:
    """When the mail first reached a mailbox: the oldest plausible time, never later than `internal_date`.

    The topmost Received counts. Date is the sender's word: alone it makes no mail old that a server took
    today, but it tells that a server's clock is wrong, and it is all there is where nothing was received.
    """
    written = _plausible(message.date, internal_date)
    taken = next((each for each in message.received if _plausible(each, internal_date)), None)
    if taken is None:
        taken = written
    elif written is not None and written - taken > _APART:  # taken before it was written
        taken = None
    return min(taken or internal_date, internal_date)


def _plausible(moment: datetime | None, internal_date: datetime) -> datetime | None:
    """The same, unless no mail can have that date which was in a mailbox at `internal_date`."""
    if moment is None or moment.year < _FIRST_YEAR or moment - internal_date > _APART:
        return None
    return moment
