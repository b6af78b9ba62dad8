"""Whatever a text is, its blocks lie in order in it and its places lead back to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossfoot.documents import Document, Table, from_text, open_document, suffixes
from crossfoot.errors import DocumentError

PIECES = st.sampled_from(
    [
        "收入",
        "Total",
        "1,234",
        "12.5%",
        "\t",
        "  ",
        "　",
        " ",
        "|",
        "\n",
        "\n\n",
        "。",
        ". ",
        "$ 5",
        "(3)",
        "2025年",
        "Dec 31, 2022",
        "—",
        "- ",
        "#",
        "单位：万元",
        "```",
        "\x00",
        "\u00ad",
        "，",
        "---",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


@settings(deadline=None)
@example("收入|收入\n收入|")  # a stroke after the last cell
@example("a|1 | \nb|2 |)")
@given(TEXTS)
def test_blocks_cover_the_text_in_order(text: str) -> None:
    """Every visible character of a text lies in exactly one block, cells slice to their text."""
    document = from_text(text)
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert not document.text[end : block.start].strip()
        end = block.end
        if isinstance(block, Table):
            starts = [cell.start for cell in block.cells]
            assert starts == sorted(starts)
            for cell in block.cells:
                assert document.text[cell.start : cell.end] == cell.text
    assert not document.text[end:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_every_cell_can_be_asked(text: str) -> None:
    """Headers, labels and units have an answer for each cell of any table."""
    for table in from_text(text).tables:
        for cell in table.cells:
            assert isinstance(table.column_header(cell), str)
            assert isinstance(table.row_header(cell), str)
            assert table.unit(cell) is None or table.unit(cell)


@settings(deadline=None)
@given(TEXTS)
def test_text_is_kept(text: str) -> None:
    """A text keeps every character but the way its lines end."""
    assert from_text(text).text == text.replace("\r\n", "\n").replace("\r", "\n")


def test_place_in_running_text(read_text: Callable[[str], Document]) -> None:
    """A figure in running text is found by its line."""
    document = read_text("一、综合\n全年收入12亿元，增长5%。\n")
    start = document.text.index("12亿元")
    place = document.place(start, start + 4)
    assert (place.document, place.line, place.cell) == ("sample.txt", 2, None)


def test_place_in_a_table(read_text: Callable[[str], Document]) -> None:
    """A figure in a table is found by table, row and column, counted from 1."""
    document = read_text("项目\t收入\n甲\t12\n乙\t13\n\n\n名称\t数\n丙\t14\n丁\t15\n")
    start = document.text.index("15")
    assert document.place(start, start + 2).cell == "table 2, row 3, column 2"
    assert document.place(start, start + 2).line == 8


def test_locate_in_text_gives_line_and_column(read_text: Callable[[str], Document]) -> None:
    """The way back into a text file is the line and column."""
    document = read_text("甲\n收入12亿元\n")
    (anchor,) = document.locate(4, 8)
    assert anchor.at == (2, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("全年GDP增长5.0%，CPI上涨0.2%。", "zh"),
        ("Revenue rose 5% to $3.2 billion.", "en"),
        ("The Bank of China (中国银行) reported revenue of 3 billion.", "en"),
        ("12 34", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    """The language is that of most of the words."""
    assert from_text(text).language == language


def test_formats_register_by_being_there() -> None:
    """Every promised suffix has a reader."""
    assert set(suffixes()) >= {".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".csv"}


def test_path_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read by its suffix, standard input by its content or a name given for it."""
    path = tmp_path / "报告.md"
    path.write_text("# 收入\n\n12亿元\n", encoding="utf-8")
    assert open_document(path).format == "md"

    class Stdin:
        buffer = path.open("rb")

    monkeypatch.setattr("sys.stdin", Stdin)
    document = open_document("-")
    assert (document.format, document.name) == ("txt", "standard input")
    Stdin.buffer.close()


def test_name_decides_how_bytes_are_read() -> None:
    """The suffix of the given name chooses the reader of bytes."""
    assert open_document(b"a,1\nb,2\n", name="x.csv").tables
    assert open_document(b"<!DOCTYPE html><p>5%", name="page").format == "html"


@pytest.mark.parametrize("name", ["old.doc", "sheet.xls", "slides.pptx", "picture.png", "README"])
def test_unknown_formats_are_refused(tmp_path: Path, name: str) -> None:
    """A format that is not read is refused with a format to save it in."""
    path = tmp_path / name
    path.write_bytes(b"some content")
    with pytest.raises(DocumentError, match="Save it as") as error:
        open_document(path)
    assert name in str(error.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(DocumentError, match="no such file"):
        open_document(tmp_path / "no.txt")
    with pytest.raises(DocumentError, match="folder"):
        open_document(tmp_path)
