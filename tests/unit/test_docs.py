"""The written side agrees with the code: what a reader looks up is there, and every link leads somewhere."""

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

from worker import __version__
from worker.cli.command_tree import app
from worker.config import OAuth2
from worker.config.sections import SECTIONS, list_keys
from worker.forms.extraction import FieldProblem, Kind
from worker.notices.values import NoticeKind, Trouble
from worker.requests.request_model import Attention, Disposition, LetterKind, LetterState, State
from worker.requests.review_rules import RejectReason
from worker.requests.states import NEXT

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

HEADINGS: dict[type[StrEnum], str] = {
    State: "States of a request",
    Attention: "Attention reasons",
    RejectReason: "Reject reasons",
    FieldProblem: "Problems",
    LetterKind: "Letters",
    LetterState: "States of a letter",
    NoticeKind: "Notices",
    Trouble: "Troubles",
    Disposition: "Dispositions",
}

_LINK = re.compile(r"\]\(([^()\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """The text under the heading `title` of the reference, without its sub-sections."""
    _, found, rest = REFERENCE.partition(f" {title}\n")
    assert found, f"docs/reference.md has no heading {title!r}"
    return re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(title: str) -> dict[str, list[str]]:
    """The table under a heading: the code in the first column, and the other columns."""
    table = re.findall(r"^\| `([^`]+)` \|(.*)\|$", section(title), flags=re.MULTILINE)
    return {code: [cell.strip() for cell in rest.split(" | ")] for code, rest in table}


def commands() -> dict[str, set[str]]:
    """Every command of the command line with its long options."""

    def walk(command: object, words: list[str]) -> Iterator[tuple[str, set[str]]]:
        below = getattr(command, "commands", None)
        if below is None:
            params = getattr(command, "params", [])
            yield " ".join(words), {each for param in params for each in param.opts if each.startswith("--")}
            return
        for name, each in below.items():
            yield from walk(each, [*words, name])

    return dict(walk(typer.main.get_command(app), []))


def command_of(line: str) -> str:
    """The command that a line of the documentation begins with; empty when there is none."""
    return next((name for name in commands() if f"{line} ".startswith(f"{name} ")), "")


def anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_reference_describes_every_command_with_its_options_and_no_other() -> None:
    described: dict[str, set[str]] = {}
    for row, cells in rows("Commands").items():
        assert cells[0], row
        described.setdefault(command_of(row), set()).update(re.findall(r"--[a-z-]+", row))
    # `--by` is the same for all and told once, below the table.
    assert described == {name: options - {"--by"} for name, options in commands().items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_pages_name_only_commands_and_options_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wrong = []
    for line in re.findall(r"`(?:docker exec NAME )?sen-worker ([a-z][^`]*)`", text):
        options = commands().get(command_of(line))
        if options is None or set(re.findall(r"--[a-z-]+", line)) - options:
            wrong.append(line)
    short = re.findall(r"`((?:outbox|queue|ledger|mailbox|letters|forms|db) [^`]*)`", text)
    wrong += [line for line in short if not command_of(line)]
    assert wrong == []


@pytest.mark.parametrize("name", SECTIONS)
def test_the_reference_describes_every_configuration_key_and_no_other(name: str) -> None:
    title = f"`[[{name}]]`" if name == "mailboxes" else f"`[{name}]`"
    described = rows(title)
    assert set(described) == set(list_keys(SECTIONS[name]))
    assert all(cells[-1] for cells in described.values())


def test_the_reference_describes_every_key_of_oauth2_and_no_other() -> None:
    described = rows("`[mailboxes.oauth2]`")
    assert set(described) == set(list_keys(OAuth2))
    assert all(cells[-1] for cells in described.values())
    for key in ("client_auth", "mechanism", "timeout_seconds"):
        assert described[key][0].strip("`") == str(OAuth2.model_fields[key].default)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_defaults_in_the_reference_are_those_of_the_code(name: str) -> None:
    title = f"`[[{name}]]`" if name == "mailboxes" else f"`[{name}]`"
    described = rows(title)
    for key, field in list_keys(SECTIONS[name]).items():
        default = field.default
        shown = described[key][0].strip("`")
        if isinstance(default, bool):
            assert shown == str(default).lower(), key
        elif isinstance(default, int):
            assert shown == str(default), key
        elif isinstance(default, str) and default:
            assert shown == default, key


def test_the_reference_describes_every_figure_and_no_other() -> None:
    code = (ROOT / "worker/runtime/metrics.py").read_text(encoding="utf-8")
    counted = {f"sen_worker_{name}_total" for name in re.findall(r'_counter\(\s*"(\w+)"', code)}
    assert set(rows("Figures")) == counted | set(re.findall(r'"(sen_worker_\w+)"', code))


@pytest.mark.parametrize("words", HEADINGS, ids=lambda words: words.__name__)
def test_the_reference_describes_every_word_and_no_other(words: type[StrEnum]) -> None:
    described = rows(HEADINGS[words])
    assert list(described) == [str(word) for word in words]
    assert all(cells[0] for cells in described.values())


def test_the_reference_tells_the_table_of_states() -> None:
    described = rows(HEADINGS[State])
    told = {state: set(re.findall(r"`(\w+)`", described[state][1])) for state in State}
    assert told == {state: {str(following) for following in NEXT[state]} for state in State}


def test_the_page_on_reading_describes_every_kind() -> None:
    text = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    assert [kind for kind in Kind if f"| `{kind}` |" not in text] == []


def test_the_version_is_the_same_in_code_package_and_changelog() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[([^\]]+)\]", changelog, flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert (headings[1], package) == (__version__, __version__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_or_heading_leads_there(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    lost = []
    for link in _LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / link.partition("#")[0]).resolve() for link in _LINK.findall(index)}
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - {ROOT / "docs/README.md"}
    assert {page.resolve() for page in pages} - linked == set()


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"`make ([a-z]+)", readme))
    assert {"demo", "test"} <= named <= set(targets)


def test_every_path_that_the_page_for_engineers_names_exists() -> None:
    text = (ROOT / "docs/engineers.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:worker|templates|tests|migrations)/[\w./-]*)`", text))
    assert len(named) > 60
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_function_that_the_page_for_engineers_names_is_in_its_file() -> None:
    text = (ROOT / "docs/engineers.md").read_text(encoding="utf-8")
    named = [(path, name) for name, path in re.findall(r"`(\w+)` of `(worker/[\w/]+\.py)`", text)]
    named += re.findall(r"`(worker/[\w/]+\.py)` \(`(\w+)`", text)
    assert len(named) > 5
    said = [(path, name, (ROOT / path).read_text(encoding="utf-8")) for path, name in named]
    assert [f"{path}: {name}" for path, name, code in said if not re.search(rf"\b{name}\b", code)] == []
