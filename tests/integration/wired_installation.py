"""An installation for one test: a configuration as a deployer writes it, wired, with its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.integration.installed import wire
from tests.servers.smtp_sink import SmtpSink
from worker.app import App
from worker.services.intake.arrived_message import read_arrival
from worker.services.intake.ingest_message import IngestOutcome, ingest_message
from worker.store.records import MessagePlace

VENDOR = "sales@vendor.test"


@contextmanager
def open_wired_installation(
    folder: Path, database_url: str, sink: SmtpSink | None = None, more: str = ""
) -> Iterator[App]:
    """An installation whose letters go to `sink`; its mailbox leads nowhere. `more` are further sections."""
    (folder / "config.toml").write_text(
        f"""
[database]
url = "{database_url}"

[[mailboxes]]
name = "sales"
address = "{VENDOR}"
host = "127.0.0.1"
port = 9
tls = "none"
password = "none"

[smtp]
host = "{sink.host if sink else "127.0.0.1"}"
port = {sink.port if sink else 9}
tls = "{"starttls" if sink else "none"}"
ca_file = "{sink.ca_file if sink else ""}"
username = "{sink.username if sink else ""}"
password = "{sink.password if sink else ""}"
from = "Vendor Sales <{VENDOR}>"

{more}
""",
        encoding="utf-8",
    )
    app = wire(folder / "config.toml")
    try:
        app.prepare()
        yield app
    finally:
        app.close()


def arrive(app: App, raw: bytes, uid: int) -> IngestOutcome:
    """A mail is taken in, as a poll does it; it arrived now."""
    place = MessagePlace(mailbox="sales", uid_validity=1, uid=uid)
    arrived = read_arrival(app.services, place, datetime.now(UTC), raw)
    with app.services.store.write() as tx:
        outcome = ingest_message(app.services, tx, arrived)
    assert outcome is not None
    return outcome
