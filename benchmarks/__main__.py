"""`make bench`: figures that can be repeated, as ratios within one run.

`make bench ARGS="--rounds 3"` for a quicker look, `--write FOLDER` to look at the mails themselves.
"""

import argparse
from pathlib import Path

from benchmarks import reading
from benchmarks.mails import mixed
from worker.resources import find_folder
from worker.template_files import load_forms


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="write the mails to this folder instead of measuring")
    options = parser.parse_args()
    forms = load_forms((find_folder("templates"),))
    mails = mixed(forms["marketplace-migration"])
    if options.write is not None:
        options.write.mkdir(parents=True, exist_ok=True)
        for number, mail in enumerate(mails):
            name = f"{number:04} {mail.sort}.eml".replace(" ", "-")
            (options.write / name).write_bytes(mail.raw)
        return
    print(reading.report(mails, reading.measure(mails, tuple(forms.values()), options.rounds)))


if __name__ == "__main__":
    main()
