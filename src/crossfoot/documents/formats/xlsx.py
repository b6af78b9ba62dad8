"""Excel: what the sheets show. A cell's text is its value as its number format prints it.

Formulas count with the value last computed. Hidden sheets, rows and columns are not read, and
the document's notes say so. Cells that touch make a table; an anchor is (row, column) from 1.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from crossfoot.documents.builder import Builder
from crossfoot.documents.document import Document
from crossfoot.documents.number_format import shown
from crossfoot.documents.source import broken, missing, safe_archive
from crossfoot.documents.tables import Draft
from crossfoot.errors import DocumentError

SUFFIXES = (".xlsx", ".xlsm")

_MOST_CELLS = 1_000_000


def read(data: bytes, name: str) -> Document:
    """An Excel workbook; `DocumentError` if it is damaged, protected or packed like a bomb."""
    try:
        import openpyxl
    except ImportError as error:
        raise missing("openpyxl", ".xlsx", name) from error
    with safe_archive(data, name, ".xlsx") as archive:
        _bounded(archive, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and extensions, which are not read
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a malformed part leads to
        raise broken(name, ".xlsx", error) from error
    builder = Builder(name, "xlsx")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            builder.notes.append(f"Sheet {sheet.title!r} is hidden and was not read.")
            continue
        _sheet(sheet, builder)
    return builder.document()


def _bounded(archive: ZipFile, name: str) -> None:
    cells = 0
    for part in archive.namelist():
        if part.startswith("xl/worksheets/"):
            xml = archive.read(part)
            cells += xml.count(b"<c ") + xml.count(b":c ") + xml.count(b"<row")
    if cells > _MOST_CELLS:
        raise DocumentError(
            f"The workbook has more than {_MOST_CELLS:,} cells.",
            remedy="Split it, or save the sheet as .csv.",
            file=name,
        )


def _sheet(sheet: Any, builder: Builder) -> None:
    """A sheet as its title and its tables; a row that is alone is a line of text."""
    rows, hidden = _rows(sheet)
    if not rows:
        return
    if hidden:
        builder.notes.append(f"Sheet {sheet.title!r} has {hidden}, which were not read.")
    builder.paragraph([(sheet.title, "", ())], "heading")
    for region in _regions(rows):
        filled = [row for row in region if row]
        while filled and len(filled[0]) == 1 and len(filled) > 1:
            # Title and unit lines above a table belong to its caption, not to its columns.
            (cell,) = filled.pop(0)
            builder.paragraph([(cell.text, cell.pieces[0][1], cell.pieces[0][2])])
        if len(filled) == 1 and len(filled[0]) == 1:
            cell = filled[0][0]
            builder.paragraph([(cell.text, cell.pieces[0][1], cell.pieces[0][2])])
        else:
            left = min(cell.column for row in filled for cell in row)
            for number, row in enumerate(filled):
                for cell in row:
                    cell.row, cell.column = number, cell.column - left
            builder.table(_clipped(filled))


def _rows(sheet: Any) -> tuple[list[tuple[int, list[Draft]]], str]:
    """The visible cells with a text, by visible row and column, and what is hidden."""
    from openpyxl.utils import get_column_letter

    off_columns = _hidden_columns(sheet)
    off_rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    spans = {(r.min_row, r.min_col): (r.max_row, r.max_col) for r in sheet.merged_cells.ranges}
    found: list[tuple[int, list[Draft]]] = []
    visible = 0
    for cells in sheet.iter_rows():
        number = cells[0].row
        if number in off_rows:
            continue
        row = []
        column = -1
        for cell in cells:
            if cell.column in off_columns:
                continue
            column += 1
            text = shown(cell.value, cell.number_format) if cell.value is not None else ""
            if not text.strip():
                continue
            last_row, last_column = spans.get((number, cell.column), (number, cell.column))
            draft = Draft(visible, column, text, 0, 0, _count(number, last_row, off_rows),
                          _count(cell.column, last_column, off_columns))  # fmt: skip
            draft.address = f"{sheet.title}!{get_column_letter(cell.column)}{number}"
            draft.pieces = ((text, sheet.title, (number, cell.column)),)
            row.append(draft)
        if row:
            found.append((visible, row))
        visible += 1
    parts = [(len(off_rows), "hidden rows"), (len(off_columns), "hidden columns")]
    return found, " and ".join(f"{count} {what}" for count, what in parts if count)


def _hidden_columns(sheet: Any) -> set[int]:
    from openpyxl.utils import column_index_from_string

    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            hidden.update(range(first, min(dimension.max or first, sheet.max_column) + 1))
    return hidden


def _count(first: int, last: int, hidden: set[int]) -> int:
    return max(sum(n not in hidden for n in range(first, last + 1)), 1)


def _regions(rows: Sequence[tuple[int, list[Draft]]]) -> Iterator[list[list[Draft]]]:
    """The rows in groups parted by blank rows."""
    group: list[list[Draft]] = []
    below = None
    for number, row in rows:
        if below is not None and number > below and group:
            yield group
            group = []
        group.append(row)
        below = max(number + 1, number + max(cell.row_span for cell in row))
    if group:
        yield group


def _clipped(rows: list[list[Draft]]) -> list[list[Draft]]:
    for index, row in enumerate(rows):
        for cell in row:
            cell.row_span = min(cell.row_span, len(rows) - index)
    return rows
