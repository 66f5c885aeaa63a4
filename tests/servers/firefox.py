"""Debian's Firefox, driven by its own Marionette protocol: what Playwright drives is a Firefox of its own.

A command is a JSON array with its length before it, over a TCP connection; commands and answers are those of
WebDriver (W3C), under the names that Firefox gives them.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from tests.servers.machinery import UnavailableError

GET = "apt-get install firefox-esr, or `make servers`"
_NAMES = ("firefox-esr", "firefox")
_KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Control": "\ue009", "Tab": "\ue004"}
_PATIENCE = 30.0  # seconds

T = TypeVar("T")

_QUIET = """\
user_pref("marionette.port", {port});
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
"""


@dataclass(kw_only=True, slots=True)
class Firefox:
    """A running browser without a window, and the one page that it shows."""

    version: str
    _process: "subprocess.Popen[bytes]" = field(repr=False)
    _link: socket.socket = field(repr=False)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def goto(self, url: str) -> None:
        """Load a page."""
        self.ask("WebDriver:Navigate", url=url)

    def run(self, script: str, *arguments: object) -> Any:
        """What a function with this body returns on the page."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=[*arguments])["value"]

    def press(self, *keys: str) -> None:
        """Press keys together, as ("Control", "Enter")."""
        told = [_KEYS.get(key, key) for key in keys]
        steps = [{"type": "keyDown", "value": key} for key in told]
        steps += [{"type": "keyUp", "value": key} for key in reversed(told)]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def type(self, text: str) -> None:
        """Type words where the focus is."""
        for letter in text:
            self.press(letter)

    def sees(self, script: str, *arguments: object) -> None:
        """Wait until a page has loaded, with its scripts, on which the expression is true."""

        def look() -> bool:
            try:
                return bool(self.run(f"return document.readyState == 'complete' && ({script})", *arguments))
            except RuntimeError:  # one page goes, and the next one is not there yet
                return False

        _wait_until(look, script)

    def ask(self, command: str, **told: object) -> Any:
        """The answer to one command; RuntimeError where the browser refuses it."""
        _send(self._link, [0, next(self._numbers), command, told])
        _, _, error, found = _receive(self._link)
        if error is not None:
            raise RuntimeError(f"{command}: {error['message']}")
        return found

    def stop(self) -> None:
        """Close it."""
        self._link.close()
        self._process.terminate()
        self._process.wait(_PATIENCE)


def start(folder: Path) -> Firefox:
    """Start the browser that is on PATH, with a profile in `folder`; UnavailableError where there is none."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        raise UnavailableError(f"firefox is not installed: {GET}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "user.js").write_text(_QUIET.format(port=port), encoding="utf-8")
    process = subprocess.Popen(
        [executable, "--headless", "--marionette", "--no-remote", "--profile", str(folder)],
        env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        link = _wait_until(lambda: _connected(port), "Firefox")
        _receive(link)  # it tells the version of the protocol
        browser = Firefox(version="", _process=process, _link=link)
        told = browser.ask("WebDriver:NewSession", capabilities={})
        browser.version = str(told["capabilities"]["browserVersion"])
    except BaseException:
        process.kill()
        raise
    return browser


def _wait_until(look: Callable[[], T | None], what: str) -> T:
    end = monotonic() + 2 * _PATIENCE
    while not (found := look()):
        if monotonic() > end:
            raise TimeoutError(what)
        sleep(0.05)
    return found


def _connected(port: int) -> socket.socket | None:
    try:
        return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
    except OSError:
        return None


def _send(link: socket.socket, message: object) -> None:
    text = json.dumps(message).encode()
    link.sendall(str(len(text)).encode() + b":" + text)


def _receive(link: socket.socket) -> Any:
    length = b""
    while (byte := link.recv(1)) != b":":
        if not byte:
            raise RuntimeError("the browser has gone")
        length += byte
    text = b""
    while len(text) < int(length):
        text += link.recv(int(length) - len(text))
    return json.loads(text)
