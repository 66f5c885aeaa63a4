"""The mailbox room against a real Dovecot, and against one whose connection or abilities fail."""

import logging
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace as changed
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy, call_at, cut_at, record, replace
from tests.servers.machinery import certificates, wait_until
from tests.servers.waiting import in_thread
from worker.errors import ConfigError
from worker.mailbox import uid_batches
from worker.mailbox.errors import (
    CertificateUntrusted,
    CommandRefused,
    EncryptionRefused,
    FolderMissing,
    LoginRefused,
    MailboxError,
    MailboxLost,
    MailboxUnreachable,
    MessageUnreadable,
)
from worker.mailbox.mailbox_session import MailboxSession, open_session
from worker.mailbox.mark_handled import AfterSuccess
from worker.mailbox.message_fetcher import SMALL_BYTES, FetchedMessage, MessageFetcher
from worker.mailbox.settings import MailboxSettings
from worker.reading import fetch_plan
from worker.tls import Tls

SALES = "sales@vendor.test"
NEVER = threading.Event()
MAX_BYTES = 1_000_000


def mail(number: int, body: str = "Hello") -> bytes:
    head = f"From: asta@example.com\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@example.com>\r\n"
    return f"{head}\r\n{body}\r\n".encode()


@pytest.fixture
def settings(dovecot: Dovecot) -> MailboxSettings:
    return MailboxSettings(
        name="sales",
        host=dovecot.host,
        port=dovecot.imaps_port,
        tls=Tls.IMPLICIT,
        ca_file=dovecot.ca_file,
        username=SALES,
        password=dovecot.password,
    )


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[FaultProxy]:
    """In front of Dovecot's port without encryption, so that it can read along."""
    with FaultProxy(dovecot.imap_port) as running:
        yield running


@pytest.fixture
def faulty(settings: MailboxSettings, proxy: FaultProxy) -> MailboxSettings:
    return changed(settings, host=proxy.host, port=proxy.port, tls=Tls.NONE, read_timeout=10)


def failure(settings: MailboxSettings) -> MailboxError:
    """Why opening and selecting fails; in one line that names the mailbox, without the password."""
    with pytest.raises(MailboxError) as caught, open_session(settings) as session:
        session.select(settings.folder, readonly=True)
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith('mailbox "sales": ')
    assert settings.password not in text
    return caught.value


def fetched(session: MailboxSession, *, small: int = SMALL_BYTES) -> dict[int, FetchedMessage]:
    """All that is in the folder; messages of up to `small` bytes whole, others in parts."""
    sizes = {uid: info.size for uid, info in session.fetch_infos(session.uids()).items()}
    fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=MAX_BYTES, small=small)
    return {uid: found for batch in fetcher.batches(sizes) for uid, found in batch}


# Opening


@pytest.mark.parametrize("tls", Tls)
def test_each_kind_of_encryption_leads_to_the_mailbox(
    dovecot: Dovecot, settings: MailboxSettings, tls: Tls
) -> None:
    dovecot.append(SALES, mail(1))
    port = dovecot.imaps_port if tls is Tls.IMPLICIT else dovecot.imap_port
    with open_session(changed(settings, tls=tls, port=port)) as session:
        status = session.select("INBOX", readonly=True)
    assert (status.exists, status.uid_next) == (1, 2)
    assert status.uid_validity > 0


def test_a_password_beyond_ascii_is_sent_as_it_is(proxy: FaultProxy, faulty: MailboxSettings) -> None:
    sent: list[bytes] = []
    proxy.to_server = record(sent)
    assert isinstance(failure(changed(faulty, password="pässwörd")), LoginRefused)
    assert b64encode(f"\0{SALES}\0pässwörd".encode()) in b"".join(sent).replace(b"\r\n", b"")


def test_without_authenticate_plain_the_login_command_serves(
    proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    proxy.hide(" AUTH=PLAIN")
    with open_session(faulty) as session:
        assert session.folders() == ["INBOX"]
    assert isinstance(failure(changed(faulty, password="wrong")), LoginRefused)
    proxy.hide(" AUTH=PLAIN", " AUTH=LOGIN")
    refused = failure(changed(faulty, password="pässwörd"))
    assert isinstance(refused, LoginRefused)
    assert "ASCII" in str(refused)


def test_a_user_name_is_quoted_for_the_login_command(proxy: FaultProxy, faulty: MailboxSettings) -> None:
    sent: list[bytes] = []
    proxy.hide(" AUTH=PLAIN")
    proxy.to_server = record(sent)
    with open_session(changed(faulty, username='CORP\\sales "office"')) as session:
        assert session.folders() == ["INBOX"]
    assert b'LOGIN "CORP\\\\sales \\"office\\"" ' in b"".join(sent)


def test_a_wrong_password_is_told_by_its_key_and_is_not_a_passing_trouble(settings: MailboxSettings) -> None:
    refused = failure(changed(settings, password="wr0ng-one"))
    assert isinstance(refused, LoginRefused)
    assert not refused.transient
    assert 'name = "sales": username, and password or password_file' in str(refused)
    assert f"localhost:{settings.port}" in str(refused)


def test_a_connection_dropped_during_the_login_is_not_a_wrong_password(
    proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    proxy.to_server = cut_at(b"AUTHENTICATE")
    dropped = failure(faulty)
    assert isinstance(dropped, MailboxUnreachable)
    assert dropped.transient


def test_a_server_too_busy_for_a_login_is_not_a_wrong_password(
    proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    proxy.to_client = replace(b"[AUTHENTICATIONFAILED] Authentication failed.", b"[UNAVAILABLE] Come back.")
    assert isinstance(failure(changed(faulty, password="wrong")), MailboxUnreachable)


def test_a_certificate_of_an_unknown_authority_is_not_trusted(
    settings: MailboxSettings, tmp_path: Path
) -> None:
    for ca_file in (None, certificates(tmp_path).ca):
        untrusted = failure(changed(settings, ca_file=ca_file))
        assert isinstance(untrusted, CertificateUntrusted)
        assert not untrusted.transient
        assert "ca_file" in str(untrusted)


def test_a_certificate_for_another_host_is_not_trusted(dovecot: Dovecot, settings: MailboxSettings) -> None:
    with FaultProxy(dovecot.imaps_port, host="127.0.0.2") as elsewhere:
        untrusted = failure(changed(settings, host=elsewhere.host, port=elsewhere.port))
    assert isinstance(untrusted, CertificateUntrusted)
    assert "127.0.0.2" in str(untrusted)


def test_a_certificate_is_verified_after_starttls_as_well(
    dovecot: Dovecot, settings: MailboxSettings
) -> None:
    untrusted = failure(changed(settings, tls=Tls.STARTTLS, port=dovecot.imap_port, ca_file=None))
    assert isinstance(untrusted, CertificateUntrusted)


def test_a_server_without_starttls_gets_no_password(proxy: FaultProxy, faulty: MailboxSettings) -> None:
    sent: list[bytes] = []
    proxy.hide(" STARTTLS")
    proxy.to_server = record(sent)
    refused = failure(changed(faulty, tls=Tls.STARTTLS))
    assert isinstance(refused, EncryptionRefused)
    assert "tls" in str(refused)
    assert b"AUTHENTICATE" not in b"".join(sent)
    assert b"LOGIN" not in b"".join(sent)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"port": 1}, "refuses connections"),
        ({"host": "nowhere.invalid"}, "can't be resolved"),
        ({"host": "."}, "not a host name"),
    ],
)
def test_a_server_that_is_not_there_is_told_by_its_keys(
    settings: MailboxSettings, wrong: dict[str, object], said: str
) -> None:
    unreachable = failure(changed(settings, **wrong))  # type: ignore[arg-type]
    assert isinstance(unreachable, MailboxUnreachable)
    assert said in str(unreachable)
    assert "host" in str(unreachable)


def test_a_port_of_another_kind_is_told(dovecot: Dovecot, settings: MailboxSettings) -> None:
    in_clear = failure(changed(settings, port=dovecot.imap_port))
    assert isinstance(in_clear, MailboxUnreachable)
    assert "does not speak TLS" in str(in_clear)
    not_imap = failure(changed(settings, port=dovecot.lmtp_port, tls=Tls.NONE))
    assert isinstance(not_imap, MailboxUnreachable)
    silent = failure(changed(settings, tls=Tls.STARTTLS, connect_timeout=0.5))
    assert isinstance(silent, MailboxUnreachable)
    assert "in time" in str(silent)


def test_without_encryption_only_this_machine_is_talked_to(settings: MailboxSettings) -> None:
    with pytest.raises(ConfigError, match=r'name = "sales": tls: must be "implicit" or "starttls" for'):
        changed(settings, host="imap.example.com", tls=Tls.NONE)


def test_the_password_does_not_show(settings: MailboxSettings) -> None:
    assert settings.password not in repr(settings)


def test_a_missing_folder_is_told_with_those_that_exist(dovecot: Dovecot, settings: MailboxSettings) -> None:
    dovecot.append(SALES, mail(1), folder="Anfragen für Müller")
    missing = failure(changed(settings, folder="Requests"))
    assert isinstance(missing, FolderMissing)
    assert '"Requests"' in str(missing)
    assert '"Anfragen für Müller"' in str(missing)
    assert failure(changed(settings, folder="Requests")).transient is False


# Looking and fetching


def test_looking_and_fetching_leave_no_trace(dovecot: Dovecot, settings: MailboxSettings) -> None:
    for number, flags in enumerate(([], ["\\Seen"], ["\\Flagged", "work"])):
        dovecot.append(SALES, mail(number), flags=flags)
    before = dovecot.snapshot(SALES)
    for readonly in (True, False):
        with open_session(settings) as session:
            session.select("INBOX", readonly=readonly)
            uids = session.uids()
            session.fetch_infos(uids)
            assert [session.fetch(uid) for uid in uids] == [mail(0), mail(1), mail(2)]
            for small in (0, SMALL_BYTES):
                assert fetched(session, small=small) == {1: mail(0), 2: mail(1), 3: mail(2)}
    assert dovecot.snapshot(SALES) == before


def test_no_mail_reaches_the_log_whatever_its_level(
    dovecot: Dovecot, settings: MailboxSettings, caplog: pytest.LogCaptureFixture
) -> None:
    dovecot.append(SALES, mail(1, body="my license key is 4711"))
    caplog.set_level(logging.DEBUG)
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        assert session.fetch(1) is not None
    assert "4711" not in caplog.text
    assert "asta@example.com" not in caplog.text
    assert settings.password not in caplog.text


def test_uids_above_the_last_one_are_none(dovecot: Dovecot, settings: MailboxSettings) -> None:
    for number in range(3):
        dovecot.append(SALES, mail(number))
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids() == [1, 2, 3]
        assert session.uids(above=2) == [3]
        assert session.uids(above=3) == []
        assert session.uids(above=99) == []


def test_an_empty_folder_has_no_uids(settings: MailboxSettings) -> None:
    with open_session(settings) as session:
        status = session.select("INBOX", readonly=True)
        assert (status.exists, status.uid_next) == (0, 1)
        assert session.uids() == []
        assert session.uids(above=5, since=date(2026, 1, 1)) == []
        assert session.fetch_infos([]) == {}
        assert fetched(session) == {}


def test_uids_since_a_day_go_by_the_date_of_arrival(dovecot: Dovecot, settings: MailboxSettings) -> None:
    for day in (1, 10, 20):
        dovecot.append(SALES, mail(day), when=datetime(2026, 3, day, 12, tzinfo=UTC))
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids(since=date(2026, 3, 10)) == [2, 3]
        assert session.uids(above=2, since=date(2026, 3, 1)) == [3]


def test_a_folder_too_large_for_one_answer_is_searched_in_windows(
    dovecot: Dovecot, settings: MailboxSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        dovecot.append(SALES, mail(number))
    monkeypatch.setattr(uid_batches, "SEARCH_WINDOW", 2)
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        assert session.uids() == [1, 2, 3, 4, 5, 6, 7]
        assert session.uids(above=3) == [4, 5, 6, 7]


def test_infos_tell_size_and_arrival_in_utc_of_what_exists(
    dovecot: Dovecot, settings: MailboxSettings
) -> None:
    when = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    dovecot.append(SALES, mail(1), flags=["\\Seen", "123", "work"], when=when)
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        infos = session.fetch_infos([1, 2, 3])
    assert list(infos) == [1]
    assert (infos[1].uid, infos[1].size, infos[1].internal_date) == (1, len(mail(1)), when)
    assert infos[1].internal_date is not None
    assert infos[1].internal_date.tzinfo is UTC


def test_messages_that_are_gone_are_none(dovecot: Dovecot, settings: MailboxSettings) -> None:
    for number in range(3):
        dovecot.append(SALES, mail(number))
    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        sizes = {uid: info.size for uid, info in session.fetch_infos(session.uids()).items()}
        with dovecot.client(SALES) as other:
            other.select_folder("INBOX")
            other.delete_messages([2])
            other.expunge()
        session.fetch_infos([1])
        assert session.fetch(2) is None
        assert session.present([1, 2, 3]) == {1, 3}
        for small in (0, SMALL_BYTES):
            fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=SMALL_BYTES, small=small)
            (batch,) = fetcher.batches(sizes)
            assert batch == [(1, mail(0)), (2, None), (3, mail(2))]


def test_batches_are_bounded_in_bytes_and_in_count(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uid_batches.split_by_size, "__kwdefaults__", {"count": 3})
    monkeypatch.setattr(uid_batches.BatchPace.__init__, "__defaults__", (3_000, 3_000))
    sizes = [2_000, 2_000, 10, 10, 10, 10, 5_000, 10]
    for number, size in enumerate(sizes):
        dovecot.append(SALES, mail(number, body="x" * size))
    asked: list[bytes] = []
    proxy.to_server = record(asked)
    with open_session(faulty) as session:
        session.select("INBOX", readonly=True)
        found = fetched(session)
    assert [len(raw) for raw in found.values() if isinstance(raw, bytes)] == [
        len(mail(number, body="x" * size)) for number, size in enumerate(sizes)
    ]
    commands = [line for line in b"".join(asked).split(b"\r\n") if b"BODY.PEEK[]" in line]
    assert [line.split()[3] for line in commands] == [b"1", b"2,3,4", b"5,6", b"7", b"8"]


def test_a_message_that_the_server_refuses_does_not_hold_up_the_others(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    for number in range(3):
        dovecot.append(SALES, mail(number))

    def stumble_over_2(data: bytes) -> bytes:
        poisoned = b"BODY.PEEK[" in data and b"2" in data.partition(b"FETCH ")[2].split(b" ")[0]
        return data.replace(b"BODY.PEEK[", b"BODY.PEEK[BROKEN") if poisoned else data

    proxy.to_server = stumble_over_2
    with open_session(faulty) as session:
        session.select("INBOX", readonly=True)
        found = fetched(session)
        assert (found[1], found[3]) == (mail(0), mail(2))
        assert isinstance(found[2], MessageUnreadable)
        assert found[2].uid == 2
        with pytest.raises(MessageUnreadable, match="message 2"):
            session.fetch(2)
        assert session.fetch(1) == mail(0)


def test_what_a_broken_server_sends_ends_the_session_and_shows_nothing_of_the_mail(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1, body="secret words"))
    with open_session(faulty) as session:
        session.select("INBOX", readonly=True)
        proxy.to_client = replace(b"* 1 FETCH (UID", b"secret words (UID")
        with pytest.raises(MailboxLost) as lost:
            session.fetch(1)
    assert "secret" not in str(lost.value)
    assert lost.value.__cause__ is None
    assert lost.value.__suppress_context__


@pytest.mark.parametrize("fault", ["cut", "stall"])
def test_a_connection_that_dies_amid_a_command_is_lost(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings, fault: str
) -> None:
    dovecot.append(SALES, mail(1))
    with open_session(changed(faulty, read_timeout=0.5)) as session:
        session.select("INBOX", readonly=True)
        getattr(proxy, fault)()
        with pytest.raises(MailboxLost, match=f'mailbox "sales": lost the connection to {proxy.host}'):
            session.fetch(1)


# Marking


@pytest.mark.parametrize(
    ("word", "flag"), [("keyword", "$SenWorker"), ("seen", "\\Seen")], ids=["keyword", "seen"]
)
def test_a_flag_is_added_to_one_message_and_to_none_other(
    dovecot: Dovecot, settings: MailboxSettings, word: str, flag: str
) -> None:
    dovecot.append(SALES, mail(1), flags=["\\Flagged"])
    dovecot.append(SALES, mail(2))
    with open_session(settings) as session:
        assert session.select("INBOX", readonly=False).keywords_allowed
        assert session.mark([1], AfterSuccess.parse(word)).done
        assert session.mark([1], AfterSuccess.parse(word)).done, "a second time changes nothing"
    first, second = dovecot.snapshot(SALES)
    assert first.flags == {"\\Flagged", flag}
    assert second.flags == set()


def test_nothing_is_done_where_nothing_is_wanted(dovecot: Dovecot, settings: MailboxSettings) -> None:
    dovecot.append(SALES, mail(1))
    before = dovecot.snapshot(SALES)
    with open_session(settings) as session:
        session.select("INBOX", readonly=False)
        assert session.mark([1], AfterSuccess.parse("none")).done
    assert dovecot.snapshot(SALES) == before


@pytest.mark.parametrize("hidden", [(), (" MOVE",)], ids=["by MOVE", "by COPY and UID EXPUNGE"])
def test_a_message_moves_and_what_others_deleted_stays(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings, hidden: tuple[str, ...]
) -> None:
    dovecot.append(SALES, mail(1), flags=["\\Deleted"])
    dovecot.append(SALES, mail(2), flags=["\\Flagged"])
    dovecot.append(SALES, mail(3), folder='Übersicht "neu"')
    proxy.hide(*hidden)
    with open_session(faulty) as session:
        session.select("INBOX", readonly=False)
        assert session.mark([2], AfterSuccess.parse('move:Übersicht "neu"')).done
    inbox, _, moved = sorted(dovecot.snapshot(SALES), key=lambda each: (each.folder != "INBOX", each.uid))
    assert (inbox.folder, inbox.uid, {*inbox.flags}) == ("INBOX", 1, {"\\Deleted"})
    assert (moved.folder, {*moved.flags}) == ('Übersicht "neu"', {"\\Flagged"})


def test_without_move_and_uidplus_a_message_stays_where_it_is(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1))
    dovecot.append(SALES, mail(2), folder="Done")
    before = dovecot.snapshot(SALES)
    proxy.hide(" MOVE", " UIDPLUS")
    with open_session(faulty) as session:
        session.select("INBOX", readonly=False)
        assert not session.mark([1], AfterSuccess.parse("move:Done")).done
    assert dovecot.snapshot(SALES) == before


@pytest.mark.parametrize("word", ["keyword", "seen", "move:Done"])
def test_a_folder_that_was_only_examined_is_never_changed(
    dovecot: Dovecot, settings: MailboxSettings, word: str
) -> None:
    dovecot.append(SALES, mail(1))
    dovecot.append(SALES, mail(2), folder="Done")
    before = dovecot.snapshot(SALES)
    with open_session(settings) as session:
        assert not session.select("INBOX", readonly=True).keywords_allowed
        assert not session.mark([1], AfterSuccess.parse(word)).done
    assert dovecot.snapshot(SALES) == before


def test_marking_what_cannot_be_marked_says_so_and_goes_on(
    dovecot: Dovecot, settings: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1))
    with open_session(settings) as session:
        session.select("INBOX", readonly=False)
        assert not session.mark([1], AfterSuccess.parse("move:Nowhere")).done
        assert not session.mark([99], AfterSuccess.parse("seen")).done
        assert session.fetch(1) == mail(1)


def test_a_server_that_forgets_keywords_is_noticed(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1))
    proxy.to_server = replace(b"($SenWorker)", b"()")
    proxy.hide(" \\*")
    with open_session(faulty) as session:
        assert not session.select("INBOX", readonly=False).keywords_allowed
        assert not session.mark([1], AfterSuccess.parse("keyword")).done
        assert session.mark([1], AfterSuccess.parse("seen")).done


# Appending and folders


def test_a_letter_is_put_into_the_sent_folder_as_read(dovecot: Dovecot, settings: MailboxSettings) -> None:
    dovecot.append(SALES, mail(1), folder="Sent")
    when = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
    with open_session(settings) as session:
        assert set(session.folders()) == {"INBOX", "Sent"}
        session.append("Sent", mail(2), when)
    _, kept = dovecot.snapshot(SALES)
    assert (kept.folder, {*kept.flags}, kept.internal_date) == ("Sent", {"\\Seen"}, when)
    assert dovecot.messages(SALES, "Sent")[1] == mail(2)


def test_only_folders_that_can_be_selected_are_named(dovecot: Dovecot, settings: MailboxSettings) -> None:
    with dovecot.client(SALES) as owner:
        owner.create_folder("2026/März")
    with open_session(settings) as session:
        assert set(session.folders()) == {"INBOX", "2026/März"}


def test_a_sent_folder_that_is_missing_is_told(settings: MailboxSettings) -> None:
    with open_session(settings) as session:
        with pytest.raises(FolderMissing, match='no folder "Sent", only "INBOX"'):
            session.append("Sent", mail(1), datetime.now(UTC))
        assert session.folders() == ["INBOX"]


def test_a_refused_command_leaves_the_session_as_it_was(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1))
    with open_session(faulty) as session:
        session.select("INBOX", readonly=True)
        proxy.to_server = replace(b"UID FETCH", b"UID XETCH")
        with pytest.raises(CommandRefused, match="refuses UID FETCH"):
            session.ask([1], ["FLAGS"])
        proxy.to_server = bytes
        assert session.uids() == [1]


def test_where_search_is_refused_the_messages_are_counted_through(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    for number in range(3):
        dovecot.append(SALES, mail(number))
    with open_session(faulty) as session:
        session.select("INBOX", readonly=True)
        proxy.to_server = replace(b"UID SEARCH", b"UID XEARCH")
        assert session.uids() == [1, 2, 3]
        assert session.uids(above=2) == [3]


# Waiting


def ready(session: MailboxSession) -> list[int]:
    """A session that has seen all there is."""
    session.select("INBOX", readonly=True)
    return session.uids()


def test_new_mail_ends_the_waiting(dovecot: Dovecot, settings: MailboxSettings) -> None:
    with open_session(settings) as session:
        assert ready(session) == []
        woken = in_thread(lambda: session.idle(60, NEVER))
        dovecot.deliver(mail(1), SALES)
        assert woken() is True
        assert session.uids() == [1]
        assert session.idle(0.2, NEVER) is False


def test_mail_that_came_before_the_waiting_began_is_not_slept_over(
    dovecot: Dovecot, settings: MailboxSettings
) -> None:
    with open_session(settings) as session:
        assert ready(session) == []
        dovecot.append(SALES, mail(1))
        assert session.idle(60, NEVER) is True
        assert session.uids() == [1]
        dovecot.append(SALES, mail(2))
        session.fetch_infos([1])
        assert session.idle(60, NEVER) is True, "told amid another command"


def test_what_others_do_to_old_mail_does_not_end_the_waiting(
    dovecot: Dovecot, settings: MailboxSettings
) -> None:
    dovecot.append(SALES, mail(1))
    dovecot.append(SALES, mail(2))
    with open_session(settings) as session:
        ready(session)
        woken = in_thread(lambda: session.idle(2, NEVER))
        with dovecot.client(SALES) as other:
            other.select_folder("INBOX")
            other.add_flags([1], ["\\Seen"])
            other.delete_messages([2])
            other.expunge()
        assert woken() is False


def test_a_stop_ends_the_waiting_and_the_session(settings: MailboxSettings) -> None:
    stop = threading.Event()
    with open_session(settings) as session:
        ready(session)
        woken = in_thread(lambda: session.idle(600, stop))
        stop.set()
        assert woken() is False


@pytest.mark.parametrize("fault", ["cut", "stall"])
def test_a_stop_ends_the_waiting_on_a_dead_connection(
    proxy: FaultProxy, faulty: MailboxSettings, fault: str
) -> None:
    stop, idling = threading.Event(), threading.Event()
    proxy.to_client = call_at(b"+ idling", idling.set)
    with open_session(changed(faulty, read_timeout=600)) as session:
        ready(session)
        woken = in_thread(lambda: session.idle(600, stop))
        assert idling.wait(10)
        stop.set()
        getattr(proxy, fault)()
        assert woken() is False


def test_a_connection_closed_while_waiting_is_noticed_at_once(
    proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    idling = threading.Event()
    proxy.to_server = call_at(b"IDLE", idling.set)
    with open_session(faulty) as session:
        ready(session)
        woken = in_thread(lambda: session.idle(600, NEVER))
        assert idling.wait(10)
        proxy.cut()
        assert isinstance(woken(), MailboxLost)


def test_a_connection_that_went_silent_is_noticed_when_the_time_is_over(
    proxy: FaultProxy, faulty: MailboxSettings
) -> None:
    with open_session(changed(faulty, read_timeout=0.5)) as session:
        ready(session)
        proxy.to_server = call_at(b"IDLE", proxy.stall)
        with pytest.raises(MailboxLost, match="did not answer in time"):
            session.idle(1, NEVER)


def test_waiting_goes_on_over_renewals(
    dovecot: Dovecot, proxy: FaultProxy, faulty: MailboxSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.mailbox.imap_idle.RENEW_SECONDS", 0.2)
    begun: list[bytes] = []
    proxy.to_server = call_at(b"IDLE", lambda: begun.append(b""))
    with open_session(faulty) as session:
        ready(session)
        woken = in_thread(lambda: session.idle(60, NEVER))
        wait_until(lambda: len(begun) > 2, "two renewals of IDLE")
        dovecot.deliver(mail(1), SALES)
        assert woken() is True


def test_a_server_without_idle_is_waited_out(proxy: FaultProxy, faulty: MailboxSettings) -> None:
    proxy.hide(" IDLE")
    stop = threading.Event()
    with open_session(faulty) as session:
        ready(session)
        assert not session.can_idle
        assert session.idle(0.1, stop) is False
        woken = in_thread(lambda: session.idle(600, stop))
        stop.set()
        assert woken() is False
