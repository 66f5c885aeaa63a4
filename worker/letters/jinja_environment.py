"""Jinja as the letters use it: where templates are looked for, and `say`, the words of one language."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    UndefinedError,
    pass_context,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from worker.letters.letter_wording import LetterWording, fill_text
from worker.letters.plain_text import keep_line

#: Before the name of a template that is to be the shipped one, whatever a deployer's folder has.
SHIPPED = "shipped/"


class TemplateCache(BytecodeCache):
    """Compiled templates in memory, shared by the environments of all languages."""

    def __init__(self) -> None:
        self._bytecode: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's bytecode from memory; Jinja checks that it fits the source."""
        if (bytecode := self._bytecode.get(bucket.key)) is not None:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's bytecode in memory."""
        self._bytecode[bucket.key] = bucket.bytecode_to_string()


def make_environment(
    folders: Sequence[Path], language: str, wording: LetterWording, compiled: TemplateCache
) -> ImmutableSandboxedEnvironment:
    """Templates are looked for in the folders in order; they speak `language`."""
    shipped = PrefixLoader({SHIPPED.rstrip("/"): FileSystemLoader(folders[-1])})
    jinja = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folders), shipped]),
        # Jinja's own choice looks for ".html" at the end alone and would let "body.html.j2" pass unescaped.
        autoescape=select_autoescape(["html", "html.j2"]),
        undefined=StrictUndefined,
        finalize=lambda value: "" if value is None else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    jinja.filters["keep"] = keep_line
    # Globals, and no values of one letter: macros that are imported know them too.
    jinja.globals["language"] = language
    jinja.globals["say"] = _make_say(wording)
    return jinja


def _make_say(wording: LetterWording) -> Callable[..., str]:
    @pass_context
    def say(context: Context, name: str, /, count: int | None = None, **values: object) -> str:
        """The text of that name with the values in it, as HTML where the template is HTML."""
        form = context.get("form", "")
        text = wording.find(name, form if isinstance(form, str) else "", count)
        if text is None:
            raise UndefinedError(f"the text {name!r} is not in {wording.source}")
        if count is not None:
            values |= {"count": count, "number": wording.number(count)}
        try:
            if context.eval_ctx.autoescape:
                return Markup(fill_text(escape(text), {key: escape(value) for key, value in values.items()}))  # noqa: S704  # each part is escaped
            return fill_text(text, values)
        except KeyError as error:
            raise UndefinedError(
                f"{{{error.args[0]}}} in {name!r} of {wording.source} is not known"
            ) from None

    return say
