"""The mailbox room against every IMAP server at hand: what a user would notice is the same on all of them.

What only Dovecot can be made to do, and what a broken connection does, stands in `test_mailbox`.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.integration.fetched import fetched
from tests.integration.installed import install, request, unrelated
from tests.servers.cyrus import Cyrus
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.embedded import Embedded
from tests.servers.fault_proxy import FaultProxy, call_at, replace
from tests.servers.mailboxes import Stored
from tests.servers.waiting import in_thread
from worker.mailbox.errors import CommandRefused, FolderMissing, LoginRefused, MailboxLost
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.mark_handled import KEYWORD, AfterSuccess
from worker.mailbox.settings import MailboxSettings
from worker.services.intake.poll_folder import poll_folder
from worker.services.intake.poll_plan import plan_poll
from worker.tls import Tls

NEVER = threading.Event()
ARRIVED = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def mail(number: int, body: str = "Hello") -> bytes:
    head = f"From: asta@example.com\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@example.com>\r\n"
    return f"{head}\r\n{body}\r\n".encode()


@dataclass(frozen=True, kw_only=True)
class Place:
    """An empty mailbox of its own on one server, reached through a proxy that reads along."""

    server: Dovecot | Cyrus | Embedded
    proxy: FaultProxy
    address: str

    @property
    def settings(self) -> MailboxSettings:
        return MailboxSettings(
            name="sales",
            host=self.proxy.host,
            port=self.proxy.port,
            tls=Tls.NONE,
            username=self.address,
            password=self.server.password,
            read_timeout=10,
        )

    def append(self, raw: bytes, *flags: str, folder: str = "INBOX") -> int:
        return self.server.append(self.address, raw, flags, ARRIVED, folder)

    def snapshot(self) -> tuple[Stored, ...]:
        return self.server.snapshot(self.address)

    def flags(self, uid: int) -> frozenset[str]:
        return next(one.flags for one in self.snapshot() if (one.folder, one.uid) == ("INBOX", uid))


@pytest.fixture
def place(imap_server: Dovecot | Cyrus | Embedded) -> Iterator[Place]:
    address = imap_server.new_address()
    with FaultProxy(imap_server.imap_port) as proxy:
        yield Place(server=imap_server, proxy=proxy, address=address)


# Looking and fetching


def test_a_mailbox_is_met_seen_and_read_without_a_trace(place: Place) -> None:
    first, second = place.append(mail(1), "\\Seen"), place.append(mail(2), "\\Flagged")
    before = place.snapshot()
    for readonly in (True, False):
        with open_session(place.settings) as session:
            status = session.select("INBOX", readonly=readonly)
            assert (status.exists, status.uid_next) == (2, second + 1)
            assert session.uids() == [first, second]
            assert session.uids(above=first) == [second]
            assert session.uids(above=second) == []
            infos = session.fetch_infos([first, second])
            assert [infos[uid].internal_date for uid in (first, second)] == [ARRIVED, ARRIVED]
            assert [infos[uid].size for uid in (first, second)] == [len(mail(1)), len(mail(2))]
            assert fetched(session, [first, second]) == {first: mail(1), second: mail(2)}
            assert session.fetch(first) == mail(1)
    assert place.snapshot() == before


def test_a_mailbox_keeps_its_uid_validity_from_one_session_to_the_next(place: Place) -> None:
    met = []
    for _ in range(2):
        with open_session(place.settings) as session:
            met.append(session.select("INBOX", readonly=True).uid_validity)
    assert met[0] == met[1] > 0


def test_uids_since_a_day_go_by_the_date_of_arrival(place: Place) -> None:
    uid = place.append(mail(1))
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids(since=ARRIVED.date()) == [uid]
        assert session.uids(since=ARRIVED.date().replace(day=3)) == []


def test_messages_that_are_gone_are_none(place: Place) -> None:
    uids = [place.append(mail(number)) for number in range(3)]
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids() == uids
        with place.server.client(place.address) as other:
            other.select_folder("INBOX")
            other.delete_messages([uids[1]])
            other.expunge()
        found = fetched(session, uids)
        assert session.fetch(uids[1]) is None
    assert [found[uid] for uid in uids] == [mail(0), None, mail(2)]


def test_a_wrong_password_is_told_as_such(place: Place) -> None:
    with pytest.raises(LoginRefused), open_session(changed(place.settings, password="wrong")):
        pass


def test_a_missing_folder_is_told_with_those_that_exist(place: Place) -> None:
    with (
        open_session(place.settings) as session,
        pytest.raises(FolderMissing, match=r'no folder "Requests", only .*"INBOX"'),
    ):
        session.select("Requests", readonly=True)


# Marking


@pytest.mark.parametrize(
    ("word", "flag"), [("keyword", KEYWORD), ("seen", "\\Seen")], ids=["keyword", "seen"]
)
def test_a_flag_is_added_to_one_message_and_to_none_other(place: Place, word: str, flag: str) -> None:
    ours, other = place.append(mail(1), "\\Flagged"), place.append(mail(2))
    with open_session(place.settings) as session:
        assert session.select("INBOX", readonly=False).keywords_allowed
        assert session.mark([ours], AfterSuccess.parse(word)).done
        assert session.mark([ours], AfterSuccess.parse(word)).done, "a second time changes nothing"
    assert place.flags(ours) == {"\\Flagged", flag}
    assert place.flags(other) == frozenset()


@pytest.mark.parametrize("hidden", [(), (" MOVE",)], ids=["by MOVE", "by COPY and UID EXPUNGE"])
def test_a_message_moves_and_what_others_deleted_stays(place: Place, hidden: tuple[str, ...]) -> None:
    deleted, ours = place.append(mail(1), "\\Deleted"), place.append(mail(2), "\\Flagged")
    place.append(mail(3), folder="Übersicht")
    place.proxy.hide(*hidden)
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=False)
        assert session.mark([ours], AfterSuccess.parse("move:Übersicht")).done
    now = place.snapshot()
    assert [(one.uid, set(one.flags)) for one in now if one.folder == "INBOX"] == [(deleted, {"\\Deleted"})]
    moved = [place.server.messages(place.address, "Übersicht"), {"\\Flagged"}]
    assert moved[0] == [mail(3), mail(2)]
    assert [set(one.flags) for one in now if one.folder == "Übersicht"][-1] == moved[1]


@pytest.mark.parametrize("word", ["keyword", "seen", "move:Done"])
def test_a_folder_that_was_only_examined_is_never_changed(place: Place, word: str) -> None:
    uid = place.append(mail(1))
    place.append(mail(2), folder="Done")
    before = place.snapshot()
    with open_session(place.settings) as session:
        assert not session.select("INBOX", readonly=True).keywords_allowed
        assert not session.mark([uid], AfterSuccess.parse(word)).done
    assert place.snapshot() == before


# Abilities that a server lacks


def test_without_move_and_uidplus_a_message_stays_where_it_is(place: Place) -> None:
    uid = place.append(mail(1))
    place.append(mail(2), folder="Done")
    before = place.snapshot()
    place.proxy.hide(" MOVE", " UIDPLUS")
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=False)
        assert not session.mark([uid], AfterSuccess.parse("move:Done")).done
    assert place.snapshot() == before


def test_a_server_that_forgets_keywords_is_noticed_and_seen_serves(place: Place) -> None:
    uid = place.append(mail(1))
    place.proxy.to_server = replace(f"({KEYWORD})".encode(), b"()")
    place.proxy.hide(" \\*", KEYWORD)
    with open_session(place.settings) as session:
        assert not session.select("INBOX", readonly=False).keywords_allowed
        assert not session.mark([uid], AfterSuccess.parse("keyword")).done
        assert session.mark([uid], AfterSuccess.parse("seen")).done
    assert place.flags(uid) == {"\\Seen"}


def test_without_authenticate_plain_the_login_command_serves(place: Place) -> None:
    place.proxy.hide(" AUTH=PLAIN")
    with open_session(place.settings) as session:
        assert "INBOX" in session.folders()
    with pytest.raises(LoginRefused), open_session(changed(place.settings, password="wrong")):
        pass


def test_a_server_without_idle_is_waited_out(place: Place) -> None:
    place.proxy.hide(" IDLE")
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        assert not session.can_idle
        assert session.idle(0.1, NEVER) is False


# Planning and polling


def test_a_plan_leaves_no_trace_and_a_poll_marks_what_is_ours_alone(place: Place, tmp_path: Path) -> None:
    ours, other = place.append(request(1)), place.append(unrelated(2), "\\Flagged")
    before = place.snapshot()
    at = place.proxy.host, place.proxy.port
    installed = install(
        tmp_path,
        new_sqlite(tmp_path / "worker.db"),
        at,
        at,
        place.server.password,
        username=f'"{place.address}"',
    )
    with closing(installed) as app:
        planned = {
            one.uid: (one.disposition, len(one.letters)) for one in plan_poll(app.services, app.sources[0])
        }
        assert planned == {ours: ("request", 1), other: ("ignored", 0)}
        assert place.snapshot() == before
        poll_folder(app.services, app.sources[0], NEVER)
        assert list(plan_poll(app.services, app.sources[0])) == []
    assert place.flags(ours) == {KEYWORD}
    assert [one for one in place.snapshot() if one.uid != ours] == [one for one in before if one.uid != ours]


# A copy, and waiting


def test_a_letter_is_put_into_the_sent_folder_as_read(place: Place) -> None:
    place.append(mail(1), folder="Sent")
    with open_session(place.settings) as session:
        session.append("Sent", mail(2), ARRIVED)
    kept = [one for one in place.snapshot() if one.folder == "Sent"][-1]
    assert (set(kept.flags), kept.internal_date) == ({"\\Seen"}, ARRIVED)
    assert place.server.messages(place.address, "Sent")[-1] == mail(2)


def test_new_mail_ends_the_waiting_and_what_was_there_does_not(place: Place) -> None:
    uid = place.append(mail(1))
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids() == [uid]
        assert session.idle(0.2, NEVER) is False
        idling = threading.Event()
        place.proxy.to_client = call_at(b"+ idling", idling.set)
        woken = in_thread(lambda: session.idle(60, NEVER))
        assert idling.wait(10)
        place.server.deliver(mail(2), place.address)
        assert woken() is True
        assert len(session.uids(above=uid)) == 1


def test_a_notice_that_comes_in_pieces_is_waited_for_to_its_end(place: Place) -> None:
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        session.uids()
        idling = threading.Event()
        place.proxy.to_client = call_at(b"+ idling", idling.set)
        woken = in_thread(lambda: session.idle(60, NEVER))
        assert idling.wait(10)
        place.proxy.throttle(3, 0.02)
        place.server.deliver(mail(1), place.address)
        assert woken() is True


def test_mail_that_came_before_the_waiting_began_is_not_slept_over(place: Place) -> None:
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids() == []
        place.append(mail(1))
        assert session.idle(60, NEVER) is True


def test_waiting_goes_on_over_renewals(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.mailbox.imap_idle.RENEW_SECONDS", 0.1)
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        session.uids()
        assert session.idle(0.5, NEVER) is False
        woken = in_thread(lambda: session.idle(60, NEVER))
        place.server.deliver(mail(1), place.address)
        assert woken() is True


def test_a_connection_closed_while_waiting_is_noticed(place: Place) -> None:
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        woken = in_thread(lambda: session.idle(600, NEVER))
        place.proxy.cut()
        assert isinstance(woken(), MailboxLost)


def test_a_stop_ends_the_waiting(place: Place) -> None:
    stop = threading.Event()
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        woken = in_thread(lambda: session.idle(600, stop))
        stop.set()
        assert woken() is False


def test_mail_that_is_told_of_before_the_consent_to_idle_ends_the_waiting(place: Place) -> None:
    place.append(mail(1))
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        session.uids()
        place.proxy.to_client = lambda data: re.sub(rb"(?i)(?=\+ idling)", b"* 2 EXISTS\r\n", data)
        assert session.idle(60, NEVER) is True
        assert len(session.uids()) == 1


def test_a_server_that_refuses_idle_says_so_and_the_session_goes_on(place: Place) -> None:
    uid = place.append(mail(1))
    place.proxy.to_server = replace(b" IDLE", b" XDLE")
    with open_session(place.settings) as session:
        session.select("INBOX", readonly=True)
        with pytest.raises(CommandRefused, match="refuses IDLE"):
            session.idle(60, NEVER)
        assert session.uids() == [uid]
