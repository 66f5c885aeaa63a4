"""Try the installation out: database, templates, every mailbox, the mail server for letters."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from worker.errors import WorkerError
from worker.mailbox.marking import Mark
from worker.mailbox.session import open_session
from worker.reading import Message
from worker.requests.ways import is_perhaps_ours, tell_way
from worker.services.clocks import disagreement
from worker.services.finding import Source
from worker.services.house import House
from worker.services.newest import newest_mails
from worker.services.trusted_servers import advice, authserv_id_of
from worker.smtp import SmtpSettings
from worker.smtp import check as check_relay


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was tried."""

    what: str
    ok: bool
    detail: str  #: what is wrong and how to mend it, or what was found
    warning: bool = False  #: it works, and somebody should look at it all the same


def check(house: House, sources: Sequence[Source], relay: SmtpSettings) -> Iterator[Finding]:
    """Try each part on its own; what is wrong with one keeps none from being tried."""
    yield _tried("database", lambda: _database(house))
    yield _tried("clock", lambda: _clock(house))
    yield _tried("templates", lambda: _templates(house))
    seen: Counter[str] = Counter()
    for source in sources:
        mails: list[Message] = []
        what = f"mailbox {source.settings.name}"
        yield _tried(what, lambda source=source, mails=mails: _mailbox(house, source, mails))  # type: ignore[misc]
        yield from _ways(house, what, mails)
        seen.update(map(authserv_id_of, mails))
    yield _tried("smtp", lambda: _smtp(relay))
    well, detail = advice(house.policy, seen)
    yield Finding(what="senders", ok=True, detail=detail, warning=not well)


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, ok=True, detail=attempt())
    except WorkerError as error:
        return Finding(what=what, ok=False, detail=str(error))


def _database(house: House) -> str:
    house.store.require_fit()
    house.store.require_current()
    house.store.try_writing(house.clock())
    return f"{house.store.name}, revision {house.store.revision()}, can be written"


def _clock(house: House) -> str:
    if house.store.revision() == house.store.needed() and (wrong := disagreement(house)):
        raise WorkerError(wrong)
    return f"{house.clock():%Y-%m-%d %H:%M} UTC"


def _templates(house: House) -> str:
    if wrong := house.renderer.check():
        raise WorkerError("; ".join(wrong))
    return f"{len(house.forms)} forms, every letter renders"


def _ways(house: House, what: str, mails: Sequence[Message]) -> Iterator[Finding]:
    """How the newest mails came, where some did not come straight from who wrote them."""
    own = house.own_addresses
    ways = Counter(way for mail in mails if (way := tell_way(mail, own)))
    told = (f"{count} of the newest {len(mails)} mails: {way}" for way, count in ways.most_common())
    if detail := ". ".join(told):
        warning = any(is_perhaps_ours(mail, own) for mail in mails)
        yield Finding(what=f"{what}, ways in", ok=True, detail=detail, warning=warning)


def _mailbox(house: House, source: Source, mails: list[Message]) -> str:
    """Keeps in `mails` what the newest ones are like."""
    settings = source.settings
    with open_session(settings) as session:
        status = session.select(settings.folder, readonly=True)
        idle = "IDLE" if session.can_idle else "no IDLE, so it is only polled"
        if source.after.mark is Mark.MOVE and source.after.folder not in (folders := session.folders()):
            raise WorkerError(
                f'mailbox "{settings.name}": after_success moves to "{source.after.folder}", '
                f"which is not there, only {', '.join(folders)}"
            )
        mails.extend(newest_mails(session, status, house.own_addresses))
    return f"{settings.peer}, {settings.folder} holds {status.exists} messages, {idle}"


def _smtp(relay: SmtpSettings) -> str:
    check_relay(relay)
    return f"{relay.host}:{relay.port} takes letters"
