"""How a filled form travels on: forwarded, attached, above a thread, answered inside a quotation.

Also the mails that only look like requests, because they quote a form that was filled in before.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.generator.chance import Chance, data
from tests.generator.clients import Draft
from tests.generator.people import FIELDS, Truth
from tests.generator.wire import Envelope, mail, subject

PARTNER = "partner@reseller.example"
_US = "Balsamiq Sales"


@dataclass(slots=True)
class Travel:
    """A draft on its way."""

    chance: Chance
    truth: Truth
    draft: Draft
    envelope: Envelope

    def bytes(self) -> bytes:
        return mail(self.chance, self.draft, self.envelope)


def travel(chance: Chance, truth: Truth, draft: Draft) -> bytes:
    """The mail as it reaches the mailbox."""
    envelope = Envelope(truth.sender, truth.sender_name, subject())
    weights = {name: weight for name, (weight, _) in _WAYS.items()}
    if chance.marked("client:gmail-android"):
        weights = {"direct": 9, "attached": 1}
    return _WAYS[chance.kind("way", weights)][1](Travel(chance, truth, draft, envelope))


def _direct(going: Travel) -> bytes:
    return going.bytes()


# --- forwards -----------------------------------------------------------------------------------------


def _forwarded(going: Travel) -> bytes:
    """Inline, by a partner or colleague, with or without a word."""
    style = going.chance.kind("forward", dict.fromkeys(data("words")["forwards"], 1))
    note = going.chance.one(data("words")["forward_notes"])
    head = data("words")["forwards"][style].format(who=_who(going, style), subject=subject(), to=PARTNER)
    if going.draft.plain is not None:
        inner = head + going.draft.plain
        inner = _quoted(inner) if style == "apple" else inner
        going.draft.plain = f"{note}\n\n{inner}\n"
    if going.draft.html is not None:
        going.draft.html = _forwarded_html(style, note, head, going.draft.html)
    prefix = {"outlook-german": "WG", "outlook-french": "TR", "outlook": "FW"}.get(style, "Fwd")
    going.envelope = Envelope(PARTNER, "Partner Desk", f"{prefix}: {subject()}")
    return going.bytes()


def _who(going: Travel, style: str) -> str:
    name, address = going.truth.sender_name, going.truth.sender
    return f"{name} [mailto:{address}]" if style.startswith("outlook") else f"{name} <{address}>"


def _forwarded_html(style: str, note: str, head: str, inner: str) -> str:
    lines = "<br>\n".join(html.escape(line) for line in head.rstrip().split("\n"))
    above = f"<div>{html.escape(note)}</div><br>"
    if style.startswith("gmail"):
        attr = f'<div dir="ltr" class="gmail_attr">{lines}</div>'
        return f'<div dir="ltr">{above}<div class="gmail_quote">{attr}{inner}</div></div>'
    if style == "apple":
        return (
            f'{above}<div><blockquote type="cite"><div>{lines}</div><br><div>{inner}</div></blockquote></div>'
        )
    border = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
    return f'{above}<div style="{border}"><p class="MsoNormal">{lines}</p></div>{inner}'


def _attached(going: Travel) -> bytes:
    """As a message/rfc822 part."""
    inner = going.bytes()
    note = going.chance.one(data("words")["attached_notes"])
    outer = Envelope(PARTNER, "Partner Desk", f"Fwd: {subject()}")
    return mail(going.chance, Draft(plain=note), outer, attached=inner)


# --- threads ------------------------------------------------------------------------------------------


def _above_thread(going: Travel) -> bytes:
    """The customer's form on top, and what came before it below: our blank form, our signature."""
    earlier = "\n".join(["Hello,", "", "please send us the form below.", "", *_blank_form(), "", *_us()])
    style = going.chance.kind("thread", {"quoted": 1, "outlook": 1})
    if style == "quoted":
        tail = f"On 2017-06-06 15:14, {_US} wrote:\n{_quoted(earlier)}"
    else:
        head = f"From: {_US} <sales@balsamiq.com>\nSent: Tuesday, June 6, 2017 3:14 PM"
        tail = f"{head}\nSubject: {subject()}\n\n{earlier}"
    if going.draft.plain is not None:
        going.draft.plain += f"\n\n{tail}\n"
    if going.draft.html is not None:
        going.draft.html += _thread_html(style, earlier)
    going.envelope.subject = f"Re: {subject()}"
    return going.bytes()


def _thread_html(style: str, earlier: str) -> str:
    lines = "<br>\n".join(html.escape(line) for line in earlier.split("\n"))
    if style == "quoted":
        return (
            f'<div class="gmail_quote"><div class="gmail_attr">On 2017-06-06 15:14, {_US} wrote:<br></div>'
            f'<blockquote class="gmail_quote">{lines}</blockquote></div>'
        )
    return (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> '
        f"{_US} &lt;sales@balsamiq.com&gt;<br><b>Sent:</b> Tuesday, June 6, 2017 3:14 PM<br><b>Subject:</b> "
        f"{subject()}</p></div><p class=MsoNormal>{lines}</p>"
    )


def _answered_inside(going: Travel) -> bytes:
    """Our blank form comes back quoted, with the answers below its prompts."""
    words = data("words")
    out = [f"On 2017-06-06 15:14, {_US} wrote:", "> Please answer in this form:", ">"]
    out += [f"> {line}".rstrip() for line in _lead()]
    out += [line for one in zip(_prompts("> "), _answers(going), strict=True) for line in (one[0], *one[1])]
    out += ["", going.truth.sender_name] if going.chance.happens(0.5) else []
    _confirmed(going, out)
    note = going.chance.one(["", *words["answered_notes"]])
    going.draft = Draft(plain="\n".join([*([note, ""] if note else []), *out]))
    going.envelope.subject = f"Re: {subject()}"
    return going.bytes()


def _answered_below_head(going: Travel) -> bytes:
    """The same by Outlook, which marks no quotation: the answers stand beside the prompts, below a note."""
    words = data("words")
    out = [f"From: {_US} [mailto:sales@balsamiq.com]", "Sent: Tuesday, June 6, 2017 3:14 PM"]
    out += [f"To: {going.truth.sender_name}", f"Subject: {subject()}", "", *_lead()]
    for prompt, answer in zip(_prompts(), _answers(going), strict=True):
        out += [f"{prompt} {answer[0]}" if answer else prompt, *answer[1:]]
    _confirmed(going, out)
    note = going.chance.one(words["answered_notes"])
    going.draft = Draft(plain="\n".join([note, "", going.truth.sender_name, "", *out]))
    going.envelope.subject = f"RE: {subject()}"
    return going.bytes()


def _anew(going: Travel) -> None:
    """The mail is written anew, so what was done to the sheet does not show."""
    going.chance.forget(*_ON_THE_SHEET)


_ON_THE_SHEET = (
    "form", "prompts", "statement", "order", "numbers", "answers", "answers-only", "merged", "banner",
    "signature", "disclaimer", "footer", "characters", "client", "layout", "linked", "coloured",
    "alternative", "plain", "delsp", "key-broken",
)  # fmt: skip


def _answers(going: Travel) -> list[list[str]]:
    return [[line for line in going.truth.raw[name] if line] for name in FIELDS]


def _confirmed(going: Travel, out: list[str]) -> None:
    """The statement is ours to quote and theirs to answer: sent back without a word it is confirmed."""
    denied = going.chance.marked("statement:denied")
    _anew(going)
    going.truth.ask.discard("confirmation")
    if denied:
        out[:0] = ["We do not agree that the license has to match the server level.", ""]
        going.truth.ask.add("confirmation")


def _lead() -> list[str]:
    words = data("words")
    return [words["lead_in"], "", words["statement"], "", words["intro"], ""]


def _prompts(mark: str = "") -> list[str]:
    template = data("prompts")["template"]
    return [f"{mark}{number}. {template[name]}" for number, name in enumerate(FIELDS, start=1)]


def _blank_form() -> list[str]:
    return [*_lead(), *_prompts()]


def _us() -> list[str]:
    return [
        "Best regards,",
        "Petra",
        "Balsamiq Sales | petra@balsamiq.com",
        "Address: 7 Via Esempio, Bologna, Italy",
    ]


def _quoted(text: str) -> str:
    """Quoted; a soft line break keeps its space (RFC 3676, 4.5)."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


# --- no requests --------------------------------------------------------------------------------------


def _said_above(going: Travel) -> bytes:
    """A thank-you or a question above one's own filled form, quoted."""
    words = data("words")
    note = going.chance.one([*words["thanks"], *words["questions"]])
    form = going.draft.plain or "\n".join(_filled(going))
    head = f"On 2017-06-06 15:14, {going.truth.sender_name} wrote:"
    going.draft = Draft(plain=f"{note}\n\n{going.truth.sender_name}\n\n{head}\n{_quoted(form)}\n")
    going.envelope.subject = f"Re: {subject()}"
    going.truth.becomes("other")
    return going.bytes()


def _machine(going: Travel) -> bytes:
    """An absence notice that quotes the form."""
    _anew(going)
    text = "I am out of the office until Monday and will answer when I am back."
    going.draft = Draft(plain=f"{text}\n\n{_quoted(chr(10).join(_filled(going)))}\n")
    going.envelope.subject = f"Automatic reply: {subject()}"
    going.envelope.more = ["Auto-Submitted: auto-replied"]
    going.truth.becomes("auto_reply")
    return going.bytes()


def _filled(going: Travel) -> list[str]:
    prompts = zip(_prompts(), _answers(going), strict=True)
    return [*_lead(), *(" ".join([prompt, *answer]) for prompt, answer in prompts)]


_WAYS: Mapping[str, tuple[int, Callable[[Travel], bytes]]] = {
    "direct": (64, _direct),
    "forwarded": (10, _forwarded),
    "attached": (5, _attached),
    "above-thread": (7, _above_thread),
    "answered-inside": (4, _answered_inside),
    "answered-below-head": (2, _answered_below_head),
    "said-above": (3, _said_above),
    "machine": (1, _machine),
}
