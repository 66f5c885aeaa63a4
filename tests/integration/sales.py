"""A sales list that is in the register."""

import csv
from pathlib import Path

from tests.integration.local_worker import LocalWorker
from worker.services.progress_log import in_log
from worker.services.register import register_import


def sell(worker: LocalWorker, folder: Path, *rows: tuple[str, str, str]) -> None:
    """Take in a list of these license keys, each with product and users."""
    file = folder / "sold.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([("License key", "Product", "Users"), *rows])
    register_import.run_import(
        worker.services, register_import.plan_import(worker.services, file, {}), "olga", in_log
    )
