# ruff: noqa: DTZ001 - spreadsheets have no time zones
"""Numbers as a spreadsheet shows them, which is the precision they claim."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.documents.number_format import shown

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
CASES: list[tuple[object, str, str]] = [
    (0.123, "0.0%", "12.3%"),
    (0.123, "0%", "12%"),
    (0.1235, "0.00%", "12.35%"),
    (-0.0812, "0.0%;(0.0%)", "(8.1%)"),
    (0.5, "0", "1"),
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (1.005, "0.00", "1.01"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (12, "#,##0", "12"),
    (1234, "#,##0", "1,234"),
    (0, "#,##0", "0"),
    (0, "#", ""),
    (5, "000", "005"),
    (0.5, "#.##", ".5"),
    (1.5, "0.##", "1.5"),
    (3, "0.0#", "3.0"),
    (1.5, "0.??", "1.5"),
    (-1234.5, ACCOUNTING, "(1,234.50)"),
    (0, ACCOUNTING, "-"),
    (12345678, "#,##0,", "12,346"),
    (12345678, '0.0,,"M"', "12.3M"),
    (364.63, '0.00"亿元"', "364.63亿元"),
    (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
    (1234, "$#,##0", "$1,234"),
    (-5, "0;[Red]0", "-5"),
    (-5, "0.0;-0.0", "-5.0"),
    (5, "0_ ", "5"),
    (-1, '"▲"0;"▼"0', "▼1"),
    (150, "[>=100]0;0.0", "150"),
    (5, "[>=100]0;0.0", "5.0"),
    (12345.678, "0.00E+00", "1.23E+04"),
    (0.30000000000000004, "General", "0.3"),
    (12345, "General", "12345"),
    (0.1, "General", "0.1"),
    (1e15, "General", "1E+15"),
    (1 / 3, "General", "0.333333333"),
    (-3, "#,##0.00;;", ""),
    ("text", "0.0", "text"),
    (None, "0", ""),
    (True, "General", "TRUE"),
    (float("inf"), "0", "#NUM!"),
    (5, "", "5"),
    (7, '"第"0"位"', "第7位"),
    (dt.datetime(2025, 3, 31), "yyyy年m月d日", "2025年3月31日"),
    (dt.date(2025, 3, 31), "mmm-yy", "Mar-25"),
    (dt.datetime(2025, 3, 31), 'yyyy"-"mm"-"dd', "2025-03-31"),
    (dt.datetime(2025, 12, 1), "yyyy", "2025"),
    (dt.datetime(2025, 3, 31, 14, 5), "h:mm AM/PM", "2:05 PM"),
    (dt.time(9, 30), "hh:mm:ss", "09:30:00"),
]


@pytest.mark.parametrize(("value", "code", "text"), CASES)
def test_shown(value: object, code: str, text: str) -> None:
    """A value prints as its number format says."""
    assert shown(value, code) == text


@settings(deadline=None)
@given(st.floats(allow_nan=True) | st.integers(), st.text('0#?.,%;"\\[]$E+-yd_*@ 元', max_size=20))
def test_any_format_shows_something(value: float, code: str) -> None:
    """No format, however malformed, stops a sheet from being read."""
    assert isinstance(shown(value, code), str)


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_digits_are_exact(mantissa: int, places: int) -> None:
    """The printed digits are the value's own when it has no more than the format shows."""
    text = shown(mantissa / 10**places, "0." + "0" * places if places else "0")
    assert round(float(text) * 10**places) == mantissa
