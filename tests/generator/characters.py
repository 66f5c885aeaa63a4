"""What editors and clients do to characters: smart quotes, spaces that do not break, invisible marks."""

import re

from tests.generator.chance import Chance
from tests.generator.people import Truth
from tests.generator.sheet import Sheet

_APOSTROPHE = re.compile(r"'(?![\w.+-]*@)")
_INVISIBLE = ("\u200b", "\u200e", "\u200f", "\ufeff", "\u2060")


def alter(chance: Chance, truth: Truth, sheet: Sheet) -> None:
    """Change characters of the whole sheet, and the truth where a reader would see the change."""
    if chance.happens(0.1, "characters:smart-quotes"):
        sheet.rewrite(_smart)
        truth.fields = {name: _smart(value) if value else value for name, value in truth.fields.items()}
        truth.raw = {name: list(map(_smart, lines)) for name, lines in truth.raw.items()}
    if chance.happens(0.1, "characters:nbsp"):
        sheet.rewrite(lambda text: text.replace(": ", ":\u00a0").replace(". ", ".\u00a0", 1))
        for item in sheet.items:
            item.prompt = item.prompt.replace(" ", "\u00a0") if chance.happens(0.3) else item.prompt
    if chance.happens(0.06, "characters:invisible"):
        mark = chance.one(_INVISIBLE)
        sheet.rewrite(lambda text: mark + text.replace(" ", f" {mark}", 1) if text else text)
    if chance.happens(0.05, "characters:direction"):
        for item in sheet.items:
            item.answer = [f"\u202b{line}\u202c" if line else line for line in item.answer]
    if chance.happens(0.05, "characters:wide"):
        for item in sheet.items:
            item.prompt = item.prompt.replace(":", "：")


def _smart(text: str) -> str:
    """Apostrophes as word processors set them; those of e-mail addresses stay."""
    return _APOSTROPHE.sub("’", text)
