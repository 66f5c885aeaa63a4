"""HTML to lines as a reader sees them: quote depth from markup, list numbers kept.

What is hidden is left out, and so is what the sender struck out.
Goes once through a lexbor tree (selectolax) and tells a `LaidOutLines` what opens and closes; quotations,
cells and
the signature blocks of mail clients are marked by private characters. The cells of a table row share a line,
with a tab between them, unless one holds several lines; then each cell has lines of its own.
The one module that knows selectolax.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.reading import reading_limits
from worker.reading.text.blockquotes import Blockquote, judge_blockquote
from worker.reading.text.html_layout import LaidOutLines
from worker.reading.text.html_limits import flatten_html, is_monstrous
from worker.reading.text.text_lines import RawLine, normalise_lines, read_quote_marks

_OPEN, _CLOSE, _TAB, _END = "\ue000\ue001\ue002\ue003"
_SIGNATURE, _HEAD, _FORWARD, _INDENTED = "\ue004\ue005\ue006\ue007"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_HINTS = {_SIGNATURE: "signature", _HEAD: "head", _FORWARD: "forwarded", _INDENTED: "indented"}

_SPACED = frozenset(("p", "figure", "h1", "h2", "h3", "h4", "h5", "h6"))  #: blocks with a gap around them
_KEEPING = frozenset(("pre", "xmp", "listing", "plaintext"))
_BLOCKS = (
    frozenset(
        (
            "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt",
            "fieldset", "figcaption", "footer", "form", "header", "hgroup", "layer", "li", "main", "nav",
            "ol", "section", "table", "tr", "ul",
        )
    )
    | _SPACED
    | _KEEPING
)  # fmt: skip
_DROPPED = frozenset(
    (
        "script", "style", "title", "head", "template", "noscript", "svg", "object", "link", "meta",
        "s", "strike", "del",
    )
)  # fmt: skip
_BOXED = _BLOCKS | {"td", "th", "q"}  #: tags that change where text stands, whatever their style
_PECULIAR = frozenset(("ul", "ol", "li", "tr", "td", "th", "q", "blockquote"))  #: each has its own box
_BULLETS = ("* ", "+ ", "o ", "- ")  #: by the depth of the list
_BLOCKQUOTES = {
    Blockquote.QUOTATION: (_OPEN, _CLOSE),
    Blockquote.UNSURE: (_INDENTED + _OPEN, _CLOSE + _END),
    Blockquote.INDENTATION: ("", ""),
}
_MARK = re.compile("([\ue000-\ue007])")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]{0,40}line-through",
    re.IGNORECASE,
)
_MANY_LINES = "br, table, li, p + p, div + div, p + div, div + p"
_STYLE = re.compile(r"(?:^|;)\s{0,20}(display|white-space|margin-top|margin-bottom)\s{0,20}:([^;]*)")
_LENGTH = re.compile(r"(-?[\d.]{1,10})([a-z]{1,4})")
#: How mail clients mark what they put into a message; Outlook on the web prefixes copies with "x_".
_SIGNATURES = (
    "div.gmail_signature, div.x_gmail_signature, span.gmail_signature_prefix, .moz-signature, div#Signature, "
    "div#x_Signature, div#ms-outlook-mobile-signature, div#x_ms-outlook-mobile-signature, "
    "div#AppleMailSignature, div.yahoo_signature, div.protonmail_signature_block, div.tutanota_signature"
)
_MARKED = (
    (_SIGNATURES, _SIGNATURE),
    ("div.moz-cite-prefix, div.gmail_attr, div.x_gmail_attr", _HEAD),
    ("div.moz-forward-container", _FORWARD),
)
_IN_MARKS = ("signature", "moz-", "gmail_attr")  #: one of these stands in each of them, in lower case


def read(source: str) -> tuple[str, list[RawLine], str]:
    """The text of an HTML document, its lines, and what was lost (empty when nothing was)."""
    source = source.replace("\0", "")
    tags, ends = source.count("<"), source.count("</")
    if (
        tags > reading_limits.HTML_TAGS
        or tags - 2 * ends > reading_limits.HTML_OPEN_TAGS
        or is_monstrous(source)
    ):
        return *_lines(_PRIVATE.sub("", flatten_html(source))), "the HTML is too big to keep its layout"
    tree = LexborHTMLParser(source.encode("utf-8", "replace"))
    if tree.body is None:
        return "", [], ""
    folded = source.lower()
    return *_lines(_Layout(tree, marked_up=any(mark in folded for mark in _IN_MARKS)).text()), ""


Style = tuple[tuple[str, str], ...]  #: properties that matter here, and their values


@dataclass(slots=True)
class _Box:
    """An open element that changes where its text stands."""

    block: bool = False
    gap_above: bool = False
    gap_below: bool = False
    bullet: str = ""
    behind: str = ""  #: what is written before it closes
    keeps: bool = False  #: its white space means something
    one_line: bool = False  #: a cell whose blocks are none
    is_list: bool = False


_PAGE = _Box()


class _Layout:
    """One way through the tree, without recursion: mail is nested as deep as its sender likes."""

    def __init__(self, tree: LexborHTMLParser, *, marked_up: bool) -> None:
        """`marked_up` tells whether the document may hold what a mail client marks."""
        self._body = tree.body
        self._page = LaidOutLines()
        self._marks = _marks(tree) if marked_up else {}
        self._lists: list[str | int] = []  # bullet, or next number, of each open list
        self._boxes: list[_Box] = []
        self._styles: dict[str, Style | None] = {}  # the same ones come again and again
        self._plain: dict[tuple[str, Style, bool, bool], _Box] = {}  # and so do these
        self._cells: dict[int, _Box] = {}  # of the rows that were met

    def text(self) -> str:
        """The page's text, with the private characters in it."""
        node = None if self._body is None else self._body.first_child
        open_nodes: list[tuple[LexborNode, bool]] = []
        while node is not None or open_nodes:
            if node is None:
                parent, boxed = open_nodes.pop()
                if boxed:
                    self._close(self._boxes.pop())
                node = parent.next
            elif node.is_text_node:
                self._write(node.text_content or "")
                node = node.next
            elif node.is_element_node and (enters := self._enter(node)) is not None:
                open_nodes.append((node, enters))
                node = node.first_child
            else:
                node = node.next
        return self._page.text()

    def _write(self, text: str) -> None:
        if not text.isascii():
            text = _PRIVATE.sub("", text)  # a reference such as &#xE000; yields them too
        if self._boxes and self._boxes[-1].keeps:
            self._page.write_kept(text)
        else:
            self._page.write(text)

    def _enter(self, node: LexborNode) -> bool | None:
        """Whether the element has a box of its own; None if it is not entered at all."""
        tag = node.tag or ""
        attributes = node.attributes
        style = self._style(attributes.get("style") or "")
        if tag in _DROPPED or "hidden" in attributes or style is None:
            return None
        if tag == "br":
            self._page.end_line()
            return None
        if tag in {"input", "textarea"}:
            if attributes.get("type") != "hidden":
                self._write(f" {attributes.get('value') or node.text() or ''} ")
            return None
        if not style and tag not in _BOXED and node.mem_id not in self._marks:
            return False
        box = self._box(node, tag, attributes, style)
        if box is not None:
            self._boxes.append(box)
        return box is not None

    def _style(self, style: str) -> Style | None:
        """What an inline style says of where the element stands; None if it hides it."""
        if not style:
            return ()
        if style not in self._styles:
            hidden = _UNSEEN.search(style) is not None
            self._styles[style] = None if hidden else tuple(_STYLE.findall(style.lower()))
        return self._styles[style]

    def _box(
        self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], style: Style
    ) -> _Box | None:
        """The element's box, opened; None for an element that text flows through."""
        outer = self._boxes[-1] if self._boxes else _PAGE
        before = ""
        if tag in _PECULIAR or node.mem_id in self._marks:
            box = _shaped(self._cells.pop(node.mem_id, _Box()), outer, tag, style)
            before = self._fit_out(box, node, tag, attributes)
        else:
            key = tag, style, outer.keeps, outer.one_line
            if key not in self._plain:
                self._plain[key] = _shaped(_Box(), outer, tag, style)
            box = self._plain[key]
        flows = box.keeps is outer.keeps and box.one_line is outer.one_line
        if flows and not (box.block or box.behind or box.is_list):
            return None
        if box.block:
            self._page.open_block(gap=box.gap_above or outer.gap_below, bullet=box.bullet)
        if before:
            self._page.write(before)
        return box

    def _fit_out(self, box: _Box, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> str:
        """Gives the box what only this element has; what is written first in it."""
        if tag in {"ul", "ol"}:
            self._lists.append(_first_of_list(tag, attributes, len(self._lists)))
            box.is_list = True
        elif tag == "li":
            box.bullet = self._next_bullet(attributes.get("value") or "")
        elif tag == "tr":
            self._spread(node)
        before, box.behind = self._marks_of(node, tag, attributes, box.behind)
        return before

    def _close(self, box: _Box) -> None:
        if box.behind:
            self._page.write(box.behind)
        if box.is_list:
            self._lists.pop()
        if box.block:
            self._page.close_block(gap=box.gap_below, bullet=box.bullet)

    def _next_bullet(self, value: str) -> str:
        bullet = self._lists[-1] if self._lists else _BULLETS[0]
        if isinstance(bullet, str):
            return bullet
        number = _number(value, bullet)
        self._lists[-1] = number + 1
        return f"{number}. "

    def _spread(self, row: LexborNode) -> None:
        """The boxes of a row's cells: side by side when each is one line, else one below the other."""
        cells = [node for node in row.iter() if node.tag in {"td", "th"}]
        tall = any(not _is_plain(cell) and cell.css_first(_MANY_LINES) is not None for cell in cells)
        for cell in cells:
            behind = "" if tall or cell is cells[-1] else _TAB
            self._cells[cell.mem_id] = _Box(block=tall, one_line=not tall, behind=behind)

    def _marks_of(
        self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], behind: str
    ) -> tuple[str, str]:
        """What is written first and last in the element."""
        before = ""
        if tag == "q":
            before = behind = '"'
        if tag == "blockquote" and node.first_child is not None:
            before, behind = _BLOCKQUOTES[judge_blockquote(attributes)]
        if self._marks and (mark := self._marks.get(node.mem_id)) and node.first_child is not None:
            before, behind = mark + before, behind + _END
        return before, behind


def _marks(tree: LexborHTMLParser) -> dict[int, str]:
    """What mail clients mark, by the elements' identity."""
    return {node.mem_id: mark for selector, mark in _MARKED for node in tree.css(selector)}


def _is_plain(cell: LexborNode) -> bool:
    """Whether a cell holds no element."""
    inner = cell.first_child
    return inner is None or (inner.is_text_node and inner.next is None)


def _shaped(box: _Box, outer: _Box, tag: str, style: Style) -> _Box:
    """The box as its element's tag and style shape it."""
    box.keeps = outer.keeps or tag in _KEEPING
    box.one_line = box.one_line or outer.one_line
    if tag in _BLOCKS and not (outer.one_line and tag in {"p", "div"}):
        box.block = True
        box.gap_above = box.gap_below = tag in _SPACED
    if style and not outer.one_line:
        _apply(style, box)
    return box


def _first_of_list(tag: str, attributes: Mapping[str, str | None], depth: int) -> str | int:
    if tag == "ul":
        return _BULLETS[depth % len(_BULLETS)]
    return _number(attributes.get("start") or "", 1)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _apply(style: Style, box: _Box) -> None:
    for name, written in style:
        value = written.strip()
        if name == "display":
            box.block = not value.startswith(("inline", "contents", "table-cell"))
        elif name == "white-space":
            box.keeps = value.startswith("pre") or (box.keeps and value not in {"normal", "nowrap"})
        elif name == "margin-top":
            box.gap_above = _is_gap(value, otherwise=box.gap_above)
        else:
            box.gap_below = _is_gap(value, otherwise=box.gap_below)


def _is_gap(length: str, *, otherwise: bool) -> bool:
    """Whether a margin is at least half a line high."""
    match = _LENGTH.search(length)
    if match is None:
        return otherwise
    return float(match[1]) > (0.5 if match[2].endswith("em") else 4)


def _lines(text: str) -> tuple[str, list[RawLine]]:
    """Takes the private marks out of laid-out text and turns them into depth and hints."""
    depth = 0
    hints: list[str] = []
    texts: list[str] = []
    lines: list[RawLine] = []
    start = 0
    for source in normalise_lines(text).split("\n")[: reading_limits.LINES]:
        line_depth, line_hint = depth, hints[-1] if hints else ""
        if source.isascii() or _MARK.search(source) is None:
            line = source.strip()
            texts.append(line)
            lines.append(read_quote_marks(line, start, min(line_depth, 50), line_hint))
            start += len(line) + 1
            continue
        content: list[str] = []
        for piece in _MARK.split(source):
            if piece == _OPEN:
                depth += 1
            elif piece == _CLOSE:
                depth = max(0, depth - 1)
            elif piece in _HINTS:
                hints.append(_HINTS[piece])
            elif piece == _END:
                del hints[-1:]
            else:
                if piece.strip() and not any(content):
                    line_depth, line_hint = depth, hints[-1] if hints else ""
                content.append("\t" if piece == _TAB else piece.strip() if not content else piece)
        line = "".join(content).strip()
        texts.append(line)
        lines.append(read_quote_marks(line, start, min(line_depth, 50), line_hint))
        start += len(line) + 1
    return "\n".join(texts), lines
