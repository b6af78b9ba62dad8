"""HTML: the text a reader of the page sees; scripts, hidden parts and remote things are not read.

Tables that only lay out the page (they hold tables, or paragraphs) are read as running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossfoot.documents.builder import Builder
from crossfoot.documents.document import Document, Style
from crossfoot.documents.source import broken, decoded, missing
from crossfoot.documents.tables import Draft
from crossfoot.documents.text import superscript
from crossfoot.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".html", ".htm", ".xhtml")

_SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "canvas", "object",
    "iframe", "audio", "video", "select", "option", "textarea", "datalist", "button", "nav",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_STYLES: dict[str, Style] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list"),
    **dict.fromkeys(("footer", "small", "figcaption"), "note"),
    "pre": "code",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CLOSED = re.compile(r"[。！？；.!?;:：]\s*$")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_WIDEST = 500
_LONGEST_CELL = 400


def read(data: bytes, name: str) -> Document:
    """A page from bytes; `DocumentError` if it nests deeper than a page can."""
    try:
        from lxml import etree, html
    except ImportError as error:
        raise missing("lxml", ".html", name) from error
    text = decoded(data, name, declared=True)
    text = _DECLARATION.sub("", text, count=1).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    builder = Builder(name, "html")
    if not text.strip():
        return builder.document()
    try:
        root = etree.fromstring(text, parser)
    except (etree.LxmlError, ValueError) as error:
        raise broken(name, ".html", error) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DocumentError(
            "The page nests its elements too deeply to be read whole.",
            remedy="Save the page as text, or as .docx.",
            file=name,
        )
    if root is not None:
        _walk(root, builder)
    return builder.document()


def _walk(root: Element, builder: Builder) -> None:
    """Add the blocks of a page, element by element without recursion."""
    words: list[str] = []
    styles: list[Style | None] = [None]

    def flush() -> None:
        text = _SPACE.sub(" ", "".join(words)) if styles[-1] != "code" else "".join(words)
        words.clear()
        builder.paragraph([(text, "", ())], styles[-1])

    stack: list[tuple[Element, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not entering:
            if tag not in _INLINE:
                flush()
                styles.pop()
            words.append(element.tail or "")
            continue
        if tag == "table" and _is_data(element):
            flush()
            for caption in element.findall("caption"):
                builder.paragraph([(_text(caption), "", ())], "heading")
            builder.table(_grid(element))
        elif tag == "br":
            # A line break ends a paragraph where it ends a sentence.
            if _CLOSED.search("".join(words[-3:])[-20:]):
                flush()
            else:
                words.append(" ")
        elif tag and not _is_silent(element):
            if tag not in _INLINE:
                flush()
                styles.append(_STYLES.get(tag, styles[-1]))
            text = element.text or ""
            words.append(superscript(text) if tag == "sup" else text)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
            continue
        words.append(element.tail or "")
    flush()


def _is_silent(element: Element) -> bool:
    return (
        element.tag in _SILENT
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style", "")[:500]) is not None
    )


def _is_data(table: Element) -> bool:
    """Whether a table holds data: several cells in a row, no tables and no long paragraphs."""
    if table.find(".//table") is not None or _is_silent(table):
        return False
    widest = 0
    for row in table.iter("tr"):
        widest = max(widest, sum(cell.tag in ("td", "th") for cell in row))
    if widest < 2:
        return False
    blocks = table.iterfind(".//p")
    return not any(len("".join(block.itertext())) > _LONGEST_CELL for block in blocks)


def _text(element: Element) -> str:
    """The visible text inside an element, white space made single."""
    parts: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, True)]
    while stack:
        node, entering = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag not in _INLINE or tag == "br"
        if entering and tag and not _is_silent(node):
            parts.append(" " if block else "")
            text = node.text or ""
            parts.append(superscript(text) if tag == "sup" else text)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node))
            continue
        if node is not element:
            parts.append((" " if block else "") + (node.tail or ""))
    return _SPACE.sub(" ", "".join(parts)).strip()


def _grid(table: Element) -> list[list[Draft]]:
    """The cells of a table at their place in the grid, with the spans that fit in it."""
    trs = [row for row in table.iter("tr") if not _is_silent(row)]
    taken: dict[int, int] = {}  # column -> first row that is free again
    rows: list[list[Draft]] = []
    for index, tr in enumerate(trs):
        parent = tr.getparent()
        head = parent is not None and parent.tag == "thead"
        column, row = 0, []
        for cell in _cells(tr):
            while taken.get(column, 0) > index:
                column += 1
            if column >= _WIDEST:
                break
            wide = _span(cell.get("colspan"), _WIDEST - column)
            high = _span(cell.get("rowspan"), len(trs) - index)
            marked = True if head or cell.tag == "th" else None
            row.append(Draft(index, column, _text(cell), 0, 0, high, wide, marked))
            taken.update(dict.fromkeys(range(column, column + wide), index + high))
            column += wide
        rows.append(row)
    return rows


def _cells(tr: Element) -> Iterator[Element]:
    return (cell for cell in tr if cell.tag in ("td", "th") and not _is_silent(cell))


def _span(value: str | None, most: int) -> int:
    """A span as the page states it: 1 where it is nonsense, all that is left where it is 0."""
    if value is None or not value.strip().isdecimal() or len(value) > 9:
        return 1
    return max(1, min(int(value) or most, most))
