"""Lists of the queue with a name: made, changed and removed by who may do so."""

from collections.abc import Mapping
from dataclasses import replace

from worker.errors import RefusedError, UsageError
from worker.services.contexts import RecordContext, StoreContext
from worker.store.queue.view_table import SavedView
from worker.store.transactions import Transaction

_LONGEST_NAME = 60
_MOST = 50  # that one person makes


def visible_views(services: StoreContext, who: str) -> tuple[SavedView, ...]:
    """What is shared, and what is this person's own, by name."""
    with services.store.read() as tx:
        return tx.views.visible(who)


def add_view(services: RecordContext, name: str, query: Mapping[str, str], by: str, *, shared: bool) -> int:
    """Save a list under a name; its id. UsageError for a bad name, RefusedError for a taken one."""
    wanted = SavedView(id=0, owner=by, shared=shared, name=_usable(name), query=query)
    with services.store.write() as tx:
        _refuse_double(tx, wanted)
        if tx.views.count(by) >= _MOST:
            raise RefusedError(f"you have made {_MOST} views; delete one first")
        return tx.views.add(wanted, services.clock())


def change_view(
    services: StoreContext,
    view_id: int,
    by: str,
    *,
    seen: str,
    name: str | None = None,
    query: Mapping[str, str] | None = None,
    shared: bool | None = None,
    admin: bool = False,
) -> None:
    """Give it another name, another list, another audience: for its maker, and where shared for admins.

    RefusedError where it is not as it was `seen` (`SavedView.mark`).
    """
    with services.store.write() as tx:
        found = _own(tx, view_id, by, seen, admin=admin)
        wanted = replace(
            found,
            name=found.name if name is None else _usable(name),
            query=found.query if query is None else query,
            shared=found.shared if shared is None else shared,
        )
        _refuse_double(tx, wanted)
        tx.views.change(wanted)


def remove_view(services: StoreContext, view_id: int, by: str, *, seen: str, admin: bool = False) -> None:
    """Delete it, for everybody who saw it. The same may do so as may change it."""
    with services.store.write() as tx:
        tx.views.remove(_own(tx, view_id, by, seen, admin=admin).id)


def may_change(view: SavedView, who: str, *, admin: bool) -> bool:
    """Whether somebody who sees the view may change and delete it."""
    return view.owner == who or admin


def _own(tx: Transaction, view_id: int, by: str, seen: str, *, admin: bool) -> SavedView:
    found = next((view for view in tx.views.visible(by) if view.id == view_id), None)
    if found is None:
        raise UsageError("there is no such view any more")
    if not may_change(found, by, admin=admin):
        raise RefusedError(f"only {found.owner} and admins can change this view; save one of your own")
    if found.mark != seen:
        raise RefusedError("somebody changed this view after your page was made; look at it again")
    return found


def _refuse_double(tx: Transaction, wanted: SavedView) -> None:
    """Nobody sees two of the same name among those that are shared, or among their own."""
    same = [
        view
        for view in tx.views.visible(wanted.owner)
        if view.id != wanted.id
        and view.shared == wanted.shared
        and view.name.casefold() == wanted.name.casefold()
    ]
    if same:
        raise RefusedError(f"there is already a view called {wanted.name}; choose another name")


def _usable(name: str) -> str:
    told = " ".join(name.split())
    if not told or len(told) > _LONGEST_NAME:
        raise UsageError(f"a view needs a name of 1 to {_LONGEST_NAME} characters")
    return told
