"""The annotated conversations, end to end on a real IMAP server, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.played import Played, open_conversation, same_value
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.requests.request_model import LetterKind, LetterState, Request

CASES = sorted((Path(__file__).parents[1] / "samples" / "conversations").glob("*/"))


@pytest.mark.parametrize("case", CASES, ids=[each.name for each in CASES])
def test_a_conversation_ends_as_it_should(
    case: Path, tmp_path: Path, database_url: str, dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink]
) -> None:
    played = open_conversation(case, tmp_path, database_url, dovecot, start_smtp_sink(Tls.NONE))
    try:
        became = dict(played.play())
        kinds = played.expected.get("kinds", {})
        assert {name: became[name] for name in kinds} == kinds
        requests = played.requests()
        assert len(requests) == len(played.expected["requests"])
        for wanted in played.expected["requests"]:
            as_wanted(played, the_request(requests, wanted), wanted)
    finally:
        played.app.close()


def the_request(requests: list[Request], wanted: Mapping[str, Any]) -> Request:
    """Of one customer's requests the one for the license key."""
    name, key = "license_key", wanted["fields"]["license_key"]
    (found,) = [
        one
        for one in requests
        if one.requester.addr == wanted["customer"]
        and (name in wanted["ask"] or same_value(name, one.fields[name].value, key))
    ]
    return found


def as_wanted(played: Played, request: Request, wanted: Mapping[str, Any]) -> None:
    assert request.state == wanted["state"]
    assert sorted(request.ask) == sorted(wanted["ask"])
    assert request.attention or not wanted.get("attention")
    for name, value in wanted["fields"].items():
        if name not in wanted["ask"]:
            assert same_value(name, request.fields[name].value, value), name
    letters = [one for one in played.letters() if one.request_id == request.id]
    questions = [one for one in letters if one.kind is LetterKind.MISSING_FIELDS]
    assert len(questions) == wanted["mails_to_customer"]
    assert {one.state for one in questions} <= {LetterState.SENT, LetterState.BOUNCED}
    assert {one.to for one in letters} == {wanted["customer"]}
