"""The command line: parse, call a service, show. Nothing is decided here.

What a table shows of a value:

>>> from worker.cli.console_output import format_value
>>> format_value(["a", "b"])
'a, b'
"""

import sys
import traceback

from worker.cli.command_context import is_debugging
from worker.cli.health_query import print_answer_if_health
from worker.errors import ConfigError, UsageError, WorkerError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 done, 1 it failed, 2 wrong usage or configuration."""
    sys.exit(_status())


def _status() -> int:
    try:
        if not print_answer_if_health(sys.argv[1:]):
            from worker.cli.command_tree import app

            app()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
        if status == 2 and sys.argv[1:] and not sys.argv[1].startswith("-") and "--config" in sys.argv:
            print("sen-worker: --config FILE stands before the command", file=sys.stderr)
        return status
    except WorkerError as error:
        return _print_error(error, 2 if isinstance(error, ConfigError | UsageError) else 1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 -- the last resort: a defect of ours, told in one line
        return _print_error(error, 1)
    return 0


def _print_error(error: Exception, status: int) -> int:
    if is_debugging():
        traceback.print_exception(error)
    elif isinstance(error, WorkerError):
        for line in str(error).splitlines():
            print(f"sen-worker: {line}", file=sys.stderr)
    else:
        kind = type(error).__name__
        print(f"sen-worker: this is a defect ({kind}); run it with --debug and report it", file=sys.stderr)
    return status
