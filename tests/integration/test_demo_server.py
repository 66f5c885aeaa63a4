"""The embedded mail server, by the means of its users: SMTP and IMAP."""

import signal
import smtplib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from select import select

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from worker.demo.demo_server import HOST, MailServer

SALES = "sales@vendor.example"
PASSWORD = "pw-of-sales"
RAW = (
    b"From: Nora <nora@customer.example>\r\nTo: sales@vendor.example\r\nSubject: Gr\xc3\xbc\xc3\x9fe\r\n"
    b"Message-ID: <1@customer.example>\r\n\r\nHello\r\n.\r\nbye \xc3\xa4\r\n"
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer({SALES: PASSWORD}, imap_port=0, smtp_port=0) as running:
        yield running


@pytest.fixture
def client(server: MailServer) -> Iterator[IMAPClient]:
    connected = login(server, SALES, PASSWORD)
    yield connected
    connected.logout()


def login(server: MailServer, user: str, password: str) -> IMAPClient:
    connected = IMAPClient(HOST, port=server.imap_port, ssl=False, timeout=20)
    try:
        connected.login(user, password)
    except LoginError:
        connected.shutdown()
        raise
    return connected


def send(server: MailServer, to: list[str], sender: str = "nora@customer.example") -> None:
    with smtplib.SMTP(HOST, server.smtp_port, timeout=20) as smtp:
        smtp.sendmail(sender, to, RAW)


def test_mail_by_smtp_lies_in_the_mailbox_when_it_is_acknowledged(
    server: MailServer, client: IMAPClient
) -> None:
    send(server, [SALES.upper()])
    client.select_folder("INBOX", readonly=True)
    [uid] = client.search()
    fetched = client.fetch([uid], ["BODY.PEEK[]", "FLAGS", "RFC822.SIZE"])[uid]
    raw = fetched[b"BODY[]"]
    assert raw.startswith(b"Return-Path: <nora@customer.example>\r\nReceived: ")
    assert raw.endswith(RAW)
    assert fetched[b"RFC822.SIZE"] == len(raw)
    assert b"\\Seen" not in fetched[b"FLAGS"]
    assert server.messages(SALES) == [raw]


def test_whoever_is_written_to_gets_a_mailbox_that_can_be_looked_into(server: MailServer) -> None:
    send(server, ["Nora@Customer.example", "tom@customer.example"], sender="")
    assert server.addresses() == [SALES, "nora@customer.example", "tom@customer.example"]
    assert server.messages("nora@customer.example")[0].startswith(b"Return-Path: <>\r\n")
    nora = login(server, "nora@customer.example", "demo")
    assert nora.select_folder("INBOX")[b"EXISTS"] == 1
    nora.logout()


def test_a_wrong_password_is_refused(server: MailServer) -> None:
    with pytest.raises(LoginError):
        login(server, SALES, "wrong")
    with pytest.raises(LoginError):
        login(server, "nobody@customer.example", "demo")


def test_a_message_can_be_put_into_a_mailbox_as_it_is(server: MailServer) -> None:
    first = server.deliver(RAW, SALES)
    second = server.deliver(RAW, SALES)
    assert second > first
    assert server.messages(SALES) == [RAW, RAW]
    assert server.messages("nobody@customer.example") == []
    assert server.stored(SALES, "No such folder") == []


def test_the_workers_keyword_is_kept_and_found(server: MailServer, client: IMAPClient) -> None:
    marked = server.deliver(RAW, SALES)
    other = server.deliver(RAW, SALES)
    selected = client.select_folder("INBOX")
    assert b"$SenWorker" in selected[b"PERMANENTFLAGS"]
    client.add_flags([marked], [b"$SenWorker"])
    assert client.search(["KEYWORD", "$SenWorker"]) == [marked]
    assert client.search(["UNKEYWORD", "$SenWorker"]) == [other]
    assert [message.flags for message in server.stored(SALES)] == [frozenset({"$SenWorker"}), frozenset()]


def test_mail_moves_and_letters_are_appended_to_a_folder_made_by_the_client(
    server: MailServer, client: IMAPClient
) -> None:
    uid = server.deliver(RAW, SALES)
    client.create_folder("Done")
    client.select_folder("INBOX")
    client.add_flags([uid], [b"$SenWorker"])
    client.move([uid], "Done")
    client.append("Done", RAW, flags=[b"\\Seen"])
    client.append("Sent", RAW)
    assert server.messages(SALES) == []
    flags = [message.flags for message in server.stored(SALES, "Done")]
    assert flags == [frozenset({"$SenWorker"}), frozenset({"\\Seen"})]
    assert [message.raw for message in server.stored(SALES, "Sent")] == [RAW]


def test_new_mail_wakes_who_waits_in_idle(server: MailServer, client: IMAPClient) -> None:
    client.select_folder("INBOX")
    client.idle()
    server.deliver(RAW, SALES)
    # imapclient's idle_check takes a line of which a part has come for the end of the connection.
    assert select([client.socket()], [], [], 20)[0]
    _, told = client.idle_done()
    assert (1, b"EXISTS") in told
    assert len(client.search()) == 1


def test_many_clients_are_served_at_once(server: MailServer) -> None:
    threads = [threading.Thread(target=send, args=(server, [SALES])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len({message.uid for message in server.stored(SALES)}) == 8


def test_mail_for_international_addresses_is_taken(server: MailServer) -> None:
    mail = EmailMessage()
    mail["From"] = SALES
    mail["To"] = "jörg@bücher.example"
    mail.set_content("Hello")
    with smtplib.SMTP(HOST, server.smtp_port, timeout=20) as smtp:
        smtp.send_message(mail)
    assert len(server.messages("jörg@bücher.example")) == 1


def test_the_server_ends_while_clients_are_connected() -> None:
    server = MailServer({SALES: PASSWORD}, imap_port=0, smtp_port=0)
    before = set(threading.enumerate())
    server.start()
    threads = set(threading.enumerate()) - before
    idle = login(server, SALES, PASSWORD)
    idle.select_folder("INBOX")
    idle.idle()
    smtp = smtplib.SMTP(HOST, server.smtp_port, timeout=20)
    silent = socket.create_connection((HOST, server.imap_port), timeout=20)
    ports = (server.imap_port, server.smtp_port)
    server.stop()
    assert not any(thread.is_alive() for thread in threads)
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, port), timeout=20)
    server.stop()
    with suppress(OSError):
        idle.shutdown()
    smtp.close()
    silent.close()


def test_a_port_that_is_taken_becomes_another(server: MailServer) -> None:
    second = MailServer({}, imap_port=server.imap_port, smtp_port=server.smtp_port)
    with second:
        assert {second.imap_port, second.smtp_port}.isdisjoint({server.imap_port, server.smtp_port})
        send(second, [SALES])
        assert len(second.messages(SALES)) == 1
    assert server.messages(SALES) == []


PROGRAM = """
import signal
import time
from worker.demo.demo_server import MailServer
# A shell that runs the tests in the background has them ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with MailServer({"sales@vendor.example": "pw-of-sales"}, imap_port=0, smtp_port=0) as server:
        print(server.imap_port, flush=True)
        time.sleep(120)
except KeyboardInterrupt:
    print("ended")
"""


def test_ctrl_c_ends_a_program_that_runs_the_server() -> None:
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert program.stdout is not None
    with IMAPClient(HOST, port=int(program.stdout.readline()), ssl=False, timeout=20) as idle:
        idle.login(SALES, PASSWORD)
        idle.select_folder("INBOX")
        idle.idle()
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=30)
        assert (out, err, program.returncode) == ("ended\n", "", 0)
        with pytest.raises((IMAPClientError, OSError)):
            idle.idle_done()
