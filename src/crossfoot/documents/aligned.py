"""Columns found from where the cells of successive lines stand: in fixed-width text and in PDF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.documents.tables import is_blank, is_period, is_value

Row = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text set apart on its line: left and right edge, offsets, text."""

    left: float
    right: float
    start: int
    end: int
    text: str


def is_body(row: Sequence[Piece]) -> bool:
    """Whether a line is a row of figures: most of what follows its first piece are figures."""
    figures = sum(is_value(p.text) and not is_period(p.text) for p in row)
    blanks = sum(is_blank(p.text) for p in row)
    return figures > 0 and (figures + blanks) * 2 >= len(row) - 1


def align(rows: Sequence[Sequence[Piece]]) -> tuple[Row, ...] | None:
    """Each row's cells as (start, end, column, span), or None when the columns are not sure.

    The rows of figures give the columns; headers are laid over those they stand above.
    """
    body = [row for row in rows if len(row) >= 2 and is_body(row)]
    if len(body) < 2 or len(body) * 2 < len(rows):
        return None
    if len(rows) == len(body) == 2 and len(body[0]) < 3:
        return None
    columns = _columns(body)
    if columns is None or len(columns) < 2:
        return None
    return tuple(_place(row, columns) for row in rows)


def _place(row: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> Row:
    """A line's cells over the columns; one cell over all of them where they cannot be told."""
    cells, free = [], 0
    if (spread := _spread(row, columns)) is not None:
        return spread
    for piece in row:
        covered = [
            k
            for k, (left, right) in enumerate(columns)
            if min(piece.right, right) - max(piece.left, left) >= (right - left) / 2
        ]
        middle = (piece.left + piece.right) / 2
        nearest = min(
            range(len(columns)), key=lambda k: abs(columns[k][0] + columns[k][1] - 2 * middle)
        )
        first, last = (covered[0], covered[-1]) if covered else (nearest, nearest)
        if first < free:
            return ((row[0].start, row[-1].end, 0, len(columns)),)
        cells.append((piece.start, piece.end, first, last - first + 1))
        free = last + 1
    return tuple(cells)


def _spread(row: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> Row | None:
    """Headers centred over groups of equally many columns of figures, or None if they are not."""
    stub = len(row) > 1 and row[0].left <= columns[0][1]
    heads = row[1:] if stub else row
    size, rest = divmod(len(columns) - 1, len(heads))
    if size < 2 or rest:
        return None
    cells = [(row[0].start, row[0].end, 0, 1)] if stub else []
    for number, piece in enumerate(heads):
        first = 1 + number * size
        left, right = columns[first][0], columns[first + size - 1][1]
        middle = (piece.left + piece.right) / 2
        if (
            piece.left < left
            or piece.right > right
            or abs(2 * middle - left - right) > ((right - left) / size)
        ):
            return None
        cells.append((piece.start, piece.end, first, size))
    return tuple(cells)


def _columns(body: Sequence[Sequence[Piece]]) -> list[tuple[float, float]] | None:
    """The bands that hold cells, left to right; None if a row has two cells in one band."""
    spans = sorted((piece.left, piece.right) for row in body for piece in row)
    bands: list[tuple[float, float]] = []
    for left, right in spans:
        if bands and left < bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], right)
        else:
            bands.append((left, right))
    lefts = [left for left, _ in bands]
    for row in body:
        places = [bisect_right(lefts, piece.left) for piece in row]
        if len(set(places)) != len(places):
            return None
    return bands
