"""Mailboxes and all that mail hangs on: what is well, what is not, since when, why, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from worker.requests.request_model import Disposition, LetterState
from worker.services.intake.poll_requests import request_poll
from worker.services.monitoring import system_status as service
from worker.services.monitoring import worker_health
from worker.services.monitoring.system_status import FolderStanding, OutboxStanding, SystemStatus
from worker.services.monitoring.worker_health import WorkerPart
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext

_START = "Start one by `sen-worker run`; its first lines say what keeps it from starting."
#: One message of a disposition, and several.
_DISPOSITIONS = {
    Disposition.REQUEST: ("request", "requests"),
    Disposition.REPLY: ("reply", "replies"),
    Disposition.BOUNCE: ("bounce", "bounces"),
    Disposition.AUTO_REPLY: ("auto-reply", "auto-replies"),
    Disposition.IGNORED: ("ignored", "ignored"),
    Disposition.DUPLICATE: ("duplicate", "duplicates"),
    Disposition.OWN: ("of our own", "of our own"),
    Disposition.QUARANTINED: ("quarantined", "quarantined"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleView:
    """One thing that is not as it should be."""

    tone: str
    title: str
    what: str
    todo: str  #: commands stand between backticks
    since: datetime | None = None
    link: tuple[str, str] | None = None  #: where it is done, and what that is called


def show(context: WebContext, ask: Ask) -> Answer:
    """The page, or what of it the script keeps up to date."""
    now = service.find_status(context.services, context.premises)
    values = {
        "now": now,
        "troubles": [*_troubles(now), *_of_proxies(context)],
        "wrong_with": _wrong_with,
        "counted": _counted,
        "looks": ask.query.get("looks", ""),
    }
    return Page(template="mailboxes_news.html.j2" if ask.fragment else "mailboxes.html.j2", values=values)


def look(context: WebContext, ask: Ask) -> Answer:
    """Let the worker look into a folder now, rather than when its pause is over."""
    name = ask.one("name")
    if name in {box.name for box in context.premises.boxes}:
        request_poll(context.services, name)
    return Redirect(path=f"/mailboxes?{urlencode({'looks': name})}")


def _troubles(now: SystemStatus) -> Iterator[TroubleView]:
    if now.revision != now.needed:
        what = f"It is at revision {now.revision}; this version works with {now.needed}."
        yield TroubleView(tone="bad", title="The database", what=what, todo="Run `sen-worker db upgrade`.")
    if not now.parts:
        what = "Nothing reads the mailboxes, and no letter goes out."
        yield TroubleView(tone="bad", title="No worker runs", what=what, todo=_START)
    else:
        for reading in now.readings:
            yield from _of_reading(reading)
        yield from _of_sending(now.sending)
    yield from _of_limits(now)
    told = {part.name for part in _told(now)}
    for part in now.parts:
        if part.problem and part.name not in told:
            yield _of_part(part, f"{part.name[:1].upper()}{part.name[1:]}")
    yield from _for_a_person(now)


def _of_proxies(context: WebContext) -> Iterator[TroubleView]:
    for peer in context.door.strange.peers:
        yield TroubleView(
            tone="warn",
            title="Sign-in",
            what=f"Requests with X-Forwarded-For come from {peer}, which is no proxy that sen-worker knows. "
            "Everybody behind it counts as one place, and shares its tries.",
            todo="If that is your proxy, name it in `web.trusted_proxies`. If not, there is nothing to do.",
        )


def _told(now: SystemStatus) -> Iterator[WorkerPart]:
    """The parts that have a place of their own on the page."""
    parts = [part for each in now.readings for part in (each.part, each.ledger, each.token)]
    yield from (part for part in (*parts, now.sending.part, now.sending.token) if part is not None)


def _of_part(part: WorkerPart, title: str) -> TroubleView:
    return TroubleView(
        tone="bad",
        title=title,
        what=f"{_wrong_with(part)}.",
        todo=worker_health.advise(part),
        since=part.since,
    )


def _of_reading(reading: FolderStanding) -> Iterator[TroubleView]:
    name = reading.box.name
    if reading.part is None:
        what = "The workers that run do not know this folder."
        todo = "Restart them: they read the configuration when they start."
        yield TroubleView(tone="bad", title=f"{name} is not read", what=what, todo=todo)
    elif reading.part.problem:
        yield _of_part(reading.part, f"{name} can’t be read")
    if reading.ledger is not None and reading.ledger.problem:
        yield _of_part(reading.ledger, f"{name}: not every message is accounted for")
    if reading.token is not None and reading.token.problem:
        yield _of_part(reading.token, f"{name}: its token can’t be renewed")


def _of_sending(sending: OutboxStanding) -> Iterator[TroubleView]:
    if sending.part is None:
        what = "No part of a running worker sends them."
        yield TroubleView(tone="bad", title="Letters do not go out", what=what, todo="Restart the worker.")
    elif sending.part.problem:
        yield _of_part(sending.part, "Letters do not go out")
    if sending.token is not None and sending.token.problem:
        yield _of_part(sending.token, "Letters: the token can’t be renewed")


def _of_limits(now: SystemStatus) -> Iterator[TroubleView]:
    every, strangers = now.limits.all.state, now.limits.of_strangers.state
    if every.tripped:
        whom = "Automatic letters" if now.limits.customers.state.open else "Letters to strangers"
        yield TroubleView(
            tone="bad",
            title=f"{whom} are kept back",
            what=f"{every.letters:,} automatic letters in the last hour; policy.letters_per_hour allows"
            f" {every.limit:,}.",
            todo="Look in the outbox whether two machines write to each other. If so many are right, raise"
            " the limit and release those that are held; otherwise wait, it closes by itself.",
            link=("/outbox", "Outbox"),
        )
    elif strangers.tripped:
        yield TroubleView(
            tone="warn",
            title="Letters to strangers are kept back",
            what=f"{strangers.letters:,} of them in the last hour;"
            f" policy.letters_to_strangers_per_hour allows {strangers.limit:,}."
            " Customers are answered as ever.",
            todo="Look in the outbox who writes. If somebody floods the mailbox, cancel the letters that are"
            " held; if so many people do write, release them and raise the limit.",
            link=("/outbox", "Outbox"),
        )


def _for_a_person(now: SystemStatus) -> Iterator[TroubleView]:
    """What is nobody's fault and waits for somebody all the same."""
    states = (LetterState.FAILED, LetterState.UNCERTAIN, LetterState.HELD)
    failed, uncertain, held = (now.sending.counts[state] for state in states)
    if failed:
        yield TroubleView(
            tone="bad",
            title=f"{_count(failed, 'letter')} {'was' if failed == 1 else 'were'} refused for good",
            what="The mail server does not take it, and it is not tried again by itself.",
            todo="See what the server said, put that right, then send again or cancel.",
            link=("/outbox?state=failed", "Outbox"),
        )
    if uncertain:
        yield TroubleView(
            tone="warn",
            title=f"{_count(uncertain, 'letter')} may not have arrived",
            what="The connection ended before the mail server had answered.",
            todo="Look into the sent mail of the mailbox, then send again or leave it.",
            link=("/outbox", "Outbox"),
        )
    if held:
        yield TroubleView(
            tone="wait",
            title=f"{_count(held, 'letter')} {'waits' if held == 1 else 'wait'} to be released",
            what="Something spoke against sending without a person having looked.",
            todo="Read each one and release or cancel it.",
            link=("/outbox", "Outbox"),
        )
    for reading in now.readings:
        if reading.set_aside:
            yield TroubleView(
                tone="warn",
                title=f"{_count(reading.set_aside, 'message')} of {reading.box.name} could not be read",
                what="Set aside (quarantined); nobody was answered.",
                todo="Open it in the mailbox, or let it be read again after an upgrade.",
                link=("/ledger", "Ledger"),
            )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def _wrong_with(part: WorkerPart) -> str:
    """What is wrong, as a sentence; which mailbox it is stands beside it."""
    words = worker_health.describe_problem(part)
    if words.startswith(('mailbox "', "[smtp]: ")):
        words = words.partition(": ")[2]
    return f"{words[:1].upper()}{words[1:]}"


def _counted(counts: Mapping[str, int]) -> str:
    """What became of some messages: "4 requests, 1 reply, 110 ignored"."""
    return ", ".join(
        f"{number:,} {_DISPOSITIONS[Disposition(name)][number != 1]}" for name, number in counts.items()
    )
