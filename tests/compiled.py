"""What a test run need not compile again: the modules of each process, and the templates of each worker."""

import os
import sys
from functools import wraps
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

_MODULES = Path(__file__).resolve().parents[1] / ".pytest_cache" / "pyc"


def keep_modules() -> None:
    """Let this process and those that it starts keep byte code, also where the environment forbids it.

    A deployer's Python keeps what it compiled; without that each process of a test takes seconds to start.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = str(_MODULES)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


def keep_templates() -> None:
    """Let every Jinja environment of this process share what was compiled, as Jinja's own caches do.

    A worker compiles its templates once; a test that shows one page to one worker would always do so.
    """
    plain, kept = Environment.__init__, _Templates()

    @wraps(plain)
    def make(self: Environment, *arguments: object, **options: object) -> None:
        plain(self, *arguments, **options)  # type: ignore[arg-type]
        self.bytecode_cache = self.bytecode_cache or kept

    Environment.__init__ = make  # type: ignore[method-assign]


class _Templates(BytecodeCache):
    """In memory; a template whose source has changed is compiled again, which Jinja sees to."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._kept.get(self._key(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[self._key(bucket)] = bucket.bytecode_to_string()

    @staticmethod
    def _key(bucket: Bucket) -> str:
        """Environments of another kind make other code of the same source."""
        made_by = bucket.environment
        kind = (type(made_by).__name__, made_by.trim_blocks, made_by.lstrip_blocks, made_by.is_async)
        return f"{bucket.key}|{kind}"
