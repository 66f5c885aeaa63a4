"""How long a command takes until it has ended, what memory it takes, and which packages that goes to.

    python -m benchmarks.startup [--runs 5]

A configuration, an empty SQLite database and a running worker are made in a temporary folder; each command
is run as a process of its own, as a shell or a container's health check does. CPU time is the fairer figure
on a machine that does other work.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.operations.test_imports import CONFIG

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ["--version"],
    ["--help"],
    ["health"],
    ["queue", "list"],
    ["outbox", "list", "--json"],
    ["check", "--help"],
)
_SHOWN = 6  # packages of each command
_BETWEEN = """
import os, sys, time
began = time.perf_counter()
nowhere = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in (1, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
used = os.wait4(process, 0)[2]
print(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(CONFIG + "\n[web]\nenabled = false\n")
        with _worker(folder):
            print("| command | seconds | CPU | MB | imports, ms: packages |\n|---|---|---|---|---|")
            for command in COMMANDS:
                _measure(folder, command, runs)


def _measure(folder: Path, command: list[str], runs: int) -> None:
    told = [_used(folder, command) for _ in range(runs)]
    seconds, cpu, memory = (median(figures) for figures in zip(*told, strict=True))
    shares = _shares(folder, command)
    largest = ", ".join(f"{package} {ms:.0f}" for package, ms in shares.most_common(_SHOWN))
    line = f"| `{' '.join(command)}` | {seconds:.2f} | {cpu:.2f} | {memory:.0f} |"
    print(f"{line} {sum(shares.values()):.0f}: {largest} |", flush=True)


def _used(folder: Path, command: list[str]) -> tuple[float, float, float]:
    """Seconds, seconds of CPU, megabytes; a small process tells, as a child begins with its parent's peak."""
    line = [sys.executable, "-I", "-S", "-c", _BETWEEN, *_line(command)]
    done = subprocess.run(line, cwd=folder, env=_environ(), stdout=subprocess.PIPE, check=True)
    seconds, cpu, memory = map(float, done.stdout.split())
    return seconds, cpu, memory


def _shares(folder: Path, command: list[str]) -> Counter[str]:
    """Milliseconds of import by package; what one package imports of another counts for the other."""
    line = _line(command, "-X", "importtime")
    told = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, env=_environ())
    found: Counter[str] = Counter()
    for row in told.stderr.splitlines():
        mine, _, name = row.removeprefix("import time:").split("|") if row.count("|") == 2 else ("", "", "")
        if mine.strip().isdecimal():
            package = name.strip().partition(".")[0]
            found["Python" if package in sys.stdlib_module_names else package] += int(mine) / 1000  # type: ignore[assignment]
    return found


def _line(command: list[str], *options: str) -> list[str]:
    return [sys.executable, *options, "-m", "worker", *command]


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    """A running worker, as soon as it has made its database."""
    process = subprocess.Popen(_line(["run"]), cwd=folder, stdout=-3, stderr=-3, env=_environ())
    try:
        while not (folder / "sen-worker.db").exists() and process.poll() is None:
            time.sleep(0.1)
        time.sleep(5)  # it starts, and is not measured
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
