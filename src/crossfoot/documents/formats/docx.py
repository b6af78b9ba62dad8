"""Word: paragraphs, lists, tables, text boxes and notes, as they read with all changes accepted.

Deleted and hidden text, field codes and comments are not part of the text. A piece's anchor is
(n-th `w:p` of its part, n-th `w:r` of that paragraph, characters to skip), from 0 in the order
of the XML, so that `part.element.iter(qn("w:p"))` finds it again.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from crossfoot.documents.builder import Builder, Piece
from crossfoot.documents.document import Document, Style
from crossfoot.documents.source import broken, missing, safe_archive
from crossfoot.documents.tables import Draft
from crossfoot.documents.text import superscript

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".docx",)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _R, _TBL, _TR, _TC, _SDT = (_W + tag for tag in ("p", "r", "tbl", "tr", "tc", "sdt"))
_BOX = _W + "txbxContent"
# What holds text that is not there once the changes are accepted, or is not shown.
_GONE = frozenset({_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")})
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_LARGEST_XML = 64 * 2**20  # bytes, unpacked


def read(data: bytes, name: str) -> Document:
    """A Word file; `DocumentError` if it is damaged, protected or packed like a bomb."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError as error:
        raise missing("python-docx", ".docx", name) from error
    safe_archive(data, name, ".docx", _LARGEST_XML).close()
    try:
        word = docx.Document(BytesIO(data))
        return _Reader(word, name).document()
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise broken(name, ".docx", error) from error


class _Reader:
    """One reading of a Word file."""

    def __init__(self, word: Any, name: str) -> None:
        self.word = word
        self.builder = Builder(name, "docx")
        self.styles = _styles(word)
        self.number: dict[Element, int] = {}
        self.part = ""

    def document(self) -> Document:
        """Body first, then footnotes and endnotes."""
        body = self._open(str(self.word.part.partname), self.word.element)
        self._blocks(body.find(_W + "body"))
        for kind, tag in _NOTES:
            for relation in self.word.part.rels.values():
                if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                    continue
                from docx.oxml import parse_xml

                target = relation.target_part
                root = self._open(str(target.partname), parse_xml(target.blob))
                for note in root.iterchildren(_W + tag):
                    if note.get(_W + "type") in (None, "normal"):
                        self._blocks(note, "note")
        return self.builder.document()

    def _open(self, part: str, root: Element) -> Element:
        self.part = part
        self.number = {p: n for n, p in enumerate(root.iter(_P))}
        return root

    def _blocks(self, parent: Element | None, style: Style | None = None) -> None:
        """The paragraphs and tables inside an element, those of content controls too."""
        for child in parent if parent is not None else ():
            if child.tag == _P:
                self._paragraph(child, style)
            elif child.tag == _TBL:
                self._table(child)
            elif child.tag not in _GONE and len(child) and child.tag != _W + "sectPr":
                self._blocks(child, style)

    def _paragraph(self, p: Element, style: Style | None) -> None:
        pieces, boxes = self._pieces(p)
        self.builder.paragraph(pieces, style or self._style(p))
        for box in boxes:
            self._blocks(box, style)

    def _style(self, p: Element) -> Style | None:
        """What Word says the paragraph is, or None."""
        properties = p.find(_W + "pPr")
        if properties is None:
            return None
        named = properties.find(_W + "pStyle")
        style = self.styles.get(named.get(_W + "val", ""), "") if named is not None else ""
        if properties.find(_W + "outlineLvl") is not None or style == "heading":
            return "heading"
        return "list" if properties.find(_W + "numPr") is not None or style == "list" else None

    def _pieces(self, p: Element) -> tuple[list[Piece], list[Element]]:
        """The text of a paragraph, run by run, and the text boxes anchored in it."""
        pieces: list[Piece] = []
        boxes: list[Element] = []
        runs = {run: n for n, run in enumerate(p.iter(_R))}
        number = self.number[p]
        stack = list(reversed(p))
        while stack:
            node = stack.pop()
            if node.tag in _GONE or node.tag == _FALLBACK:
                continue
            if node.tag == _BOX:
                boxes.append(node)
            elif node.tag == _R and not _hidden(node):
                text = _text(node)
                if text:
                    pieces.append((text, self.part, (number, runs[node], 0)))
                stack.extend(b for b in reversed(node) if b.tag.endswith(("}AlternateContent",
                             "}drawing", "}pict", "}object")))  # fmt: skip
            elif node.tag != _R:
                stack.extend(reversed(node))
        return pieces, boxes

    def _table(self, table: Element) -> None:
        """A table, then the tables inside its cells."""
        rows: list[list[Draft]] = []
        nested: list[Element] = []
        open_cells: dict[int, Draft] = {}
        for tr in _inside(table, _TR):
            properties = tr.find(_W + "trPr")
            if properties is not None and properties.find(_W + "del") is not None:
                continue
            head = properties is not None and properties.find(_W + "tblHeader") is not None
            column = _number(properties, "gridBefore", 0)
            row: list[Draft] = []
            for tc in _inside(tr, _TC):
                wide = _number(tc.find(_W + "tcPr"), "gridSpan", 1)
                merge = tc.find(f"{_W}tcPr/{_W}vMerge")
                upper = open_cells.get(column)
                if merge is not None and merge.get(_W + "val") != "restart" and upper is not None:
                    upper.row_span = len(rows) - upper.row + 1
                else:
                    pieces = self._cell(tc, nested)
                    text = "".join(piece[0] for piece in pieces)
                    draft = Draft(len(rows), column, text, 0, 0, 1, wide, True if head else None)
                    draft.pieces = pieces
                    row.append(draft)
                    open_cells[column] = draft
                column += wide
            rows.append(row)
        self.builder.table(rows)
        for inner in nested:
            self._table(inner)

    def _cell(self, tc: Element, nested: list[Element]) -> list[Piece]:
        """The paragraphs of a cell, a line break between them."""
        pieces: list[Piece] = []
        for child in _content(tc):
            if child.tag == _TBL:
                nested.append(child)
            elif child.tag == _P:
                more, boxes = self._pieces(child)
                for box in boxes:
                    for inner in box.iter(_P):
                        more += self._pieces(inner)[0]
                if pieces and more:
                    pieces.append(("\n", "", ()))
                pieces += more
        return pieces


def _styles(word: Any) -> dict[str, Style]:
    """Paragraph styles that are headings or lists, by their id, through what they build on."""
    known: dict[str, Style] = {}
    for style in word.styles.element.iterchildren(_W + "style"):
        name = style.find(_W + "name")
        shown = (name.get(_W + "val", "") if name is not None else "").lower()
        outlined = style.find(f"{_W}pPr/{_W}outlineLvl") is not None
        based = style.find(_W + "basedOn")
        parent = known.get(based.get(_W + "val", "")) if based is not None else None
        identity = style.get(_W + "styleId", "")
        if outlined or shown.startswith(
            ("heading", "title", "subtitle", "caption", "标题", "题注")
        ):
            known[identity] = "heading"
        elif shown.startswith(("list", "列表")) or style.find(f"{_W}pPr/{_W}numPr") is not None:
            known[identity] = "list"
        elif parent is not None:
            known[identity] = parent
    return known


def _text(run: Element) -> str:
    """What a run shows. Tabs are spaces, so that they part no cells of the text."""
    parts: list[str] = []
    for child in run:
        tag = child.tag
        if tag == _W + "t":
            parts.append(child.text or "")
        elif tag in (_W + "tab", _W + "ptab"):
            parts.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            parts.append("\n")
        elif tag == _W + "noBreakHyphen":
            parts.append("-")
        elif tag == _W + "softHyphen":
            parts.append("\u00ad")
    text = "".join(parts)
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    if raised is not None and raised.get(_W + "val") == "superscript":
        return superscript(text)
    return text


def _hidden(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val") not in ("0", "false", "off")


def _inside(parent: Element, tag: str) -> list[Element]:
    """Children with a tag, those inside content controls and tracked insertions too."""
    return [child for child in _content(parent) if child.tag == tag]


def _content(parent: Element) -> list[Element]:
    found: list[Element] = []
    for child in parent:
        if child.tag in (_P, _TBL, _TR, _TC):
            found.append(child)
        elif child.tag not in _GONE:
            found += _content(child)
    return found


def _number(properties: Element | None, tag: str, default: int) -> int:
    found = properties.find(_W + tag) if properties is not None else None
    value = found.get(_W + "val", "") if found is not None else ""
    return min(int(value), 500) if value.isdecimal() and len(value) < 9 else default
