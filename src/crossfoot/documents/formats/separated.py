"""Comma- and tab-separated values: one table, whose cells are where the file has them."""

from __future__ import annotations

import re

from crossfoot.documents.document import Document, Table, language_of
from crossfoot.documents.source import decoded
from crossfoot.documents.tables import Draft, make_table
from crossfoot.errors import DocumentError

SUFFIXES = (".csv", ".tsv")
_MOST_CELLS = 2_000_000


def read(data: bytes, name: str) -> Document:
    """A csv or tsv file; the separator is the one of `,` `;` tab that the first lines use."""
    text = decoded(data, name)
    rows = _rows(text, _separator(text, name), name)
    table = make_table(rows, 1, end=len(text.rstrip("\n")), start=0)
    blocks: tuple[Table, ...] = (table,) if table.rows else ()
    return Document(name, text, blocks, language_of(text), format="csv")


def _separator(text: str, name: str) -> str:
    head = re.sub(r'"[^"]*"', "", text[:10_000])
    if name.lower().endswith(".tsv"):
        return "\t"
    return max(",;\t", key=lambda mark: (head.count(mark), mark == ","))


def _rows(text: str, separator: str, name: str) -> list[list[Draft]]:
    """The cells with their offsets, quotes left out; a doubled quote stays as it is written."""
    token = re.compile(rf'"((?:[^"]|"")*)"[^{separator}\n]*|([^{separator}\n]*)')
    rows: list[list[Draft]] = []
    row: list[Draft] = []
    at = cells = 0
    while at <= len(text):
        found = token.match(text, at)
        assert found is not None, "the second alternative matches anything"
        group = 1 if found[1] is not None else 2
        start, end = found.span(group)
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        row.append(Draft(len(rows), len(row), text[start:end], start, end))
        cells += 1
        if cells > _MOST_CELLS:
            raise DocumentError(
                f"The table has more than {_MOST_CELLS:,} cells.",
                remedy="Split it.",
                file=name,
            )
        at = found.end() + 1
        if found.end() >= len(text) or text[found.end()] == "\n":
            if len(row) > 1 or row[0].text:
                rows.append(row)
            row = []
    return rows
