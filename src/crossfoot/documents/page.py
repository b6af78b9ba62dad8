"""The characters of a PDF page as lines in reading order, each of pieces set apart by gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from ctypes import byref
from dataclasses import dataclass, field
from typing import Any

from crossfoot.documents.tables import is_value
from crossfoot.documents.text import superscript

_JOIN = 0.3  # gaps, in ems: up to here letters of a word,
_APART = 0.85  # from here on cells of a row,
_APART_WIDE = 2.2  # or from here where the gap is a printed full-width space
_COLUMN = 14  # Latin characters that a line of a column of prose has room for on average
_RAISED = 0.9  # of the line's height: smaller and higher is a footnote mark


@dataclass(slots=True)
class Run:
    """Characters that stand together on a line, with the pieces of the page they come from."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    sources: list[tuple[str, str, tuple[int, ...]]] = field(default_factory=list)
    spaced: str = ""  # the space that the file has before it
    em: float = 0.0

    @property
    def height(self) -> float:
        """The height of the characters, near their font size."""
        return self.top - self.bottom


@dataclass(slots=True, eq=False)
class PageLine:
    """A line of a page: its pieces left to right."""

    page: int
    pieces: list[Run]

    @property
    def text(self) -> str:
        """The pieces with a space between them."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.pieces[0].left

    @property
    def bottom(self) -> float:
        """The lower edge of its first piece."""
        return self.pieces[0].bottom

    @property
    def height(self) -> float:
        """The height of its tallest characters."""
        return max(piece.height for piece in self.pieces)


def lines_on(pdf: Any, number: int, most: int) -> tuple[list[PageLine], int]:
    """The lines of page `number` (from 0) in reading order, and how many characters it has.

    A page of more than `most` characters is not read, only counted.
    """
    page = pdf[number]
    text = page.get_textpage()
    try:
        count = text.count_chars()
        runs = _runs(text, number + 1, page.get_rotation()) if count <= most else []
        return _ordered(_lines(runs, number + 1)), count
    finally:
        text.close()
        page.close()


def _runs(textpage: Any, number: int, rotation: int) -> list[Run]:
    """Words and parts of words in the order of the file, upright ones only."""
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    runs: list[Run] = []
    seen: set[tuple[int, int, int]] = set()
    box = pdfium.FS_RECTF()
    current: Run | None = None
    last = -2
    spaced = ""
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF, 0x200B):
            if code == 2:  # PDFium's mark for a hyphen at a line end
                code = 0xAD
            else:
                spaced = chr(code)
                continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, byref(box))
        left, bottom, right, top = _turned(box.left, box.bottom, box.right, box.top, rotation)
        key = (code, round(left), round(bottom))
        if right <= left or top <= bottom or key in seen:
            continue  # text printed twice for a bold look
        if abs(pdfium.FPDFText_GetCharAngle(raw, index) % 6.2832 - _angle(rotation)) > 0.1:
            continue  # a watermark across the page
        seen.add(key)
        char = chr(code)
        height = top - bottom
        em = right - left if char > "\u2e80" else 0.8 * height
        if (
            current is not None
            and not spaced
            and abs(current.bottom - bottom) < 0.1 * height
            and abs(current.height - height) < 0.1 * height
            and -0.5 * height < left - current.right < _JOIN * em
        ):
            current.text += char
            current.right = max(current.right, right)
            piece, part, at = current.sources[-1]
            if index == last + 1:
                current.sources[-1] = (piece + char, part, at)
            else:
                current.sources.append((char, "", (number, index)))
        else:
            source = (char, "", (number, index))
            current = Run(left, bottom, right, top, char, [source], spaced, em)
            runs.append(current)
        last = index
        spaced = ""
    return runs


def _turned(
    left: float, bottom: float, right: float, top: float, rotation: int
) -> tuple[float, float, float, float]:
    """A box on a page that is shown turned."""
    if rotation == 90:
        return bottom, -right, top, -left
    if rotation == 180:
        return -right, -top, -left, -bottom
    if rotation == 270:
        return -top, left, -bottom, right
    return left, bottom, right, top


def _angle(rotation: int) -> float:
    return {90: 4.7124, 180: 3.1416, 270: 1.5708}.get(rotation, 0.0)  # clockwise


def _lines(runs: Sequence[Run], number: int) -> list[PageLine]:
    """The runs by line, top to bottom, and in each line joined to pieces, left to right."""
    rows: list[list[Run]] = []
    low = high = 0.0
    for run in sorted(runs, key=lambda r: (-(r.bottom + r.top), r.left)):
        overlap = min(run.top, high) - max(run.bottom, low)
        if rows and overlap > 0.5 * min(run.height, high - low):
            rows[-1].append(run)
        else:
            rows.append([run])
            low, high = run.bottom, run.top
    return [PageLine(number, _pieces(row)) for row in rows]


def _pieces(row: list[Run]) -> list[Run]:
    row.sort(key=lambda run: run.left)
    em = max(run.em for run in row)
    near: list[list[Run]] = []
    right = 0.0
    for run in row:
        apart = (_APART_WIDE if run.spaced == "\u3000" else _APART) * em
        if near and run.left - right <= apart:
            near[-1].append(run)
            right = max(right, run.right)
        else:
            near.append([run])
            right = run.right
    return [_joined(runs, em) for runs in near]


def _joined(runs: Sequence[Run], em: float) -> Run:
    """Runs near each other as one; smaller ones that stand higher are raised."""
    tall = max(runs, key=lambda run: run.height)
    for run in runs:
        low, high = run.bottom - tall.bottom, tall.top - run.top
        if run.height < _RAISED * tall.height and high < 0.05 * tall.height < low / 3:
            run.text = superscript(run.text)
            run.sources = [(superscript(text), part, at) for text, part, at in run.sources]
    first = runs[0]
    for run in runs[1:]:
        gap = run.left - first.right
        if gap > _JOIN * em or (run.spaced and gap > 0.05 * em):
            first.text += " "
            first.sources.append((" ", "", ()))
        first.text += run.text
        first.sources += run.sources
        first.right = max(first.right, run.right)
        if run.height > first.height:
            first.bottom, first.top = run.bottom, run.top
    return first


def _ordered(lines: list[PageLine]) -> list[PageLine]:
    """The lines in reading order: columns of prose one after the other, tables as they stand."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[PageLine] = []
    right: list[PageLine] = []
    for line in lines:
        sides = [
            [p for p in line.pieces if p.right <= gutter],
            [p for p in line.pieces if p.left >= gutter],
        ]
        across = len(sides[0]) + len(sides[1]) < len(line.pieces)  # a title over both columns
        if across or (all(sides) and _is_row(line)):
            ordered += [*right, line]
            right = []
            continue
        if sides[0]:
            ordered.append(PageLine(line.page, sides[0]))
        if sides[1]:
            right.append(PageLine(line.page, sides[1]))
    return ordered + right


def _is_row(line: PageLine) -> bool:
    """Whether a line over both columns is one of a table rather than one of each."""
    return len(line.pieces) > 2 or any(is_value(piece.text) for piece in line.pieces)


def _gutter(lines: Sequence[PageLine]) -> float | None:
    """Where the right one of two columns of prose begins, or None.

    Their lines need not stand at the same heights: columns are told by where their lines begin.
    """
    prose = [line for line in lines if sum(is_value(one.text) for one in line.pieces) < 2]
    pieces = [piece for line in prose for piece in line.pieces]
    starts = Counter(round(piece.left / 6) for piece in pieces)
    for place, _ in starts.most_common(4):
        middle = place * 6.0 - 4.0
        left = [piece for piece in pieces if piece.right <= middle]
        right = [piece for piece in pieces if piece.left >= middle]
        if _columns(left, right) and (len(left) + len(right)) * 4 >= len(pieces) * 3:
            return middle
    return None


def _columns(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether the pieces at each side of a gap are the lines of a column of prose."""
    if len(left) < 5 or len(right) < 5:
        return False
    high, low = max(piece.top for piece in left), min(piece.bottom for piece in left)
    beside = sum(low < piece.top and piece.bottom < high for piece in right)
    begin = min(piece.left for piece in right)
    flush = sum(abs(piece.left - begin) < 30 for piece in right)
    figures = sum(is_value(piece.text) for piece in (*left, *right))
    return (
        beside >= 5
        and flush * 3 >= len(right) * 2
        and figures * 5 < len(left) + len(right)
        and all(sum(_width(p.text) for p in side) >= _COLUMN * len(side) for side in (left, right))
    )


def _width(text: str) -> int:
    """The room that a text takes, in Latin characters: a Chinese one is twice as wide."""
    return len(text) + sum(char > "\u2e80" for char in text)
