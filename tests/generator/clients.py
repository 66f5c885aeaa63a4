"""Mail clients: a sheet becomes the plain text and the HTML that the client would send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.generator import plain, rich
from tests.generator.chance import Chance
from tests.generator.sheet import Place, Sheet


@dataclass(slots=True)
class Draft:
    """A mail before it is encoded. `plain` or `html` may be missing, not both."""

    plain: str | None = None
    html: str | None = None
    parameters: str = ""  #: of the plain text's Content-Type
    hard: bool = False  #: the newlines of `plain` are not all the writer's


def draft(chance: Chance, sheet: Sheet) -> Draft:
    """The sheet in one of the clients."""
    names = dict.fromkeys(_CLIENTS, 2)
    if not _can_lose_newlines(chance, sheet):
        del names["gmail-android"]
    return _CLIENTS[chance.kind("client", names)](chance, sheet)


def _can_lose_newlines(chance: Chance, sheet: Sheet) -> bool:
    """Whether a reader could still tell where an answer ends without its line's end."""
    lost = (
        "statement:last",
        "order:shuffled",
        "prompts:no-colon",
        "signature:block",
        "signature:dashes",
        "disclaimer",
    )
    above = any(item.place is Place.ABOVE for item in sheet.items)
    return not above and not any(
        map(chance.marked, (*lost, "footer:scanner", "form:answers-only", "form:prose"))
    )


def _text(chance: Chance, sheet: Sheet) -> Draft:
    return Draft(plain="\n".join(sheet.lines()))


def _wrapped(chance: Chance, sheet: Sheet) -> Draft:
    return Draft(plain=plain.wrapped(chance, sheet.lines()), hard=True)


def _flowed(chance: Chance, sheet: Sheet) -> Draft:
    delsp = chance.happens(0.4, "delsp")
    text = plain.flowed(chance, sheet.lines(), delsp=delsp)
    return Draft(plain=text, parameters="; format=flowed" + ("; delsp=yes" if delsp else ""), hard=True)


def _android(chance: Chance, sheet: Sheet) -> Draft:
    text = plain.one_line(sheet.lines())
    return Draft(
        plain=text, html=f'<div dir="auto">{rich.escape(text)}</div>' if chance.happens(0.5) else None
    )


def _outlook(chance: Chance, sheet: Sheet) -> Draft:
    html = rich.writer(chance, "outlook", sheet).document(sheet)
    lines = sheet.lines()
    if chance.happens(0.3, "plain:mailto-links"):
        lines = [rich.ADDRESS.sub(r"\g<0><mailto:\g<0>>", line) for line in lines]
    return Draft(plain=plain.double_spaced(lines), html=html)


def _rich(style: str) -> Callable[[Chance, Sheet], Draft]:
    def write(chance: Chance, sheet: Sheet) -> Draft:
        html = rich.writer(chance, style, sheet).document(sheet)
        lines = sheet.lines()
        how = chance.kind(
            "alternative", {"none": 2, "same": 2, "wrapped": 3, "stub": 0 if style == "gmail" else 1}
        )
        if how == "none":
            return Draft(html=html)
        if how == "stub":
            return Draft(plain="This message is in HTML. Please use a client that can show it.", html=html)
        text = plain.wrapped(chance, lines) if how == "wrapped" else "\n".join(lines)
        return Draft(plain=text, html=html, hard=how == "wrapped")

    return write


_CLIENTS: Mapping[str, Callable[[Chance, Sheet], Draft]] = {
    "text": _text,
    "text-wrapped": _wrapped,
    "text-flowed": _flowed,
    "gmail-android": _android,
    "outlook": _outlook,
    **{name: _rich(name) for name in rich.STYLES if name != "outlook"},
}
