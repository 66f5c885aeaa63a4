"""queue: what staff see and do."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from worker.cli.command_context import open_installation, open_stored_lists
from worker.cli.console_output import JSON, format_value, make_console, print_json, print_line, print_rows
from worker.cli.current_user import By
from worker.errors import UsageError
from worker.requests.request_model import Request, State

app = typer.Typer(help="The staff queue: requests, and what is done with them.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="queue")


Id = Annotated[str, typer.Argument(metavar="ID", help="The request's id or reference.")]
Note = Annotated[str, typer.Option("--note", help="Your words to the customer.")]

_COLUMNS = ("id", "reference", "state", "requester", "ask", "attention", "updated_at")


@app.command("list")
def list_(
    state: Annotated[list[State] | None, typer.Option("--state", help="Only these states.")] = None,
    sort: Annotated[
        str, typer.Option("--sort", help="age, or verdict: what speaks against a request, judged one by one.")
    ] = "age",
    json: Annotated[bool, JSON] = False,
) -> None:
    """The requests, oldest first, or by what speaks against them."""
    from worker.services import row_lists

    if sort not in {"age", "verdict"}:
        raise UsageError(f"--sort {sort}: it may be age or verdict")
    if sort == "verdict":
        _by_verdict(state or (), json_lines=json)
        return

    with open_stored_lists() as storage:
        print_rows(
            row_lists.requests(storage.store, storage.forms, state or ()),
            _COLUMNS,
            json_lines=json,
            title="Requests",
        )


def _by_verdict(states: Sequence[State], *, json_lines: bool) -> None:
    from worker.services import row_views

    with open_installation() as installation:
        rows = row_views.judged(installation.services, states)
    columns = ("reference", "state", "verdict", "summary")
    print_rows(rows, columns, json_lines=json_lines, title="Requests")


@app.command()
def show(request: Id, json: Annotated[bool, JSON] = False) -> None:
    """One request with fields, evidence, messages, letters and events."""
    from rich.text import Text

    from worker.services import row_views

    with open_installation() as installation:
        row = row_views.request(installation.services, request)
    if json:
        print_json(row)
        return
    out = make_console()
    for key in (
        "reference",
        "form",
        "state",
        "requester",
        "attention",
        "ask",
        "sens",
        "created_at",
        "updated_at",
    ):
        out.print(f"{key:12} {format_value(row[key])}", soft_wrap=True)
    out.print()
    for name, value in row["fields"].items():
        rule = row["evidence"].get(name, {}).get("rule") or row["set_by"].get(name, "")
        out.print(f"{name:16} {format_value(value)}" + (f"   [{rule}]" if rule else ""), soft_wrap=True)
    out.print(f"\n{row['summary']}", soft_wrap=True)
    for point in row["eligibility"]:
        if point["verdict"] != "ok":
            follows = f"; {point['follows']}" if point["follows"] else ""
            out.print(f"\n{point['verdict']:8} {point['words']}{follows}", soft_wrap=True)
    if row["batch_requests"]:
        columns = ("reference", "state", "organization", "ask", "sens")
        print_rows(row["batch_requests"], columns, json_lines=False, title="Came in the same mail")
    for other in row["related"]:
        out.print(f"\nsee also {other['reference']} ({other['state']}): {other['why']}")
    print_rows(
        row["messages"],
        ("id", "mailbox", "uid", "disposition", "author", "authenticity", "reason"),
        json_lines=False,
        title="Messages",
    )
    if row["messages"] and row["attention"]:
        out.print("\nThe last mail says:\n")
        out.print(Text(row["messages"][-1]["text"] or "(its text is not kept)"), soft_wrap=True)
    print_rows(
        row["letters"],
        ("id", "kind", "to", "state", "hold_reason", "sent_at"),
        json_lines=False,
        title="Letters",
    )
    print_rows(
        row["events"], ("at", "who", "what", "name", "old", "new", "why"), json_lines=False, title="Events"
    )


@app.command()
def approve(request: Id, by: By) -> None:
    """Found eligible: the license is being issued."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.approve(installation.services, request, by))


@app.command("await-upgrade")
def await_upgrade(request: Id, by: By, note: Note = "") -> None:
    """Eligible but for the level, which the customer agreed to match: tell what is needed."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.await_upgrade(installation.services, request, note, by))


@app.command("ask-owner")
def ask_owner(request: Id, by: By) -> None:
    """Ask whoever has the myAtlassian account whether the license is to go there."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        asked = review_actions.ask_owner(installation.services, request, by)
    print_line(f"the letter to the account of {asked.reference} is in the outbox")


@app.command()
def upgraded(request: Id, by: By) -> None:
    """The upgrade that was awaited is bought: the license is being issued."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.mark_upgraded(installation.services, request, by))


@app.command()
def complete(
    request: Id,
    by: By,
    sen: Annotated[list[str], typer.Option("--sen", help="One SEN per license key, in the keys' order.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="[SEN]...", help="Further SENs.")] = None,
    insist: Annotated[
        str,
        typer.Option(
            "--insist", help="Why, where another request was completed for the same key, or has the SEN."
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", help="A line of your own in the letter.")] = "",
) -> None:
    """Record the SENs and queue the confirmation."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(
            review_actions.complete(installation.services, request, [*sen, *(more or ())], by, insist, note)
        )


@app.command()
def amend(
    request: Id,
    by: By,
    note: Annotated[str, typer.Option("--note", help="What was put right, for the customer.")],
    values: Annotated[list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help="Fields.")] = None,
    sen: Annotated[list[str] | None, typer.Option("--sen", help="All SENs, in the keys' order.")] = None,
) -> None:
    """Correct a completed request, and confirm it anew."""
    from worker.services.review import review_actions

    given = dict(_parse_assignment(value) for value in values or ())
    with open_installation() as installation:
        _print_state(review_actions.amend(installation.services, request, sen or (), given, note, by))


@app.command()
def reject(
    request: Id,
    by: By,
    reason: Annotated[
        str, typer.Option("--reason", help="cloud, data_center, not_matching, not_found, other.")
    ],
    note: Note = "",
) -> None:
    """Not eligible: the customer is told why."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.reject(installation.services, request, reason, note, by))


@app.command()
def ask(
    request: Id,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD...", help="What to ask for.")],
    by: By,
    note: Note = "",
) -> None:
    """Ask the customer for fields (again)."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.ask(installation.services, request, fields, note, by))


@app.command()
def answer(
    request: Id,
    by: By,
    text: Annotated[str, typer.Option("--text", help="Your words to the customer; - reads standard input.")],
) -> None:
    """Write to the customer in your own words; the request stays where it is."""
    from worker.services.review import review_actions

    words = sys.stdin.read() if text == "-" else text
    with open_installation() as installation:
        review_actions.answer(installation.services, request, words, by)
    print_line("the answer is in the outbox")


@app.command()
def settle(
    request: Id,
    reason: Annotated[str, typer.Argument(help="One of the request's reasons for attention.")],
    by: By,
) -> None:
    """One reason for attention has had it."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        changed = review_actions.settle(installation.services, request, reason, by)
    left = ", ".join(changed.attention) or "nothing"
    print_line(f"{changed.reference} asks for attention for {left}")


@app.command("set")
def set_(
    request: Id,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="An empty value clears.")],
    by: By,
) -> None:
    """Correct fields by hand."""
    from worker.services.review import review_actions

    given = dict(_parse_assignment(value) for value in values)
    with open_installation() as installation:
        _print_state(review_actions.set_values(installation.services, request, given, by))


@app.command()
def snooze(
    request: Id,
    by: By,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The day, such as 2027-01-31.")] = "",
    reply: Annotated[bool, typer.Option("--reply", help="Until the customer writes.")] = False,
) -> None:
    """Let it sleep, out of what waits for you, until a day or until the customer writes."""
    from worker.services.review import review_actions

    if bool(until) == reply:
        raise UsageError("give either --until DATE or --reply")
    with open_installation() as installation:
        _print_state(review_actions.snooze(installation.services, request, until or None, by))


@app.command()
def wake(request: Id, by: By) -> None:
    """Bring back what sleeps."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.wake(installation.services, request, by))


@app.command()
def withdraw(request: Id, by: By) -> None:
    """The request is taken back; nobody is written to."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.withdraw(installation.services, request, by))


@app.command()
def reopen(request: Id, by: By) -> None:
    """Back into the queue."""
    from worker.services.review import review_actions

    with open_installation() as installation:
        _print_state(review_actions.reopen(installation.services, request, by))


def _parse_assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r}: write FIELD=VALUE, as in organization='Example Inc.'")
    return name.strip(), value


def _print_state(request: Request) -> None:
    print_line(f"{request.reference} is now {request.state}")
