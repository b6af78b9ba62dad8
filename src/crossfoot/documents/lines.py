"""Lines of plain text, with the offsets and widths that the table finders need."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = re.compile("[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]+")
_SENTENCE = re.compile(r"[。；！？]|[.;!?][\"”’)]?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; `start` is the offset of its first character.

    `tabs` counts the tabs before and after the text: empty cells of a table, perhaps; `indent`
    is the width of the white space before it.
    """

    start: int
    text: str
    tabs: tuple[int, int] = (0, 0)
    indent: int = 0

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in lines `first` to `last`: (start, end, column, span) of each row's cells.

    A cell that stands over columns unknown has span 0. `heads` is the number of header rows
    where the text itself marks them off.
    """

    first: int
    last: int
    rows: tuple[tuple[tuple[int, int, int, int], ...], ...]
    heads: int | None = None


def lines_of(text: str) -> list[Line]:
    """All lines, blank ones too."""
    lines, at = [], 0
    for raw in text.split("\n"):
        body = raw.strip()
        start = raw.index(body[0]) if body else 0
        tabs = (raw.count("\t", 0, start), raw.count("\t", start + len(body))) if body else (0, 0)
        lines.append(Line(at + start, body, tabs, width(raw[:start]) if start else 0))
        at += len(raw) + 1
    return lines


def width(text: str) -> int:
    """Columns a text takes in a fixed-width font: Chinese characters take two."""
    return len(text) if text.isascii() else 2 * len(text) - len(_WIDE.sub("", text))


def is_sentence(text: str) -> bool:
    """Whether a line looks like running text rather than a label or title."""
    return len(text) > 160 or _SENTENCE.search(text) is not None
