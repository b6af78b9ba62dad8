"""Excel: what the sheets show. A cell's text is its value as its number format prints it.

Formulas count with the value last computed. Hidden sheets, rows and columns are not read, and
the document's notes say so. Cells that touch make a table; an anchor is (row, column) from 1.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from crossfoot.documents.builder import Builder
from crossfoot.documents.document import Document
from crossfoot.documents.number_format import shown
from crossfoot.documents.prose import style_of
from crossfoot.documents.source import broken, missing, safe_archive
from crossfoot.documents.tables import Draft
from crossfoot.documents.units import unit_in
from crossfoot.errors import DocumentError

SUFFIXES = (".xlsx", ".xlsm")

_LARGEST_XML = 128 * 2**20  # bytes, unpacked
_MOST_CELLS = 500_000
_MERGED = re.compile(rb'ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_UNCOMPUTED = re.compile(rb"</f>(?:<v ?/>|<v></v>)?</c>")


def read(data: bytes, name: str) -> Document:
    """An Excel workbook; `DocumentError` if it is damaged, protected or packed like a bomb."""
    try:
        import openpyxl
    except ImportError as error:
        raise missing("openpyxl", ".xlsx", name) from error
    with safe_archive(data, name, ".xlsx", _LARGEST_XML) as archive:
        unknown = _formulas_without_value(archive, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and extensions, which are not read
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a malformed part leads to
        raise broken(name, ".xlsx", error) from error
    builder = Builder(name, "xlsx")
    if unknown:
        builder.notes.append(
            f"{unknown} formulas have no stored value and were not read;"
            " open the workbook in its program and save it."
        )
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            builder.notes.append(f"Sheet {sheet.title!r} is hidden and was not read.")
            continue
        _sheet(sheet, builder)
    return builder.document()


def _formulas_without_value(archive: ZipFile, name: str) -> int:
    """How many formulas were never computed; refuses workbooks too large to read."""
    cells = unknown = 0
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            xml = archive.read(part)
            cells += xml.count(b"<c ") + xml.count(b":c ") + xml.count(b"<row")
            cells += sum(map(_area, _MERGED.findall(xml)))
            unknown += len(_UNCOMPUTED.findall(xml))
    if cells > _MOST_CELLS:
        raise DocumentError(
            f"The workbook has more than {_MOST_CELLS:,} cells.",
            remedy="Split it, or save the sheet as .csv.",
            file=name,
        )
    return unknown


def _area(merged: tuple[bytes, bytes, bytes, bytes]) -> int:
    """How many cells a merged range covers."""
    from openpyxl.utils import column_index_from_string

    left, top, right, bottom = (part.decode() for part in merged)
    columns = int(column_index_from_string(right)) - int(column_index_from_string(left)) + 1
    return abs(columns * (int(bottom) - int(top) + 1))


def _sheet(sheet: Any, builder: Builder) -> None:
    """A sheet as its title and its tables; a row that is alone is a line of text."""
    rows, hidden = _rows(sheet)
    if not rows:
        return
    if hidden:
        builder.notes.append(f"Sheet {sheet.title!r} has {hidden}, which were not read.")
    builder.paragraph([(sheet.title, "", ())], "heading")
    for region in _regions(rows):
        left = min(cell.column for row in region for cell in row)
        first, last = 0, len(region)
        while first < last - 1 and _is_title(region[first], left):
            first += 1
        while last > first + 1 and len(region[last - 1]) == 1 and _is_note(region[last - 1][0]):
            last -= 1
        if last - first == 1 and len(region[first]) == 1:
            first = last  # a lone cell is a line of text
        for (cell,) in region[:first]:
            builder.paragraph(cell.pieces)
        table = region[first:last]
        for number, row in enumerate(table):
            for cell in row:
                cell.row, cell.column = number, cell.column - left
                cell.row_span = min(cell.row_span, len(table) - number)
        builder.table(table, complete=not hidden)
        for (cell,) in region[last:]:
            builder.paragraph(cell.pieces)


def _is_title(row: Sequence[Draft], left: int) -> bool:
    """Whether a row above a table is its title or unit: alone, and not the header of a column."""
    if len(row) > 1:
        return False
    (cell,) = row
    return cell.column == left or cell.col_span > 1 or unit_in(cell.text) is not None


def _is_note(cell: Draft) -> bool:
    return style_of(cell.text.strip()) == "note"


def _rows(sheet: Any) -> tuple[list[tuple[int, list[Draft]]], str]:
    """The visible cells with a text, by visible row and column, and what is hidden."""
    from openpyxl.utils import get_column_letter

    off_columns = _hidden_columns(sheet)
    off_rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    spans = {(r.min_row, r.min_col): (r.max_row, r.max_col) for r in sheet.merged_cells.ranges}
    found: dict[int, list[Draft]] = {}
    above, before = sorted(off_rows), sorted(off_columns)
    # The cells that there are: a walk over all rows and columns would make those that are not.
    for (number, letter), cell in sorted(sheet._cells.items()):
        if number in off_rows or letter in off_columns or cell.value is None:
            continue
        text = shown(cell.value, cell.number_format)
        if not text.strip():
            continue
        row, column = number - bisect_left(above, number), letter - bisect_left(before, letter)
        last_row, last_column = spans.get((number, letter), (number, letter))
        draft = Draft(row, column, text)
        draft.row_span = last_row + 1 - bisect_left(above, last_row + 1) - row
        draft.col_span = last_column + 1 - bisect_left(before, last_column + 1) - column
        draft.address = f"{sheet.title}!{get_column_letter(letter)}{number}"
        draft.pieces = ((text, sheet.title, (number, letter)),)
        found.setdefault(row, []).append(draft)
    parts = [(len(off_rows), "hidden rows"), (len(off_columns), "hidden columns")]
    return list(found.items()), " and ".join(f"{count} {what}" for count, what in parts if count)


def _hidden_columns(sheet: Any) -> set[int]:
    from openpyxl.utils import column_index_from_string

    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            hidden.update(range(first, min(dimension.max or first, sheet.max_column) + 1))
    return hidden


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
