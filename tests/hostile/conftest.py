"""What the tests of hostile servers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.scene import prepared
from tests.servers.imap_script import ImapScript, imap_script


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, to be copied."""
    return prepared(tmp_path_factory.mktemp("tables"))


@pytest.fixture
def server() -> Iterator[ImapScript]:
    with imap_script() as script:
        yield script


@pytest.fixture
def other() -> Iterator[ImapScript]:
    with imap_script() as script:
        yield script
