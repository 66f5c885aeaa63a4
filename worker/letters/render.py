"""Templates and values to the two parts of a letter. Knows Jinja and CSS; no MIME and no request.

Each letter has a folder `letters/NAME/` with `body.txt.j2` and `body.html.j2`. A folder of the
deployer's is looked into first, file by file.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, select_autoescape
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from worker.errors import ConfigError
from worker.letters.context import Context, context
from worker.letters.notices import NoticeValues, notice_context
from worker.letters.plain import KEPT, keep, one_line, wrapped
from worker.letters.samples import NOTICES, SAMPLES
from worker.letters.values import LetterValues
from worker.letters.wording import ENGLISH, Wording, parse_wording
from worker.notices.values import NoticeKind
from worker.requests.values import LetterKind

# What an expression in a template can end in. Only Jinja's own words are passed on: a message of
# Python's may quote a customer's value.
_FAILURES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_SUBJECT = 200  # characters
_SPEAKING = (TemplateSyntaxError, UndefinedError, SecurityError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    r"""The two parts of a letter; line ends are "\n"."""

    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedNotice:
    """A mail to staff, whose subject is its own."""

    subject: str
    body: Rendered


class Renderer:
    """Writes letters from the templates in `letters/` of each folder, the first folder that has one wins."""

    def __init__(self, template_dirs: Sequence[Path]) -> None:
        """Raises ConfigError for a folder that is not there."""
        for folder in template_dirs:
            if not folder.is_dir():
                raise ConfigError(
                    f"the template folder {folder} does not exist; create it or correct templates.dir"
                )
        self._folders = tuple(template_dirs)
        self._jinja = _environment(self._folders)
        self._css = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def render(self, kind: str, values: LetterValues, language: str = ENGLISH) -> Rendered:
        """The letter `kind`; ConfigError names the file, the line and what is wrong with the template.

        `language` is one of `language_of`; in any other the letter is English.
        """
        return self._body(self._letter(kind, language), context(values))

    def subject(self, kind: str, values: LetterValues, language: str = ENGLISH) -> str:
        """The letter's own subject, where its folder has one (`subject.txt.j2`); else empty."""
        for folder in dict.fromkeys((self._letter(kind, language), f"letters/{kind}")):
            if self._file(name := f"{folder}/subject.txt.j2").is_absolute():
                return one_line(self._filled(name, context(values)), _SUBJECT)
        return ""

    def notice(self, kind: NoticeKind, values: NoticeValues) -> RenderedNotice:
        """A mail to staff, from the templates in `notices/`; raises as `render` does."""
        names = notice_context(values)
        subject = self._filled(f"notices/{kind}/subject.txt.j2", names)
        return RenderedNotice(subject=one_line(subject, _SUBJECT), body=self._body(f"notices/{kind}", names))

    def _body(self, folder: str, names: Context) -> Rendered:
        text = self._filled(f"{folder}/body.txt.j2", names)
        html = self._filled(f"{folder}/body.html.j2", names).replace(KEPT, "")
        return Rendered(text=wrapped(text), html=self._css.inline(html))

    def language_of(self, kind: str, wanted: str) -> str:
        """`wanted` where the letter can be written in it, else English."""
        words = any((folder / "letters" / wanted / "words.toml").is_file() for folder in self._folders)
        return wanted if words and self._letter(kind, wanted) != f"letters/{kind}" else ENGLISH

    def wording(self, language: str = ENGLISH) -> Wording:
        """The short words of a language of `language_of`; ConfigError names the file and what is wrong."""
        name = "letters/words.toml" if language == ENGLISH else f"letters/{language}/words.toml"
        file = self._file(name)
        try:
            return parse_wording(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"{file} is missing or can't be read; looked into {self._looked_into()}"
            ) from error

    def languages(self) -> list[str]:
        """The languages beside English that there are letters in."""
        found = (file.parent.name for folder in self._folders for file in folder.glob("letters/*/words.toml"))
        return sorted({*found})

    def _letter(self, kind: str, language: str) -> str:
        """The folder of the letter's templates in that language, if both are there, else in English."""
        own = f"letters/{language}/{kind}"
        parts = (self._file(f"{own}/body.{part}.j2").is_absolute() for part in ("txt", "html"))
        return own if language != ENGLISH and all(parts) else f"letters/{kind}"

    def require(self, name: str) -> None:
        """Raises ConfigError unless there are templates for the letter `name`."""
        for part in ("txt", "html"):
            self._template(f"letters/{name}/body.{part}.j2")

    def check(self) -> list[str]:
        """Renders every letter and notice from its samples; what is wrong, one line each, or nothing."""
        problems: list[str] = []
        for language in (ENGLISH, *self.languages()):
            for kind in SAMPLES:
                problems += self._problems(kind, language)
        for notice, values in NOTICES:
            try:
                self.notice(notice, values)
            except ConfigError as error:
                problems.append(str(error))
        return list(dict.fromkeys(problems))

    def _problems(self, kind: LetterKind, language: str) -> list[str]:
        values = SAMPLES[kind]
        try:
            self.wording(language)
            rendered = self.render(kind, values, language)
        except ConfigError as error:
            return [str(error)]
        return _lacking(kind, values, rendered)

    def _filled(self, name: str, names: Context) -> str:
        try:
            return self._template(name).render(names)
        except _FAILURES as error:
            raise ConfigError(self._explained(error, name, names)) from error

    def _template(self, name: str) -> Template:
        try:
            return self._jinja.get_template(name)
        except TemplateNotFound as error:
            if error.name != name:
                raise
            raise ConfigError(f"the template {name} is missing; looked into {self._looked_into()}") from error
        except (OSError, UnicodeDecodeError) as error:
            why = (
                "is not UTF-8 text"
                if isinstance(error, ValueError)
                else "can't be read: " + str(error.strerror)
            )
            raise ConfigError(f"the template {self._file(name)} {why}") from error

    def _explained(self, error: Exception, name: str, names: Context) -> str:
        file, line = _place(error)
        where = f"the template {file or self._file(name)}" + (f", line {line}" if line else "")
        if isinstance(error, TemplateNotFound):
            return f"{where}: it needs {error.name}, which is missing; looked into {self._looked_into()}"
        if isinstance(error, UndefinedError):
            return f"{where}: {error.message}; the names are: {', '.join(names)}"
        if isinstance(error, _SPEAKING):
            return f"{where}: {error.message}"
        return f"{where}: an expression fails with {type(error).__name__}"

    def _file(self, name: str) -> Path:
        return next((folder / name for folder in self._folders if (folder / name).exists()), Path(name))

    def _looked_into(self) -> str:
        return " and ".join(map(str, self._folders))


def _environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    jinja = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        # Jinja's own choice looks for ".html" at the end alone and would let "body.html.j2" pass unescaped.
        autoescape=select_autoescape(["html", "html.j2"]),
        undefined=StrictUndefined,
        finalize=lambda value: "" if value is None else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters["keep"] = keep
    return jinja


def _place(error: Exception) -> tuple[str | None, int | None]:
    """File and line of the template where `error` arose, as far as Jinja tells."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename, error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, None)


def _lacking(kind: LetterKind, values: LetterValues, rendered: Rendered) -> list[str]:
    """What the contract promises of a letter and a deployer's template leaves out."""
    text_lines, html = rendered.text.split("\n"), unescape(rendered.html)
    problems = []
    if kind in {LetterKind.MISSING_FIELDS, LetterKind.ACCOUNT_CHANGE_ASKED}:
        asked = [question.line for question in values.questions]
        if not all(line in text_lines and line in html for line in asked):
            problems.append(
                f"letters/{kind}: a question does not stand on a line of its own in text and HTML"
            )
    needed = {
        LetterKind.RECEIVED: (values.account_email,),
        LetterKind.ACCOUNT_CHANGED: (values.account_email,),
        LetterKind.SEN_CONFIRMATION: tuple(item.sen for item in values.licenses),
    }.get(kind, ())
    if not all(value in rendered.text and value in html for value in needed):
        what = "a SEN" if kind is LetterKind.SEN_CONFIRMATION else "the myAtlassian address"
        problems.append(f"letters/{kind}: {what} is missing in text or HTML")
    return problems
