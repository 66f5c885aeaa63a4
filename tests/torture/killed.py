"""`python -m tests.torture.killed STEP COUNT ARGUMENTS…` is `sen-worker ARGUMENTS` until it comes to a step.

There it kills itself (SIGKILL), the `COUNT`-th time. The steps are put around what libraries do, so that the
worker's own code is what runs everywhere else.
"""

import imaplib
import os
import signal
import smtplib
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from itertools import count
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from worker.cli import main


class Step(StrEnum):
    """Where a worker is killed."""

    AFTER_FETCH = "after_fetch"  #: the server has told all, nothing is stored
    BEFORE_COMMIT = "before_commit"
    AFTER_COMMIT = "after_commit"
    BEFORE_FLAG = "before_flag"
    AFTER_FLAG = "after_flag"  #: marked on the server, and not yet noted
    BEFORE_DATA = "before_data"  #: the relay knows sender and recipients
    IN_DATA = "in_data"  #: the relay has half of the letter
    BEFORE_ANSWER = "before_answer"  #: the relay has all of it, and may have taken it
    AFTER_DATA = "after_data"  #: the relay has taken it, and nobody has noted that
    BEFORE_COPY = "before_copy"
    AFTER_COPY = "after_copy"  #: the Sent folder has it, and nobody has noted that


Check = Callable[[Step], None]


def kill_at(step: Step, which: int) -> Check:
    """Ends the process the `which`-th time that it is called with `step`."""
    seen = count(1)

    def check(reached: Step) -> None:
        if reached is step and next(seen) == which:
            os.kill(os.getpid(), signal.SIGKILL)

    return check


def watch_imap(check: Check) -> None:
    """Before commands are sent, and after they are answered; a `UID FETCH` is called UID alone."""
    send: Any = getattr(imaplib.IMAP4, "_command")  # noqa: B009 - typeshed does not know it
    finish: Any = getattr(imaplib.IMAP4, "_command_complete")  # noqa: B009
    last: dict[bytes, str] = {}

    def command(self: imaplib.IMAP4, name: str, *arguments: Any) -> bytes:
        what = name if name != "UID" else str(arguments[0])
        if what == "STORE":
            check(Step.BEFORE_FLAG)
        if what == "APPEND":
            check(Step.BEFORE_COPY)
        tag: bytes = send(self, name, *arguments)
        last[tag] = what
        return tag

    def complete(self: imaplib.IMAP4, name: str, tag: bytes) -> Any:
        answer = finish(self, name, tag)
        after = {"FETCH": Step.AFTER_FETCH, "STORE": Step.AFTER_FLAG, "APPEND": Step.AFTER_COPY}
        if (step := after.get(last.pop(tag, ""))) is not None:
            check(step)
        return answer

    setattr(imaplib.IMAP4, "_command", command)  # noqa: B010 - typeshed does not know it
    setattr(imaplib.IMAP4, "_command_complete", complete)  # noqa: B010


def watch_database(check: Check) -> None:
    """Before and after each commit."""
    commit: Any = DefaultDialect.do_commit

    def do_commit(self: DefaultDialect, connection: Any) -> None:
        check(Step.BEFORE_COMMIT)
        commit(self, connection)
        check(Step.AFTER_COMMIT)

    DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]


def watch_smtp(check: Check, *, halved: bool) -> None:
    """Before DATA, amid the letter, and before and after its answer."""
    put, send, answer = smtplib.SMTP.putcmd, smtplib.SMTP.send, smtplib.SMTP.getreply

    class Told(threading.local):
        """How far the letter of a connection is: each has a thread of its own."""

        data = False
        sent = False

    state = Told()

    def putcmd(self: smtplib.SMTP, cmd: str, args: str = "") -> None:
        begins = cmd.lower() == "data"
        if begins:
            check(Step.BEFORE_DATA)
        put(self, cmd, args)
        state.data = begins

    def sending(self: smtplib.SMTP, text: Any) -> None:
        whole = text.encode("ascii") if isinstance(text, str) else bytes(text)
        if state.data and len(whole) > 100:
            if halved:
                send(self, whole[: len(whole) // 2])
                check(Step.IN_DATA)
            send(self, whole[len(whole) // 2 :] if halved else whole)
            state.sent = True
            return
        send(self, text)

    def getreply(self: smtplib.SMTP) -> tuple[int, bytes]:
        if state.sent:
            check(Step.BEFORE_ANSWER)
        told = answer(self)
        if state.sent:
            state.data = state.sent = False
            check(Step.AFTER_DATA)
        return told

    smtplib.SMTP.putcmd = putcmd  # type: ignore[method-assign]
    smtplib.SMTP.send = sending  # type: ignore[method-assign, assignment]
    smtplib.SMTP.getreply = getreply  # type: ignore[method-assign]


if __name__ == "__main__":
    step = Step(sys.argv[1])
    killing = kill_at(step, int(sys.argv[2]))
    watch_imap(killing)
    watch_database(killing)
    watch_smtp(killing, halved=step is Step.IN_DATA)
    sys.argv[1:] = sys.argv[3:]
    main()
