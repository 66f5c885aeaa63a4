"""How old a mail is, by the clocks that can be believed."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.requests.made import message
from worker.reading.parse import read
from worker.requests.senders.mail_age import reached_at

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=900)
OLDER = OLD - timedelta(minutes=5)
WAITED = NOW - timedelta(days=5)
BATTERY = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD = NOW + timedelta(days=5 * 365)


@pytest.mark.parametrize(
    ("what", "received", "date", "internal_date", "wanted"),
    [
        ("fresh mail", [NOW], NOW, NOW, NOW),
        ("a mailbox that was moved", [OLD, OLDER], OLDER, NOW, OLD),
        ("the same, in which the sender's clock was behind", [OLD], BATTERY, NOW, OLD),
        ("the same, in which the sender's clock was ahead", [OLD], AHEAD, NOW, OLD),
        ("the same without a Date", [OLD], None, NOW, OLD),
        ("a mail of one's own from an archive: nobody received it", [], OLD, NOW, OLD),
        ("a mail that says nothing", [], None, NOW, NOW),
        ("only INTERNALDATE is old", [NOW], NOW, OLD, OLD),
        ("fresh mail of a sender whose clock is behind", [NOW], OLD, NOW, NOW),
        ("fresh mail of a sender whose clock has no battery", [NOW], BATTERY, NOW, NOW),
        ("fresh mail of a sender whose clock is ahead", [NOW], AHEAD, NOW, NOW),
        ("fresh mail that names no server, from a clock without a battery", [], BATTERY, NOW, NOW),
        ("fresh mail that names no server, from a clock that is ahead", [], AHEAD, NOW, NOW),
        ("it waited for a server on the way", [NOW, WAITED], WAITED, NOW, NOW),
        ("the last server's clock is behind", [OLD, NOW], NOW, NOW, NOW),
        ("the last server's clock has no battery", [BATTERY, NOW], NOW, NOW, NOW),
        ("the last server's clock is ahead", [AHEAD, NOW], NOW, NOW, NOW),
        ("a server at the sender's has no battery", [NOW, BATTERY], NOW, NOW, NOW),
        ("the mailbox's server counts a day later", [NOW + timedelta(days=1)], NOW, NOW, NOW),
    ],
)  # fmt: skip
def test_a_mail_is_as_old_as_the_clocks_that_agree_say(
    what: str, received: list[datetime], date: datetime | None, internal_date: datetime, wanted: datetime
) -> None:
    assert reached_at(message(received=tuple(received), date=date), internal_date) == wanted, what


@pytest.mark.parametrize(
    "stamp",
    [
        "Thu, 16 Nov 2023 10:00:00 +0100",
        "Thu, 16 Nov 2023 10:00:00 +0100 (CET)",
        "Thu, 16 Nov 2023 09:00:00 GMT",
        "16 Nov 2023 09:00:00 -0000",
        "Thu, 16 Nov 2023\r\n\t01:00:00 -0800 (PST)",
    ],
)
def test_received_is_read_as_servers_write_it(stamp: str) -> None:
    assert read(received(stamp)).received == (datetime(2023, 11, 16, 9, tzinfo=UTC),)


@pytest.mark.parametrize("stamp", ["yesterday", "Thu, 16 Nov 2023 10:00:00 +9900", "", "((((" * 2000])
def test_an_odd_stamp_is_left_out(stamp: str) -> None:
    assert read(received(stamp)).received == ()


def received(stamp: str) -> bytes:
    way = "from a (b [192.0.2.1])\r\n by c (Postfix; x) with ESMTP id 1\r\n for <d@e>"
    return f"Received: {way}; {stamp}\r\n\r\nHello".encode()
