"""Which configuration file applies; apart from `worker.config`, whose imports not every command needs."""

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "SEN_WORKER_CONFIG"


def find_configuration(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """The file to load: `--config`, else $SEN_WORKER_CONFIG, else config.toml in `cwd` if it is there."""
    if option is not None:
        return option
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    usual = cwd / "config.toml"
    return usual if usual.exists() else None
