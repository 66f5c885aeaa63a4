"""The checks of `sen-worker check`: database, clock, templates, every mailbox, the relay, trusted servers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from worker.errors import WorkerError
from worker.mailbox.mailbox_session import MailboxSession, open_session
from worker.mailbox.mark_handled import Mark
from worker.reading import Message
from worker.requests.senders.delivery_path import is_perhaps_ours, tell_way
from worker.services.contexts import IntakeContext, LetterContext, ReadingContext, RecordContext
from worker.services.intake.folder_sync import PolledFolder
from worker.services.intake.newest_mails import read_newest
from worker.services.intake.trusted_servers import advise_trusted_servers, find_authserv_id
from worker.services.monitoring.clock_check import find_disagreement
from worker.smtp import SmtpSettings, check_relay


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """The result of one check."""

    what: str
    ok: bool
    detail: str  #: what is wrong and how to mend it, or what was found
    warning: bool = False  #: it works, and somebody should look at it all the same


def check_installation(
    services: IntakeContext,
    sources: Sequence[PolledFolder],
    relay: SmtpSettings,
    sender: str = "",
    copies: tuple[str, str] | None = None,
    *,
    upgrades: bool = False,
) -> Iterator[CheckFinding]:
    """Check each part by itself; a failure of one prevents no other check.

    The relay is asked whether `sender` may send, where one is given; `copies` names a mailbox and the folder
    that copies of letters go to. With `upgrades` the database is brought up to date first.
    """
    yield _try_part("database", lambda: _database(services, upgrades=upgrades))
    yield _try_part("clock", lambda: _clock(services))
    yield _try_part("templates", lambda: _templates(services))
    seen: Counter[str] = Counter()
    for source in sources:
        mails: list[Message] = []
        what = f"mailbox {source.settings.name}"
        sent_folder = copies[1] if copies and copies[0] == source.settings.name else ""
        attempt = partial(_mailbox, services, source, mails, sent_folder)
        yield _try_part(what, attempt, f'mailbox "{source.settings.name}": ')
        yield from _check_delivery_paths(services, what, mails)
        yield from _check_marking(source, what)
        seen.update(map(find_authserv_id, mails))
    yield _try_part("smtp", lambda: _smtp(relay, sender), "[smtp]: ")
    well, detail = advise_trusted_servers(services.policy, seen)
    yield CheckFinding(what="senders", ok=True, detail=detail, warning=not well)


def _try_part(what: str, attempt: Callable[[], str], named: str = "") -> CheckFinding:
    """`named` begins what is told of it elsewhere, and need not be said twice."""
    try:
        return CheckFinding(what=what, ok=True, detail=attempt())
    except WorkerError as error:
        return CheckFinding(what=what, ok=False, detail=str(error).removeprefix(named))


def _database(services: RecordContext, *, upgrades: bool) -> str:
    if upgrades:
        services.store.upgrade()
    services.store.require_fit()
    services.store.require_current()
    services.store.try_writing(services.clock())
    keys = services.store.key_names
    encrypted = f", encrypted with key {keys.partition(',')[0]}" if keys else ""
    return f"{services.store.name}, revision {services.store.revision()}, can be written{encrypted}"


def _clock(services: RecordContext) -> str:
    if services.store.revision() == services.store.needed() and (wrong := find_disagreement(services)):
        raise WorkerError(wrong)
    return f"{services.clock():%Y-%m-%d %H:%M} UTC"


def _templates(services: LetterContext) -> str:
    if wrong := services.renderer.check():
        raise WorkerError("; ".join(wrong))
    return f"{len(services.forms)} forms, every letter renders"


def _check_delivery_paths(
    services: ReadingContext, what: str, mails: Sequence[Message]
) -> Iterator[CheckFinding]:
    """How the newest mails were delivered, where some came over a list or a forwarding address."""
    own = services.own_addresses
    paths = Counter(path for mail in mails if (path := tell_way(mail, own)))
    described = (f"{count} of the newest {len(mails)} mails: {path}" for path, count in paths.most_common())
    if detail := ". ".join(described):
        warning = any(is_perhaps_ours(mail, own) for mail in mails)
        yield CheckFinding(what=f"{what}, ways in", ok=True, detail=detail, warning=warning)


def _mailbox(services: ReadingContext, source: PolledFolder, mails: list[Message], sent_folder: str) -> str:
    """Check one mailbox; the headers of its newest mails are added to `mails`."""
    settings = source.settings
    with open_session(settings) as session:
        status = session.select(settings.folder, readonly=True)
        idle = "IDLE" if session.can_idle else "no IDLE, so it is only polled"
        wanted = {"smtp.sent_folder is": sent_folder}
        if source.after.mark is Mark.MOVE:
            wanted["after_success moves to"] = source.after.folder
        _require_folders(session, wanted)
        mails.extend(read_newest(session, status, services.own_addresses))
    return f"{settings.peer}, {settings.folder} holds {status.exists} messages, {idle}"


def _require_folders(session: MailboxSession, wanted: Mapping[str, str]) -> None:
    """`wanted` has each folder by what names it; an empty one is not wanted."""
    there = session.folders() if any(wanted.values()) else []
    if missing := [f'{what} "{folder}"' for what, folder in wanted.items() if folder and folder not in there]:
        raise WorkerError(
            f"{' and '.join(missing)}, which is not there, only {', '.join(there)}; "
            "correct it, or create the folder"
        )


def _check_marking(source: PolledFolder, what: str) -> Iterator[CheckFinding]:
    """Whether mail that was handled can be marked; it is read and answered all the same."""
    settings, mark = source.settings, source.after.mark
    if mark is Mark.NONE:
        return
    try:
        with open_session(settings) as session:
            status = session.select(settings.folder, readonly=False)
            writable = session.is_writable
    except WorkerError:
        return  # told by then
    if not writable:
        detail = f"{settings.folder} is read-only for us: mail that was handled is not marked"
    elif mark is Mark.KEYWORD and not status.keywords_allowed:
        detail = f"{settings.folder} takes no keywords: mail that was handled is not marked"
    else:
        return
    advice = 'let the account change flags there, or set after_success = "none"'
    yield CheckFinding(what=f"{what}, marks", ok=True, detail=f"{detail}; {advice}", warning=True)


def _smtp(relay: SmtpSettings, sender: str) -> str:
    check_relay(relay, sender)
    return f"{relay.host}:{relay.port} takes letters" + (f" from {sender}" if sender else "")
