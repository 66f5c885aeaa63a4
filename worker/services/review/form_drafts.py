"""Drafts: what somebody types on a request's pages is kept until it is sent, given up, or a month old."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from worker.errors import UsageError
from worker.services.contexts import RecordContext, StoreContext
from worker.services.request_lookup import look_up_request
from worker.store.queue.draft_table import StoredDraft
from worker.store.queue.reply_draft_table import ReplyDraft

DRAFT_KEPT = timedelta(days=30)
_LONGEST = 40_000  # characters of a form
#: Who has typed nothing for so long does not write any more.
_WRITES = timedelta(seconds=60)


def keep_draft(
    services: RecordContext, name: str, form: str, body: Mapping[str, Sequence[str]], by: str
) -> None:
    """Keep what `by` has typed into this form of the request; a form without words is forgotten.

    UsageError where it is too long.
    """
    told = {field: tuple(values) for field, values in body.items()}
    if sum(len(value) for values in told.values() for value in values) > _LONGEST:
        raise UsageError("that is too long to be kept")
    now = services.clock()
    with services.store.write() as tx:
        request_id = look_up_request(tx, name).id or 0
        tx.drafts.forget_before(now - DRAFT_KEPT)
        if any(value.strip() for values in told.values() for value in values):
            tx.drafts.keep(request_id, StoredDraft(staff=by, form=form, body=told, at=now))
        else:
            tx.drafts.forget(request_id, by, form)


def forget_draft(services: StoreContext, name: str, form: str, by: str) -> None:
    """It was sent, or given up."""
    with services.store.write() as tx:
        tx.drafts.forget(look_up_request(tx, name).id or 0, by, form)


def own_drafts(services: StoreContext, request_id: int, who: str) -> dict[str, StoredDraft]:
    """What `who` has typed on this request, by form."""
    with services.store.read() as tx:
        return {draft.form: draft for draft in tx.drafts.of_request(request_id) if draft.staff == who}


def find_writers(services: RecordContext, name: str, besides: str) -> tuple[str, ...]:
    """Who else writes on the request at this moment."""
    since = services.clock() - _WRITES
    with services.store.read() as tx:
        found = tx.drafts.of_request(look_up_request(tx, name).id or 0)
        return tuple(dict.fromkeys(one.staff for one in found if one.staff != besides and one.at >= since))


def keep_reply_draft(
    services: RecordContext, reply_id: int, version: int, name: str, text: str, by: str
) -> None:
    """Keep what `by` has typed into the form of a saved reply; 0: of a new one."""
    if len(name) + len(text) > _LONGEST:
        raise UsageError("that is too long to be kept")
    now = services.clock()
    with services.store.write() as tx:
        tx.reply_drafts.forget_before(now - DRAFT_KEPT)
        if name.strip() or text.strip():
            tx.reply_drafts.keep(
                ReplyDraft(staff=by, reply_id=reply_id, version=version, name=name, text=text, at=now)
            )
        else:
            tx.reply_drafts.forget(by, reply_id)


def forget_reply_draft(services: StoreContext, reply_id: int, by: str) -> None:
    """It was saved, or given up."""
    with services.store.write() as tx:
        tx.reply_drafts.forget(by, reply_id)


def own_reply_draft(services: StoreContext, reply_id: int, who: str) -> ReplyDraft | None:
    """What `who` has typed into the form of that saved reply."""
    with services.store.read() as tx:
        return tx.reply_drafts.get(who, reply_id)
