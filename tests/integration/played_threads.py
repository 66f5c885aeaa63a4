"""Long threads, played with a worker, and what at their end is not as a careful person wants it."""

import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from pathlib import Path
from typing import Any

from tests.acceptance.played import same_value
from tests.integration.local_worker import VENDOR, LocalWorker
from worker.errors import WorkerError
from worker.requests.request_model import CLOUD_INTEREST_FORM, ON_THE_LIST, Request
from worker.requests.review_rules import license_keys
from worker.services.review import review_actions
from worker.services.service_context import ServiceContext
from worker.store.transactions import Store

_PLACE = re.compile(
    r"\{\{WORKER_(MESSAGE_ID|SUBJECT|BODY_QUOTED)(?:#(\d+)|:OF ([^}]+)|:THROUGH (\w+)|(:REST))?\}\}"
)
_SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"
_OPTION = re.compile(r"--(\w+)")


class PlayedThread:
    """One thread with one worker."""

    def __init__(self, case: Path, store: Store) -> None:
        self.case = case
        self.expected: Mapping[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
        self.worker = LocalWorker(store)
        trusted = self.expected.get("config", {}).get("policy.trusted_authserv_ids", ())
        self.worker.policy = replace(self.worker.policy, trusted_authserv_ids=frozenset(trusted))
        self.letters: list[EmailMessage] = []
        self.became: dict[str, str] = {}

    def play(self) -> None:
        """Bring each mail and do what staff do, in the files' order."""
        for file in sorted([*self.case.glob("*.eml"), *self.case.glob("*-staff.txt")]):
            if file.suffix == ".txt":
                for line in file.read_text("utf-8").splitlines():
                    self._staff(line)
            else:
                raw = self._filled(file)
                self.became[file.name] = self.worker.receive(raw).disposition
                self.letters += self.worker.send()

    def requests(self) -> list[Request]:
        """All requests as they stand, oldest first."""
        with self.worker.store.read() as tx:
            return sorted(tx.requests.listed(), key=lambda one: one.id or 0)

    def complaints(self) -> Iterator[str]:
        """What is not as it should be at the end."""
        for name, kind in self.expected.get("kinds", {}).items():
            if self.became[name] != kind:
                yield f"{name} became {self.became[name]}"
        if not self.expected.get("loose") and len(self.requests()) != len(self.expected["requests"]):
            yield f"{len(self.requests())} requests"
        for wanted in self.expected["requests"]:
            yield from self._of_request(wanted)
        for one in self.requests():
            if one.requester.addr in self.expected.get("told", ()) and not one.attention:
                yield f"nobody is told of {one.reference}"
        yield from self._of_interest()
        yield from self._of_recipients()

    def _of_request(self, wanted: Mapping[str, Any]) -> Iterator[str]:
        key = "".join(str(wanted["fields"].get("license_key", "")).split())
        found = [
            one
            for one in self.requests()
            if one.requester.addr == wanted["customer"] and (not key or key == "".join(license_keys(one)))
        ]
        if len(found) != 1:
            yield f"{len(found)} requests of {wanted['customer']} with key …{key[-6:]}"
            return
        yield from self._as_wanted(found[0], wanted)

    def _as_wanted(self, request: Request, wanted: Mapping[str, Any]) -> Iterator[str]:
        if wanted["state"] and request.state != wanted["state"]:
            yield f"is {request.state}, asks {[*request.ask]}, attention {[*map(str, request.attention)]}"
        if wanted["ask"] is not None and wanted["state"] and sorted(request.ask) != sorted(wanted["ask"]):
            yield f"asks {[*request.ask]}"
        if wanted.get("attention") is True and not request.attention:
            yield "nobody is told"
        if wanted.get("attention") is False and request.attention:
            yield f"needless attention {[*map(str, request.attention)]}"
        for name, value in wanted["fields"].items():
            if name in (wanted["ask"] or ()):
                continue
            found = request.fields[name].value if name in request.fields else None
            told = request.attention or name in request.ask
            if not same_value(name, found, value) and (wanted["state"] or not told):
                yield f"{name} is {found!r}"
        if "sen" in wanted and list(request.sens) != wanted["sen"]:
            yield f"SENs {request.sens}"
        with self.worker.store.read() as tx:
            letters = tx.letters.of_request(request.id or 0)
        kinds = [str(one.kind) for one in letters if one.state == "sent"]
        wanted_questions = wanted["mails_to_customer"]
        asked = wanted_questions is None or kinds.count("missing_fields") == wanted_questions
        if not asked or kinds != wanted.get("letters", kinds):
            yield f"letters {kinds}"

    def _of_interest(self) -> Iterator[str]:
        for wanted in self.expected.get("interest", ()):
            entries = [
                one
                for one in self.requests()
                if one.form == CLOUD_INTEREST_FORM and one.requester.addr == wanted["customer"]
            ]
            on = [one for one in entries if one.state in ON_THE_LIST]
            if bool(on) == bool(wanted.get("off")):
                yield f"list: {[(str(one.state), one.ask) for one in entries]}"
            if any(one.attention for one in entries):
                yield f"list: attention {[one.attention for one in entries]}"

    def _of_recipients(self) -> Iterator[str]:
        for letter in self.letters:
            heads = [str(value) for name in ("To", "Cc") for value in letter.get_all(name, ())]
            for _, addr in getaddresses(heads):
                if addr in self.expected.get("nobody", ()):
                    yield f"a letter to {addr}: {letter['Subject']}"

    def _staff(self, line: str) -> None:
        words = shlex.split(line)
        fails = words[0] == "fails"
        verb, who, *rest = words[fails:]
        try:
            _VERBS[verb](self.worker.services, self._request(who).reference, _sorted_options(rest))
        except WorkerError:
            if not fails:
                raise
        else:
            assert not fails, line
        self.letters += self.worker.send()

    def _request(self, who: str) -> Request:
        addr, _, number = who.partition("#")
        found = [one for one in self.requests() if one.requester.addr == addr]
        return found[int(number or 1) - 1]

    def _filled(self, file: Path) -> bytes:
        text = file.read_bytes().decode().replace("\r\n", "\n").replace("sales@balsamiq.com", VENDOR)
        self._addr = parseaddr(re.search(r"(?m)^Return-Path: (.*)$", text)[1])[1]  # type: ignore[index]
        self._prefix = self.expected.get("quote_prefix", {}).get(file.name, "> ")
        self._start = 0
        text = text.replace("Re: {{WORKER_SUBJECT", "{{WORKER_SUBJECT").replace(
            "RE: {{WORKER_SUBJECT", "{{WORKER_SUBJECT"
        )
        return _PLACE.sub(self._piece, text).replace("\n", "\r\n").encode()

    def _piece(self, match: re.Match[str]) -> str:
        what, number, of, through, rest = match.groups()
        letter = self._letter(of or self._addr, number)
        if letter is None:  # it waits for a person: they write about their own mail
            return {"MESSAGE_ID": "<lost@customer.example>", "SUBJECT": f"Re: {_SUBJECT}", "BODY_QUOTED": ""}[
                what
            ]
        if what != "BODY_QUOTED":
            return str(letter["Message-ID" if what == "MESSAGE_ID" else "Subject"])
        body = letter.get_body(("plain",))
        assert body is not None
        lines = [f"{self._prefix}{line}".rstrip() for line in str(body.get_content()).splitlines()]
        if not through and not rest:
            return "\n".join(lines)
        end = len(lines) if rest else self._line_that_asks(lines, through) + 1
        taken, self._start = lines[self._start : end], end
        return "\n".join(taken)

    def _line_that_asks(self, lines: list[str], name: str) -> int:
        form = self.worker.services.forms["marketplace-migration"]
        labels = [words.prompt.strip(" :") for words in form.field(name).letters]
        labels.append(form.field(name).prompt.strip(" :"))
        return next(at for at, line in enumerate(lines) if any(label in line for label in labels))

    def _letter(self, addr: str, number: str | None) -> EmailMessage | None:
        letters = [one for one in self.letters if parseaddr(str(one["To"]))[1] == addr]
        if number:
            reference = self._request(f"{addr}#{number}").reference
            letters = [one for one in letters if reference in str(one["Subject"])]
        return letters[-1] if letters else None


def _sorted_options(words: list[str]) -> dict[str, list[str]]:
    """The words after each `--option`; those before the first stand under an empty name."""
    sorted_words: dict[str, list[str]] = {"": []}
    name = ""
    for word in words:
        if option := _OPTION.fullmatch(word):
            name = option[1]
            sorted_words[name] = []
        else:
            sorted_words[name].append(word)
    return sorted_words


def _values(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words)


def _note(options: Mapping[str, list[str]]) -> str:
    return " ".join(options.get("note", ()))


_Verb = Callable[[ServiceContext, str, dict[str, list[str]]], object]
_VERBS: Mapping[str, _Verb] = {
    "approve": lambda s, n, _: review_actions.approve(s, n, "olga"),
    "withdraw": lambda s, n, _: review_actions.withdraw(s, n, "olga"),
    "reopen": lambda s, n, _: review_actions.reopen(s, n, "olga"),
    "complete": lambda s, n, o: review_actions.complete(s, n, o["sen"], "olga"),
    "reject": lambda s, n, o: review_actions.reject(s, n, o["reason"][0], _note(o), "olga"),
    "ask": lambda s, n, o: review_actions.ask(s, n, o[""], _note(o), "olga"),
    "set": lambda s, n, o: review_actions.set_values(s, n, _values(o[""]), "olga"),
    "amend": lambda s, n, o: review_actions.amend(s, n, o.get("sen", []), _values(o[""]), _note(o), "olga"),
}
