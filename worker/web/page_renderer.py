"""Templates under `web/` to HTML. Everything is escaped; a missing name is an error."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from worker.web.views.attention_labels import ATTENTION_WORDS, name_letter
from worker.web.views.code_words import say_plainly

_STATIC = ("review.css", "review.js", "icon.svg")
_STEPS = ((60, 1, "second"), (3600, 60, "minute"), (86_400, 3600, "hour"), (10**9, 86_400, "day"))


class Pages:
    """The page templates, and the few files that go with them."""

    def __init__(self, folders: Sequence[Path], clock: Callable[[], datetime]) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._clock = clock
        self.static = {name: _found(folders, name) for name in _STATIC}
        # A changed file has another address, so that browsers may keep what they have for ever.
        self._versions = {name: sha256(content).hexdigest()[:12] for name, content in self.static.items()}
        self._jinja.globals["static"] = lambda name: f"/static/{self._versions[name]}/{name}"
        self._jinja.globals["attention_words"] = ATTENTION_WORDS
        self._jinja.filters |= {"ago": self._ago, "ahead": self._ahead, "exact": exact, "words": words}
        self._jinja.filters |= {"letter_name": name_letter, "plainly": say_plainly}

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """The template as HTML."""
        return self._jinja.get_template(f"web/{template}").render(values)

    def _ago(self, when: datetime) -> str:
        """How long ago, in one unit: "3 days"."""
        return _span(int((self._clock() - when).total_seconds()))

    def _ahead(self, when: datetime) -> str:
        """How long it is until then, in one unit."""
        return _span(int((when - self._clock()).total_seconds()))


def _span(seconds: int) -> str:
    """A time that has not passed yet, or that has, counts as none."""
    seconds = max(0, seconds)
    if seconds < 1:
        return "a moment"
    size, unit = next((size, unit) for below, size, unit in _STEPS if seconds < below)
    count = seconds // size
    return f"{count} {unit}" + ("" if count == 1 else "s")


def exact(when: datetime) -> str:
    """A time for `datetime` attributes and titles: ISO 8601 in UTC."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def words(value: str) -> str:
    """A word of ours as a person reads it: `needs_info` is "Needs info"."""
    return value.replace("_", " ").capitalize()


def _found(folders: Sequence[Path], name: str) -> bytes:
    file = next(
        folder / "web" / "static" / name for folder in folders if (folder / "web" / "static" / name).is_file()
    )
    return file.read_bytes()
