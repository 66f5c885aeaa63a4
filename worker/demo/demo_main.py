"""The demonstration: the whole system on one machine, and what it does with sample mail.

The one way in. The packages that only the demonstration needs are asked for here.
"""

import sys
import threading
from io import TextIOWrapper

from worker import log
from worker.errors import UnavailableError


def run_demo(*, once: bool, stop: threading.Event, level: log.Level = "warning") -> int:
    """Tell the story, and unless `once` go on answering mail until `stop` is set; the exit status.

    1 when anything of the story did not come out as it should, each said in a line on standard error.
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
    with open_environment() as stage:
        plot = DemoScenario(stage=stage, teller=DemoConsole(), stop=stop)
        if not once:
            # What goes wrong in those weeks is meant to: nobody has to be told of it.
            log.configure("error" if level == "warning" else level)
            plot.recall()
            log.configure(level)
        plot.play()
        for line in plot.amiss:
            print(f"demo: {line}", file=sys.stderr)
        if not once and not stop.is_set():
            plot.go_on()
        return 1 if plot.amiss and (once and not stop.is_set()) else 0
