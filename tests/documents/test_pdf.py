"""PDF pages put together again: paragraphs, tables, columns, and the way back to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from crossfoot.documents import Document, Table, open_document

Said = Callable[[Document], list[tuple[str, str]]]
Grid = Callable[[Table], list[list[str]]]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
Text = tuple[float, float, str]


def pdf(*pages: Sequence[Text], font: str = "Helvetica", size: float = 11, **options: Any) -> bytes:
    """A PDF whose pages have texts at (x, y from the top)."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1, **options)
    for texts in pages:
        canvas.setFont(font, size)
        for x, y, text in texts:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(data: bytes) -> Document:
    """The document in these bytes."""
    return open_document(data, name="a.pdf")


def lines(*texts: str, x: float = 60, y: float = 80, step: float = 16) -> list[Text]:
    """Texts one below the other."""
    return [(x, y + step * n, text) for n, text in enumerate(texts)]


ENGLISH = lines(
    "Net revenue for the year was $52.6 billion, up 1.9 percent from the prior-",
    "year period. The long-term outlook for manu-",
    "facturing is unchanged, and manufacturing costs fell in 2023-",
    "2024 by some 3 percent. Nothing is long here but the term.",
)


def test_sentences_are_whole(said: Said) -> None:
    """Lines are joined to paragraphs, and words divided at line ends to words."""
    ((_, text),) = said(read(pdf(ENGLISH)))
    assert "manufacturing is unchanged" in text
    assert "in 2023-2024 by some 3 percent." in text
    assert "\n" not in text


def test_chinese_lines_join_without_space(said: Said) -> None:
    """Chinese lines are joined as they stand, a figure broken over lines is one figure."""
    page = lines(
        "2025年全市一般公共预算收入完成278.26亿元，为调整预算的95.64%，比上年下",
        "降16.25%。其中税收收入完成201.46亿元，非税收入完成76.80亿元，新增1,",
        "354家企业，同比增长20.1%。",
    )
    ((_, text),) = said(read(pdf(page, font="STSong-Light")))
    assert "比上年下降16.25%" in text
    assert "新增1,354家企业" in text


def table(x: float = 60, y: float = 100) -> list[Text]:
    """A table with a group header, right-aligned figures and a gap."""
    rows = [["Sales", "12,300", "12,900", "4.9%"], ["Services", "3,100", "3,000", ""],
            ["Total", "15,400", "15,900", "3.2%"]]  # fmt: skip
    texts = [(x + 170, y, "Full year"), (x + 150, y + 16, "2023"), (x + 220, y + 16, "2024"),
             (x + 280, y + 16, "Change")]  # fmt: skip
    for n, row in enumerate(rows):
        for c, cell in enumerate(row):
            edge = x if c == 0 else x + 110 + 68 * c - 5.5 * len(cell)
            texts.append((edge, y + 32 + 16 * n, cell))
    return texts


def test_tables(grid: Grid) -> None:
    """Cells that line up are a table with the unit of the line above it."""
    document = read(pdf([*lines("Table 1: Revenue (in millions)", y=70), *table()]))
    (found,) = document.tables
    assert grid(found)[-3:] == [
        ["Sales", "12,300", "12,900", "4.9%"], ["Services", "3,100", "3,000"],
        ["Total", "15,400", "15,900", "3.2%"],
    ]  # fmt: skip
    cell = next(c for c in found.cells if c.text == "12,900")
    assert found.column_header(cell).endswith("2024")
    assert (found.row_header(cell), found.unit(cell)) == ("Sales", "millions")


def test_columns_of_prose(said: Said) -> None:
    """Two columns of prose are read one after the other."""
    left = lines(*(f"left words of line number {n} go on" for n in range(8)), x=50)
    right = lines(*(f"right words of line number {n} go on" for n in range(8)), x=320)
    text = " ".join(t for _, t in said(read(pdf([*left, *right]))))
    assert text.index("left words of line number 7") < text.index("right words of line number 0")


def test_columns_whose_lines_stand_at_other_heights(said: Said, grid: Grid) -> None:
    """Columns are read one after the other though no line of one stands beside one of the other."""
    left = lines(*(f"左栏第{n}行，说的是本年的情况。" for n in range(8)), x=50)
    right = lines(*(f"右栏第{n}行，说的是上年的情况。" for n in range(8)), x=320, y=87)
    table = [(x, 300 + 16 * n, text) for n, row in enumerate(
        (("项目", "2024年", "2025年"), ("教育", "88420", "91370"), ("卫生", "41610", "42600")))
        for x, text in zip((50, 250, 400), row, strict=True)]  # fmt: skip
    document = read(pdf([*left, *right, *table], font="STSong-Light"))
    text = " ".join(t for _, t in said(document))
    assert text.index("左栏第7行") < text.index("右栏第0行")
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    assert grid(found)[1] == ["教育", "88420", "91370"]


def test_running_heads_and_page_numbers_go(said: Said) -> None:
    """Running heads and page numbers are left out, a sentence over the page break is whole."""
    body = ["The first half of the sentence stands on the page before and it takes a full line",
            "the second half stands on the next page, where revenue rose by 5 percent"]  # fmt: skip
    head = lines("Sample Corporation annual report", y=30)
    pages = [[*head, *lines(body[n % 2]), (290, 810, f"- {n + 1} -")] for n in range(4)]
    document = read(pdf(*pages))
    assert "Sample" not in document.text
    assert "- 1 -" not in document.text
    assert "a full line the second half" in document.text


def test_figures_that_repeat_are_kept(said: Said) -> None:
    """Rows that look alike on many pages are no running heads when their figures differ."""
    pages = [lines(f"{2020 + n} {n * 7 + 11} {n * 13 + 5}", "text of the page") for n in range(4)]
    text = read(pdf(*pages)).text
    assert all(f"{n * 7 + 11} {n * 13 + 5}" in text for n in range(4))


def test_pages_of_places() -> None:
    """A place has the page it stands on."""
    document = read(pdf(lines("Revenue 5 billion."), lines("Costs 7 billion.")))
    assert [document.place(document.text.index(d), 0).page for d in "57"] == [1, 2]


def test_anchors_lead_back_to_the_page() -> None:
    """An anchor gives the box that a figure has on its page."""
    from crossfoot.documents.formats.pdf import boxes

    data = pdf(lines("Revenue was 278.26 in all."))
    document = read(data)
    start = document.text.index("278.26")
    (anchor,) = document.locate(start, start + 6)
    page, first = anchor.at
    ((number, left, bottom, right, top),) = boxes(data, [(page, first, 6)])
    assert number == 1
    before = pdfmetrics.stringWidth("Revenue was ", "Helvetica", 11)
    assert left == pytest.approx(60 + before, abs=1)
    assert right - left == pytest.approx(pdfmetrics.stringWidth("278.26", "Helvetica", 11), abs=1)
    assert bottom <= 842 - 80 <= top


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int, said: Said) -> None:
    """A page that is shown turned reads like any other."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setPageRotation(turn)
    origin = {90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn]
    canvas.translate(*origin)
    canvas.rotate(turn)
    for x, y, text in lines("Revenue was 5 billion.", "Costs were 3 billion."):
        canvas.drawString(x, 500 - y, text)
    canvas.showPage()
    canvas.save()
    text = read(file.getvalue()).text
    assert text.index("Revenue was 5 billion.") < text.index("Costs were 3 billion.")


def test_bold_by_printing_twice() -> None:
    """Text printed twice for a bold look is read once."""
    page = [*lines("Total 1,234"), (60.3, 80.0, "Total 1,234")]
    assert read(pdf(page)).text == "Total 1,234\n"


def test_raised_marks_are_no_digits() -> None:
    """A small raised footnote mark is not a digit of the figure before it."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, "Growth was 5.3%")
    edge = 60 + pdfmetrics.stringWidth("Growth was 5.3%", "Helvetica", 11)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(edge, 705, "12")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(edge + 8, 700, "in all.")
    canvas.showPage()
    canvas.save()
    assert read(file.getvalue()).text == "Growth was 5.3%¹² in all.\n"
