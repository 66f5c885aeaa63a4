"""`python -m tests.foreign DIR…`: reads foreign mail; tells what crashed, what was slow, what is a request.

Exit status 1 when a mail crashed the reader. Nothing is changed and nothing is kept.
"""

import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.foreign.finding import mails_in
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Kind
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

SLOW = 1.0  #: seconds of CPU time for one mail

_FORMS = tuple(load_forms((find_folder("templates"),)).values())


@dataclass
class Report:
    """What became of the mails of some folders."""

    kinds: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def add(self, name: str, raw: bytes) -> None:
        """Read one mail."""
        began = time.process_time()
        try:
            found = extract_form(read(raw), _FORMS)
        except Exception as error:  # noqa: BLE001 - to be told, with every other one
            last = traceback.extract_tb(error.__traceback__)[-1]
            self.crashed.append(f"{name}: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}")
            return
        took = time.process_time() - began
        self.kinds[found.kind] += 1
        if took > SLOW:
            self.slow.append(f"{name}: {took:.1f} s for {len(raw)} bytes")
        if found.kind in (Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST):
            self.requests.append(f"{name}: {found.reason}{' (held)' if found.hold else ''}")

    def __str__(self) -> str:
        """Figures first, then each mail that a person should look at."""
        total = sum(self.kinds.values()) + len(self.crashed)
        counts = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        lines = [f"{total} mails: {counts or 'none'}"]
        for title, found in (("crashed", self.crashed), ("slow", self.slow), ("requests", self.requests)):
            lines += [f"{title}: {len(found)}", *(f"  {each}" for each in found)]
        return "\n".join(lines)


def main(folders: list[str]) -> int:
    """Read every mail below the folders."""
    if not folders or not all(Path(each).is_dir() for each in folders):
        print("usage: python -m tests.foreign DIR…", file=sys.stderr)
        return 2
    report = Report()
    for each in folders:
        for name, raw in mails_in(Path(each)):
            report.add(name, raw)
    print(report)
    return 1 if report.crashed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
