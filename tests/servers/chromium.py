"""Debian's Chromium, driven by Playwright: one browser for as many separate visitors as the tests ask for."""

import shutil
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.servers.machinery import UnavailableError, is_root

GET = "apt-get install chromium, or `make servers`"
_NAMES = ("chromium", "chromium-browser")
_ARGUMENTS = ("--disable-dev-shm-usage",)


@dataclass(kw_only=True, slots=True)
class Chromium:
    """A running browser without a window. While it runs, its thread can't begin an event loop of its own."""

    version: str
    browser: Browser
    _playwright: Playwright = field(repr=False)

    def stop(self) -> None:
        """Close it."""
        self.browser.close()
        self._playwright.stop()


def start() -> Chromium:
    """Start the browser that is on PATH; UnavailableError where there is none."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        raise UnavailableError(f"chromium is not installed: {GET}")
    # Chromium's own sandbox refuses to work for root.
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if is_root() else [])]
    playwright = sync_playwright().start()
    try:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=arguments)
    except BaseException:
        playwright.stop()
        raise
    return Chromium(version=browser.version, browser=browser, _playwright=playwright)
