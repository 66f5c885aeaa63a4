"""What the person makes of the form: its wording, order, numbers, where answers go, and what is left out."""

from tests.generator.chance import Chance, data
from tests.generator.people import FIELDS, Truth
from tests.generator.sheet import Item, Place, Sheet

LANGUAGES = (
    "german",
    "french",
    "spanish",
    "portuguese",
    "italian",
    "dutch",
    "polish",
    "russian",
    "japanese",
    "chinese",
)
_NUMBERS = {
    "dot": 12,
    "paren": 2,
    "none": 2,
    "bullet": 2,
    "dash": 2,
    "hash": 2,
    "escaped": 2,
    "letters": 1,
    "bold": 1,
}
_PLACES = {"beside": 10, "below": 4, "gap": 2, "above": 2}


def fill(chance: Chance, truth: Truth) -> Sheet:
    """The statement and the six items, in one of the ways that people have."""
    whole = not truth.ask  # bare answers and sentences are told by their shape and order: all must be there
    told = whole and _is_plain(truth.fields["holder_name"] or "")
    ways = {"items": 80, "merged": 8, "answers-only": 6 * whole, "prose": 9 * told}
    way = chance.kind("form", ways)
    if way == "prose":
        return _prose(chance, truth)
    wording = _wording(chance)
    sheet = Sheet(above=_statement(chance, truth, wording))
    if chance.happens(0.8):
        sheet.above += [data("words")["intro"], ""]
    if way == "answers-only":
        sheet.items = _answers_only(chance, truth)
        return sheet
    sheet.items = _items(chance, truth, data("prompts")[wording], merged=way == "merged")
    if chance.happens(0.04, "statement:last"):
        sheet.above, sheet.below = [], ["", *sheet.above]
    return sheet


def _wording(chance: Chance) -> str:
    if chance.happens(0.45, "prompts:template"):
        return "template"
    return chance.kind("prompts", {name: 1 for name in data("prompts") if name != "template"})


def _statement(chance: Chance, truth: Truth, wording: str) -> list[str]:
    words = data("words")
    how = chance.kind("statement", {"kept": 16, "said": 2, "denied": 2, "half": 2, "deleted": 2})
    language = wording.partition("-")[0]
    if how == "kept" and language in LANGUAGES and chance.happens(0.7, "statement:translated"):
        return [words["statements"][language], ""]
    if how == "kept":
        return [words["lead_in"], "", words["statement"], ""]
    if how != "said":
        truth.ask.add("confirmation")
    if how == "deleted":
        return []
    return [*([words["lead_in"], ""] if chance.happens(0.5) else []), chance.one(words[how]), ""]


# --- items ----------------------------------------------------------------------------------------------


def _items(chance: Chance, truth: Truth, prompts: dict[str, str], *, merged: bool) -> list[Item]:
    order = list(FIELDS)
    if not merged and chance.happens(0.12, "order:shuffled"):
        order = chance.shuffled(FIELDS)
    numbers = chance.kind("numbers", _NUMBERS)
    place = Place(chance.kind("answers", {"beside": 1} if merged else _PLACES))
    items = [
        _item(chance, numbers, position, prompts[name], truth.raw[name], place)
        for position, name in enumerate(order, start=1)
    ]
    if numbers == "dot" and not merged and chance.happens(0.06, "numbers:restarted"):
        for position, item in enumerate(items):
            item.number = f"{position}. " if position else "0. "
    return _merge(chance, truth, items) if merged else items


def _item(chance: Chance, numbers: str, position: int, prompt: str, raw: list[str], place: Place) -> Item:
    item = Item(_number(numbers, position), prompt, list(raw), place)
    if prompt in data("prompts")["template"].values() and prompt.endswith(":") and chance.happens(0.06):
        chance.mark("prompts:no-colon")
        item.prompt = prompt[:-1]
    item.bold = chance.happens(0.05, "prompts:bold")
    item.spaced = chance.happens(0.15)
    return item


def _number(style: str, position: int) -> str:
    return {
        "dot": f"{position}. ",
        "paren": f"{position}) ",
        "none": "",
        "bullet": "* ",
        "dash": "- ",
        "hash": f"({position}) ",
        "escaped": f"{position}\\. ",
        "letters": f"{'abcdef'[position - 1]}) ",
        "bold": f"*{position}.* ",
    }[style]


def _merge(chance: Chance, truth: Truth, items: list[Item]) -> list[Item]:
    """Two prompts on one line, each with its answer; or both at once with one answer for the two."""
    first = chance.one([1, 2])  # account and holder, or holder and organization
    one, two = items[first], items[first + 1]
    whole = not truth.ask & {FIELDS[first], FIELDS[first + 1]}
    if whole and first == 1 and chance.happens(0.4, "merged:one-answer"):
        prompt = f"{one.prompt.rstrip(':： ')} / {two.prompt.lstrip('0123456789.')}"
        both = chance.one(["{name} <{email}>", "{email}, {name}", "{name}, {email}", "{name} ({email})"])
        answer = both.format(name=two.answer[0], email=one.answer[0])
        joined = Item(
            one.number, prompt if prompt.endswith((":", "：")) else f"{prompt}:", [answer], one.place
        )
    else:
        chance.mark("merged:one-line")
        mark = chance.one([" | ", "; ", "   ", " - "])
        two_prompt = two.prompt if two.prompt.endswith((":", "：")) else f"{two.prompt}:"
        answer = f"{one.answer[0]}{mark}{two.number.strip('*')}{two_prompt} {two.answer[0]}"
        joined = Item(one.number, one.prompt, [answer], one.place)
    return [*items[:first], joined, *items[first + 2 :]]


# --- without prompts ------------------------------------------------------------------------------------


def _answers_only(chance: Chance, truth: Truth) -> list[Item]:
    numbered = chance.happens(0.7, "answers-only:numbered")
    if not numbered:
        chance.mark("answers-only:bare")
    names = FIELDS if truth.fields["expert_email"] or numbered else FIELDS[:-1]
    return [
        Item(f"{number}. " if numbered else "", "", list(truth.raw[name]), Place.BESIDE, spaced=False)
        for number, name in enumerate(names, start=1)
    ]


def _is_plain(name: str) -> bool:
    """Whether it is clear in a sentence where the name begins and ends: no title, no comma."""
    return not {",", "."} & set(name)


def _prose(chance: Chance, truth: Truth) -> Sheet:
    """Sentences of one's own; the statement may be among them."""
    words = data("words")
    text = chance.one(words["told"]).format(
        key=" and ".join((truth.fields["license_key"] or "").split()),
        email=truth.fields["account_email"],
        name=truth.fields["holder_name"],
        organization=truth.fields["organization"],
        address=", ".join((truth.fields["address"] or "").splitlines()),
    )
    text = text.replace("..", ".")  # "… Brewing Co." ends its sentence
    sheet = Sheet(above=[chance.one(words["wishes"]), ""])
    if chance.happens(0.5):
        sheet.above += [chance.one(words["said"]), ""]
    else:
        truth.ask.add("confirmation")
    expert = truth.fields["expert_email"]
    told = [*text.split("\n"), *([f"Our Atlassian Expert is {expert}."] if expert else [])]
    sheet.items = [Item("", "", told, Place.BESIDE)]
    return sheet
