"""Whatever a server does about one message, the others are read, and that one too once the server is well."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.scene import IMPATIENT, Scene, large, staged
from tests.integration.installed import request
from tests.servers.imap_rows import Mail
from tests.servers.imap_script import Asked, ImapScript, Twist

#: The message that the server is odd about.
ODD = 2
READ = {1: "request", 2: "request", 3: "request"}
ASIDE = {1: "request", 2: "quarantined", 3: "request"}


@pytest.fixture
def empty(server: ImapScript, tables: Path, tmp_path: Path) -> Iterator[Scene]:
    with staged(tmp_path, tables, server, seconds=IMPATIENT) as ready:
        yield ready


@pytest.fixture
def scene(empty: Scene) -> Scene:
    for number in range(3):
        empty.server.add(request(number))
    return empty


@dataclass(frozen=True, slots=True)
class Odd:
    """In the row of a message, where `word` is asked for, `new` stands for what fits the pattern `old`."""

    word: str
    old: bytes
    new: bytes


def with_odd_ones(scene: Scene, odd: Sequence[Odd], make: Callable[[int], bytes] = request) -> dict[int, Odd]:
    """Into the mailbox, in turn, a message about which the server is odd and one about which it is not."""
    found: dict[int, Odd] = {}
    for number, each in enumerate(odd):
        found[scene.server.add(make(2 * number)).uid] = each
        scene.server.add(request(2 * number + 1))

    def rewrite(mail: Mail, items: str, row: bytes) -> bytes:
        each = found.get(mail.uid)
        if each is None or each.word not in items:
            return row
        return re.sub(each.old, lambda _: each.new, row, count=1, flags=re.DOTALL)

    scene.server.rewrite = rewrite
    return found


def all_are_read(scene: Scene, odd: dict[int, Odd]) -> None:
    """At once, although the server is odd."""
    scene.poll()
    unread = [odd.get(uid, uid) for uid, what in scene.dispositions().items() if what != "request"]
    assert unread == []
    assert len(scene.dispositions()) == 2 * len(odd)
    settled(scene)


def odd_ones_are_set_aside(scene: Scene, odd: dict[int, Odd]) -> None:
    """Until the server is well."""
    scene.try_to_poll()
    while len(scene.dispositions()) < 2 * len(odd):
        scene.try_to_poll()
    taken = [odd[uid] for uid, what in scene.dispositions().items() if what == "request" and uid in odd]
    assert taken == []
    held_up = [uid for uid, what in scene.dispositions().items() if what != "request" and uid not in odd]
    assert held_up == []
    scene.heal()
    scene.clock.let_pass(hours=1)
    scene.poll()
    settled(scene)


def settled(scene: Scene) -> None:
    """Each message is a request and has its letter, and no poll asks for any again."""
    assert set(scene.dispositions().values()) == {"request"}
    assert len(scene.letters()) == len(scene.dispositions())
    scene.heal()
    asked = len(scene.server.heard)
    scene.poll()
    assert not [one for one in scene.server.heard[asked:] if one.asks_for("BODY.PEEK")]


DATES = [
    b'"30-Nov-2026 20:00:00 +9900"',
    b'"30-Nov-2026 20:00:00 -9999"',
    b'"30-Nov-2026 20:00:00"',
    b'"30-Nov-2026 20:00:00 GMT"',
    b'"00-Jan-0000 00:00:00 +0000"',
    b'"01-Jan-0001 00:00:00 +1400"',
    b'"31-Dec-9999 23:59:59 -1200"',
    b'"32-Foo-2026 99:99:99 +0000"',
    b'"29-Feb-2025 10:00:00 +0000"',
    b'"01-Jan-1970 00:00:00 +0000"',
    b'"Mon, 30 Nov 2026 20:00:00 +0000"',
    b'"2026-11-30T20:00:00Z"',
    b'"99999999999999999999"',
    b'""',
    b"NIL",
    b"0",
    b"(30 Nov 2026)",
    b'"\xff\xfe 2026"',
]


def test_odd_dates_cost_nothing(empty: Scene) -> None:
    pattern = rb'(?<=INTERNALDATE )"[^"]*"'
    odd = [Odd("INTERNALDATE", pattern, date) for date in DATES]
    all_are_read(empty, with_odd_ones(empty, [*odd, Odd("INTERNALDATE", rb' INTERNALDATE "[^"]*"', b"")]))
    assert {letter.hold_reason for letter in empty.letters()} == {""}


SIZES = [
    b"RFC822.SIZE -1",
    b"RFC822.SIZE 0",
    b"RFC822.SIZE 1",
    b"RFC822.SIZE 99999999999999999999999",
    b"RFC822.SIZE 4294967295",
    b"RFC822.SIZE 2000000000",
    b"RFC822.SIZE NIL",
    b'RFC822.SIZE ""',
    b"RFC822.SIZE many",
    b"RFC822.SIZE (1 2)",
    b"RFC822.SIZE",
    b"X-SIZE 5",
    b"rfc822.size 700",
]


def test_odd_sizes_cost_nothing(empty: Scene) -> None:
    all_are_read(
        empty, with_odd_ones(empty, [Odd("RFC822.SIZE", rb"RFC822.SIZE \d+", size) for size in SIZES])
    )


FLAGS = [
    b"FLAGS ((bad)",
    b"FLAGS (bad[)",
    b'FLAGS ("quote)',
    b"FLAGS (\\Seen",
    b"FLAGS NIL",
    b"FLAGS",
    b"FLAGS ({3}\r\nabc)",
    b"FLAGS (\xff\xfe)",
    b"FLAGS (NIL 5 \\*)",
    b"FLAGS (())",
    b"FLAGS \\Seen",
    b"FLAGS (" + b"x" * 900_000 + b")",
]


def test_odd_flags_cost_nothing_when_they_come_unasked(empty: Scene) -> None:
    odd = [Odd("INTERNALDATE", rb"(?=INTERNALDATE)", flags + b" ") for flags in FLAGS]
    all_are_read(empty, with_odd_ones(empty, odd))


def test_odd_flags_in_the_answer_to_a_mark_cost_at_most_the_mark(empty: Scene) -> None:
    odd = with_odd_ones(empty, [Odd("FLAGS", rb"FLAGS \([^)]*\)", flags) for flags in FLAGS])
    all_are_read(empty, odd)
    unmarked = [mail.uid for mail in empty.server.folders["INBOX"] if "$SenWorker" not in mail.flags]
    assert unmarked == []


STRUCTURES = [
    b"BODYSTRUCTURE NIL",
    b'BODYSTRUCTURE ""',
    b"BODYSTRUCTURE ()",
    b"BODYSTRUCTURE (())",
    b"BODYSTRUCTURE (NIL NIL NIL NIL NIL NIL NIL)",
    b"BODYSTRUCTURE " + b"(" * 1_000 + b")" * 1_000,
    b"BODYSTRUCTURE " + b"(" * 100_000,
    b"BODYSTRUCTURE " + b"x" * 1_000_100,
    b'BODYSTRUCTURE ("TEXT" "PLAIN" ({9}\r\nname"(x)[ "v") NIL NIL "8BIT" 5 1)',
    b'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "8BIT" -5 1)',
    b'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "8BIT" 99999999999999999999 1)',
    b'BODYSTRUCTURE ("TEXT" "PLAIN" ("NAME" "a"b") NIL NIL "8BIT" 5 1)',
    b'BODYSTRUCTURE (("TEXT" "PLAIN" NIL NIL NIL "8BIT" 5 1) "MIXED")',
    b'BODYSTRUCTURE ("MESSAGE" "RFC822" NIL NIL NIL "8BIT" 5 (NIL) NIL 1)',
    b"BODYSTRUCTURE " + b'("A" "B" NIL NIL NIL "7BIT" 1)' * 2_000,
    b"ENVELOPE (NIL NIL) BODYSTRUCTURE NIL",
    b"",
]


def test_structures_that_can_not_be_read_cost_nothing(empty: Scene) -> None:
    odd = [Odd("BODYSTRUCTURE", rb"BODYSTRUCTURE .*(?=\)\r\n)", told) for told in STRUCTURES]
    all_are_read(empty, with_odd_ones(empty, odd, large))


BODIES = [
    b"BODY[] NIL",
    b'BODY[] ""',
    b"BODY[] {0}\r\n",
    b"BODY[] 5",
    b"BODY[] (a b)",
    b"BODY[] {3}\r\nabc",
    b"BODY[] {5}\r\nshort, and longer than that",
    b"BODY[] {90000}\r\nshort",
    b"BODY[] {99999999999}\r\nshort",
    b"BODY[] {-5}\r\nshort",
    b"BODY[",
    b"X-BODY NIL",
    b"",
]


def test_bodies_that_make_no_sense_are_set_aside_until_they_do(empty: Scene) -> None:
    odd = [Odd("BODY.PEEK[]", rb"BODY\[\].*(?=\)\r\n)", body) for body in BODIES]
    odd_ones_are_set_aside(empty, with_odd_ones(empty, odd))


def test_a_message_without_a_text_is_not_gone_because_search_leaves_it_out(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server) as scene:
        scene.poll()
        server.add(request(0))
        server.twist = lambda asked: b"%TAG% OK done\r\n" if asked.name == "UID SEARCH" else None
        server.rewrite = lambda _mail, _items, row: re.sub(
            rb"BODY\[\].*(?=\)\r\n)", b"BODY[] NIL", row, flags=re.DOTALL
        )
        scene.try_to_poll()
        assert scene.dispositions() == {1: "quarantined"}
        scene.heal()
        scene.clock.let_pass(hours=1)
        scene.poll()
        assert scene.dispositions() == {1: "request"}


def test_a_scrap_in_place_of_a_message_of_unknown_size_is_none(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    scrap = b"* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n%TAG% OK done\r\n"
    with staged(tmp_path, tables, server) as scene:
        server.add(request(0))
        server.twist = lambda asked: scrap if asked.name == "UID FETCH" else None
        scene.try_to_poll()
        assert scene.dispositions() == {1: "quarantined"}
        scene.heal()
        scene.clock.let_pass(hours=1)
        scene.poll()
        assert scene.dispositions() == {1: "request"}


@pytest.mark.parametrize("empty", [b'BODY[] ""', b"BODY[] {0}\r\n", b'BODY[] "" X NIL'])
@pytest.mark.parametrize("size", [b"", b"RFC822.SIZE NIL", b"RFC822.SIZE many"])
def test_nothing_in_place_of_a_message_of_unknown_size_is_none(
    server: ImapScript, tables: Path, tmp_path: Path, size: bytes, empty: bytes
) -> None:
    def rewrite(_mail: Mail, _items: str, row: bytes) -> bytes:
        row = re.sub(rb"RFC822.SIZE \d+", size, row)
        return re.sub(rb"BODY\[\].*(?=\)\r\n)", empty, row, flags=re.DOTALL)

    with staged(tmp_path, tables, server) as scene:
        server.add(request(0))
        server.rewrite = rewrite
        scene.try_to_poll()
        assert scene.dispositions() == {1: "quarantined"}
        scene.heal()
        scene.clock.let_pass(hours=1)
        scene.poll()
        assert scene.dispositions() == {1: "request"}


def test_a_message_that_is_empty_is_of_no_interest(server: ImapScript, tables: Path, tmp_path: Path) -> None:
    with staged(tmp_path, tables, server) as scene:
        server.add(b"")
        scene.poll()
        assert scene.dispositions() == {1: "ignored"}


ROWS = [
    b"* 2 FETCH (UID 77 ",
    b"* 2 FETCH (UID two ",
    b"* 2 FETCH (UID NIL ",
    b"* 2 FETCH (",
    b"* 2 FETCH ",
    b"* two FETCH (UID %UID% ",
    b"* FETCH (UID %UID% ",
    b"* 2 FETCH ((UID %UID% ",
    b"garbage (UID %UID% ",
    b"* 2 EXPUNGE\r\n* 2 FETCH (UID 99 ",
    b"* BAD [ALERT] what\r\n* 2 FETCH (UID 99 ",
    b"* NO never\r\n* 2 FETCH (UID 99 ",
]


@pytest.mark.parametrize(
    ("word", "end"),
    [("RFC822.SIZE", all_are_read), ("BODY.PEEK[]", odd_ones_are_set_aside)],
    ids=["info", "body"],
)
def test_rows_about_no_or_another_message_are_not_taken_for_this_one(
    empty: Scene, word: str, end: Callable[[Scene, dict[int, Odd]], None]
) -> None:
    numbers = range(1, 2 * len(ROWS), 2)
    odd = [
        Odd(word, rb"\* \d+ FETCH \(UID \d+ ", row.replace(b"%UID%", b"%d" % uid))
        for uid, row in zip(numbers, ROWS, strict=True)
    ]
    end(empty, with_odd_ones(empty, odd))


HARMLESS = [
    b"* 3 EXPUNGE\r\n",
    b"* 9 EXISTS\r\n",
    b"* 1 FETCH (FLAGS (\\Seen))\r\n",
    b"* 1 FETCH (UID 1 FLAGS ((bad))\r\n",
    b"* 77 FETCH (UID 77 RFC822.SIZE 5 BODY[] {3}\r\nabc)\r\n",
    b"* OK [ALERT] Your mailbox is nearly full\r\n",
    b"* NO disk is nearly full\r\n",
    b"* BAD I am confused\r\n",
    b"* SEARCH 99\r\n",
    b"* CAPABILITY IMAP4rev1\r\n",
    b"* FLAGS (\\Seen)\r\n",
    b"* X-UNHEARD-OF (1 2 3)\r\n",
    b"* LIST () NIL INBOX\r\n",
]


def test_what_comes_unasked_amid_an_answer_costs_nothing(empty: Scene) -> None:
    before = with_odd_ones(empty, [Odd("(", rb"^(?=\* )", line) for line in HARMLESS])
    all_are_read(empty, before)


def test_rows_that_come_twice_are_taken_once(scene: Scene) -> None:
    scene.server.rewrite = lambda _mail, _items, row: row + row
    is_read_in_the_end(scene, READ)


def is_read_in_the_end(scene: Scene, expected: dict[int, str]) -> None:
    """Now as expected; after the server is well, all is read once, and nothing is asked twice for that."""
    scene.poll()
    assert scene.dispositions() == expected
    scene.heal()
    scene.poll()
    assert scene.dispositions() == READ
    assert len(scene.letters()) == 3
    asked = len(scene.server.heard)
    scene.poll()
    assert not [one for one in scene.server.heard[asked:] if one.asks_for("BODY.PEEK")]


def about_odd(word: str, answer: bytes | Twist) -> Callable[[Asked], bytes | Twist | None]:
    """This answer to each FETCH of `word` that is about the odd message."""
    return lambda asked: answer if ODD in asked.uids and asked.asks_for(word) else None


@pytest.mark.parametrize("twist", Twist)
@pytest.mark.parametrize("word", ["RFC822.SIZE", "BODYSTRUCTURE", "BODY.PEEK[]", "BODY.PEEK["])
def test_a_connection_that_ends_over_one_message_is_charged_to_that_one(
    server: ImapScript, tables: Path, tmp_path: Path, word: str, twist: Twist
) -> None:
    with staged(tmp_path, tables, server, seconds=IMPATIENT) as scene:
        for number in range(3):
            server.add(large(number) if word == "BODYSTRUCTURE" else request(number))
        server.twist = about_odd(word, twist)
        is_read_in_the_end(scene, READ if word in {"RFC822.SIZE", "BODYSTRUCTURE"} else ASIDE)


def test_the_header_of_what_is_set_aside_is_kept(scene: Scene) -> None:
    scene.server.twist = about_odd("BODY.PEEK[]", Twist.HANG_UP)
    scene.poll()
    entry = scene.ledger()[1]
    assert entry.reason == "the mail server hangs up when it is asked for; only its header is here"
    with scene.app.services.store.read() as tx:
        assert b"customer-1@engines.test" in (tx.ledger.raw(entry.id) or b"")


@pytest.mark.parametrize("word", ["RFC822.SIZE", "BODYSTRUCTURE", "BODY.PEEK[]", "BODY.PEEK["])
@pytest.mark.parametrize("words", ["NO Message is corrupt", "BAD what", "NO [EXPUNGEISSUED] gone", "NO"])
def test_a_refusal_about_one_message_is_charged_to_that_one(
    server: ImapScript, tables: Path, tmp_path: Path, word: str, words: str
) -> None:
    with staged(tmp_path, tables, server, seconds=IMPATIENT) as scene:
        for number in range(3):
            server.add(large(number) if word == "BODYSTRUCTURE" else request(number))
        server.twist = about_odd(word, f"%TAG% {words}\r\n".encode())
        is_read_in_the_end(scene, READ if word in {"RFC822.SIZE", "BODYSTRUCTURE"} else ASIDE)


@pytest.mark.parametrize("twist", Twist)
def test_a_row_of_messages_that_end_the_connection_holds_up_nobody_behind_them(
    server: ImapScript, tables: Path, tmp_path: Path, twist: Twist
) -> None:
    bad = range(1, 9)
    with staged(tmp_path, tables, server, seconds=IMPATIENT) as scene:
        for number in range(11):
            server.add(request(number))
        server.twist = lambda asked: twist if {*asked.uids} & {*bad} and asked.asks_for("BODY.PEEK") else None
        for _ in range(5):
            scene.try_to_poll()
        found = scene.dispositions()
        assert [uid for uid, what in found.items() if what == "request"] == [9, 10, 11]
        scene.heal()
        for _ in range(2):
            scene.clock.let_pass(hours=2)
            scene.poll()
        assert set(scene.dispositions().values()) == {"request"}
        assert len(scene.letters()) == 11


def test_a_uid_that_the_server_made_up_hides_no_mail_that_gets_it_later(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    went: list[str] = []

    def ends_at_the_mark(asked: Asked) -> Twist | None:
        went.append(asked.name)
        return Twist.BYE if "UID STORE" in went else None

    with staged(tmp_path, tables, server, seconds=IMPATIENT, after_success='"keyword"') as scene:
        for number in range(2):
            server.add(request(number))
        server.rewrite = lambda mail, _, row: row.replace(b"UID 2", b"UID 7") if mail.uid == 2 else row
        server.twist = ends_at_the_mark
        scene.try_to_poll()
        scene.heal()
        scene.poll()
        for number in range(2, 7):
            server.add(request(number))
        scene.poll()
        assert scene.dispositions() == dict.fromkeys(range(1, 8), "request")


def test_a_uid_that_the_server_made_up_hides_no_mail_that_gets_it_at_once(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server) as scene:
        server.add(request(0))
        made_up = b"* SEARCH 1 2 4\r\n* 2 FETCH (UID 4)\r\n%TAG% OK done\r\n"
        server.twist = lambda asked: (
            made_up if asked.rest.startswith("ALL") or asked.rest.endswith("(UID)") else None
        )
        scene.poll()
        assert set(scene.dispositions()) <= {1}
        scene.heal()
        for number in range(1, 5):
            server.add(request(number))
        scene.poll()
        assert scene.dispositions() == dict.fromkeys(range(1, 6), "request")
