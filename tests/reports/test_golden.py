"""One report through every writer of text, compared with files that a person has looked at.

After a change that is meant: CROSSFOOT_GOLDEN=write pytest tests/reports/test_golden.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

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
    golden = GOLDEN / f"{name}.{language}"
    if os.environ.get("CROSSFOOT_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert golden.read_bytes() == written, f"{golden.name}: see the top of {Path(__file__).name}"


def test_every_writer_gives_equal_bytes_for_equal_input(report: Report) -> None:
    """Each format is the same twice."""
    for name in FORMATS:
        assert writers()[name].render([report], "zh") == writers()[name].render([report], "zh")
