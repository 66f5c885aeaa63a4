"""Saved replies: texts that staff keep for their letters, each change of them on record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.errors import RefusedError, UsageError
from worker.letters.plain_text import make_salutation
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import LetterDraft, LetterKind, Request
from worker.requests.review_rules import license_keys
from worker.requests.staff.saved_reply_text import fill_placeholders, require_placeholders
from worker.services.contexts import ClockContext, LetterContext, OutboxContext, RecordContext, StoreContext
from worker.services.outbox.queue_letters import letter_values
from worker.store.queue.saved_reply_table import SavedReply
from worker.store.transactions import Transaction

_LONGEST_NAME = 80
_LONGEST_TEXT = 5000


class ReplyChangedError(RefusedError):
    """Somebody else changed the saved reply after its page was made."""

    def __init__(self, now: SavedReply) -> None:
        super().__init__(f"{now.who} changed “{now.name}” meanwhile")
        self.now = now


def list_replies(services: StoreContext) -> tuple[SavedReply, ...]:
    """Each as it is now, by name; removed ones too."""
    with services.store.read() as tx:
        return tx.saved_replies.newest()


def find_versions(services: StoreContext, reply_id: int) -> tuple[SavedReply, ...]:
    """What the reply was, newest first; none where there is no such reply."""
    with services.store.read() as tx:
        return tx.saved_replies.versions(reply_id)


def add_reply(services: RecordContext, name: str, text: str, by: str) -> SavedReply:
    """A new one; UsageError for a name or text that can't be."""
    name, text = _checked(name, text)
    with services.store.write() as tx:
        _require_own_name(tx, name, 0)
        new = SavedReply(
            id=tx.saved_replies.add(services.clock()),
            version=1,
            name=name,
            text=text,
            removed=False,
            who=by,
            at=services.clock(),
        )
        tx.saved_replies.keep(new)
        return new


def change_reply(services: RecordContext, reply_id: int, version: int, name: str, text: str, by: str) -> None:
    """Another version, in place of `version`; `ReplyChangedError` where that is not the newest."""
    name, text = _checked(name, text)
    with services.store.write() as tx:
        now = _newest(tx, reply_id)
        _require_own_name(tx, name, reply_id)
        if (name, text) != (now.name, now.text) or now.removed:
            _keep(services, tx, replace(now, name=name, text=text, removed=False), version, by)


def remove_reply(services: RecordContext, reply_id: int, version: int, by: str) -> None:
    """Nobody finds it any more; it can be brought back."""
    with services.store.write() as tx:
        _keep(services, tx, replace(_newest(tx, reply_id), removed=True), version, by)


def bring_back(services: RecordContext, reply_id: int, old: int, version: int, by: str) -> None:
    """The reply is again what its version `old` was."""
    with services.store.write() as tx:
        found = [one for one in tx.saved_replies.versions(reply_id) if one.version == old]
        if not found:
            raise UsageError("there is no such version of it")
        was = found[0]
        _require_own_name(tx, was.name, reply_id)
        now = _newest(tx, reply_id)
        _keep(services, tx, replace(now, name=was.name, text=was.text, removed=False), version, by)


def fill_reply(services: OutboxContext, request: Request, reply_id: int, by: str) -> str:
    """The reply with the request's values in it; what the request has none for is left to be filled in."""
    with services.store.read() as tx:
        reply = _newest(tx, reply_id)
    if reply.removed:
        raise UsageError(f"the saved reply “{reply.name}” was removed by {reply.who}; choose another one")
    require_placeholders(reply.text)
    return fill_placeholders(reply.text, _values(services, request, by))


def _values(services: LetterContext, request: Request, by: str) -> Mapping[str, str]:
    """The request's values as a letter in the customer's language tells them."""
    draft = LetterDraft(kind=LetterKind.ANSWER, to=request.requester.addr)
    language = services.renderer.language_of(LetterKind.ANSWER, request.language)
    told = letter_values(services, request, draft, language)
    organization = request.fields.get("organization")
    return {
        "name": make_salutation(told.name),
        "reference": request.reference,
        "organization": str(organization.value or "") if organization else "",
        "account": told.account_email,
        "missing": "\n".join(question.line for question in told.questions),
        "keys": ", ".join(map(mask_key, license_keys(request))),
        "sens": ", ".join(request.sens),
        "me": by,
    }


def _keep(services: ClockContext, tx: Transaction, new: SavedReply, version: int, by: str) -> None:
    now = _newest(tx, new.id)
    stored = replace(new, version=version + 1, who=by, at=services.clock())
    if version != now.version or not tx.saved_replies.keep(stored):
        raise ReplyChangedError(_newest(tx, new.id))


def _newest(tx: Transaction, reply_id: int) -> SavedReply:
    versions: Sequence[SavedReply] = tx.saved_replies.versions(reply_id)
    if not versions:
        raise UsageError("there is no such saved reply")
    return versions[0]


def _require_own_name(tx: Transaction, name: str, besides: int) -> None:
    for one in tx.saved_replies.newest():
        if one.name.casefold() == name.casefold() and one.id != besides and not one.removed:
            raise UsageError(f"there is a saved reply “{one.name}” already")


def _checked(name: str, text: str) -> tuple[str, str]:
    name, text = " ".join(name.split()), text.replace("\r\n", "\n").strip()
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(f"give it a name of 1 to {_LONGEST_NAME} characters")
    if not text or len(text) > _LONGEST_TEXT:
        raise UsageError(f"write what it says, in no more than {_LONGEST_TEXT:,} characters")
    require_placeholders(text)
    return name, text
