"""The license register: how many licenses are known, and the imports that brought them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from worker.errors import RefusedError, UnavailableError, UsageError
from worker.services.marketplace import sen_offering
from worker.services.marketplace.sen_offering import ReportTaken
from worker.services.progress_log import in_log
from worker.services.register import expert_list, register_history, register_import
from worker.services.register.register_import import ImportReport
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """What came of a file that was sent."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    report: ImportReport | None = None  #: of a sales list
    taken: ReportTaken | None = None  #: of a license report
    problem: str = ""
    rehearsed: bool = False  #: it was only asked what would change


def show(context: WebContext, _ask: Ask) -> Answer:
    """The history, newest first."""
    return _page(context, None)


def upload(context: WebContext, ask: Ask) -> Answer:
    """Take a sales list in, or say what it would change."""
    return _taken(context, ask, _import)


def upload_report(context: WebContext, ask: Ask) -> Answer:
    """Offer the SENs of a license report, or say what would be offered."""
    return _taken(context, ask, _offer)


def _taken(context: WebContext, ask: Ask, take: Callable[[WebContext, Ask, Path], Uploaded]) -> Answer:
    if ask.file is None:
        return _page(context, Uploaded(name="", problem="Choose a file first"))
    with TemporaryDirectory() as folder:
        file = Path(folder) / ("upload" + _suffix(ask.file.name))
        with file.open("wb") as copy:
            copyfileobj(ask.file.content, copy)
        try:
            done = take(context, ask, file)
        except (UsageError, RefusedError, UnavailableError) as error:
            done = Uploaded(name=ask.file.name, problem=str(error).replace(str(file), ask.file.name))
    return _page(context, done)


def _import(context: WebContext, ask: Ask, file: Path) -> Uploaded:
    plan = register_import.plan_import(context.services, file, {})
    plan = replace(plan, name=_name(ask))
    report = (
        register_import.rehearse_import(context.services, plan, in_log)
        if ask.one("dry_run")
        else register_import.run_import(context.services, plan, ask.staff.name, in_log)
    )
    return Uploaded(
        name=_name(ask),
        columns=plan.layout.named(),
        left=tuple(plan.layout.left()),
        report=report,
        rehearsed=bool(ask.one("dry_run")),
    )


def _offer(context: WebContext, ask: Ask, file: Path) -> Uploaded:
    taken = sen_offering.take_report(
        context.services, file, ask.staff.name, dry_run=bool(ask.one("dry_run")), name=_name(ask)
    )
    if taken.completed:
        context.wake_outbox()
    return Uploaded(name=_name(ask), taken=taken, rehearsed=bool(ask.one("dry_run")))


def _name(ask: Ask) -> str:
    """The file's name without folders, which some browsers send."""
    return ask.file.name.replace("\\", "/").rpartition("/")[2][:200] if ask.file else ""


def _suffix(name: str) -> str:
    """How the file is to be read goes by the end of its name."""
    ending = name.lower().rpartition(".")[2]
    return f".{ending}" if ending in _ENDINGS else ".csv"


_ENDINGS = frozenset({"csv", "tsv", "txt", "json", "xlsx", "xlsm"})


def _page(context: WebContext, done: Uploaded | None) -> Page:
    imports = [*register_history.imports(context.services)][::-1]
    newest = next((one.id for one in imports if one.undone_at is None), None)
    values = {
        "imports": imports,
        "newest": newest,
        "size": register_history.size(context.services),
        "done": done,
        "experts": expert_list.list_experts(context.services),
    }
    status = 422 if done is not None and done.problem else 200
    return Page(template="register.html.j2", values=values, status=status)


def add_expert(context: WebContext, ask: Ask) -> Answer:
    """Note an Expert's address."""
    try:
        expert_list.add_expert(context.services, ask.one("address"), ask.one("name"), ask.staff.name)
    except UsageError as error:
        return _page(context, Uploaded(name=ask.one("address")[:200], problem=str(error)))
    return Redirect(path="/register#experts")


def remove_expert(context: WebContext, ask: Ask) -> Answer:
    """Forget an Expert's address; one that is gone already is no error."""
    with suppress(UsageError):
        expert_list.remove_expert(context.services, ask.one("address"))
    return Redirect(path="/register#experts")


def undo(context: WebContext, ask: Ask) -> Answer:
    """Take the newest import back."""
    text = ask.one("import")
    register_history.undo(
        context.services, int(text) if text.isascii() and text.isdigit() else 0, ask.staff.name
    )
    return Redirect(path="/register")
