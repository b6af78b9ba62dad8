"""A table as text: Markdown, tabs, or columns of blanks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction

from tests.linking.prose.truth import World, grouped, rounded

Row = list[str]


@dataclass
class Shape:
    """A caption, perhaps a unit, headers, rows and notes."""

    heads: Row
    rows: list[Row]
    caption: str = ""
    unit: str = ""
    notes: list[str] = field(default_factory=list)


def text_of(w: World, shape: Shape) -> str:
    """The table as a report may print it, with what stands above and below it."""
    lines = [one for one in (shape.caption, shape.unit) if one]
    body = w.one([markdown, markdown, tabbed, aligned])(shape)
    return "\n".join([*lines, *([""] if lines and w.likely(50) else []), body, *shape.notes])


def markdown(shape: Shape) -> str:
    """Pipes."""
    rows = [shape.heads, ["---"] * len(shape.heads), *shape.rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def tabbed(shape: Shape) -> str:
    """Tabs."""
    return "\n".join("\t".join(row) for row in [shape.heads, *shape.rows])


def aligned(shape: Shape) -> str:
    """Blanks; labels to the left, figures to the right."""
    rows = [shape.heads, *shape.rows]
    width = [max(map(_wide, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        row[0]
        + " " * (width[0] - _wide(row[0]))
        + "".join(
            "   " + " " * (w - _wide(cell)) + cell
            for cell, w in zip(row[1:], width[1:], strict=True)
        )
        for row in rows
    )


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Style:
    """How a table prints its numbers: places, commas, brackets, and what stands for nothing."""

    def __init__(self, w: World) -> None:
        self.places = w.one([0, 0, 1, 2])
        self.commas = w.likely(60)
        self.brackets = w.likely(50)
        self.none = w.one(["-", "—", "–", "", "..."])

    def cell(self, value: Fraction | None, places: int | None = None) -> str:
        """A level, perhaps below zero, or nothing."""
        if value is None:
            return self.none
        places = self.places if places is None else places
        text = (grouped if self.commas else rounded)(abs(value), places)
        if value >= 0 or not text.strip("0.,"):
            return text
        return f"({text})" if self.brackets else f"-{text}"

    def percent(self, value: Fraction | None, places: int = 1) -> str:
        """A rate without its sign of percent."""
        return self.none if value is None else self.cell(value * 100, places)


def growth(new: Fraction, old: Fraction) -> Fraction | None:
    """A rate of growth, where there was something before."""
    return new / old - 1 if old > 0 else None
