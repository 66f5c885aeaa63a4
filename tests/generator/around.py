"""What stands around the form in the sender's own mail: greeting, signature, disclaimer, banner, footers."""

from tests.generator.chance import Chance, data
from tests.generator.people import Truth
from tests.generator.sheet import Sheet


def surround(chance: Chance, truth: Truth, sheet: Sheet) -> None:
    """Put a greeting above and an end below."""
    words = data("words")
    head: list[str] = []
    if chance.happens(0.08, "banner"):
        head += [chance.one(words["banners"]), ""]
    greeting, opening = chance.one(words["greetings"]), chance.one(words["openings"])
    head += [*([greeting, ""] if greeting else []), *([opening, ""] if opening else [])]
    sheet.above[:0] = head
    if chance.happens(0.75):
        sheet.below += ["", *_end(chance, truth)]


def _end(chance: Chance, truth: Truth) -> list[str]:
    words = data("words")
    lines = [chance.one(words["closings"])]
    if chance.happens(0.8):
        lines.append(truth.sender_name)
    if chance.happens(0.3, "signature:block"):
        lines += _card(chance, truth)
    elif chance.happens(0.25, "signature:dashes"):
        lines += ["", "-- ", truth.sender_name, *_card(chance, truth)]
    if chance.happens(0.12, "footer:mobile"):
        lines += ["", chance.one(words["footers"])]
    if chance.happens(0.15, "disclaimer"):
        lines += ["", chance.one(words["disclaimers"])]
    if chance.happens(0.08, "footer:scanner"):
        lines += ["", chance.one(["---", "________________________________"]), chance.one(words["scanners"])]
    return lines


def _card(chance: Chance, truth: Truth) -> list[str]:
    """Job, firm, and other people's numbers and addresses, which are no answers."""
    words = data("words")
    return [
        chance.one(words["jobs"]),
        chance.one(words["contacts"]),
        f"{chance.one(['E-mail: ', 'Email: ', ''])}{truth.sender}",
        chance.one(words["offices"]),
    ]
