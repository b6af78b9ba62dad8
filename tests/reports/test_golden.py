"""One report through every writer of text, compared with files that a person has looked at.

After a change that is meant: CROSSFOOT_GOLDEN=write pytest tests/reports/test_golden.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from crossfoot.message import LANGUAGES, Language
from crossfoot.reports import writers
from crossfoot.suite import Report

GOLDEN = Path(__file__).parent / "golden"
BINARY = {"word", "excel", "pdf"}  # their libraries' releases change the bytes, not what is said
FORMATS = sorted(name for name in writers() if not name.startswith(".") and name not in BINARY)

# What the page looks like is for the eye, and the version is another one tomorrow.
VARYING = (
    rb"(?s)<style>.*?</style>|<script>.*?</script>|<meta http[^>]*>",
    rb'(?<="name": "crossfoot",)\s*"version": "[^"]*",',
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_is_written_as_it_was(name: str, language: Language, report: Report) -> None:
    """Every writer gives the file that is kept, byte for byte."""
    written = writers()[name].render([report], language)
    for varying in VARYING:
        written = re.sub(varying, b"", written)
    compare(f"{name}.{language}", written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["word", "excel"])
def test_office_files_say_what_they_said(name: str, language: Language, report: Report) -> None:
    """The words of a Word or Excel report, line by line, are those that are kept."""
    data = BytesIO(writers()[name].render([report], language))
    if name == "word":
        lines = list(_words(docx.Document(data)))
    else:
        sheets = openpyxl.load_workbook(data).worksheets
        lines = [line for sheet in sheets for line in (f"## {sheet.title}", *_rows(sheet))]
    compare(f"{name}.{language}", ("\n".join(lines) + "\n").encode())


def _words(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield f"{block.style.name}: {block.text}"


def _rows(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        yield " | ".join("" if value is None else str(value) for value in row)


def compare(name: str, written: bytes) -> None:
    """Hold what is written against the file that is kept, or keep it."""
    golden = GOLDEN / name
    if os.environ.get("CROSSFOOT_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert golden.read_bytes() == written, f"{golden.name}: see the top of {Path(__file__).name}"


def test_every_writer_gives_equal_bytes_for_equal_input(report: Report) -> None:
    """Each format is the same twice."""
    for name in FORMATS:
        assert writers()[name].render([report], "zh") == writers()[name].render([report], "zh")
