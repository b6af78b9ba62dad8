"""Cells of tables: which hold a figure, and which unit their surroundings give them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossfoot.languages import HeaderUnit, cell_unit, read_cell


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "—", "--", "…", "n/a", "N/A", "nm", "不适用", "项目", "合计", "Total",
        "2018年",
        "2019", "2019年12月31日", "31 March 2014", "Q4 2022", "A1", "BB+", "表3", "12/31", "10:30",
        "007", "其中：18岁以下", "12.5 / 13.6", "第一季度", "See note 4", "x" * 500, "1" * 500,
        "注：2019年数据为初步核算数，与最终核实数可能略有差别。",
    ],
)  # fmt: skip
def test_no_figure(text: str) -> None:
    """Words, dashes, dates, years, codes and prose are no figures."""
    assert read_cell(text, ["项目", ""]) is None


@pytest.mark.parametrize(
    ("text", "units", "value", "unit"),
    [
        ("276,809", ["人民币百万元"], 276809000000, "元"),
        ("(399,348)", ["人民币百万元"], -399348000000, "元"),
        ("（60,127）", ["单位：万元"], -601270000, "元"),
        ("1,234.5", ["收入（万元）", "单位：亿元"], 12345000, "元"),
        ("12.3", ["增速（%）", "单位：亿元"], Fraction(123, 1000), "%"),
        ("12.3", ["比上年增长%", "单位：亿元"], Fraction(123, 1000), "%"),
        ("12.3%", ["收入（万元）"], Fraction(123, 1000), "%"),
        ("-1.8", ["增长(%)"], Fraction(-18, 1000), "%"),
        ("13.61", ["万吨"], 136100, "吨"),
        ("8,079", ["企业数（家）"], 8079, "家"),
        ("276,809(1)", ["人民币百万元"], 276809000000, "元"),
        ("14.0*", ["($B)"], 14000000000, "USD"),
        ("$14.0^", ["Revenue ($B)"], 14000000000, "USD"),
        ("$ 698.7", ["(In millions)"], 698700000, "USD"),
        ("1,234", ["$", "in thousands, except per share data"], 1234000, "USD"),
        ("(8.1)%", ["($B)"], Fraction(-81, 1000), "%"),
        ("down 32%", ["vs. Q4 2021"], Fraction(32, 100), "%"),
        ("up 34.1 ppts", [], Fraction(341, 1000), "ppts"),
        ("439", ["thousand tonnes"], 439000, "tonnes"),
        ("2018", ["收入（万元）"], 20180000, "元"),
    ],
)  # fmt: skip
def test_units_around_a_cell(text: str, units: list[str], value: int | Fraction, unit: str) -> None:
    """What is printed in the cell wins, then the nearest text that names a unit."""
    reading = read_cell(text, units)
    assert reading is not None
    assert (reading.value, reading.unit) == (value, unit)
    assert reading.text == text


def test_a_number_without_a_unit_may_be_rounded() -> None:
    """8,079 in a table with no unit is not taken for a count printed in full."""
    reading = read_cell("8,079")
    assert reading is not None
    assert reading.step == 1
    assert reading.kind == "measure"
    assert not reading.integer


def test_unit_given_once() -> None:
    """A unit worked out once can be used for a whole column."""
    unit = cell_unit(["Revenue", "(in $ millions)"])
    assert isinstance(unit, HeaderUnit)
    reading = read_cell("5.25", unit)
    assert reading is not None
    assert reading.value == 5250000


@pytest.mark.parametrize(
    "text", ["净利润(loss)", "Income (loss)", "Note (a)", "(1)", "营业收入", "Total"]
)
def test_brackets_that_are_no_unit(text: str) -> None:
    """(loss), footnote letters and plain labels state no unit."""
    assert cell_unit([text]) is None


def test_percentages_under_a_word_of_change_are_rates() -> None:
    """增速（%） and Change (%) head rates, 比重（%） heads shares."""
    kinds = []
    for header in ("增速（%）", "比重（%）", "Change (%)", "Share (%)"):
        reading = read_cell("5.2", [header])
        assert reading is not None
        kinds.append(reading.kind)
    assert kinds == ["rate", "share", "rate", "share"]
