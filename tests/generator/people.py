"""Invented people, what they answer, and what a careful person would record of it: the truth."""

import base64
import zlib
from dataclasses import dataclass, field

from tests.generator.chance import Chance, data

FIELDS = ("license_key", "account_email", "holder_name", "organization", "address", "expert_email")
REQUIRED = FIELDS[:-1]
_PRODUCTS = ("Mockups for Confluence", "Mockups for JIRA", "Wireframes for Jira Server")
_ANSWERS_TOO_MANY = ("{0} or {1}", "{0}, {1}", "{0} / {1}", "either {0} or {1}")


@dataclass(slots=True)
class Truth:
    """What the mail means. `kind`, `fields` and `ask` are as the corpus defines them."""

    sender: str
    sender_name: str
    kind: str = "migration_request"
    fields: dict[str, str | None] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)  #: what the person writes, line by line
    ask: set[str] = field(default_factory=set)

    def answers(self, name: str, value: str | None, raw: list[str]) -> None:
        self.fields[name] = value
        self.raw[name] = raw

    def becomes(self, kind: str) -> None:
        """The mail is no request of this form after all."""
        self.kind, self.fields, self.ask = kind, {}, set()


def person(chance: Chance) -> Truth:
    """Somebody with a form to fill in; in about one of three something is missing or can't be used."""
    people = data("people")
    truth = Truth(sender=email(chance), sender_name=chance.one(people["names"]))
    keys = [license_key(chance) for _ in range(chance.one([1, 1, 1, 1, 2, 3]))]
    if len(keys) > 1:
        chance.mark("keys:several")
    truth.answers("license_key", "\n".join(keys), keys)
    account = chance.one([truth.sender, email(chance)])
    truth.answers("account_email", account, [account])
    name = chance.one([truth.sender_name, chance.one(people["names"])])
    truth.answers("holder_name", name, [name])
    organization = chance.one(people["organizations"])
    truth.answers("organization", organization, [organization])
    lines = chance.one(people["with_country"])
    truth.answers("address", "\n".join(lines), _laid_out(chance, lines))
    _expert(chance, truth)
    for asked in REQUIRED:
        if chance.happens(0.07):
            _spoil(chance, truth, asked)
    return truth


def license_key(chance: Chance) -> str:
    """Base64 over a zlib stream, as the keys that the plugins take."""
    plain = f"{chance.one(_PRODUCTS)}|{chance.one([10, 25, 50, 100, 500, 2000])}|".encode()
    packed = zlib.compress(plain + chance.bytes(chance.one([28, 40, 70, 120])), chance.one([6, 6, 9]))
    return base64.b64encode(packed).decode()


def email(chance: Chance) -> str:
    people = data("people")
    return f"{chance.one(people['locals'])}@{chance.one(people['domains'])}"


def _expert(chance: Chance, truth: Truth) -> None:
    if chance.happens(0.35):
        expert = f"expert@{chance.one(data('people')['domains'])}"
        truth.answers("expert_email", expert, [expert])
    else:
        truth.answers(
            "expert_email", None, [chance.one(["", "", "N/A", "none", "-", "we have none", "keine"])]
        )


def _laid_out(chance: Chance, lines: list[str]) -> list[str]:
    return chance.one([lines, lines, [", ".join(lines)], [" / ".join(lines)], ["; ".join(lines)]])


def _spoil(chance: Chance, truth: Truth, name: str) -> None:
    """An answer that has to be asked for again."""
    truth.ask.add(name)
    how = chance.kind("spoiled", {"blank": 2, "placeholder": 1, "unusable": 2})
    raw = [""]
    if how == "placeholder":
        raw = [chance.one(data("words")["placeholders"])]
    elif how == "unusable":
        raw = _unusable(chance, name)
    truth.answers(name, None, raw)


def _unusable(chance: Chance, name: str) -> list[str]:
    people = data("people")
    if name == "holder_name":
        return [chance.one(people["one_word"])]
    if name == "address":
        return _laid_out(chance, chance.one(people["without_country"]))
    if name == "account_email":
        two = [f"{local}@{chance.one(people['domains'])}" for local in ("one", "two")]
        return [
            chance.one(
                [chance.one(_ANSWERS_TOO_MANY).format(*two), "jane at example.com", "oakeshott.example"]
            )
        ]
    if name == "license_key":
        return [chance.one(["I do not have it at hand", "will send it later", "see the attached invoice"])]
    return [""]
