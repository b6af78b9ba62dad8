"""Files that are damaged, disguised or made to do harm end in one clear error."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from crossfoot.documents import from_text, open_document
from crossfoot.documents.source import LONGEST_FILE
from crossfoot.errors import DocumentError

NOISE = random.Random(1).randbytes(50_000)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMB = b'<!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def office(kind: str) -> bytes:
    """An empty Word file or workbook."""
    file = BytesIO()
    made = docx.Document() if kind == "docx" else openpyxl.Workbook()
    made.save(file)
    return file.getvalue()


DOCX, XLSX = office("docx"), office("xlsx")


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """An archive with one part replaced or added."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, content in {**parts, name: part}.items():
            archive.writestr(n, content)
    return file.getvalue()


def pdf(pages: int = 1, text: str = "Total 5", encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of equal pages."""
    file = BytesIO()
    canvas = Canvas(file, encrypt=encrypt)
    for _ in range(pages):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def many_pages(count: int) -> bytes:
    """A small PDF that names one page as often as wanted."""
    kids = b" ".join([b"3 0 R"] * count)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
        % (count, kids)
    )


def deep(tag: str) -> bytes:
    """A Word file whose tables nest thousands deep."""
    inside = f"<w:tbl><w:tr><w:tc>{tag}"
    body = inside * 4000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 4000
    return with_part(
        DOCX, "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    )


CASES = {
    "empty.txt": (b"", "no text"),
    "blank.md": (b" \n\n ", "no text"),
    "empty.html": (b"<html></html>", "no text"),
    "empty.csv": (b"", "no text"),
    "empty.docx": (b"", "damaged"),
    "blank.docx": (DOCX, "no text"),
    "blank.xlsx": (XLSX, "no text"),
    "empty.pdf": (b"", "damaged"),
    "noise.txt": (NOISE, "encoding"),
    "noise.csv": (NOISE, "encoding"),
    "noise.html": (NOISE, "encoding"),
    "noise.docx": (NOISE, "damaged"),
    "noise.xlsx": (NOISE, "damaged"),
    "noise.pdf": (b"%PDF-1.7\n" + NOISE, "damaged"),
    "binary.txt": (bytes(range(1, 9)) * 50, "control characters"),
    "zeros.txt": (bytes(5000), "control characters|no text"),
    "mixed.txt": (b"\xb0\xff" * 40, "encoding"),
    "cut.docx": (DOCX[: len(DOCX) // 2], "damaged"),
    "cut.xlsx": (XLSX[: len(XLSX) // 2], "damaged"),
    "locked.docx": (OLE, "password"),
    "locked.xlsx": (OLE, "password"),
    "old.txt": (OLE, "older Office file"),
    "locked.pdf": (pdf(encrypt=StandardEncryption("secret")), "password"),
    "scan.pdf": (pdf(text=""), "no text"),
    "long.pdf": (many_pages(10_000), "10,000 pages"),
    "book.docx": (XLSX, "is a .xlsx file"),
    "word.xlsx": (DOCX, "is a .docx file"),
    "word.txt": (DOCX, "is a .docx file"),
    "paper.md": (pdf(), "is a .pdf file"),
    "text.pdf": (b"Revenue rose 5%.", "damaged"),
    "entity.docx": (with_part(DOCX, "word/document.xml", BOMB), "entities"),
    "entity16.docx": (
        with_part(DOCX, "word/document.xml", BOMB.decode().encode("utf-16")),
        "entities",
    ),
    "entity.xlsx": (with_part(XLSX, "xl/sharedStrings.xml", BOMB), "entities"),
    "bomb.docx": (with_part(DOCX, "word/document.xml", b"0" * 70_000_000), "unpacks to"),
    "picture.docx": (with_part(DOCX, "word/media/a.png", bytes(40_000_000)), "unpacks to"),
    "bomb.xlsx": (with_part(XLSX, "xl/worksheets/sheet1.xml", b" " * 140_000_000), "unpacks to"),
    "cells.xlsx": (with_part(XLSX, "xl/worksheets/sheet1.xml", b"<c r='A1'/>" * 600_000), "cells"),
    "merged.xlsx": (
        with_part(
            XLSX,
            "xl/worksheets/sheet1.xml",
            f'<worksheet {S}><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'.encode(),
        ),
        "cells",
    ),
    "malformed.xlsx": (with_part(XLSX, "xl/workbook.xml", b"<x/>"), "damaged|no text"),
    "malformed.docx": (with_part(DOCX, "word/document.xml", b"<x/>"), "damaged|no text"),
    "deep.docx": (deep(""), "damaged"),
    "deep.html": (b"<div>" * 100_000 + b"5%", "nests"),
    "tables.html": (b"<table><tr><td>" * 50_000 + b"5%", "nests"),
}


@pytest.mark.parametrize(("name", "case"), CASES.items())
def test_one_clear_error(name: str, case: tuple[bytes, str]) -> None:
    """The error names the file, what is wrong and what to do."""
    data, said = case
    with pytest.raises(DocumentError, match=said) as error:
        open_document(data, name=name)
    assert error.value.file == name
    assert error.value.remedy


def test_files_are_read_only_up_to_the_limit(tmp_path: Path) -> None:
    """A file that is too large is refused without being read whole."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LONGEST_FILE * 50)
    with pytest.raises(DocumentError, match="larger than"):
        open_document(path)


def test_nested_tables_within_reason() -> None:
    """Tables nested as deep as people nest them are read."""
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    for level in range(20):
        cell.text = f"level {level}"
        cell = cell.add_table(1, 1).cell(0, 0)
    file = BytesIO()
    word.save(file)
    assert len(open_document(file.getvalue(), name="a.docx").tables) == 20


PATHOLOGICAL = {
    "digits": "1" * 10**6,
    "commas": "1," * 500_000,
    "brackets": "(" * 10**6,
    "scales": "亿" * 10**6,
    "tabs": "\t" * 10**6,
    "pipes": "|" * 10**6,
    "spaces": "a" + " " * 10**6 + "b",
    "wide spaces": "　" * 10**6 + "x",
    "dates": "Dec 31, 2022 " * 80_000,
    "short lines": "a\n" * 20_000,
    "figure lines": "1 2\n" * 20_000,
    "tab lines": "a\t1\n" * 10_000,
    "gap lines": "a   1\n" * 10_000,
    "cell lines": "label\n1\n2\n" * 6_000,
    "fences": "```\n" * 20_000,
    "units": "单位：" * 200_000,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_pathological_texts_are_read(text: str) -> None:
    """Long runs of one thing are read in time that grows with their length, and kept."""
    assert from_text(text).text == text


@settings(deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["docx", "xlsx", "pdf", "html", "txt", "csv", "md"])
)
def test_any_bytes(data: bytes, suffix: str) -> None:
    """Whatever the bytes, they are read or refused in the one way."""
    starts = {"docx": DOCX[:2000], "xlsx": XLSX[:2000], "pdf": b"%PDF-1.4\n"}
    for content in (data, starts.get(suffix, b"") + data):
        refused = ""
        try:
            read = open_document(content, name=f"a.{suffix}").text.strip()
        except DocumentError as error:
            read, refused = "", str(error)
        assert bool(read) != refused.startswith(f"a.{suffix}: ")
