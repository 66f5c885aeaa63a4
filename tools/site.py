"""The documentation as a site: `python -m tools.site build/site` renders each page, with one menu beside all.

What a page links to comes along: pages as HTML, other files as they are. A link to nowhere is an error.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from os.path import relpath
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
_MENU = ROOT / "docs/README.md"
_BESIDE = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; }}
body {{ display: flex; flex-wrap: wrap; }}
nav {{ flex: 1 1 12rem; padding: 1rem; }}
main {{ flex: 4 1 30rem; min-width: 0; padding: 1rem; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; }}
td, th {{ border: 1px solid #8888; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }}
pre {{ overflow-x: auto; padding: 0.6rem; border: 1px solid #8888; }}
img {{ max-width: 100%; }}
:root {{ color-scheme: light dark; }}
</style>
</head>
<body>
<nav aria-label="Pages">{menu}</nav>
<main>{body}</main>
</body>
</html>
"""


def build(target: Path) -> list[str]:
    """Write the site into the folder `target`; links that lead nowhere, as `page: link`."""
    pages = [*(ROOT / name for name in _BESIDE), *sorted((ROOT / "docs").rglob("*.md"))]
    reader = MarkdownIt("commonmark").enable("table")
    for page in pages:
        tokens = reader.parse(page.read_text("utf-8"))
        titles = [*_headings(tokens)]
        for link, set_link in _links(tokens):
            _bring(page, link, target)
            set_link(re.sub(r"\.md(?=#|$)", ".html", link))
        place = _place(page, target)
        place.parent.mkdir(parents=True, exist_ok=True)
        body = reader.renderer.render(tokens, reader.options, {})
        title = escape(titles[0] if titles else page.stem)
        place.write_text(_PAGE.format(title=title, menu=_menu(place.parent, target), body=body), "utf-8")
    return [*_lost(target)]


def _place(page: Path, target: Path) -> Path:
    return (target / page.relative_to(ROOT)).with_suffix(".html")


def _headings(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of each heading, which gets them as the name that links call it by."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", re.sub(r"[^\w\- ]", "", inline.content.lower()).replace(" ", "-"))
            yield inline.content


def _links(tokens: Sequence[Token]) -> Iterator[tuple[str, "_Setter"]]:
    """Links and pictures within the project, each with what changes it."""
    for token in (each for one in tokens for each in one.children or ()):
        name = {"link_open": "href", "image": "src"}.get(token.type)
        link = str(token.attrGet(name)) if name else ""
        if name and "://" not in link and not link.startswith("mailto:"):
            yield link, _Setter(token, name)


class _Setter:
    """Changes one link."""

    def __init__(self, token: Token, name: str) -> None:
        self._token, self._name = token, name

    def __call__(self, link: str) -> None:
        self._token.attrSet(self._name, link)


def _bring(page: Path, link: str, target: Path) -> None:
    """Take along what is linked to and is no page."""
    found = (page.parent / unquote(link.partition("#")[0])).resolve()
    if found.is_file() and found.suffix != ".md" and found.is_relative_to(ROOT):
        copy = target / found.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, copy)


def _menu(folder: Path, target: Path) -> str:
    """The pages that the index names, seen from a folder of the site."""
    linked = dict.fromkeys(re.findall(r"\]\(([^()#]+\.md)\)", _MENU.read_text("utf-8")))
    pages = [_MENU, *((_MENU.parent / link).resolve() for link in linked if "decisions/" not in link)]
    lines = []
    for page in pages:
        title = page.read_text("utf-8").partition("\n")[0].lstrip("# ")
        lines.append(f'<p><a href="{escape(relpath(_place(page, target), folder))}">{escape(title)}</a></p>')
    return "".join(lines)


class _Page(HTMLParser):
    """The links of a page, and the names of its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what leads somewhere, and what can be led to."""
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.links.append(value)
            elif name == "id" and value:
                self.names.add(value)


def _lost(target: Path) -> Iterator[str]:
    pages = {path: _Page(path.read_text("utf-8")) for path in sorted(target.rglob("*.html"))}
    for path, page in pages.items():
        for link in page.links:
            if "://" in link or link.startswith("mailto:"):
                continue
            file, _, name = unquote(link).partition("#")
            found = (path.parent / file).resolve() if file else path
            if not found.exists() or (name and found in pages and name not in pages[found].names):
                yield f"{path.relative_to(target)}: {link}"


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/site").resolve()
    if lost := build(folder):
        sys.exit("links that lead nowhere:\n" + "\n".join(lost))
    print(f"{folder}/docs/README.html is the site's first page")
