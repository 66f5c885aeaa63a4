"""Servers that say the same in other ways: all mail is read and marked, whatever the way."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.scene import staged
from tests.integration.installed import request
from tests.servers.imap_script import Endless, ImapScript

GREETINGS = [
    b"* OK\r\n",
    b"* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n",
    b"* ok Gimap ready for requests\r\n",
    b"* OK [ALERT] System maintenance tonight\r\n",
    b"* OK \xe4\xbd\xa0\xe5\xa5\xbd Coremail\r\n",
    b"* OK [CAPABILITY IMAP4rev1 LOGIN-REFERRALS LITERAL+] x\r\n* CAPABILITY IMAP4rev1\r\n",
]


def sub(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda said: re.sub(old, new, said)


def lower(said: bytes) -> bytes:
    """Words in lower case, as RFC 3501 allows; mail as it is."""
    return re.sub(
        rb"^(\* (?:\d+ )?)(\w+)", lambda found: found[1] + found[2].lower(), said, flags=re.MULTILINE
    )


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "words in lower case": lower,
    "names of items in lower case": sub(rb"UID (\d+) RFC822.SIZE", rb"uid \1 rfc822.size"),
    "literal8": sub(rb"(BODY\[\S*) \{", rb"\1 ~{"),
    "a row of flags before each": sub(rb"^(\* \d+ FETCH)", rb"* 1 FETCH (FLAGS (\\\\Recent))\r\n\1"),
    "RECENT unasked": sub(rb"^(\* \d+ FETCH)", rb"* 0 RECENT\r\n\1"),
    "MODSEQ in each row": sub(rb"(\* \d+ FETCH \()", rb"\1MODSEQ (12345678901234) "),
    "Gmail's own items": sub(
        rb"(\* \d+ FETCH \()", rb'\1X-GM-MSGID 1278455344230334865 X-GM-LABELS ("\\\\Inbox") '
    ),
    "blanks at the end": sub(rb"\)\r\n$", rb") \r\n"),
    "two blanks": sub(rb"FETCH \(UID", rb"FETCH  (UID"),
    "SEARCH with a blank": sub(rb"(\* SEARCH[^\r]*)\r\n", rb"\1 \r\n"),
    "SEARCH in lines of its own": sub(rb"\* SEARCH (\d+) (\d+ ?\d*)", rb"* SEARCH \1\r\n* SEARCH \2"),
    "tagged OK without words": sub(rb"(?m)^(\w+) OK [a-z]+\r\n$", rb"\1 OK\r\n"),
    "tagged OK with a code": sub(
        rb"(?m)^(\w+) OK done\r\n$", b"\\1 OK [HIGHESTMODSEQ 17] \xe5\xae\x8c\xe6\x88\x90\\r\\n"
    ),
    "referral at the login": sub(rb"OK in", rb"OK [REFERRAL imap://other.test/] in"),
    "capabilities at the login": sub(rb"OK in", rb"OK [CAPABILITY IMAP4rev1 MOVE UIDPLUS] in"),
    "no UIDNEXT": sub(rb"\* OK \[UIDNEXT \d+\] next\r\n", b""),
    "no RECENT, no FLAGS": sub(rb"\* (?:0 RECENT|FLAGS [^\r]*)\r\n", b""),
    "UIDVALIDITY without words": sub(rb"(\[UIDVALIDITY \d+\]) valid", rb"\1"),
    "UNSEEN and NOMODSEQ": sub(
        rb"(\* 0 RECENT\r\n)", rb"\1* OK [UNSEEN 1] first\r\n* OK [NOMODSEQ] none\r\n"
    ),
    "an alert with each answer": sub(rb"(?m)^(\w+ OK)", rb"* NO [ALERT] You are at 95% of your quota\r\n\1"),
}


def all_are_read(server: ImapScript, tables: Path, folder: Path) -> None:
    with staged(folder, tables, server, seconds=10) as scene:
        for number in range(3):
            server.add(request(number))
        scene.poll()
        assert scene.dispositions() == dict.fromkeys(range(1, 4), "request")
        assert all("$SenWorker" in mail.flags for mail in server.folders["INBOX"])


@pytest.mark.parametrize("way", WAYS)
def test_mail_is_read_whatever_way_a_server_speaks(
    server: ImapScript, tables: Path, tmp_path: Path, way: str
) -> None:
    server.spoken = WAYS[way]
    all_are_read(server, tables, tmp_path)


@pytest.mark.parametrize("greeting", GREETINGS)
def test_mail_is_read_whatever_the_greeting(
    server: ImapScript, tables: Path, tmp_path: Path, greeting: bytes
) -> None:
    server.greeting = greeting
    all_are_read(server, tables, tmp_path)


@pytest.mark.parametrize(
    "endless",
    [
        Endless(b"", b"* OK Still here\r\n"),
        Endless(b"* 2 FETCH (UID 2 BODY[] {99999}\r\n", b"x"),
        Endless(b"* 2 FETCH (UID 2 X ", b"x"),
    ],
    ids=["line by line", "a literal byte by byte", "a line byte by byte"],
)
def test_an_answer_that_never_ends_costs_its_message_alone(
    server: ImapScript, tables: Path, tmp_path: Path, endless: Endless
) -> None:
    with staged(tmp_path, tables, server, seconds=0.2) as scene:
        for number in range(3):
            server.add(request(number))
        server.twist = lambda asked: endless if 2 in asked.uids and asked.asks_for("BODY.PEEK") else None
        scene.poll()
        assert scene.dispositions() == {1: "request", 2: "quarantined", 3: "request"}
        scene.be_patient()
        scene.heal()
        scene.clock.let_pass(hours=1)
        scene.poll()
        assert scene.dispositions()[2] == "request"
