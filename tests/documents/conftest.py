"""What the reader tests share: a document from a text, and tables as nested lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.documents import Document, Table, from_text

Grid = list[list[str]]


@pytest.fixture
def read_text() -> Callable[[str], Document]:
    """A plain text as a document."""
    return lambda text: from_text(text, "sample.txt")


@pytest.fixture
def grid() -> Callable[[Table], Grid]:
    """The texts of a table's cells, row by row."""
    return lambda table: [[cell.text for cell in row] for row in table.rows]


@pytest.fixture
def said() -> Callable[[Document], list[tuple[str, str]]]:
    """Style and text of each paragraph."""
    return lambda d: [(p.style, d.text[p.start : p.end]) for p in d.paragraphs]
