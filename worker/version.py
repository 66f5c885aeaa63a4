"""Which sen-worker this is: its version, and the commit that it was built from where that is known."""

from functools import cache

from worker import __version__
from worker.resources import find_folder

_SHORT = 7


@cache
def read_revision() -> str:
    """The commit, which a build writes beside the templates; empty in a checkout."""
    try:
        told = (find_folder("templates") / "revision.txt").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return told if told.isalnum() and told != "unknown" else ""


@cache
def build_name() -> str:
    """Version and commit as one word, such as `1.2.0+3fa9c04`: what the ledger remembers as its reader."""
    return f"{__version__}+{read_revision()[:_SHORT]}" if read_revision() else __version__
