"""What a deployer reads when something is wrong: one clear line, and the right exit status."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.installation import VENDOR, Installation, command, install
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix

Change = Callable[[str], str]


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> Installation:
    tmp_path.chmod(0o755)
    return install(tmp_path, dovecot, postfix, f"sqlite:///{tmp_path}/worker.db", VENDOR)


def replaced(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        (replaced('name = "sales"', 'name = "sales"\nprot = 993'), 2, ["prot", "port"]),
        (replaced('tls = "starttls"', "tls = 5"), 2, ["[smtp]", "tls"]),
        (replaced("url =", "url = nonsense"), 2, ["line 3"]),
        (replaced('name = "sales"', 'name = "sales"\nfolder = "Orders"'), 1, ["Orders", "INBOX"]),
        (replaced('host = "localhost"', 'host = "127.0.0.2"'), 1, ["sales", "127.0.0.2"]),
        (replaced('password = "s3cret"', 'password = "wrong"'), 1, ["sales", "password"]),
    ],
    ids=["unknown-key", "wrong-type", "bad-toml", "missing-folder", "unreachable", "refused-password"],
)
def test_a_bad_configuration_is_told_in_one_line(
    worker: Installation, change: Change, status: int, words: list[str]
) -> None:
    worker.config.write_text(change(worker.config.read_text()))
    done = worker.attempt("run", "--once")
    one_line(done.stderr, words)
    assert done.returncode == status


def test_an_untrusted_certificate_is_told(worker: Installation) -> None:
    lines = [line for line in worker.config.read_text().splitlines() if not line.startswith("ca_file")]
    worker.config.write_text("\n".join(lines))
    done = worker.attempt("check")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "mailbox" in line and "ca_file" in line]
    assert [line for line in done.stderr.splitlines() if "smtp" in line and "ca_file" in line]


def test_folders_that_are_to_be_written_into_are_looked_for(worker: Installation) -> None:
    text = worker.config.read_text()
    text = text.replace('name = "sales"', 'name = "sales"\nafter_success = "move:Done"', 1)
    worker.config.write_text(text.replace("[smtp]", '[smtp]\nsent_folder = "Gesendet"', 1))
    done = worker.attempt("check")
    assert done.returncode == 1
    one_line(done.stderr, ['smtp.sent_folder is "Gesendet"', 'after_success moves to "Done"', "INBOX"])
    assert "mailbox sales: mailbox" not in done.stderr


def test_an_option_in_the_wrong_place_is_told(tmp_path: Path) -> None:
    done = command(tmp_path, "check", "--config", "config.toml")
    assert done.returncode == 2
    one_line(done.stderr, ["--config FILE stands before the command"])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    done = command(tmp_path, "queue", "list")
    assert done.returncode == 2
    one_line(done.stderr, ["config.toml", "--config"])


def test_a_missing_template_is_told(worker: Installation) -> None:
    with worker.config.open("a") as config:
        config.write('\n[templates]\ndir = "nowhere"\n')
    done = worker.attempt("run", "--once")
    assert done.returncode == 2
    one_line(done.stderr, ["[templates]", "nowhere"])


def test_a_database_that_cannot_be_written_is_told(worker: Installation) -> None:
    text = worker.config.read_text()
    worker.config.write_text(
        text.replace(f"sqlite:///{worker.folder}/worker.db", "sqlite:////proc/worker.db")
    )
    done = worker.attempt("run", "--once")
    assert done.returncode == 1
    one_line(done.stderr, ["database", "/proc/worker.db"])


def test_a_good_configuration_passes_the_check(worker: Installation) -> None:
    rows = worker.rows("check")
    assert [row["what"] for row in rows] == ["database", "clock", "templates", "mailbox sales", "smtp"]
    assert all(row["ok"] for row in rows)
    assert (worker.folder / "worker.db").exists()


def one_line(stderr: str, words: list[str]) -> None:
    """One line of ours, beside what is logged, which holds each of `words`."""
    told = [line for line in stderr.splitlines() if line.startswith("sen-worker: ")]
    assert len(told) == 1, stderr
    assert "Traceback" not in stderr
    assert not [word for word in words if word not in told[0]], told[0]
