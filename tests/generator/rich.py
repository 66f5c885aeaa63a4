"""The HTML that mail clients make of a sheet: Outlook, its web version, Gmail, Apple, Yahoo, Notes."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.generator.chance import Chance
from tests.generator.sheet import Item, Place, Sheet

ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+\w")


@dataclass(frozen=True, slots=True)
class Style:
    """How a client writes a document and one paragraph of it."""

    document: str
    paragraph: str
    blank: str


STYLES = {
    "outlook": Style(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style>'
        '</head><body lang=EN-GB link="#0563C1"><div class="WordSection1">\n%s</div></body></html>',
        '<p class="MsoNormal"><span style="font-size:11.0pt">%s<o:p></o:p></span></p>\n',
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n',
    ),
    "owa": Style(
        '<html><head></head><body dir="ltr">%s</body></html>',
        '<div class="elementToProof" style="font-family: Calibri, sans-serif; font-size: 12pt;">%s</div>\n',
        '<div class="elementToProof"><br></div>\n',
    ),
    "gmail": Style('<div dir="ltr">%s</div>', "<div>%s</div>", "<div><br></div>"),
    "apple": Style(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
        '<body style="word-wrap: break-word; -webkit-nbsp-mode: space;" class="">%s</body></html>',
        '<div class="">%s</div>',
        '<div class=""><br class=""></div>',
    ),
    "yahoo": Style(
        '<html><body><div class="yahoo-style-wrap" style="font-size:13px;">%s</div></body></html>',
        '<div dir="ltr" data-setdir="false">%s</div>',
        "<div><br></div>",
    ),
    "notes": Style(
        "<html><body>%s</body></html>",
        '<font size=2 face="sans-serif">%s</font>\n<br>',
        "<br>",
    ),
    "thunderbird": Style("<html><body bgcolor=#FFFFFF>%s</body></html>", "%s<br>\n", "<br>\n"),
    "webmail": Style("<html><body>%s</body></html>", "<p>%s</p>\n", "<p>&nbsp;</p>\n"),
}


def escape(text: str) -> str:
    """Text as HTML."""
    return html.escape(text, quote=False)


@dataclass(slots=True)
class Writer:
    """Writes one sheet as HTML, in the style of one client."""

    chance: Chance
    style: Style
    layout: str  #: lines, list, word-list or table
    linked: bool
    coloured: bool

    def document(self, sheet: Sheet) -> str:
        body = self.paragraphs(sheet.above) + self.items(sheet.items) + self.paragraphs(sheet.below)
        return self.style.document % body

    def paragraphs(self, lines: Sequence[str]) -> str:
        return "".join(
            self.style.paragraph % self.inline(line) if line else self.style.blank for line in lines
        )

    def inline(self, text: str) -> str:
        """Text with its addresses made links, as most clients do."""
        escaped = escape(text)
        return ADDRESS.sub(r'<a href="mailto:\g<0>">\g<0></a>', escaped) if self.linked else escaped

    def items(self, items: Sequence[Item]) -> str:
        if self.layout == "list":
            return "<ol>" + "".join(f"<li>{self.cell(item)}</li>" for item in items) + "</ol>"
        if self.layout == "word-list":
            return "".join(self.word_item(number, item) for number, item in enumerate(items, start=1))
        if self.layout == "table":
            return "<table border=1><tbody>" + "".join(map(self.row, items)) + "</tbody></table>"
        return "".join(map(self.plain_item, items))

    def plain_item(self, item: Item) -> str:
        if not item.prompt:
            return self.paragraphs(item.lines())
        lines = item.lines()
        at = lines.index(item.answer[-1]) if item.place is Place.ABOVE and item.answer[-1:] != [""] else -1
        head = self.head(item)
        if item.place is Place.ABOVE:
            above = self.answers(lines[: at + 1])
            return above + self.style.paragraph % head + self.style.blank
        if item.place is Place.BESIDE:
            answer = [line for line in item.answer if line]
            first = f"{head} {self.inline(answer[0])}" if answer else head
            return (
                self.style.paragraph % first + self.answers(answer[1:]) + self.paragraphs([""] * item.spaced)
            )
        return self.style.paragraph % head + self.answers(lines[1:])

    def answers(self, lines: Sequence[str]) -> str:
        if not self.coloured:
            return self.paragraphs(lines)
        coloured = '<span style="color:#1F497D">%s</span>'
        return "".join(
            self.style.paragraph % (coloured % self.inline(line)) if line else self.style.blank
            for line in lines
        )

    def head(self, item: Item) -> str:
        prompt = self.inline(item.prompt)
        number = self.inline(item.number.replace("*", "") if item.number != "* " else item.number)
        return f"<b>{number}{prompt}</b>" if item.bold else number + prompt

    def cell(self, item: Item) -> str:
        """A list item without its number: the list counts itself."""
        answer = "<br>".join(self.inline(line) for line in item.answer if line)
        prompt = f"<b>{self.inline(item.prompt)}</b>" if item.bold else self.inline(item.prompt)
        return f"{prompt}<br>{answer}" if item.place in (Place.BELOW, Place.GAP) else f"{prompt} {answer}"

    def word_item(self, number: int, item: Item) -> str:
        """Word's list paragraph, whose number is text that conditional comments mark."""
        space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
        mark = f"<![if !supportLists]><span style='mso-list:Ignore'>{number}.{space}</span><![endif]>"
        return (
            '<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1">'
            f"{mark}{self.cell(item)}<o:p></o:p></p>\n"
        )

    def row(self, item: Item) -> str:
        prompt = self.inline(item.prompt.rstrip(":： "))
        answer = "<br>".join(self.inline(line) for line in item.answer if line)
        return f"<tr><td>{f'<b>{prompt}</b>' if item.bold else prompt}</td><td>{answer}</td></tr>\n"


def writer(chance: Chance, style: str, sheet: Sheet) -> Writer:
    """A writer in that style, with a layout that the sheet can have."""
    layouts = {"lines": 5}
    if all(item.prompt and item.place is not Place.ABOVE for item in sheet.items):
        layouts |= {"list": 1, "table": 1, **({"word-list": 2} if style == "outlook" else {})}
    return Writer(
        chance=chance,
        style=STYLES[style],
        layout=chance.kind("layout", layouts),
        linked=chance.happens(0.5, "linked"),
        coloured=chance.happens(0.1, "coloured"),
    )
