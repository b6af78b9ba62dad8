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
_COLUMN = 14  # characters that a line of a column of prose has on average
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
    tall = max(row, key=lambda run: run.height)
    em = max(run.em for run in row)
    joined: list[Run] = []
    for run in row:
        if run.height < _RAISED * tall.height and run.top > tall.top - 0.05 * tall.height:
            run.text = superscript(run.text)
            run.sources = [(superscript(text), part, at) for text, part, at in run.sources]
        before = joined[-1] if joined else None
        gap = run.left - before.right if before is not None else 0.0
        if before is None or gap > (_APART_WIDE if run.spaced == "\u3000" else _APART) * em:
            joined.append(run)
            continue
        if gap > _JOIN * em or (run.spaced and gap > 0.05 * em):
            before.text += " "
            before.sources.append((" ", "", ()))
        before.text += run.text
        before.sources += run.sources
        before.right = max(before.right, run.right)
        if run.height > before.height:
            before.bottom, before.top = run.bottom, run.top
    return joined


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
        if len(sides[0]) + len(sides[1]) < len(line.pieces):  # a title across both columns
            ordered += [*right, line]
            right = []
            continue
        if sides[0]:
            ordered.append(PageLine(line.page, sides[0]))
        if sides[1]:
            right.append(PageLine(line.page, sides[1]))
    return ordered + right


def _gutter(lines: Sequence[PageLine]) -> float | None:
    """The middle of the gap between two columns of prose, or None."""
    gaps = Counter(
        round((a.right + b.left) / 2 / 6)
        for line in lines
        for a, b in zip(line.pieces, line.pieces[1:], strict=False)
    )
    if not gaps:
        return None
    place, _ = gaps.most_common(1)[0]
    middle = place * 6.0
    both = [line for line in lines if _parted(line, middle)]
    if len(both) < 5 or len(both) * 2 < len(lines):
        return None
    pieces = [piece for line in both for piece in line.pieces]
    figures = sum(is_value(piece.text) for piece in pieces)
    prose = sum(len(piece.text) for piece in pieces) >= _COLUMN * len(pieces)
    starts = [next(p.left for p in line.pieces if p.left >= middle) for line in both]
    flush = sum(abs(start - min(starts)) < 30 for start in starts) * 3 >= len(starts) * 2
    return middle if prose and flush and figures * 5 < len(pieces) else None


def _parted(line: PageLine, middle: float) -> bool:
    left = [piece for piece in line.pieces if piece.right <= middle]
    right = [piece for piece in line.pieces if piece.left >= middle]
    return bool(left) and bool(right) and len(left) + len(right) == len(line.pieces)
