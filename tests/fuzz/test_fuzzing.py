"""The coverage-guided fuzzer, for a moment; `make fuzz` runs it for longer."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import seeds

_SECONDS = 20
_GIVEN_UP = 170  #: seconds, with the start and the slowest single input included
_HERE = Path(__file__).parent

pytestmark = pytest.mark.timeout(_GIVEN_UP + 10)


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="atheris is made for Linux on x86-64"
)
def test_a_moment_of_fuzzing_breaks_nothing(tmp_path: Path) -> None:
    start, kept, findings = tmp_path / "seeds", tmp_path / "kept", tmp_path / "findings"
    seeds.write(start)
    kept.mkdir()
    findings.mkdir()
    command = [
        sys.executable, "-m", "tests.fuzz.harness",
        f"-max_total_time={_SECONDS}", "-timeout=60", "-rss_limit_mb=1000", "-max_len=8192",
        f"-dict={_HERE / 'mail.dict'}", f"-artifact_prefix={findings}/", str(kept), str(start),
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=_HERE.parents[1], capture_output=True, text=True, timeout=_GIVEN_UP, check=False
    )
    found = [repr(file.read_bytes()) for file in sorted(findings.iterdir())]
    assert done.returncode == 0, "\n".join([*found, done.stderr[-4000:]])
    assert not found
    assert list(kept.iterdir()), "the fuzzer found no new way through the code, so it saw none"
