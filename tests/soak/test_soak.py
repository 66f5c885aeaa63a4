"""A few simulated weeks of a worker: nothing of what it takes grows, and its promises hold."""

from pathlib import Path

from tests.servers.databases import new_sqlite
from tests.servers.smtp_sink import SmtpSink
from tests.soak.weeks import Soak


def test_weeks_of_work_take_no_more_than_the_first_one(tmp_path: Path, smtp_sink: SmtpSink) -> None:
    soak = Soak(folder=tmp_path, url=new_sqlite(tmp_path / "worker.db"), sink=smtp_sink)
    soak.live(days=56, mails=110)
    soak.judge()
    assert soak.accepted.total() > 120
