"""Workbooks as their sheets show them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl

from crossfoot.documents import Document, Table, open_document

Grid = Callable[[Table], list[list[str]]]


def read(book: Any) -> Document:
    """A workbook as read from the file it makes."""
    file = BytesIO()
    book.save(file)
    return open_document(file.getvalue(), name="a.xlsx")


def sample() -> Any:
    """A sheet with a title, a unit line, a table of formatted figures and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "收入 2025"
    sheet["B2"] = "表1 收入情况"
    sheet.merge_cells("B2:E2")
    sheet["E3"] = "单位：万元"
    rows: list[list[Any]] = [
        ["项目", "2025年", None, "增长"],
        [None, "预算", "执行", None],
        ["税收", 2165.4, 2014.25, 0.075],
        ["非税", 1000, 900.5, -1 / 9],
        ["合计", 3165.4, 2914.75, 0],
    ]
    for r, row in enumerate(rows, 4):
        for c, value in enumerate(row, 2):
            cell = sheet.cell(r, c, value)
            if r > 5:
                cell.number_format = "0.0%;(0.0%)" if c == 5 else "#,##0.0"
    for merged in ("B4:B5", "C4:D4", "E4:E5"):
        sheet.merge_cells(merged)
    sheet["B10"] = "注：含调整3亿元。"
    return book


def test_figures_are_as_displayed(grid: Grid) -> None:
    """Each figure has the digits that its number format shows."""
    (table,) = read(sample()).tables
    assert grid(table)[2:] == [
        ["税收", "2,165.4", "2,014.3", "7.5%"],
        ["非税", "1,000.0", "900.5", "(11.1%)"],
        ["合计", "3,165.4", "2,914.8", "0.0%"],
    ]


def test_headers_units_and_addresses() -> None:
    """Merged headers count for what they span; a place is the cell's own address."""
    document = read(sample())
    (table,) = document.tables
    cell = next(c for c in table.cells if c.text == "900.5")
    assert (table.column_header(cell), table.row_header(cell)) == ("2025年 执行", "非税")
    assert table.unit(cell) == "万元"
    assert document.place(cell.start, cell.end).cell == "收入 2025!D7"
    (anchor,) = document.locate(cell.start, cell.end)
    assert (anchor.part, anchor.at) == ("收入 2025", (7, 4))


def test_titles_and_notes_are_text() -> None:
    """What stands alone above and below a table is running text with an address of its own."""
    document = read(sample())
    texts = [document.text[p.start : p.end] for p in document.paragraphs]
    assert texts == ["收入 2025", "表1 收入情况", "单位：万元", "注：含调整3亿元。"]
    start = document.text.index("3亿元")
    assert document.locate(start, start + 3)[0].at == (10, 2)


def test_hidden_parts_are_left_out_and_told(grid: Grid) -> None:
    """Hidden sheets, rows and columns are not read, the notes say so, and sums are not trusted."""
    book = sample()
    book.active.row_dimensions[7].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("草稿")["A1"] = 5
    book["草稿"].sheet_state = "hidden"
    document = read(book)
    (table,) = document.tables
    assert grid(table)[-2:] == [["税收", "2,014.3", "7.5%"], ["合计", "2,914.8", "0.0%"]]
    assert not table.complete
    assert [note.split(" ", 1)[1] for note in document.notes] == [
        "'收入 2025' has 1 hidden rows and 1 hidden columns, which were not read.",
        "'草稿' is hidden and was not read.",
    ]


def test_several_sheets_and_tables() -> None:
    """Each sheet begins with its title; blank rows part the tables of a sheet."""
    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        sheet = book.create_sheet(name)
        for row in (["a", "2024"], ["x", 1], [], ["b", "2025"], ["y", 2]):
            sheet.append(row)
    del book["Sheet"]
    document = read(book)
    assert [table.number for table in document.tables] == [1, 2, 3, 4]
    assert [t.cells[0].address for t in document.tables] == ["甲!A1", "甲!A4", "乙!A1", "乙!A4"]


def test_lone_header_and_note_beside_a_table(grid: Grid) -> None:
    """A header alone in its row stays with its column; a note right below is running text."""
    book = openpyxl.Workbook()
    for row in ([None, "2025年"], ["收入", 12], ["支出", 10], ["注：为快报数。"]):
        book.active.append(row)
    document = read(book)
    (table,) = document.tables
    assert grid(table) == [["2025年"], ["收入", "12"], ["支出", "10"]]
    assert table.column_header(table.rows[1][1]) == "2025年"
    assert document.text.endswith("注：为快报数。\n")
    assert document.paragraphs[-1].style == "note"


def test_formulas_without_value_are_told() -> None:
    """A formula that was never computed has no figure, and the notes say so."""
    book = openpyxl.Workbook()
    book.active.append(["a", 1, "=B1+1"])
    document = read(book)
    assert document.text == "Sheet\na\t1\n"
    assert "1 formulas have no stored value" in document.notes[0]


def test_far_cells_cost_nothing() -> None:
    """A lone cell at the sheet's far corner is read like any other."""
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 5
    document = read(book)
    assert document.place(6, 7).cell is None
    assert document.locate(6, 7)[0].at == (1048576, 16384)
