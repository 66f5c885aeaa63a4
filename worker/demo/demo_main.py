"""The demonstration: the whole system on one machine, and what it does with sample mail.

The one way in. The packages that only the demonstration needs are asked for here.
"""

import sys
import threading
from io import TextIOWrapper

from worker import log
from worker.errors import UnavailableError


def run_demo(*, once: bool, stop: threading.Event, level: log.Level = "warning") -> int:
    """Run the scenario, and unless `once` go on answering mail until `stop` is set; returns the exit status.

    It is 1 when anything did not come out as it should, with a line for each on standard error.
    Events of `level` and above are logged. Raises UnavailableError when the packages of the demonstration
    are missing.
    """
    try:
        from worker.demo.demo_console import DemoConsole
        from worker.demo.demo_environment import open_environment
        from worker.demo.demo_scenario import DemoScenario
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "worker":
            raise
        advice = "pip install 'sen-worker[demo]'"
        raise UnavailableError(f"the demo needs the package {error.name}: {advice}") from error
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # names hold letters that some terminals can't show
    log.configure(level)
    with open_environment() as environment:
        scenario = DemoScenario(environment=environment, console=DemoConsole(), stop=stop)
        if not once:
            # What goes wrong in those weeks is meant to: nobody has to be told of it.
            log.configure("error" if level == "warning" else level)
            scenario.play_history()
            log.configure(level)
        scenario.play()
        for line in scenario.amiss:
            print(f"demo: {line}", file=sys.stderr)
        if not once and not stop.is_set():
            scenario.serve_visitor()
        return 1 if scenario.amiss and (once and not stop.is_set()) else 0
