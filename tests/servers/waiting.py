"""Work in another thread, waited for."""

import threading
from collections.abc import Callable


def in_thread(work: Callable[[], object]) -> Callable[[], object]:
    """Start `work`; the function returned waits for its result, which may be an error, not for ever."""
    results: list[object] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 - handed to the test
            results.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def result() -> object:
        thread.join(30)
        assert results, "still not done after 30 s"
        return results[0]

    return result
