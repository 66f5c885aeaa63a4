"""The coverage-guided fuzzer: `python -m tests.fuzz.harness [-max_total_time=60] [FOLDER | FILE]…`.

Takes libFuzzer's options. The first folder keeps what was found on the way; a file alone is tried once,
which is how a finding is looked at again.
"""

import sys

import atheris

with atheris.instrument_imports(include=["worker.reading", "worker.forms", "email", "mailparser"]):
    from tests.fuzz import target

_FINDING_SHOWN = 4000  #: bytes


def one(data: bytes) -> None:
    """Tries one input; what breaks a promise is shown in full before the fuzzer saves it."""
    try:
        target.check(data)
    except BaseException:
        print(f"The mail that broke it: {data[:_FINDING_SHOWN]!r}", file=sys.stderr, flush=True)
        raise


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
