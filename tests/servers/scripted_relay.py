"""A relay whose answer to each command a test sets: refusals that no real server gives on demand."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.servers.scripted import ScriptedServer, scripted


@dataclass(kw_only=True)
class ScriptedRelay:
    """What it answers, and what it took: the recipients of each letter."""

    #: By "MAIL", "RCPT", "DATA", "TEXT", "AUTH PLAIN" or "AUTH LOGIN", or by a recipient; a reply in full.
    refusals: dict[str, str] = field(default_factory=dict)
    offers: str = ""  #: mechanisms of AUTH
    hangs_up_after: str = ""  #: a refusal that ends the connection
    taken: list[list[str]] = field(default_factory=list)
    server: ScriptedServer = field(init=False)


class _Talk:
    """One connection."""

    def __init__(self, relay: ScriptedRelay) -> None:
        self._relay = relay
        self._recipients: list[str] = []
        self._expected = ""  # what the next line is, where it is no command
        self._gone = False

    def answer(self, line: str) -> str | None:
        if self._gone:
            return None
        if self._expected:
            return getattr(self, f"_{self._expected}")(line)  # type: ignore[no-any-return]
        command = line.upper().partition(" ")[0]
        usual = {"QUIT": "221 2.0.0 Bye"}.get(command, "250 2.0.0 Ok")
        said = getattr(self, f"_{command.lower()}", lambda _: usual)(line)
        return str(said)

    def _reply(self, what: str, usual: str, *more: str) -> str:
        refusals = self._relay.refusals
        said = next((refusals[each] for each in (*more, what) if each in refusals), usual)
        self._gone = what == self._relay.hangs_up_after or said.startswith("421")
        return said

    def _ehlo(self, _: str) -> str:
        offers = self._relay.offers
        return f"250-relay.test\n250 AUTH {offers}" if offers else "250 relay.test"

    def _auth(self, line: str) -> str:
        mechanism, _, words = line.partition(" ")[2].partition(" ")
        if mechanism == "PLAIN":
            return self._reply("AUTH PLAIN", "235 2.7.0 Ok")
        self._expected = "name"
        return self._name(words) if words else "334 VXNlcm5hbWU6"

    def _name(self, line: str) -> str:
        assert b64decode(line)
        self._expected = "password"
        return "334 UGFzc3dvcmQ6"

    def _password(self, _: str) -> str:
        self._expected = ""
        return self._reply("AUTH LOGIN", "235 2.7.0 Ok")

    def _mail(self, _: str) -> str:
        self._recipients = []
        return self._reply("MAIL", "250 2.1.0 Ok")

    def _rcpt(self, line: str) -> str:
        address = line.partition("<")[2].partition(">")[0]
        said = self._reply("RCPT", "250 2.1.5 Ok", address)
        self._recipients += [address] if said.startswith("2") else []
        return said

    def _data(self, _: str) -> str:
        said = self._reply("DATA", "354 Go on")
        self._expected = "text" if said.startswith("354") else ""
        return said

    def _text(self, line: str) -> str:
        if line != ".":
            return ""
        self._expected = ""
        said = self._reply("TEXT", "250 2.0.0 Ok")
        self._relay.taken += [self._recipients] if said.startswith("2") else []
        return said


@contextmanager
def scripted_relay(offers: str = "") -> Iterator[ScriptedRelay]:
    """Start one that takes everything; `offers` are mechanisms of AUTH."""
    relay = ScriptedRelay(offers=offers)
    with scripted("220 relay.test", lambda: _Talk(relay).answer) as server:
        relay.server = server
        yield relay
