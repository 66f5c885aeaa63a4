"""The log: one line per event, and nothing personal in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from worker import log
from worker.errors import UnavailableError
from worker.log_lines import REDACTED

# fmt: off
PRIVATE = [
    "password", "imap_password", "PASSWORD", "token", "refresh_token", "secret", "license_key", "license",
    "address", "account_email", "expert_email", "to", "cc", "from", "sender", "recipients", "subject", "body",
    "text", "holder_name", "organization", "fields", "database_url", "Reply-To",
]
# fmt: on

KEY = "eJzzzU9KzTFUKEmtKFFILE3JLwYAQ2MHxQ"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    for handler in [one for one in root.handlers if one.name == "sen-worker"]:
        root.removeHandler(handler)
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def configured(level: log.Level = "info", format: log.Format = "text") -> io.StringIO:  # noqa: A002
    stream = io.StringIO()
    log.configure(level, format, stream)
    return stream


def test_an_event_is_one_line_of_text() -> None:
    stream = configured()
    log.get("worker.mailbox").info("polled", mailbox="sales", found=3, took="0.2 s", nothing=None)
    (line,) = stream.getvalue().splitlines()
    stamp, rest = line.split(" ", 1)
    assert stamp.endswith("Z")
    assert rest == 'info    worker.mailbox: polled mailbox=sales found=3 took="0.2 s" nothing=None'


def test_an_event_is_one_object_of_json() -> None:
    stream = configured(format="json")
    log.get("worker.mailbox").warning("refused", mailbox="sales", tries=2, who={"Jörg"})
    told = json.loads(stream.getvalue())
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "refused",
        "level": "warning",
        "logger": "worker.mailbox",
        "mailbox": "sales",
        "tries": 2,
        "who": ["Jörg"],
    }


def test_events_below_the_level_are_not_written() -> None:
    stream = configured("warning")
    log.get("worker").info("quiet")
    logging.getLogger("somebody").info("quiet")
    assert stream.getvalue() == ""


def test_configuring_again_replaces_what_was() -> None:
    first = configured()
    second = configured("error")
    log.get("worker").error("once")
    assert first.getvalue() == ""
    assert len(second.getvalue().splitlines()) == 1


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("key", PRIVATE)
def test_what_a_private_key_holds_is_never_written(format_: log.Format, key: str) -> None:
    stream = configured("debug", format_)
    logger = log.get("worker").bind(**{key: KEY})
    structlog.contextvars.bind_contextvars(**{key: KEY})
    logger.info("bound")
    log.get("worker").info("given", **{key: [KEY]}, more={"deep": [{key: {"x": KEY}}]})
    assert KEY not in stream.getvalue()
    assert REDACTED in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 2


def test_ordinary_keys_are_written() -> None:
    stream = configured()
    log.get("worker").info(
        "seen", mailbox="sales", uid=7, request_id=3, disposition="reply", message_id="<a@b>"
    )
    assert "mailbox=sales uid=7 request_id=3 disposition=reply message_id=<a@b>" in stream.getvalue()


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_an_event_holds_it_stays_on_its_line(event: str, value: str) -> None:
    stream = configured()
    log.get("worker").info(event, found=value)
    assert len(stream.getvalue().splitlines()) == 1
    assert stream.getvalue()[:-1].isprintable()


def test_a_very_long_value_is_cut() -> None:
    stream = configured()
    log.get("worker").info("long", found="x" * 10_000)
    assert len(stream.getvalue()) < 700


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_defect_is_told_by_type_and_place_without_its_text(format_: log.Format) -> None:
    stream = configured(format=format_)
    try:
        int(KEY)
    except ValueError:
        log.get("worker").exception("failed")
        logging.getLogger("apscheduler.executors").exception("Job raised an exception")
    for line in stream.getvalue().splitlines():
        assert KEY not in line
        assert "ValueError" in line
        assert "test_log.py:" in line
    assert len(stream.getvalue().splitlines()) == 2


def test_an_error_of_ours_is_told_with_its_text() -> None:
    stream = configured()
    log.get("worker").error("failed", exc_info=UnavailableError("imap.vendor.example:993 refused us"))
    assert "UnavailableError: imap.vendor.example:993 refused us" in stream.getvalue()


def test_libraries_speak_in_the_same_lines_and_less() -> None:
    stream = configured("debug")
    logging.getLogger("imapclient.imaplib").debug("< FETCH %s", KEY)
    logging.getLogger("apscheduler.executors.default").info("Running job %s", "poll")
    logging.getLogger("alembic.runtime.migration").info("Running upgrade -> %s", "0001")
    logging.getLogger("alembic.runtime.migration").warning("something of alembic's")
    logging.getLogger("apscheduler.scheduler").warning("maximum number of running instances reached")
    logging.getLogger("apscheduler.scheduler").error("a job failed")
    lines = stream.getvalue().splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "warning alembic.runtime.migration: something of alembic's",
        "error   apscheduler.scheduler: a job failed",
    ]


def test_what_is_bound_to_the_context_stands_in_every_line() -> None:
    stream = configured()
    with structlog.contextvars.bound_contextvars(mailbox="sales"):
        log.get("worker").info("one")
        logging.getLogger("somebody").warning("two")
    assert stream.getvalue().count("mailbox=sales") == 2
