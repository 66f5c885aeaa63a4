"""HTML to lines as a reader sees them: quote depth from markup, list numbers kept, what is hidden left out.

A lexbor tree (selectolax) is prepared first: hidden elements removed; quotations, cells and the signature
blocks of mail clients marked by private characters. Then inscriptis lays it out. The cells of a table row
share a line, with a tab between them, unless one holds several lines; then each cell has lines of its own.
The one module that knows inscriptis, lxml and selectolax.
"""

import re
from html import unescape

import lxml.etree
import lxml.html
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement
from inscriptis.model.tag import CustomHtmlTagHandlerMapping
from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.reading import limits
from worker.reading.lines import Raw, even, marked

_OPEN, _CLOSE, _TAB, _END = "\ue000\ue001\ue002\ue003"
_SIGNATURE, _HEAD, _FORWARD = "\ue004\ue005\ue006"
_PRIVATE = dict.fromkeys(range(0xE000, 0xE010), None)
_HINTS = {_SIGNATURE: "signature", _HEAD: "head", _FORWARD: "forwarded"}

_TABLE_TAGS = ("table", "tr", "td", "th")
_BLOCK = HtmlElement(display=Display.block)
_CONFIG = ParserConfig(
    css=STRICT_CSS_PROFILE
    | dict.fromkeys(
        ("table", "tr", "caption", "center", "dl", "dt", "dd", "form", "fieldset", "section"), _BLOCK
    )
    | {"ul": _BLOCK, "ol": _BLOCK},
    custom_html_tag_handler_mapping=CustomHtmlTagHandlerMapping(
        start_tag_mapping=dict.fromkeys(_TABLE_TAGS), end_tag_mapping=dict.fromkeys(_TABLE_TAGS)
    ),
)

_SHELF, _SHELF_ROOM = 0xF0000, 0xFFFD  # a private plane of Unicode
_SHORT = 8  # a text up to this length is not worth a place on the shelf
#: White space that means something, or a character that a text on the shelf might be taken for.
_WHITE_SPACE = re.compile("<pre|<textarea|<listing|<xmp|white-space|[\U000f0000-\U0010ffff]", re.IGNORECASE)

#: Tags that don't change where text stands, unless their style does: inscriptis takes its time for each.
_INLINE = ("span", "font", "b", "strong", "i", "em", "u", "a", "small", "big", "o:p")
_LAID_OUT_INLINE = re.compile(f"<(?:{'|'.join(_INLINE)})\\b[^<>]*(?:display|white-space)", re.IGNORECASE)

_DROPPED = "script, style, title, head, template, noscript, svg, object, input[type=hidden]"
_UNREAD = frozenset({"style", "script", "title"})
_MARK = re.compile("([\ue000-\ue006])")
_TOKEN = re.compile(r"<(/?[a-zA-Z0-9]*)[^<>]*>?|([^<]+)")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MANY_LINES = "br, table, li, p + p, div + div, p + div, div + p"
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


def read(source: str) -> tuple[str, list[Raw], str]:
    """The text of an HTML document, its lines, and what was lost (empty when nothing was)."""
    source = source.translate(_PRIVATE).replace("\0", "")
    tags, ends = source.count("<"), source.count("</")
    if tags > limits.HTML_TAGS or tags - 2 * ends > limits.HTML_OPEN_TAGS:
        return *_lines(_flat(source)), "the HTML is too big to keep its layout"
    tree = LexborHTMLParser(source.encode("utf-8", "replace"))
    if tree.body is None:
        return "", [], ""
    _prepare(tree)
    laid_out = _laid_out(tree.body.html or "")
    if laid_out is None:
        return *_lines(_flat(source)), "the HTML is nested too deep to keep its layout"
    return *_lines(laid_out), ""


def _flat(source: str) -> str:
    """Each text between tags on a line of its own: all that is kept of a monstrous document."""
    texts: list[str] = []
    skipping = ""
    for match in _TOKEN.finditer(source):
        if match[2] is not None:
            if not skipping and match[2].strip():
                texts.append(unescape(match[2]).strip())
        elif skipping:
            skipping = "" if match[1].lower() == "/" + skipping else skipping
        elif match[1].lower() in _UNREAD:
            skipping = match[1].lower()
    return "\n".join(texts[: limits.LINES])


def _laid_out(html: str) -> str | None:
    if not html:
        return ""
    try:
        root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(huge_tree=True))
        if not _LAID_OUT_INLINE.search(html):
            lxml.etree.strip_tags(root, *_INLINE)
        shelved = {} if _WHITE_SPACE.search(html) else _shelve(root)
        return str(Inscriptis(root, _CONFIG).get_text()).translate(shelved)
    except (RecursionError, lxml.etree.LxmlError, ValueError):
        return None


def _shelve(root: lxml.html.HtmlElement) -> dict[int, str]:
    """Takes the texts out and leaves one character for each: inscriptis looks at each character by itself.

    Yields what stands for what. The white space around a text stays; within it, it is made even as
    inscriptis does.
    """
    shelved: dict[int, str] = {}
    for node in root.iter():
        if isinstance(node.tag, str) and node.text is not None and len(node.text) > _SHORT:
            node.text = _placeholder(node.text, shelved)
        if node.tail is not None and len(node.tail) > _SHORT:
            node.tail = _placeholder(node.tail, shelved)
    return shelved


def _placeholder(text: str, shelved: dict[int, str]) -> str:
    even_text = " ".join(text.split())
    if not even_text or len(shelved) >= _SHELF_ROOM:
        return text
    character = _SHELF + len(shelved)
    shelved[character] = even_text
    return f"{' ' * text[0].isspace()}{chr(character)}{' ' * text[-1].isspace()}"


def _prepare(tree: LexborHTMLParser) -> None:
    for node in tree.css(_DROPPED):
        node.decompose()
    for node in tree.css("[style], [hidden]"):
        if "hidden" in node.attributes or _UNSEEN.search(node.attributes.get("style") or ""):
            node.decompose()
    for node in tree.css("ol[start]"):
        _number_from(node)
    for node in tree.css("tr"):
        _spread(node)
    for node in tree.css("blockquote"):
        _wrap(node, _OPEN, _CLOSE)
    for selector, mark in _MARKED:
        for node in tree.css(selector):
            _wrap(node, mark, _END)
    for node in tree.css("input[value], textarea"):
        node.replace_with(f" {node.attributes.get('value') or node.text() or ''} ")


def _number_from(node: LexborNode) -> None:
    """inscriptis honours `<li value>` but not `<ol start>`."""
    item = node.css_first("li")
    start = node.attributes.get("start")
    if item is not None and start and "value" not in item.attributes:
        item.attrs["value"] = start


def _spread(row: LexborNode) -> None:
    """Marks the cells of a row: side by side when each is one line, else one below the other."""
    cells = [node for node in row.iter() if node.tag in {"td", "th"}]
    if any(cell.css_first(_MANY_LINES) is not None for cell in cells):
        for cell in cells:
            cell.attrs["style"] = "display: block"
        return
    for cell in cells:
        for block in cell.css("p, div"):
            block.unwrap()
    for cell in cells[:-1]:
        cell.insert_child(_TAB)


def _wrap(node: LexborNode, before: str, after: str) -> None:
    if node.first_child is not None:
        node.first_child.insert_before(before)
        node.insert_child(after)


def _lines(text: str) -> tuple[str, list[Raw]]:
    """Takes the private marks out of laid-out text and turns them into depth and hints."""
    depth = 0
    hints: list[str] = []
    texts: list[str] = []
    lines: list[Raw] = []
    start = 0
    for source in even(text).split("\n")[: limits.LINES]:
        line_depth, line_hint = depth, hints[-1] if hints else ""
        content: list[str] = []
        for piece in _MARK.split(source) if _MARK.search(source) else (source,):
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
        lines.append(marked(line, start, min(line_depth, 50), line_hint))
        start += len(line) + 1
    return "\n".join(texts), lines
