"""Word, Excel and PDF: copies of the document with notes in them, and reports of their own."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from crossfoot.check import Check
from crossfoot.documents import open_document
from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.message import Language
from crossfoot.reading import check as check_document
from crossfoot.relations import builtin
from crossfoot.reports import excel, pdf, word
from crossfoot.suite import Report, Suite

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def checked(path: Path, total: str, *parts: str) -> Report:
    """The document of a file, with one check: that the parts, in its order, make the total."""
    document = open_document(path)
    figures, at = [], 0
    for text in (*parts, total):
        at = document.text.index(text, at)
        place = document.place(at, at + len(text))
        figures.append(Figure(f"f{at}", read_figure(text), place=place))
        at += len(text)
    filled = {"total": (figures[-1],), "parts": tuple(figures[:-1])}
    check = Check("total", builtin()["total"], filled)
    suite = Suite(path.name, (check,), tuple(figures), document=str(path), opened=document)
    return replace(suite.run(), conflicts=())


# -- Word ------------------------------------------------------------------------------------


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """Figures in the middle of a run, across runs, and in a table."""
    document = docx.Document()
    paragraph = document.add_paragraph("The quays took 483 and ")
    paragraph.add_run("2").bold = True
    paragraph.add_run("52 vessels, in all 7")
    paragraph.add_run("53 vessels of 一船 that year.").italic = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "other"
    table.cell(0, 1).text = "999"
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


def commented(data: bytes) -> dict[str, str]:
    """The text that each comment is about, by the text of the comment."""
    document = docx.Document(BytesIO(data))
    found = {}
    for comment in document.comments:
        inside, text = False, ""
        for element in document.element.iter():
            if element.get(f"{W}id") == str(comment.comment_id):
                inside = element.tag == f"{W}commentRangeStart" or (
                    inside and element.tag != f"{W}commentRangeEnd"
                )
            if inside and element.tag == f"{W}t":
                text += element.text or ""
        found[comment.text] = text
    return found


def test_a_word_document_gets_a_comment_at_the_figure(word_file: Path) -> None:
    """The comment stands on the figure alone, though it spans runs, and tells the finding."""
    data = word.render([checked(word_file, "753", "483", "252")], "en")
    about = {
        text: figure for text, figure in commented(data).items() if "cannot all be true" in text
    }
    assert list(about.values()) == ["753"]
    (comment,) = about
    assert "735" in comment and "483 would have to be 501" in comment


def test_a_comment_tells_what_was_perhaps_meant(tmp_path: Path) -> None:
    """The likely slips stand in the comment, in the punctuation of its language."""
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("科技型企业8079家，比上年末增加1354家，增长21.0%。")
    document.save(str(path))
    comments = commented(word.render([check_document(path)], "zh"))
    (told,) = (text for text in comments if "✗" in text)
    assert "21.0% 应为20.134%；疑为20.1%（相邻数字颠倒）" in told
    assert "无法断定错在哪一处" in told


def test_the_text_of_a_word_document_is_untouched(word_file: Path) -> None:
    """Every paragraph and cell reads as before, in its formatting."""
    data = word.render([checked(word_file, "753", "483", "252")], "zh")
    before, after = docx.Document(str(word_file)), docx.Document(BytesIO(data))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert after.tables[0].cell(0, 1).text == "999"
    italic = "".join(run.text for run in after.paragraphs[0].runs if run.italic)
    assert italic == "53 vessels of 一船 that year."


def test_a_word_document_says_what_came_of_the_whole(word_file: Path) -> None:
    """The first comment gives the result, also where nothing is wrong."""
    told = commented(word.render([checked(word_file, "753", "483", "252")], "en"))
    assert any("1 of 1 checks cannot be true." in text for text in told)


def test_another_source_gives_a_word_report(report: Report) -> None:
    """Without a Word file the findings are told in a document of their own."""
    text = "\n".join(p.text for p in docx.Document(BytesIO(word.render([report], "zh"))).paragraphs)
    for verdict in report.verdicts:
        assert verdict.message.told("zh") in text


# -- Excel -----------------------------------------------------------------------------------


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A table of three rows whose total is wrong, and a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "码头"
    for row in (("Quay", "Vessels"), ("North", 483), ("South", 252), ("Total", 753)):
        sheet.append(row)
    sheet["D1"] = "=1+1"
    path = tmp_path / "quays.xlsx"
    book.save(path)
    return path


def test_a_workbook_gets_comment_and_colour_in_the_cell(workbook: Path) -> None:
    """The cell of the figure is coloured and commented; values and formulas stay."""
    data = excel.render([checked(workbook, "753", "483", "252")], "en")
    sheet = openpyxl.load_workbook(BytesIO(data))["码头"]
    assert "cannot all be true" in sheet["B4"].comment.text
    assert sheet["B4"].fill.fgColor.rgb.endswith("FBD5D0")
    assert sheet["B2"].comment is None
    assert [cell.value for cell in sheet["B"]] == ["Vessels", 483, 252, 753]
    assert sheet["D1"].value == "=1+1"


def test_another_source_gives_a_workbook_of_findings(report: Report) -> None:
    """Each contradiction and check is a row, each figure too, and no text is a formula."""
    book = openpyxl.load_workbook(BytesIO(excel.render([report], "en")))
    findings, figures = book.worksheets
    assert findings.max_row == 1 + len(report.joint) + len(report.verdicts)
    assert figures.max_row == 1 + len(report.figures)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_the_heads_of_a_workbook_are_told_in_its_language(report: Report) -> None:
    """A Chinese workbook has Chinese heads, an English one English."""
    expected: dict[Language, str] = {"en": "outcome", "zh": "结论"}
    for language, heads in expected.items():
        book = openpyxl.load_workbook(BytesIO(excel.render([report], language)))
        assert [heads in [cell.value for cell in sheet[1]] for sheet in book] == [True, True]
        ascii_ = [str(cell.value).isascii() for sheet in book for cell in sheet[1]]
        assert all(ascii_) if language == "en" else not any(ascii_)


# -- PDF -------------------------------------------------------------------------------------


@pytest.fixture
def printed_pdf(tmp_path: Path) -> Path:
    """Two pages, the figures on the second."""
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.drawString(50, 300, "The first page has no figures of the quays.")
    canvas.showPage()
    canvas.drawString(50, 300, "The quays took 483 and 252 vessels, in all 753 vessels.")
    canvas.save()
    return path


def test_a_pdf_gets_a_highlight_with_a_comment(printed_pdf: Path) -> None:
    """On the page of the figure there is a highlight over it, with the finding."""
    data = pdf.render([checked(printed_pdf, "753", "483", "252")], "zh")
    document = pypdfium2.PdfDocument(data)
    page = document[1]
    assert raw.FPDFPage_GetAnnotCount(page.raw) == 1
    note = raw.FPDFPage_GetAnnot(page.raw, 0)
    assert raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_HIGHLIGHT
    size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    buffer = (raw.FPDF_WCHAR * size)()
    raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
    assert "不可能同时成立" in bytes(buffer).decode("utf-16-le")
    rectangle = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, rectangle)
    covered = page.get_textpage().get_text_bounded(
        rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    )
    assert covered.strip() == "753"
    assert raw.FPDFPage_GetAnnotCount(document[0].raw) == 1  # what came of the whole


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_what_came_of_the_whole_is_in_sight(turn: int, printed_pdf: Path) -> None:
    """The note on the whole is at the top left of the first page as it is shown, cut or turned."""
    document = pypdfium2.PdfDocument(printed_pdf)
    document[0].set_cropbox(100, 150, 390, 380)
    document[0].set_rotation(turn)
    turned = printed_pdf.with_name("turned.pdf")
    document.save(str(turned))
    shown = pypdfium2.PdfDocument(pdf.render([checked(turned, "753", "483", "252")], "en"))[0]
    rectangle = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(raw.FPDFPage_GetAnnot(shown.raw, 0), rectangle)
    x = (rectangle.left + rectangle.right) / 2
    y = (rectangle.bottom + rectangle.top) / 2
    corner = {0: (100, 380), 90: (100, 150), 180: (390, 150), 270: (390, 380)}[turn]
    assert abs(x - corner[0]) < 40 and abs(y - corner[1]) < 40
    assert 100 < x < 390 and 150 < y < 380


# -- every writer ----------------------------------------------------------------------------


def test_equal_reports_give_equal_files(
    word_file: Path, workbook: Path, printed_pdf: Path, report: Report
) -> None:
    """Neither copies nor reports hold the time or anything else that differs between runs."""
    for writer, path in ((word, word_file), (excel, workbook), (pdf, printed_pdf)):
        first, second = (
            writer.render([checked(path, "753", "483", "252")], "en") for _ in range(2)
        )
        assert first == second
    assert word.render([report], "en") == word.render([report], "en")
    assert excel.render([report], "en") == excel.render([report], "en")
