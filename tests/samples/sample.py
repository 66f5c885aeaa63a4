"""A sample: a mail and what a careful person would record from it, by the rules of the annotated corpus."""

# ruff: noqa: E501

from dataclasses import dataclass, field

from tests.samples.shapes import make, make_key

SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"
CLOUD_SUBJECT = "Atlassian Cloud user interested in migrating to Marketplace"
REQUIRED = ("license_key", "account_email", "holder_name", "organization", "address")

L = "By sending this message I confirm:"
S = (
    "I am using my Balsamiq plugin license on my server (not on Atlassian Cloud) and I acknowledge that once my license "
    "is transferred to Atlassian Marketplace, it will be required to match my server levels."
)
I = "The information you requested is below:"  # noqa: E741  # the templates' pieces have one letter
T = f"{L}\n\n{S}\n\n{I}\n"
P1 = "1. My License Key:"
P2 = "2. The email address for the myAtlassian account for the license:"
P3 = "3. The first and last name of the holder of the myAtlassian account"
P4 = "4. The organization (company) name for the License:"
P5 = "5. The organization's full address (including country):"
P6 = "6. If applicable, the email address of my Atlassian Expert:"
C = (
    "Please include your current Mockups for Confluence and/Mockups for JIRA license in this email, as well as the number "
    "of users you have in your Confluence and/or JIRA Cloud instance."
)
_PIECES = {
    name: text
    for name, text in globals().items()
    if isinstance(text, str) and name.isupper() and len(name) < 3
}


@dataclass(frozen=True)
class Sample:
    name: str
    raw: bytes
    kind: str
    fields: dict[str, str | int | None]
    ask: tuple[str, ...]


@dataclass
class Samples:
    """Collects the samples of a module; `{K}`, `{K2}`, `{T}`, `{P1}` … in a text stand for keys and the template's pieces."""

    found: list[Sample] = field(default_factory=list)

    def migration(
        self, name: str, text: str, *, key: str | None = "", email: str | None = None, holder: str | None = None,
        org: str | None = None, address: str | None = None, expert: str | None = None, ask: str = "",
        client: str = "plain", sender: str = "", subject: str = SUBJECT, **shape: object,
    ) -> None:  # fmt: skip
        """A migration request; a required field without value is asked for."""
        key = _key_in(text, subject, shape) if key == "" else key
        values = dict(
            zip((*REQUIRED, "expert_email"), (key, email, holder, org, address, expert), strict=True)
        )
        fields = {field: None if value is None else filled(value, name) for field, value in values.items()}
        asked = {field for field in REQUIRED if fields[field] is None} | set(ask.split())
        self._add(
            name,
            "migration_request",
            fields,
            asked,
            text,
            client,
            sender or _sender(name, email),
            subject,
            shape,
        )

    def cloud(
        self, name: str, text: str, *, key: str | None = "", users: int | None = None, ask: str = "",
        client: str = "plain", sender: str = "", subject: str = CLOUD_SUBJECT, **shape: object,
    ) -> None:  # fmt: skip
        """An Atlassian Cloud user who wants to be told."""
        key = _key_in(text, subject, shape) if key == "" else key
        fields = {"license": None if key is None else filled(key, name), "users": users}
        asked = {field for field, value in fields.items() if value is None} | set(ask.split())
        self._add(
            name, "cloud_interest", fields, asked, text, client, sender or _sender(name, None), subject, shape
        )

    def other(
        self, name: str, text: str, *, client: str = "plain", sender: str = "", subject: str, **shape: object
    ) -> None:
        """Mail that the worker leaves alone."""
        self._add(name, "other", {}, set(), text, client, sender or _sender(name, None), subject, shape)

    def auto_reply(
        self, name: str, text: str, *, client: str = "plain", sender: str = "", subject: str, **shape: object
    ) -> None:
        """An answer that a machine gave."""
        self._add(name, "auto_reply", {}, set(), text, client, sender or _sender(name, None), subject, shape)

    def bounce(
        self, name: str, text: str, *, client: str = "plain", sender: str = "", subject: str, **shape: object
    ) -> None:
        """A report that a mail did not arrive."""
        self._add(name, "bounce", {}, set(), text, client, sender or _sender(name, None), subject, shape)

    def _add(self, name, kind, fields, ask, text, client, sender, subject, shape) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if "rich" in shape:
            shape["rich"] = filled(shape["rich"], name)
        if "attach" in shape:
            shape["attach"] = tuple((file, filled(inner, name)) for file, inner in shape["attach"])
        if "after" in shape:
            shape["after"] = tuple(filled(inner, name) for inner in shape["after"])
        if "raw" in shape:
            raw = whole(filled(shape["raw"], name), shape.get("charset", "utf-8"))
        else:
            raw = make(
                client=client,
                text=filled(text.strip("\n"), name),
                sender=sender,
                subject=filled(subject, name),
                **shape,
            )
        self.found.append(Sample(name, raw, kind, fields, tuple(sorted(ask))))


def _key_in(text: str, subject: str, shape: dict[str, object]) -> str | None:
    return "{K}" if "{K}" in f"{text}{subject}{shape.get('rich', '')}" else None


def filled(text: str, name: str) -> str:
    """The text with the keys of the sample and the template's pieces in it."""
    text = text.replace("{K2}", make_key(name + "2", "Mockups for JIRA")).replace("{K}", make_key(name))
    key = make_key(name)
    text = text.replace("{KS}", " ".join(key[at : at + 20] for at in range(0, len(key), 20)))
    text = text.replace("{KBR}", "<br>".join(key[at : at + 20] for at in range(0, len(key), 20)))
    text = text.replace("{KS1}", key[:30]).replace("{KS2}", key[30:])
    for piece, words in _PIECES.items():
        text = text.replace("{" + piece + "}", words)
    return text


def whole(text: str, charset: str) -> bytes:
    """A message that is written out, headers and parts and all, as the server holds it."""
    return text.strip("\n").replace("\n", "\r\n").encode(charset) + b"\r\n"


def _sender(name: str, email: str | None) -> str:
    return (
        email
        if email and email.isascii() and " " not in email
        else f"{name.split('-', maxsplit=1)[0]}@customer.example"
    )
