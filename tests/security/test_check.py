"""`check` while nobody is trusted: it says which servers check the mail that comes in."""

from tests.acceptance.customers import complete, unrelated
from tests.security.conftest import SERVER, TRUSTING, StartWorker


def test_check_names_the_servers_that_write_results_and_reads_headers_alone(
    start_worker: StartWorker,
) -> None:
    worker = start_worker()
    line = f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom=engines.test\r\n".encode()
    for raw in (line + complete(), unrelated(), line + unrelated()):
        worker.dovecot.deliver(raw, worker.vendor, sender="a@sender.test")
    told = worker.run("check")
    (warning,) = [line for line in told.splitlines() if line.startswith("warn  senders")]
    assert f"{SERVER} (2)" in warning
    assert f'trusted_authserv_ids = ["{SERVER}"]' in warning
    config = worker.config.read_text()
    worker.config.write_text(config.replace("[policy]\n", f"[policy]\n{TRUSTING}"))
    assert "warn  senders" not in worker.run("check")
    assert worker.rows("ledger", "list") == []
