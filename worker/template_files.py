"""Where templates lie, and the forms that are among them."""

from collections.abc import Mapping
from pathlib import Path

from worker.config import Config
from worker.errors import ConfigError
from worker.forms.form_definition import Form, parse_form
from worker.resources import find_folder


def template_folders(config: Config | None) -> tuple[Path, ...]:
    """Where templates are looked for: the deployer's folder first, then the shipped one."""
    own = (Path(config.templates.dir),) if config is not None and config.templates.dir else ()
    return (*own, find_folder("templates"))


def load_forms(folders: tuple[Path, ...]) -> Mapping[str, Form]:
    """Every form by its name; a deployer's file of the same name takes the place of ours."""
    files: dict[str, Path] = {}
    for each in reversed(folders):
        files |= {file.name: file for file in sorted((each / "forms").glob("*.toml"))}
    forms = [_form(file) for file in files.values()]
    return {form.name: form for form in forms}


def _form(file: Path) -> Form:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "is not UTF-8 text" if isinstance(error, ValueError) else f"can't be read: {error.strerror}"
        raise ConfigError(f"the form {file} {why}") from error
    return parse_form(text, str(file))
