"""A mailbox server that answers as Hypothesis says: legally, half-legally and not at all.

After it heals, every message is in the ledger exactly once and every letter was written once.
"""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.hostile.scene import Scene, staged
from tests.integration.installed import request, unrelated
from tests.servers.imap_rows import Mail
from tests.servers.imap_script import Answer, Asked, Twist, imap_script

COMMANDS = ["CAPABILITY", "AUTHENTICATE", "SELECT", "UID SEARCH", "FETCH", "UID FETCH", "UID STORE", "LOGOUT"]
ANSWERS: list[bytes | Twist] = [
    *Twist,
    b"%TAG% NO never\r\n",
    b"%TAG% BAD what\r\n",
    b"%TAG% NO [UNAVAILABLE] later\r\n",
    b"%TAG% NO [OVERQUOTA] bandwidth\r\n",
    b"%TAG% OK done\r\n",
    b"garbage\r\n",
    b"* SEARCH 2\r\n%TAG% OK done\r\n",
    b"* SEARCH\r\n%TAG% OK done\r\n",
    b"* 2 FETCH (UID 2)\r\n%TAG% OK done\r\n",
    b"* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n%TAG% OK done\r\n",
    b"* 1 FETCH (UID 1\r\n%TAG% OK done\r\n",
    b"* BYE\r\n%TAG% OK done\r\n",
    b"* 99 EXISTS\r\n* 1 EXPUNGE\r\n%TAG% OK done\r\n",
    b"* X {99999}\r\nabc\r\n",
    b"* OK [UIDNEXT 1] x\r\n%TAG% OK done\r\n",
]
BEFORE = [
    b"* 3 EXPUNGE\r\n",
    b"* 9 EXISTS\r\n",
    b"* NO disk\r\n",
    b"* 1 FETCH (FLAGS (bad))\r\n",
    b"* X (\r\n",
]
#: What a row has in place of one of its words.
WORDS = [
    (b"RFC822.SIZE", b"RFC822.SIZE -"),
    (b"RFC822.SIZE ", b"RFC822.SIZE 9"),
    (b"INTERNALDATE ", b"INTERNALDATE NIL X "),
    (b"INTERNALDATE ", b'INTERNALDATE "30-Nov-2026 20:00:00 +9900" X '),
    (b"BODY[]", b"BODY[] NIL X"),
    (b"BODY[]", b'BODY[] "" X'),
    (b"BODYSTRUCTURE ", b"BODYSTRUCTURE (((" + b"x" * 2_000),
    (b"UID ", b"UID 7"),
    (b"UID ", b"UIX "),
    (b"FETCH (", b"FETCH ("),
    (b"FETCH (", b"FETCH (("),
    (b"FETCH (", b"FETCH (FLAGS (\\Seen) "),
    (b"{", b"{1"),
    (b"}", b"0}"),
    (b")\r\n", b"\r\n"),
]
KINDS = {0: "request", 1: "ignored"}


class HostileServer(RuleBasedStateMachine):
    """Mail arrives, the server misbehaves, the worker polls, sweeps and marks."""

    tables: Path

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._mails = 0

    @initialize(
        after=st.sampled_from(["keyword", "seen", "none"]),
        idle=st.booleans(),
        read_from=st.sampled_from(['"all"', "2020-01-01"]),
    )
    def begin(self, after: str, idle: bool, read_from: str) -> None:  # noqa: FBT001 -- Hypothesis draws it
        folder = Path(self._stack.enter_context(TemporaryDirectory()))
        server = self._stack.enter_context(imap_script())
        if not idle:
            server.capabilities = "IMAP4rev1"
        after_success = f'"{after}"'
        self.scene: Scene = self._stack.enter_context(
            staged(folder, self.tables, server, seconds=0.2, read_from=read_from, after_success=after_success)
        )

    @rule(number=st.integers(1, 4))
    def mail_arrives(self, number: int) -> None:
        for _ in range(number):
            make = (request, unrelated)[self._mails % 2]
            padding = b"\r\n" * 40_000 if self._mails % 5 == 0 else b""
            self.scene.server.add(make(self._mails) + padding)
            self._mails += 1

    @rule(name=st.sampled_from(COMMANDS), answer=st.sampled_from(ANSWERS))
    def a_command_is_answered_oddly(self, name: str, answer: bytes | Twist) -> None:
        self.scene.server.twist = lambda asked: answer if asked.name == name else None

    @rule(
        uid=st.integers(1, 12),
        word=st.sampled_from(["RFC822.SIZE", "BODYSTRUCTURE", "BODY.PEEK[]", "BODY.PEEK["]),
        answer=st.sampled_from(ANSWERS),
    )
    def a_message_is_answered_oddly(self, uid: int, word: str, answer: bytes | Twist) -> None:
        def twist(asked: Asked) -> Answer:
            return answer if uid in asked.uids and asked.asks_for(word) else None

        self.scene.server.twist = twist

    @rule(every=st.integers(2, 6), answer=st.sampled_from(ANSWERS))
    def now_and_then_a_command_is_answered_oddly(self, every: int, answer: bytes | Twist) -> None:
        count = 0

        def twist(_: Asked) -> Answer:
            nonlocal count
            count += 1
            return answer if count % every == 0 else None

        self.scene.server.twist = twist

    @rule(uids=st.sets(st.integers(1, 12), max_size=4), word=st.sampled_from(WORDS))
    def rows_are_odd(self, uids: set[int], word: tuple[bytes, bytes]) -> None:
        def rewrite(mail: Mail, _: str, row: bytes) -> bytes:
            return row.replace(*word, 1) if mail.uid in uids else row

        self.scene.server.rewrite = rewrite

    @rule(uid=st.integers(1, 12), line=st.sampled_from(BEFORE))
    def something_comes_unasked(self, uid: int, line: bytes) -> None:
        self.scene.server.rewrite = lambda mail, _, row: line + row if mail.uid == uid else row

    @rule(count=st.sampled_from(["", "0", "1", "3", "77", "x"]))
    def the_count_is_wrong(self, count: str) -> None:
        self.scene.server.exists = count

    @rule(sweep=st.booleans())
    def a_poll(self, sweep: bool) -> None:  # noqa: FBT001 -- Hypothesis draws it
        self.scene.try_to_poll(sweep=sweep)

    @rule()
    def it_heals(self) -> None:
        self.scene.heal()

    @invariant()
    def nothing_is_taken_twice(self) -> None:
        if hasattr(self, "scene"):
            self.scene.dispositions()

    def teardown(self) -> None:
        try:
            if hasattr(self, "scene"):
                self._all_is_read_once()
        finally:
            self._stack.close()

    def _all_is_read_once(self) -> None:
        self.scene.be_patient()
        for _ in range(8):
            self.scene.heal()
            self.scene.clock.let_pass(hours=6)
            self.scene.poll()
        # A UID that the server made up is let go of when the folder turns out to hold no such message.
        there = [one for one in self.scene.ledger() if one.place.uid or one.message_id]
        told = Counter((str(one.message_id), str(one.disposition)) for one in there)
        expected = Counter((f"<{number}@engines.test>", KINDS[number % 2]) for number in range(self._mails))
        assert told == expected
        assert len(self.scene.letters()) == sum(number % 2 == 0 for number in range(self._mails))
