"""Word files as they read with all changes accepted, and the way back into them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from crossfoot.documents import Document, Table, open_document

Said = Callable[[Document], list[tuple[str, str]]]
Grid = Callable[[Table], list[list[str]]]


def read(word: Any) -> Document:
    """A document as read from the file it makes."""
    file = BytesIO()
    word.save(file)
    return open_document(file.getvalue(), name="a.docx")


def add(paragraph: Any, xml: str) -> None:
    """Put raw XML at the end of a paragraph."""
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def test_styles(said: Said) -> None:
    """Headings and lists are told by Word's styles, others by their look."""
    word = docx.Document()
    word.add_heading("Results", 1)
    word.add_paragraph("5% up", style="List Bullet")
    word.add_paragraph("Revenue rose by 5 percent.")
    word.add_paragraph("注：数据为快报数。")
    assert [style for style, _ in said(read(word))] == ["heading", "list", "body", "note"]


def test_runs_are_one_text() -> None:
    """A figure that changes its look half-way is one figure; raised marks are no digits."""
    word = docx.Document()
    paragraph = word.add_paragraph("收入")
    for part in ("278", ".26", "亿元"):
        paragraph.add_run(part).bold = True
    paragraph.add_run("1").font.superscript = True
    assert read(word).text == "收入278.26亿元¹\n"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<w:del w:id="1"><w:r><w:delText>99</w:delText></w:r></w:del>', "x"),
        ('<w:del w:id="1"><w:r><w:t>99</w:t></w:r></w:del>', "x"),
        ('<w:moveFrom w:id="1"><w:r><w:t>99</w:t></w:r></w:moveFrom>', "x"),
        ('<w:ins w:id="1"><w:r><w:t>12</w:t></w:r></w:ins>', "x12"),
        ('<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>', "x"),
        ('<w:r><w:instrText>PAGE 99</w:instrText></w:r>', "x"),
        ('<w:fldSimple w:instr="REF a"><w:r><w:t>12</w:t></w:r></w:fldSimple>', "x12"),
        ('<w:hyperlink><w:r><w:t>12</w:t></w:r></w:hyperlink>', "x12"),
        ('<w:sdt><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>', "x12"),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t></w:r>", "x1\t2 3"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "x1-2"),
    ],
)  # fmt: skip
def test_what_of_a_paragraph_is_read(xml: str, text: str) -> None:
    """Deleted, moved, hidden text and field codes are left out, insertions and results read."""
    word = docx.Document()
    add(word.add_paragraph("x"), xml)
    assert read(word).text == text + "\n"


def sample() -> Any:
    """A Word file with a table of merged cells and a table inside it."""
    word = docx.Document()
    word.add_paragraph("表1 收入")
    word.add_paragraph("单位：万元")
    rows = [["项目", "2025年", "", "增长（%）"], ["", "预算", "执行", ""],
            ["税收", "2,165", "2,014", "-7.0"], ["合计", "3,000", "2,900", "-3.3"]]  # fmt: skip
    table = word.add_table(rows=4, cols=4)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 3).merge(table.cell(1, 3))
    inner = table.cell(3, 0).add_table(2, 2)
    for cell, text in zip(inner._cells, ["甲", "5", "乙", "6"], strict=True):
        cell.text = text
    return word


def test_merged_cells(grid: Grid) -> None:
    """Merged cells are headers of all they span; a table in a cell follows as its own."""
    outer, inner = read(sample()).tables
    cell = outer.cell(2, 2)
    assert cell is not None
    assert cell.text == "2,014"
    assert outer.column_header(cell) == "2025年 执行"
    assert (outer.row_header(cell), outer.unit(cell)) == ("税收", "万元")
    assert grid(inner) == [["甲", "5"], ["乙", "6"]]


def test_deleted_rows_are_left_out(grid: Grid) -> None:
    """A row whose deletion is tracked is not part of its table."""
    word = docx.Document()
    table = word.add_table(rows=3, cols=2)
    for index, cell in enumerate(table._cells):
        cell.text = f"a{index}" if index % 2 == 0 else str(index)
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"/>'))
    assert grid(read(word).tables[0]) == [["a0", "1"], ["a4", "5"]]


def test_text_boxes_once() -> None:
    """A text box is read once, though Word stores it twice."""
    box = "<w:txbxContent><w:p><w:r><w:t>Box 12</w:t></w:r></w:p></w:txbxContent>"
    word = docx.Document()
    paragraph = word.add_paragraph("Before 5")
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">'
        f'<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        f"</mc:AlternateContent></w:r>"
    ))  # fmt: skip
    assert read(word).text == "Before 5\nBox 12\n"


def test_anchors_lead_back_to_runs() -> None:
    """A figure's anchor is the paragraph and run that hold it, in the body and in tables."""
    word = sample()
    paragraph = word.add_paragraph("全年")
    paragraph.add_run("收入278.26亿元")
    document = read(word)
    for wanted in ("278.26", "2,014", "6"):
        start = document.text.rindex(wanted)
        (anchor,) = document.locate(start, start + len(wanted))
        p, r, skip = anchor.at
        element = list(word.element.iter(qn("w:p")))[p]
        run = list(element.iter(qn("w:r")))[r]
        assert anchor.part == "/word/document.xml"
        assert "".join(t.text for t in run.iter(qn("w:t")))[skip : skip + len(wanted)] == wanted


def test_footnotes_follow() -> None:
    """Footnotes are notes after the body, their marks no digits in it."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    word = docx.Document()
    add(word.add_paragraph("收入12"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r>'
        f"<w:t>9</w:t></w:r></w:p></w:footnote>"
        f'<w:footnote w:id="2"><w:p><w:r><w:t>含3亿元调整。</w:t></w:r>'
        f"</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), word.part.package)
    word.part.relate_to(part, RT.FOOTNOTES)
    document = read(word)
    assert document.text == "收入12\n含3亿元调整。\n"
    assert document.paragraphs[-1].style == "note"
    assert document.locate(5, 8)[0].part == "/word/footnotes.xml"


def test_signs_in_cells_of_their_own() -> None:
    """A figure put together from cells leads back to each of them."""
    word = docx.Document()
    table = word.add_table(2, 4)
    for row, texts in zip(
        table.rows, (["Sales", "$", "842.6", ""], ["Loss", "", "(11.4", ")"]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document = read(word)
    for figure, parts in (("$842.6", ["$", "842.6"]), ("(11.4)", ["(11.4", ")"])):
        start = document.text.index(figure)
        found = document.locate(start, start + len(figure))
        assert [document.text[one.start : one.end] for one in found] == parts
