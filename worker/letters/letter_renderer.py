"""Renders letters and notices: from templates and values to text and HTML. Knows no MIME and no request.

Each letter has a folder `letters/NAME/` with `body.txt.j2` and `body.html.j2`, which say where a text stands;
what it says is in `letters/words.toml` (English) and `letters/LANGUAGE/words.toml`. A letter of one language
alone has its templates in `letters/LANGUAGE/NAME/`. A folder of the deployer's is looked into first, file by
file; its `letters/NAME/` are English letters.
"""

import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from os import stat
from os.path import exists
from pathlib import Path
from stat import S_ISREG

from css_inline import CSSInliner
from jinja2 import Template, TemplateError
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from worker.errors import ConfigError
from worker.letters.jinja_environment import SHIPPED, TemplateCache, make_environment
from worker.letters.letter_context import Context, make_context
from worker.letters.letter_wording import (
    ENGLISH,
    LetterWording,
    find_unknown_placeholders,
    parse_wording,
    tell_untranslated,
)
from worker.letters.notice_context import NoticeValues, make_notice_context
from worker.letters.plain_text import KEPT, clean_paragraphs, one_line, wrap_text
from worker.letters.sample_letters import NOTICES, SAMPLES
from worker.letters.values import LetterValues
from worker.notices.values import NoticeKind
from worker.requests.request_model import LetterKind

# What an expression in a template can raise. Only the texts of Jinja's own errors are shown: those of
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
_FOOTER = 2000  # characters
_SHARED = ("frame", "parts")  # words that every letter needs
_FileStamp = tuple[str, int, int, int]
_WITH_MESSAGE = (TemplateSyntaxError, UndefinedError, SecurityError)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLetter:
    r"""The two parts of a letter; line ends are "\n"."""

    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedNotice:
    """A mail to staff, whose subject is its own."""

    subject: str
    body: RenderedLetter


class Renderer:
    """Writes letters from the templates in `letters/` of each folder, the first folder that has one wins."""

    def __init__(self, template_dirs: Sequence[Path], *, footer: str = "") -> None:
        """`footer` ends letters whose language has none. Raises ConfigError for a folder that is missing."""
        for folder in template_dirs:
            if not folder.is_dir():
                raise ConfigError(
                    f"the template folder {folder} does not exist; create it or correct templates.dir"
                )
        self._folders = tuple(template_dirs)
        self._footer = footer
        self._environments: dict[str, tuple[LetterWording, ImmutableSandboxedEnvironment]] = {}
        self._wordings: dict[str, tuple[list[_FileStamp], LetterWording]] = {}
        self._cache = TemplateCache()
        self._css = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def render(self, kind: str, values: LetterValues, language: str = ENGLISH) -> RenderedLetter:
        """The letter `kind`; ConfigError names the file, the line and what is wrong with the template.

        `language` is one of `language_of`; in any other the letter is English.
        """
        language = self.language_of(kind, language)
        parts = [self._template_name(kind, f"body.{part}.j2", language) for part in ("txt", "html")]
        for part in parts:
            self._require(part)
        names = self._make_names(values, language)
        text, html = (self._fill_template(part, names, language) for part in parts)
        return self._make_letter(text, html)

    def subject(self, kind: str, values: LetterValues, language: str = ENGLISH) -> str:
        """The letter's own subject, where its folder has one (`subject.txt.j2`); else empty."""
        language = self.language_of(kind, language)
        name = self._template_name(kind, "subject.txt.j2", language)
        if not self._is_there(name):
            return ""
        return one_line(self._fill_template(name, self._make_names(values, language), language), _SUBJECT)

    def notice(self, kind: NoticeKind, values: NoticeValues) -> RenderedNotice:
        """A mail to staff, from the templates in `notices/`; raises as `render` does."""
        names = make_notice_context(values)
        parts = ("subject.txt.j2", "body.txt.j2", "body.html.j2")
        subject, text, html = (self._fill_template(f"notices/{kind}/{part}", names) for part in parts)
        return RenderedNotice(subject=one_line(subject, _SUBJECT), body=self._make_letter(text, html))

    def _make_names(self, values: LetterValues, language: str) -> Context:
        footer = self.wording(language).footer
        return {
            **make_context(values),
            "footer": clean_paragraphs(self._footer if footer is None else footer, _FOOTER),
        }

    def _make_letter(self, text: str, html: str) -> RenderedLetter:
        return RenderedLetter(text=wrap_text(text), html=self._css.inline(html.replace(KEPT, "")))

    def language_of(self, kind: str, wanted: str) -> str:
        """`wanted` where the letter can be written in it, else English.

        It can, where it has templates of its own in that language, or all its words are told in it.
        """
        if wanted == ENGLISH or not self._has_language(wanted):
            return ENGLISH
        own = (self._is_there(f"letters/{wanted}/{kind}/body.{part}.j2") for part in ("txt", "html"))
        return wanted if all(own) or self._has_words(kind, wanted) else ENGLISH

    def _has_words(self, kind: str, language: str) -> bool:
        """Whether the letter's templates say what the language has words for, each of them."""
        english = self.wording()
        has_any = any(name.startswith(f"{kind}.") for name in english.texts)
        return has_any and not self.wording(language).lacks(english, kind, *_SHARED)

    def wording(self, language: str = ENGLISH) -> LetterWording:
        """The words of a language of `languages`; ConfigError names the file and what is wrong.

        They are read anew as soon as a deployer has changed a file.
        """
        name = _words_file(language)
        files = [stamp for folder in self._folders if (stamp := _stamp_file(f"{folder}/{name}")) is not None]
        known = self._wordings.get(language)
        if known is not None and known[0] == files:
            return known[1]
        if not files:
            raise ConfigError(f"the file {name} is missing; looked into {self._list_folders()}")
        wording = parse_wording(*((_read(Path(path)), path) for path, *_ in files))
        self._wordings[language] = (files, wording)
        return wording

    def _has_language(self, language: str) -> bool:
        """Whether it is one of `languages`, which are looked for as long as it is none."""
        return language.isalnum() and any(
            _stamp_file(f"{folder}/{_words_file(language)}") for folder in self._folders
        )

    def languages(self) -> list[str]:
        """The languages beside English that there are letters in."""
        found = (file.parent.name for folder in self._folders for file in folder.glob("letters/*/words.toml"))
        return sorted({*found})

    def _template_name(self, kind: str, part: str, language: str) -> str:
        """The name of the template for one part of a letter.

        A deployer's `letters/NAME/` is an English letter, so another language keeps the shipped templates.
        """
        own, common = f"letters/{language}/{kind}/{part}", f"letters/{kind}/{part}"
        if language == ENGLISH:
            return common
        if self._is_there(own):
            return own
        return SHIPPED + common if self._is_there(SHIPPED + common) and self._is_own(common) else common

    def _is_own(self, name: str) -> bool:
        """Whether the deployer's template stands before the shipped one."""
        return self._find_files(name)[0] != self._folders[-1] / name

    def require(self, name: str) -> None:
        """Raises ConfigError unless there are templates for the letter `name`."""
        for part in ("txt", "html"):
            self._template(f"letters/{name}/body.{part}.j2")

    def check(self) -> list[str]:
        """Renders every letter and notice from its samples; what is wrong, one line each, or nothing."""
        problems = self._untranslated()
        for language in (ENGLISH, *self.languages()):
            problems += self._check_language(language)
        for notice, values in NOTICES:
            try:
                self.notice(notice, values)
            except ConfigError as error:
                problems.append(str(error))
        return list(dict.fromkeys(problems))

    def _untranslated(self) -> list[str]:
        """Whoever has begun to translate the letters wants to hear what is still in English."""
        read = []
        for language in (ENGLISH, *self.languages()):
            with suppress(ConfigError):  # told with that language
                read.append(self.wording(language))
        begun = [words for words in read if any(name.partition(".")[0] in SAMPLES for name in words.texts)]
        return tell_untranslated(begun, *SAMPLES, *_SHARED)

    def _check_language(self, language: str) -> list[str]:
        try:
            wording, english = self.wording(language), self.wording()
        except ConfigError as error:
            return [str(error)]
        problems = find_unknown_placeholders(wording, english)
        for kind, values in SAMPLES.items():
            try:
                problems += _find_missing(kind, values, self.render(kind, values, language))
                self.subject(kind, values, language)
            except ConfigError as error:
                problems.append(str(error))
        return problems

    def _fill_template(self, name: str, names: Context, language: str = ENGLISH) -> str:
        try:
            return self._template(name, language).render(names)
        except _FAILURES as error:
            raise ConfigError(self._explain(error, name, names)) from error

    def _template(self, name: str, language: str = ENGLISH) -> Template:
        self._require(name)
        try:
            return self._environment(language).get_template(name)
        except (OSError, UnicodeDecodeError) as error:
            why = (
                "is not UTF-8 text"
                if isinstance(error, ValueError)
                else "can't be read: " + str(error.strerror)
            )
            raise ConfigError(f"the template {self._file(name)} {why}") from error

    def _environment(self, language: str) -> ImmutableSandboxedEnvironment:
        wording = self.wording(language)
        known, found = self._environments.get(language, (None, None))
        if found is None or known is not wording:  # a deployer may change the words while we run
            found = make_environment(self._folders, language, wording, self._cache)
            self._environments[language] = (wording, found)
        return found

    def _explain(self, error: Exception, name: str, names: Context) -> str:
        file, line = _find_line(error)
        where = f"the template {file or self._file(name)}" + (f", line {line}" if line else "")
        if isinstance(error, TemplateNotFound):
            return f"{where}: it needs {error.name}, which is missing; looked into {self._list_folders()}"
        if isinstance(error, UndefinedError):
            return f"{where}: {error.message}; the names are: {', '.join(names)}"
        if isinstance(error, _WITH_MESSAGE):
            return f"{where}: {error.message}"
        return f"{where}: an expression fails with {type(error).__name__}"

    def _require(self, name: str) -> None:
        if not self._is_there(name):
            raise ConfigError(f"the template {name} is missing; looked into {self._list_folders()}")

    def _file(self, name: str) -> Path:
        """Where the template lies; only its name where there is none."""
        return self._find_files(name)[0] if self._is_there(name) else Path(name)

    def _is_there(self, name: str) -> bool:
        return bool(self._find_files(name))

    def _find_files(self, name: str) -> list[Path]:
        folders = self._folders[-1:] if name.startswith(SHIPPED) else self._folders
        name = name.removeprefix(SHIPPED)
        # Many times for each letter: paths are put together where there is one.
        return [folder / name for folder in folders if exists(f"{folder}/{name}")]  # noqa: PTH110

    def _list_folders(self) -> str:
        return " and ".join(map(str, self._folders))


def _stamp_file(path: str) -> _FileStamp | None:
    """The identity of a file's content: path, times and size; None where there is no file."""
    try:
        status = stat(path)  # noqa: PTH116 -- as above
    except (OSError, ValueError):
        return None
    return (path, status.st_mtime_ns, status.st_ctime_ns, status.st_size) if S_ISREG(status.st_mode) else None


def _words_file(language: str) -> str:
    return "letters/words.toml" if language == ENGLISH else f"letters/{language}/words.toml"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the file {file} can't be read as UTF-8 text") from error


def _find_line(error: Exception) -> tuple[str | None, int | None]:
    """File and line of the template where `error` arose, as far as Jinja tells."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename, error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, None)


def _find_missing(kind: LetterKind, values: LetterValues, rendered: RenderedLetter) -> list[str]:
    """What each letter has to contain, and this one of a deployer's template does not."""
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
        LetterKind.ACCOUNT_OWNER_ASKED: (values.account_email, values.asked_by),
        LetterKind.SEN_CONFIRMATION: tuple(item.sen for item in values.licenses),
        LetterKind.BATCH: tuple(text for row in values.rows for text in (row.reference, row.account_email)),
    }.get(kind, ())
    if not all(value in rendered.text and value in html for value in needed):
        what = "a SEN" if kind is LetterKind.SEN_CONFIRMATION else "the myAtlassian address"
        problems.append(f"letters/{kind}: {what} is missing in text or HTML")
    return problems
