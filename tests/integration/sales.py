"""A sales list that is in the register."""

import csv
from pathlib import Path

from tests.integration.desk import Desk
from worker.services.progress import in_log
from worker.services.register import importing


def sell(desk: Desk, folder: Path, *rows: tuple[str, str, str]) -> None:
    """Take in a list of these license keys, each with product and users."""
    file = folder / "sold.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([("License key", "Product", "Users"), *rows])
    importing.run_import(desk.house, importing.plan_import(desk.house, file, {}), "olga", in_log)
