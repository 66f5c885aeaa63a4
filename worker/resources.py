"""Where the files beside the code are: `templates/` and `migrations/`.

In a checkout they stand at the top level, in a wheel inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def find_folder(name: str) -> Path:
    """The shipped folder `name`, from a wheel or a checkout; the working directory plays no part."""
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
