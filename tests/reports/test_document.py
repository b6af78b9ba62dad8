"""The document on the page is the document, with every figure marked once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.documents import Cell, Document, Table, from_text
from crossfoot.figure import Figure
from crossfoot.languages import find_figures
from crossfoot.reports import html
from crossfoot.reports.html.document import BlockView
from crossfoot.reports.html.report import view
from crossfoot.suite import Report, Suite

PIECES = st.sampled_from(
    ["全省有", "1,240家", "，", "增长3.2%", "。", "\n", "\n\n", "a b ", "12", "<b>", "  ", "- ",
     "# ", "合计 | 3 | 4", "\t7\t8\n", "\u202e", "约三成"]
)  # fmt: skip


def reported(document: Document) -> Report:
    """A report on all figures of a document, without a check."""
    figures = tuple(
        Figure(f"n{number}", found.reading, place=document.place(found.start, found.end))
        for number, found in enumerate(find_figures(document.text))
    )
    return Suite("s", (), figures, document=document.name, opened=document).run()


def text_of(block: BlockView) -> str:
    """What a block shows."""
    cells = [cell.runs for row in block.rows for cell in row]
    return "".join(run.text for runs in (block.runs, *cells) for run in runs)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_word_and_every_figure_is_shown_once(text: str) -> None:
    """No character of a block is lost or doubled, and each mark is on the page exactly once."""
    document = from_text(text)
    report = reported(document)
    shown = view(report)
    for block, shown_block in zip(document.blocks, shown.document, strict=True):
        if isinstance(block, Table):
            printed = "".join(document.text[cell.start : cell.end] for cell in block.cells)
        else:
            printed = document.text[block.start : block.end]
        assert "".join(text_of(shown_block).split()) == "".join(printed.split())
    page = html.render([report], "zh").decode()
    for figure in shown.figures:
        assert page.count(f' id="{figure.anchor}"') == 1


def table_of(*rows: tuple[Cell, ...]) -> list[list[str]]:
    """What the rows of a table show, gaps as dots."""
    document = Document("t", "abcdefgh", (Table(0, 8, 1, rows),))
    (block,) = view(reported(document)).document
    return [
        ["." if cell.cell is None else "".join(run.text for run in cell.runs) for cell in row]
        for row in block.rows
    ]


def test_gaps_in_a_table_keep_columns_apart() -> None:
    """A row that lacks a cell has an empty one in its place."""
    rows = (
        (Cell(0, 0, 0, 1, "a"), Cell(0, 1, 1, 2, "b"), Cell(0, 2, 2, 3, "c")),
        (Cell(1, 2, 3, 4, "d"),),
    )
    assert table_of(*rows) == [["a", "b", "c"], [".", ".", "d"]]


def test_cells_over_rows_and_columns_leave_no_gap() -> None:
    """What a larger cell covers is not filled again, however large it says it is."""
    rows = (
        (Cell(0, 0, 0, 1, "a", row_span=10**9), Cell(0, 1, 1, 2, "b", col_span=10**9)),
        (Cell(1, 1, 2, 3, "c"), Cell(1, 2, 3, 4, "d")),
    )
    assert table_of(*rows) == [["a", "b"], ["c", "d"]]
