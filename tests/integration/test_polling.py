"""What becomes of a mailbox that lives: renumbered, restored, tidied up by people, read by two workers."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.customers import half_filled, unrelated
from tests.integration.installed import wire
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy, record
from tests.servers.mailboxes import Stored
from worker.app import App
from worker.mailbox.errors import CommandRefused, FolderMissing
from worker.mailbox.mailbox_session import open_session
from worker.reader_process import mail_reader
from worker.reading import Message, read
from worker.requests.request_model import Disposition
from worker.runtime.loops import MailboxLoop
from worker.runtime.single_pass import Watchers, run_once
from worker.services.intake import batch_ingest, folder_leases, folder_sync, ingest_message
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.folder_leases import FolderTakenError
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.ingest_message import ingest_message as take
from worker.services.intake.poll_folder import PollListener, poll_folder, poll_session
from worker.services.intake.poll_plan import plan_poll
from worker.services.review.ledger_view import retry
from worker.services.service_context import ServiceContext
from worker.store.records import FolderKey, LedgerEntry
from worker.store.transactions import Transaction

SALES = "sales@vendor.test"
SUPPORT = "support@vendor.test"
NEVER = threading.Event()


def install(folder: Path, dovecot: Dovecot, database_url: str = "", **more: str) -> App:
    """An installation that reads SALES, with further lines for its mailbox or whole sections."""
    config = folder / "config.toml"
    port = more.get("port", str(dovecot.imap_port))
    mailbox = f"""
host = "127.0.0.1"
port = {port}
tls = "none"
password = "{dovecot.password}"
read_from = "all"
"""
    second = f'[[mailboxes]]\nname = "support"\naddress = "{SUPPORT}"\n{mailbox}' if "second" in more else ""
    config.write_text(
        f"""
[database]
url = "{database_url or new_sqlite(folder / "worker.db")}"
[[mailboxes]]
name = "sales"
address = "{SALES}"
{mailbox}
{more.get("keys", "")}
{second}
[smtp]
host = "127.0.0.1"
port = 9
tls = "none"
from = "Vendor <{SALES}>"
"""
    )
    app = wire(config)
    app.prepare()
    return app


@pytest.fixture
def app(tmp_path: Path, dovecot: Dovecot) -> Iterator[App]:
    made = install(tmp_path, dovecot)
    yield made
    made.close()


@contextmanager
def installed(folder: Path, dovecot: Dovecot, database_url: str = "", **more: str) -> Iterator[App]:
    app = install(folder, dovecot, database_url, **more)
    try:
        yield app
    finally:
        app.close()


def look(app: App, number: int = 0, *, sweep: bool = False) -> dict[str, int]:
    """Poll; how many messages of each disposition. Found is the sum, always."""
    account = poll_folder(app.services, app.sources[number], NEVER, sweep=sweep)
    assert account.found == sum(account.counts.values())
    assert account.problem == ""
    return {str(disposition): count for disposition, count in account.counts.items()}


def ledger(app: App) -> list[LedgerEntry]:
    with app.services.store.read() as tx:
        return list(tx.ledger.listed())


def letters(app: App) -> list[str]:
    with app.services.store.read() as tx:
        return [str(letter.kind) for letter in tx.letters.listed()]


def other(number: int, body: str = "Hello") -> bytes:
    head = f"From: bo@client.test\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@client.test>\r\n"
    return f"{head}\r\n{body}\r\n".encode()


# UIDs that change their meaning


def test_a_renumbered_folder_is_read_again_and_nobody_gets_a_second_letter(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    mails = [half_filled(), unrelated()]
    for raw in mails:
        dovecot.append(SALES, raw, folder="Requests")
    with installed(tmp_path, dovecot, keys='folder = "Requests"') as app:
        assert look(app) == {"request": 1, "ignored": 1}
        with dovecot.client(SALES) as owner:
            owner.delete_folder("Requests")
        for raw in (*mails, other(1)):
            dovecot.append(SALES, raw, folder="Requests")
        assert look(app) == {"duplicate": 2, "ignored": 1}
        assert len({entry.place.uid_validity for entry in ledger(app)}) == 2
        assert len(letters(app)) == 1
        assert look(app) == {}


def test_a_mailbox_restored_from_a_backup_loses_no_mail_that_gets_an_old_uid(
    app: App, dovecot: Dovecot
) -> None:
    dovecot.append(SALES, unrelated())
    backup = keep(dovecot)
    for number in (1, 2):
        dovecot.append(SALES, other(number))
    assert look(app) == {"ignored": 3}
    restore(dovecot, backup)
    assert look(app) == {}
    assert dovecot.append(SALES, half_filled()) == 2
    assert dovecot.append(SALES, other(2)) == 3
    assert look(app) == {"request": 1, "duplicate": 1}
    assert sorted(entry.place.uid for entry in ledger(app)) == [0, 0, 1, 2, 3]


def test_a_sweep_finds_mail_behind_uids_that_were_given_again_unnoticed(app: App, dovecot: Dovecot) -> None:
    dovecot.append(SALES, unrelated())
    backup = keep(dovecot)
    dovecot.append(SALES, other(1), when=datetime(2026, 3, 1, tzinfo=UTC))
    assert look(app) == {"ignored": 2}
    restore(dovecot, backup)
    dovecot.append(SALES, half_filled())
    dovecot.append(SALES, other(3))
    assert look(app) == {"ignored": 1}
    assert look(app, sweep=True) == {"request": 1}
    assert look(app, sweep=True) == {}


def keep(dovecot: Dovecot) -> Path:
    backup = dovecot.folder / "backup"
    shutil.rmtree(backup, ignore_errors=True)
    subprocess.run(["cp", "-a", dovecot.folder / "mail" / SALES, backup], check=True)
    return backup


def restore(dovecot: Dovecot, backup: Path) -> None:
    shutil.rmtree(dovecot.folder / "mail" / SALES)
    subprocess.run(["cp", "-a", backup, dovecot.folder / "mail" / SALES], check=True)


# The same mail more than once


def test_mail_moved_away_and_back_is_known(app: App, dovecot: Dovecot) -> None:
    dovecot.append(SALES, half_filled())
    assert look(app) == {"request": 1}
    with dovecot.client(SALES) as owner:
        owner.create_folder("LocalWorker")
        for here, there in (("INBOX", "LocalWorker"), ("LocalWorker", "INBOX")):
            owner.select_folder(here)
            owner.move(owner.search(), there)
    assert look(app) == {"duplicate": 1}
    assert len(letters(app)) == 1


def test_one_message_id_twice_and_none_at_all_lose_nothing(app: App, dovecot: Dovecot) -> None:
    request = half_filled()
    dovecot.append(SALES, other(1))
    dovecot.append(SALES, other(1, body="Other words"))
    dovecot.append(SALES, other(1))
    nameless = request.replace(b"Message-ID: <first@engines.test>\r\n", b"")
    dovecot.append(SALES, nameless)
    dovecot.append(SALES, nameless)
    assert look(app) == {"ignored": 2, "request": 1, "duplicate": 2}
    assert len(letters(app)) == 1


def test_the_same_mail_in_two_mailboxes_read_at_once_is_one_request(
    tmp_path: Path, dovecot: Dovecot, database_url: str
) -> None:
    for address in (SALES, SUPPORT):
        for number in range(5):
            dovecot.append(address, half_filled().replace(b"first@", b"%d@" % number))
    with installed(tmp_path, dovecot, database_url, second="yes") as app:
        with ThreadPoolExecutor(2) as pool:
            counts = sum(
                pool.map(lambda source: poll_folder(app.services, source, NEVER).counts, app.sources),
                Counter(),
            )
        assert counts.total() == 10
        assert counts[Disposition.DUPLICATE] == 5
        assert len({entry.place.mailbox for entry in ledger(app)}) == 2


# The sweep


def test_a_sweep_takes_in_what_lies_below_the_cursor_and_not_in_the_ledger(
    app: App, dovecot: Dovecot
) -> None:
    assert look(app) == {}
    for number in range(4):
        dovecot.append(SALES, other(number))
    assert look(app) == {"ignored": 4}
    key = ledger(app)[0].place
    with app.services.store.write() as tx:
        state = tx.mailboxes.state(FolderKey(mailbox="sales", folder="INBOX", uid_validity=key.uid_validity))
        assert state is not None
        tx.ledger.let_go(state.key, [2, 3])
    assert look(app) == {}
    # One that comes in meanwhile is new to the sweep too, and was not missed.
    dovecot.append(SALES, other(4))
    assert look(app, sweep=True) == {"duplicate": 2, "ignored": 1}
    assert look(app, sweep=True) == {}
    with app.services.store.read() as tx:
        assert [poll.missed for poll in tx.mailboxes.polls()] == [0, 2]


def test_a_message_that_the_server_lists_and_tells_nothing_about_is_read_all_the_same(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:
        # The row of message 2 comes as another notice, without its size.
        proxy.to_client = lambda data: re.sub(rb"(\* 2 FETCH \(UID 2 )RFC822.SIZE \d+ ", rb"\1", data)
        assert look(app) == {"ignored": 3}
        assert look(app) == {}


def test_a_message_that_the_server_lists_and_does_not_show_is_set_aside_until_it_shows(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:
        proxy.to_client = lambda data: re.sub(rb"\* 2 FETCH \(UID 2 ", rb"* 2 FETCH (UID 22 ", data)
        assert look(app) == {"ignored": 2, "quarantined": 1}
        # The next poll asks once more, and then there is a pause.
        assert look(app) == {"quarantined": 1}
        assert look(app) == {}
        proxy.to_client = bytes
        later = replace(
            app, services=replace(app.services, clock=lambda: datetime.now(UTC) + timedelta(minutes=6))
        )
        assert look(later) == {"ignored": 1}
        assert [entry.place.uid for entry in ledger(app)] == [1, 2, 3]


# Poison


def test_a_poison_message_is_kept_with_its_bytes_and_read_again_by_another_version_only(
    app: App, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = half_filled().replace(b"Subject", b"X-Poison: yes\r\nSubject")
    for raw in (other(1), poison, unrelated()):
        dovecot.append(SALES, raw)
    reads: list[bytes] = []

    def stumble(raw: bytes, own: frozenset[str]) -> Message:
        reads.append(raw)
        if b"X-Poison" in raw:
            raise RecursionError
        return read(raw, own)

    with monkeypatch.context() as broken:
        broken.setattr(mail_reader, "read", stumble)
        assert look(app) == {"ignored": 2, "quarantined": 1}
        assert look(app) == {}
        second = ledger(app)[1]
        assert second.reason.startswith("could not be read: RecursionError at ")
        with app.services.store.read() as tx:
            assert tx.ledger.raw(second.id) == poison
        for module in (folder_sync, batch_ingest, ingest_message):
            broken.setattr(module, "build_name", lambda: "99")
        assert look(app) == {"quarantined": 1}
        assert look(app) == {}
        assert len(reads) == 4
    assert look(app) == {"request": 1}
    assert [entry.id for entry in ledger(app)] == [1, 2, 3]


def test_a_retry_reads_the_kept_bytes_of_a_message_that_is_gone(
    app: App, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.append(SALES, half_filled())
    with monkeypatch.context() as broken:
        broken.setattr(mail_reader, "extract_form", None)
        assert look(app) == {"quarantined": 1}
    with dovecot.client(SALES) as owner:
        owner.select_folder("INBOX")
        owner.delete_messages([1])
        owner.expunge()
    assert look(app) == {}
    retry(app.services, 1, "grace")
    assert look(app) == {"request": 1}
    assert look(app) == {}


def test_a_message_whose_storing_fails_holds_up_none_of_its_batch(
    app: App, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        dovecot.append(SALES, other(number))

    def stumble(
        services: ServiceContext, tx: Transaction, arrived: ArrivedMessage, *, read_ahead: bool, entry_id: int
    ) -> IngestOutcome | None:
        if arrived.place.uid == 7:
            raise KeyError
        return take(services, tx, arrived, read_ahead=read_ahead, entry_id=entry_id)

    monkeypatch.setattr(batch_ingest, "judge_unrelated", lambda *_: None)
    monkeypatch.setattr(batch_ingest, "ingest_message", stumble)
    assert look(app) == {"ignored": 59, "quarantined": 1}
    assert [entry.place.uid for entry in ledger(app) if entry.disposition == "quarantined"] == [7]


# Large mail


def test_a_request_above_the_cap_is_read_by_its_parts(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.append(SALES, with_attachment(half_filled(), 3_000_000))
    dovecot.append(SALES, with_attachment(unrelated(), 3_000_000))
    came: list[bytes] = []
    with FaultProxy(dovecot.imap_port) as proxy:
        proxy.to_client = record(came)
        with installed(tmp_path, dovecot, port=str(proxy.port), keys="max_message_mb = 1") as app:
            assert look(app) == {"request": 1, "ignored": 1}
            with app.services.store.read() as tx:
                raw = tx.ledger.raw(1)
    assert sum(map(len, came)) < 20_000
    assert raw is not None
    (attachment,) = read(raw).attachments
    assert (attachment.filename, attachment.content_type) == ("scan.pdf", "application/pdf")
    assert abs(attachment.size - 3_000_000) < 100


def test_where_the_structure_breaks_the_parser_the_start_of_the_message_is_read(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    dovecot.append(SALES, with_attachment(half_filled(), 3_000_000))
    dovecot.append(SALES, with_attachment(other(1), 100_000))
    with FaultProxy(dovecot.imap_port) as proxy:
        proxy.to_client = replaced(
            b"BODYSTRUCTURE (((", b"BODYSTRUCTURE (", b"BODYSTRUCTURE ((", b"BODYSTRUCTURE "
        )
        with installed(tmp_path, dovecot, port=str(proxy.port), keys="max_message_mb = 1") as app:
            assert look(app) == {"request": 1, "ignored": 1}


def replaced(*words: bytes) -> Callable[[bytes], bytes]:
    def rewrite(data: bytes) -> bytes:
        for old, new in zip(words[::2], words[1::2], strict=True):
            data = data.replace(old, new)
        return data

    return rewrite


def with_attachment(raw: bytes, size: int) -> bytes:
    """The same mail with a file beside its text."""
    head, _, body = raw.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.startswith((b"MIME", b"Content"))]
    name = b'application/pdf; name="scan.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
    return b"\r\n".join(
        [
            *kept,
            b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="cut"\r\n',
            b"--cut\r\nContent-Type: text/plain; charset=utf-8\r\n",
            body,
            b"--cut\r\nContent-Type: " + name,
            base64.encodebytes(bytes(size)).replace(b"\n", b"\r\n"),
            b"--cut--\r\n",
        ]
    )


# Many mailboxes, many readers


def test_each_folder_has_a_ledger_of_its_own(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.append(SALES, half_filled())
    dovecot.append(SALES, other(1), folder="Forms")
    dovecot.append(SALES, other(2), folder="Left alone")
    with installed(tmp_path, dovecot, keys='folders = ["Forms", "inbox"]') as app:
        assert [source.name for source in app.sources] == ["sales", "sales/Forms"]
        assert [look(app, 0), look(app, 1)] == [{"request": 1}, {"ignored": 1}]
        assert {(entry.place.folder, entry.place.uid) for entry in ledger(app)} == {
            ("INBOX", 1),
            ("Forms", 1),
        }
        assert [look(app, 0), look(app, 1)] == [{}, {}]


def test_one_mailbox_in_trouble_does_not_slow_another(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.append(SUPPORT, half_filled())
    with installed(tmp_path, dovecot, second="yes", keys='folder = "Nowhere"') as app:
        with pytest.raises(FolderMissing):
            look(app, 0)
        assert look(app, 1) == {"request": 1}


def test_one_pass_waits_for_no_mailbox_to_read_another(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.append(SUPPORT, half_filled())
    taken = threading.Event()
    with FaultProxy(dovecot.imap_port) as silent, installed(tmp_path, dovecot, second="yes") as made:
        sales, support = made.sources
        way = replace(sales.settings, port=silent.port)
        app = replace(made, sources=(replace(sales, settings=way), support))
        silent.stall()
        watchers = Watchers(message=lambda _: taken.set())
        with ThreadPoolExecutor(1) as pool:
            ending = pool.submit(run_once, app, NEVER, watchers)
            assert taken.wait(20)
            assert not ending.done()
            silent.cut()
            problems = ending.result(60)
        assert 'mailbox "sales"' in problems[0]


def test_a_folder_has_one_reader_at_a_time(tmp_path: Path, dovecot: Dovecot, database_url: str) -> None:
    dovecot.append(SALES, half_filled())
    with installed(tmp_path, dovecot, database_url) as app:
        elsewhere = replace(app.services, identity="another.example/17:1:abcd")
        with folder_leases.hold_during(elsewhere, app.sources[0]):
            with pytest.raises(FolderTakenError, match=r"another worker \(another\.example/17\)"):
                look(app)
            assert ledger(app) == []
        assert look(app) == {"request": 1}


def test_a_lease_runs_out_without_a_sign_of_life_and_its_holder_writes_no_more(
    tmp_path: Path, dovecot: Dovecot, database_url: str
) -> None:
    dovecot.append(SALES, half_filled())
    with installed(tmp_path, dovecot, database_url) as app, open_session(app.sources[0].settings) as session:
        frozen = replace(app.services, identity="another.example/17:1:abcd")
        with frozen.store.write() as tx:
            folder_leases.hold(frozen, app.sources[0], tx)
        folder_leases.renew(frozen)
        later = replace(
            app.services,
            identity="third.example/17:1:abcd",
            clock=lambda: app.services.clock() + timedelta(seconds=folder_leases.LEASE_SECONDS + 1),
        )

        def wake(_: IngestOutcome) -> None:
            """The holder comes back while another one reads."""
            with pytest.raises(FolderTakenError):
                poll_session(frozen, app.sources[0], session, NEVER)

        assert poll_folder(later, app.sources[0], NEVER, PollListener(message=wake)).found == 1
        assert len(ledger(app)) == 1


def test_the_lease_of_a_process_that_was_killed_is_free_at_once(app: App, dovecot: Dovecot) -> None:
    dovecot.append(SALES, half_filled())
    process = subprocess.Popen(["sleep", "60"])
    killed = replace(
        app.services, identity=folder_leases.make_identity().replace(f"/{os.getpid()}@", f"/{process.pid}@")
    )
    with killed.store.write() as tx:
        folder_leases.hold(killed, app.sources[0], tx)
    with pytest.raises(FolderTakenError):
        look(app)
    process.kill()
    process.wait()
    assert look(app) == {"request": 1}


# A backlog


def test_a_backlog_can_be_stopped_and_goes_on_where_it_was(app: App, dovecot: Dovecot) -> None:
    with dovecot.client(SALES) as owner:
        for number in range(120):
            owner.append("INBOX", other(number))
    stop = threading.Event()
    seen: list[int] = []

    def watch(outcome: IngestOutcome) -> None:
        seen.append(outcome.place.uid)
        stop.set()

    account = poll_folder(app.services, app.sources[0], stop, PollListener(message=watch))
    assert account.found == account.counts.total() == len(seen) == 50
    assert account.problem == ""
    assert look(app) == {"ignored": 70}
    assert seen == [entry.place.uid for entry in ledger(app)][:50] == [*range(1, 51)]


def test_progress_is_told_to_its_end(app: App, dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    told: list[int] = []

    @contextmanager
    def progress(name: str, total: int) -> Iterator[Callable[[int], None]]:
        assert name == "sales"
        yield told.append
        assert sum(told) == total == 3

    poll_folder(app.services, app.sources[0], NEVER, PollListener(progress=progress))
    assert sum(told) == 3


# Etiquette


@pytest.mark.parametrize("after", ["none", "keyword", "seen", "move:Done"])
def test_mail_of_others_keeps_flags_and_place_and_the_plan_tells_the_rest(
    tmp_path: Path, dovecot: Dovecot, after: str
) -> None:
    dovecot.append(SALES, unrelated(), flags=["\\Flagged", "work"])
    dovecot.append(SALES, other(1), flags=["\\Seen", "\\Answered"])
    dovecot.append(SALES, with_attachment(other(2), 200_000), flags=["\\Deleted"])
    dovecot.append(SALES, half_filled(), flags=["\\Flagged"])
    dovecot.append(SALES, other(3), folder="Done", flags=["$Label1"])
    before = dovecot.snapshot(SALES)
    with installed(tmp_path, dovecot, keys=f'after_success = "{after}"') as app:
        planned = list(plan_poll(app.services, app.sources[0]))
        assert dovecot.snapshot(SALES) == before
        assert ledger(app) == []
        look(app)
        done = [(one.uid, one.disposition, one.reason) for one in planned]
        assert done == [(entry.place.uid, entry.disposition, entry.reason) for entry in ledger(app)]
        assert [kind for one in planned for kind in one.letters] == letters(app)
        assert [one.mark for one in planned] == ["", "", "", "" if after == "none" else after]
    changed = {**by_digest(before), **by_digest(dovecot.snapshot(SALES))}
    ours = by_digest(before)[digest(half_filled())]
    assert {key: one for key, one in changed.items() if one != by_digest(before)[key]}.keys() <= {ours.digest}
    now = changed[ours.digest]
    assert now.flags - ours.flags == {"keyword": {"$SenWorker"}, "seen": {"\\Seen"}}.get(after, set())
    assert now.folder == ("Done" if after.startswith("move") else "INBOX")


def by_digest(stored: Iterable[Stored]) -> dict[str, Stored]:
    return {each.digest: each for each in stored}


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


# Servers in trouble


def test_a_server_that_is_busy_for_now_has_nothing_quarantined(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.append(SALES, half_filled())
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:
        proxy.to_server = replaced(b"BODY.PEEK[]", b"BODY.PEEK[NONE]")
        proxy.to_client = lambda data: re.sub(rb"BAD [^\r]*", b"NO [UNAVAILABLE] Come back later", data)
        with pytest.raises(CommandRefused, match="message 1"):
            look(app)
        assert ledger(app) == []
        proxy.to_server = bytes
        assert look(app) == {"request": 1}


def test_one_busy_message_among_others_is_set_aside(tmp_path: Path, dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:

        def stumble(data: bytes) -> bytes:
            wanted = data.partition(b"FETCH ")[2].split(b" ")[0]
            return data.replace(b"BODY.PEEK[]", b"BODY.PEEK[NONE]") if b"2" in wanted else data

        proxy.to_server = stumble
        proxy.to_client = lambda data: re.sub(rb"BAD [^\r]*", b"NO [UNAVAILABLE] Come back later", data)
        assert look(app) == {"ignored": 2, "quarantined": 1}


def test_answers_that_break_the_parser_cost_their_own_message_alone(tmp_path: Path, dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:
        proxy.to_client = replaced(b"* 2 FETCH (UID 2 BODY[]", b"* 2 FETCH (UID two BODY[]")
        assert look(app) == {"ignored": 2, "quarantined": 1}
        proxy.to_client = bytes
        retry(app.services, 2, "grace")
        assert look(app) == {"ignored": 1}


@pytest.mark.parametrize(
    ("refused", "counts"),
    [((b"RFC822.SIZE",), {"ignored": 3}), ((b"RFC822.SIZE", b"BODY.PEEK"), {"ignored": 2, "quarantined": 1})],
)
def test_a_message_that_the_server_knows_nothing_about_holds_up_nothing(
    tmp_path: Path, dovecot: Dovecot, refused: tuple[bytes, ...], counts: dict[str, int]
) -> None:
    for number in range(3):
        dovecot.append(SALES, other(number))
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:

        def stumble(data: bytes) -> bytes:
            if b"2" in data.partition(b"FETCH ")[2].split(b" ")[0]:
                for word in refused:
                    data = data.replace(word, b"NONSENSE")
            return data

        proxy.to_server = stumble
        assert look(app) == counts
        again = {key: count for key, count in counts.items() if key == "quarantined"}
        assert look(app) == again
        assert look(app) == {}


def test_what_search_leaves_out_is_read_by_the_next_poll_and_by_a_sweep(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    with FaultProxy(dovecot.imap_port) as proxy, installed(tmp_path, dovecot, port=str(proxy.port)) as app:
        assert look(app) == {}
        for number in range(5):
            dovecot.append(SALES, other(number))
        proxy.to_client = lambda data: re.sub(rb"\* SEARCH[^\r]*", b"* SEARCH 2 4", data)
        assert look(app) == {"ignored": 5}
        with app.services.store.write() as tx:
            tx.ledger.let_go(key_of(ledger(app)[0]), [3])
        assert look(app) == {}
        assert look(app, sweep=True) == {"duplicate": 1}


@contextmanager
def at_work(app: App) -> Iterator[MailboxLoop]:
    stop = threading.Event()
    loop = MailboxLoop(app, app.sources[0], stop, PollListener())
    thread = threading.Thread(target=loop.run)
    thread.start()
    try:
        yield loop
    finally:
        stop.set()
        thread.join(30)


def key_of(entry: LedgerEntry) -> FolderKey:
    place = entry.place
    return FolderKey(mailbox=place.mailbox, folder=place.folder, uid_validity=place.uid_validity)
