"""Saved replies: texts for letters by hand, kept in all their versions."""

from dataclasses import replace

from worker.errors import UsageError
from worker.requests.staff.saved_reply_text import PLACEHOLDERS
from worker.services.review import form_drafts, saved_replies
from worker.services.review.saved_replies import ReplyChangedError
from worker.store.queue.saved_reply_table import SavedReply
from worker.web.pages.request_page import parse_number
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext

_MISSING = Page(
    template="error.html.j2", values={"status": 404, "text": "There is no such saved reply."}, status=404
)


def show(context: WebContext, ask: Ask) -> Answer:
    """Each by name, those that were removed below, and a form for another one."""
    kept = form_drafts.own_reply_draft(context.services, 0, ask.staff.name)
    return _list(context, name=kept.name, text=kept.text, kept=True) if kept else _list(context)


def add(context: WebContext, ask: Ask) -> Answer:
    """One more."""
    name, text = _typed(ask)
    try:
        saved_replies.add_reply(context.services, name, text, ask.staff.name)
    except UsageError as error:
        return _list(context, name=name, text=text, problem=str(error))
    form_drafts.forget_reply_draft(context.services, 0, ask.staff.name)
    return Redirect(path="/replies")


def one(context: WebContext, ask: Ask) -> Answer:
    """One of them, to be changed, with what it was before."""
    versions = saved_replies.find_versions(context.services, _id(ask))
    if not versions:
        return _MISSING
    kept = form_drafts.own_reply_draft(context.services, _id(ask), ask.staff.name)
    if kept is None:
        return _page(versions)
    theirs = versions[0] if kept.version != versions[0].version else None
    return replace(_page(versions, (kept.name, kept.text), theirs=theirs, kept=True), status=200)


def change(context: WebContext, ask: Ask) -> Answer:
    """Another version of it; who was overtaken keeps their words and sees the colleague's."""
    name, text = _typed(ask)
    try:
        saved_replies.change_reply(context.services, _id(ask), _version(ask), name, text, ask.staff.name)
    except ReplyChangedError as error:
        return _again(context, ask, name, text, theirs=error.now)
    except UsageError as error:
        return _again(context, ask, name, text, problem=str(error))
    form_drafts.forget_reply_draft(context.services, _id(ask), ask.staff.name)
    return Redirect(path=f"/replies/{_id(ask)}")


def keep(context: WebContext, ask: Ask) -> Answer:
    """Keep the form as it stands (0: that of a new one), or give it up where `do` is "discard"."""
    reply_id = _id(ask)
    if ask.one("do") == "discard":
        form_drafts.forget_reply_draft(context.services, reply_id, ask.staff.name)
    else:
        name, text = _typed(ask)
        form_drafts.keep_reply_draft(context.services, reply_id, _version(ask), name, text, ask.staff.name)
    back = f"/replies/{reply_id}" if reply_id else "/replies"
    return Page(template="_draft.html.j2") if ask.fragment else Redirect(path=back)


def bring_back(context: WebContext, ask: Ask) -> Answer:
    """It is again what it was."""
    old = parse_number(ask.one("old"))
    saved_replies.bring_back(context.services, _id(ask), old, _version(ask), ask.staff.name)
    return Redirect(path=f"/replies/{_id(ask)}")


def remove(context: WebContext, ask: Ask) -> Answer:
    """Nobody finds it any more."""
    saved_replies.remove_reply(context.services, _id(ask), _version(ask), ask.staff.name)
    return Redirect(path="/replies")


def _list(
    context: WebContext, *, name: str = "", text: str = "", problem: str = "", kept: bool = False
) -> Page:
    every = saved_replies.list_replies(context.services)
    values = {
        "replies": [reply for reply in every if not reply.removed],
        "removed": [reply for reply in every if reply.removed],
        "placeholders": PLACEHOLDERS,
        "name": name,
        "text": text,
        "problem": problem,
        "kept": kept,
    }
    return Page(template="replies.html.j2", values=values, status=422 if problem else 200)


def _again(
    context: WebContext,
    ask: Ask,
    name: str,
    text: str,
    *,
    theirs: SavedReply | None = None,
    problem: str = "",
) -> Page:
    versions = saved_replies.find_versions(context.services, _id(ask))
    if not versions:
        return _MISSING
    return _page(versions, (name, text), theirs=theirs, problem=problem)


def _page(
    versions: tuple[SavedReply, ...],
    typed: tuple[str, str] | None = None,
    *,
    theirs: SavedReply | None = None,
    problem: str = "",
    kept: bool = False,
) -> Page:
    now = versions[0]
    name, text = (now.name, now.text) if typed is None else typed
    values = {
        "reply": now,
        "versions": versions[1:],
        "placeholders": PLACEHOLDERS,
        "name": name,
        "text": text,
        "theirs": theirs,
        "problem": problem,
        "kept": kept,
    }
    return Page(template="reply.html.j2", values=values, status=409 if theirs else 422 if problem else 200)


def _typed(ask: Ask) -> tuple[str, str]:
    return ask.one("name"), ask.one("text").replace("\r\n", "\n")


def _id(ask: Ask) -> int:
    return parse_number(ask.names["reply"])


def _version(ask: Ask) -> int:
    return parse_number(ask.one("version"))
