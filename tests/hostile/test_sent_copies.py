"""Copies of letters in the Sent folder: made where a server lets us, else made up for, never waited for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hostile.scene import Scene, staged
from tests.integration.installed import request
from tests.servers.imap_script import Asked, ImapScript, Twist
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.runtime import scheduler
from worker.services.monitoring import worker_health


@pytest.fixture
def scene(
    server: ImapScript, tables: Path, tmp_path: Path, start_smtp_sink: Callable[..., SmtpSink]
) -> Iterator[Scene]:
    server.folders["Sent"] = []
    sink = start_smtp_sink(Tls.NONE)
    keys = {"sent_folder": '"Sent"'}
    with staged(tmp_path, tables, server, relay=sink.port, smtp=keys, seconds=2.0, poll_seconds="1") as ready:
        yield ready


@contextmanager
def at_work(scene: Scene) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=scheduler.run_worker, args=(scene.app, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)


def copies(scene: Scene) -> list[bytes]:
    return [mail.raw for mail in scene.server.folders["Sent"]]


def on_append(answer: bytes | Twist) -> Callable[[Asked], bytes | Twist | None]:
    return lambda asked: answer if asked.name == "APPEND" else None


def test_one_connection_is_enough_for_mail_and_copies(scene: Scene) -> None:
    scene.server.most_connections = 1
    with at_work(scene):
        for number in range(3):
            scene.server.add(request(number))
        wait_until(lambda: len(copies(scene)) == 3, "the copies")
        assert worker_health.find_problems(scene.app.services) == []
    assert len({raw.partition(b"Message-ID:")[2].split()[0] for raw in copies(scene)}) == 3


@pytest.mark.parametrize(
    "answer",
    [
        b"%TAG% NO [OVERQUOTA] Quota exceeded\r\n",
        b"%TAG% NO [TRYCREATE] No such folder\r\n",
        b"%TAG% BAD what\r\n",
        b"%TAG% NO [UNAVAILABLE] Come back later\r\n",
    ],
)
def test_a_copy_that_is_refused_is_told_by_health_and_made_up_for(scene: Scene, answer: bytes) -> None:
    scene.server.twist = on_append(answer)
    with at_work(scene):
        scene.server.add(request(0))
        wait_until(
            lambda: any("sent copies" in line for line in worker_health.find_problems(scene.app.services)),
            "the word of it",
        )
        scene.server.add(request(1))
        wait_until(lambda: len(scene.ledger()) == 2, "the mail behind it")
    scene.heal()
    scene.run_once()
    assert len(copies(scene)) == 2
    scene.run_once()
    assert len(copies(scene)) == 2


@pytest.mark.parametrize("twist", Twist)
def test_a_letter_over_which_the_connection_ends_twice_is_given_up(scene: Scene, twist: Twist) -> None:
    scene.server.add(request(0))
    scene.server.twist = on_append(twist)
    assert scene.run_once() == []
    scene.heal()
    scene.server.add(request(1))
    assert scene.run_once() == []
    assert [b"customer-1@" in raw for raw in copies(scene)] == [True]


def test_a_copy_whose_answer_never_came_is_not_made_twice(scene: Scene) -> None:
    scene.server.add(request(0))

    def kept_without_a_word(asked: Asked) -> Twist | None:
        if asked.name == "APPEND":
            with scene.app.services.store.read() as tx:
                scene.server.add(tx.copies.due(1)[0].raw, "Sent")
            return Twist.HANG_UP
        return None

    scene.server.twist = kept_without_a_word
    assert scene.run_once() == []
    assert len(copies(scene)) == 1


def test_a_letter_that_is_refused_for_a_day_is_given_up(scene: Scene) -> None:
    scene.server.add(request(0))
    scene.server.twist = on_append(b"%TAG% NO never\r\n")
    scene.run_once()
    scene.clock.let_pass(hours=25)
    scene.run_once()
    scene.heal()
    scene.run_once()
    assert copies(scene) == []
