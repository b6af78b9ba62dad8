"""One figure given as text: what is refused, what is read, and what it then permits."""

from __future__ import annotations

import csv
import decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.errors import UnreadableFigure
from crossfoot.languages import read_figure
from crossfoot.rounding import ROUNDINGS, Rounding

REFUSED = """
abc|财政收入|若干|几个|dozens|hundreds of people|n/a|NaN|inf|∞|-|—|--|……|亿|万元|%|％|元|约
超过|the|a|hundred|十九大|十四五|一带一路|九龙坡|猪八戒|大陆|统一|两会|第三方|三大攻坚战|百千万
三三两两|千千万万|五四运动|零零|十十|一百千|二〇一八|二〇一八年|2018年|2018年7月|3月5日|12年3月
2018-07-23|2018/7/23|12:30|12点|Q3|FY2023|5 May|May 5|1.2.3|v1.2|12,34|1,2345|1,23,45|0,123|007
12 34|1 234 567|１２，３|5,,000|5..2|1,000,|1.|5.|1e5|0x10|1/2|3/4|5% and 6%|5%和6%
90%以上和80%以下|5 apples and 3 pears|1-2-3|1.2-1.5-1.8|5-3亿元|5%-3%|between 5|5 to|--5|+-5|±5
(5|5)|((5))|$|$$5|5$x|5%%|$5%|5 b|5m|十五m|5x4|下降1.5倍|减少2倍|1亿2亿|1亿20000万|3万5
1.5亿2000万元|A4|4G|G20|3D|B2B|7-Eleven|36号|〔2018〕36号|[3]|(一)|①|³|+86 138 1234 5678
010-12345678|https://x.org/1|财政收入5亿元|5亿元收入增长|companies 5|5 companies fell
five percent of points of|not a number 5|20.1% surely
"""
CASES = [text for line in REFUSED.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "|", *CASES])
def test_no_guess(text: str) -> None:
    """What is not exactly one figure is refused, and the message quotes it."""
    with pytest.raises(UnreadableFigure) as error:
        read_figure(text)
    assert text.strip()[:40] in str(error.value)


def test_refusals_are_many() -> None:
    """The table of refusals stays as wide as the promise not to guess."""
    assert len(set(CASES)) >= 60


def _rows() -> list[dict[str, str]]:
    path = Path(__file__).with_name("figures.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_forms(row: dict[str, str]) -> None:
    """Each printed form has its value, step, unit, kind, qualifier, direction and permitted set."""
    reading = read_figure(row["text"])
    interval = reading.interval
    assert reading.value == Fraction(row["value"])
    assert reading.step == Fraction(row["step"])
    assert reading.coarse == (Fraction(row["coarse"]) if row["coarse"] else None)
    assert (reading.unit, reading.kind) == (row["unit"], row["kind"])
    assert (reading.qualifier, reading.direction or "") == (row["qualifier"], row["direction"])
    assert reading.integer == bool(row["integer"])
    low, high = row["permits"][1:-1].split(", ")
    assert interval.low == (None if low == "-inf" else Fraction(low))
    assert interval.high == (None if high == "inf" else Fraction(high))
    assert (interval.low_closed, interval.high_closed) == (
        row["permits"].startswith("["),
        row["permits"].endswith("]"),
    )


def test_forms_in_both_languages() -> None:
    """The table holds at least 400 forms, each language at least 40 in 100."""
    chinese = sum(any("\u4e00" <= char <= "\u9fff" for char in row["text"]) for row in ROWS)
    assert len(ROWS) >= 400
    assert 0.4 <= chinese / len(ROWS) <= 0.6


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1\u00a0234\u00a0567", 1234567),
        ("1\u2009234", 1234),
        ("12\u202f345\u202f678 元", 12345678),
        ("\u30005亿元\u3000", 500000000),
        ("\u22121.5", Fraction(-3, 2)),
        ("\uff0d1.5", Fraction(-3, 2)),
        ("3億5000萬元", 350000000),
    ],
)
def test_spaces_signs_and_traditional_characters(text: str, value: int | Fraction) -> None:
    """Thin spaces group digits, every minus is a minus, and 億 is 亿."""
    assert read_figure(text).value == value


@pytest.mark.parametrize(
    ("text", "unit", "value", "name"),
    [
        ("1,234.5", "万元", 12345000, "元"),
        ("1,234.5", "单位：万元", 12345000, "元"),
        ("276,809", "人民币百万元", 276809000000, "元"),
        ("(399,348)", "人民币百万元", -399348000000, "元"),
        ("5.3", "亿元", 530000000, "元"),
        ("1.2亿", "元", 120000000, "元"),
        ("7", "万人", 70000, "人"),
        ("7.5", "亿千瓦时", 750000000, "千瓦时"),
        ("20.7", "%", Fraction(207, 1000), "%"),
        ("20.7", "（％）", Fraction(207, 1000), "%"),
        ("0.62", "百分点", Fraction(62, 10000), "百分点"),
        ("12.3%", "万元", Fraction(123, 1000), "%"),
        ("5亿元", "万元", 500000000, "元"),
        ("354", "家", 354, "家"),
        ("1,234", "in millions of US dollars", 1234000000, "USD"),
        ("1,234", "(in millions)", 1234000000, ""),
        ("$14.0", "($B)", 14000000000, "USD"),
        ("$14.0", "in billions", 14000000000, "USD"),
        ("$2.5 million", "in thousands", 2500000, "USD"),
        ("1,826", "£ million", 1826000000, "GBP"),
        ("1,826", "£m", 1826000000, "GBP"),
        ("439", "thousand tonnes", 439000, "tonnes"),
        ("12", "'000", 12000, ""),
        ("2.4", "per cent", Fraction(24, 1000), "%"),
        ("8", "bps", Fraction(8, 10000), "basis points"),
        ("3", "₹ crore", 30000000, "INR"),
    ],
)
def test_unit_of_a_header(text: str, unit: str, value: int | Fraction, name: str) -> None:
    """A bare number takes unit and scale from its header; what is printed with it wins."""
    reading = read_figure(text, unit=unit)
    assert (reading.value, reading.unit) == (value, name)


@pytest.mark.parametrize("unit", ["frobs per", "foo/bar", "12", "???", "某某"])
def test_unknown_header_unit(unit: str) -> None:
    """A header unit that is not known is an error of its own, not a bare number."""
    with pytest.raises(UnreadableFigure, match="unit"):
        read_figure("5", unit=unit)


def test_scale_printed_twice() -> None:
    """1.2亿 under 万元 has two scales, so it has no reading."""
    with pytest.raises(UnreadableFigure, match="scale"):
        read_figure("1.2亿", unit="万元")


def test_trailing_zeros_settled() -> None:
    """With exact trailing zeros 4000人 permits 4000 alone and £24,730 half a pound either way."""
    assert read_figure("4000人", trailing_zeros="exact").interval.is_point
    pounds = read_figure("£24,730", trailing_zeros="exact").interval
    assert (pounds.low, pounds.high) == (Fraction(49459, 2), Fraction(49461, 2))


def test_margin() -> None:
    """The reach of about and nearly is a setting."""
    reading = read_figure("约100.0吨", margin=Fraction(1, 100))
    assert (reading.interval.low, reading.interval.high) == (
        Fraction(9895, 100),
        Fraction(10105, 100),
    )


def test_a_decrease_is_negative_in_relations() -> None:
    """下降3.2% keeps a positive value, and its sign tells relations to take it as negative."""
    reading = read_figure("下降3.2%")
    assert reading.value > 0 > reading.sign
    assert reading.signed(reading.interval).high == Fraction(-315, 10000)


# -- printing and reading back -------------------------------------------------------------------

MODES = {
    "half": decimal.ROUND_HALF_EVEN,
    "half-up": decimal.ROUND_HALF_UP,
    "half-down": decimal.ROUND_HALF_DOWN,
    "half-even": decimal.ROUND_HALF_EVEN,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
    "truncate": decimal.ROUND_DOWN,
    "away": decimal.ROUND_UP,
    "any": decimal.ROUND_FLOOR,
}
SCALED = [
    ("{}元", 1, 1), ("{}万元", 10**4, 1), ("{}亿元", 10**8, 1), ("{}万亿元", 10**12, 1),
    ("{}亿千瓦时", 10**8, 1), ("{}%", 1, 100), ("{}个百分点", 1, 100), ("{}‰", 1, 1000),
    ("${} billion", 10**9, 1), ("£{}m", 10**6, 1), ("{} million tonnes", 10**6, 1),
    ("{} per cent", 1, 100), ("{} percentage points", 1, 100), ("{} bps", 1, 10000),
    ("€{}", 1, 1), ("{} km", 1, 1), ("{}x", 1, 1), ("{}倍", 1, 1),
]  # fmt: skip


@settings(deadline=None)  # a busy machine is no failure
@given(
    true=st.decimals(-(10**9), 10**9, allow_nan=False, places=6),
    form=st.sampled_from(SCALED),
    places=st.integers(0, 4),
    rounding=st.sampled_from(ROUNDINGS),
    grouped=st.booleans(),
)
def test_what_was_printed_is_permitted(
    true: decimal.Decimal,
    form: tuple[str, int, int],
    places: int,
    rounding: Rounding,
    grouped: bool,
) -> None:
    """A true value, printed under any convention and scale, is one that the print permits."""
    pattern, scale, divisor = form
    printed = true.quantize(decimal.Decimal(1).scaleb(-places), rounding=MODES[rounding])
    digits = f"{abs(printed):,f}" if grouped else f"{abs(printed):f}"
    text = pattern.format(digits)
    negative = printed < 0
    reading = read_figure(f"-{text}" if negative else text, rounding=rounding)
    assert Fraction(true) * scale / divisor in reading.interval
    exact = read_figure(f"-{text}" if negative else text, rounding=rounding, trailing_zeros="exact")
    assert Fraction(true) * scale / divisor in exact.interval


_DIGITS = "零一二三四五六七八九"


def _in_chinese(number: int) -> str:
    """A whole number below 10**12 in Chinese numerals, written independently of the reader."""
    if number == 0:
        return "零"
    parts, text = [], ""
    for unit in ("", "万", "亿"):
        number, part = divmod(number, 10000)
        parts.append((part, unit))
    for part, unit in reversed(parts):
        section, zero = "", False
        for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // power % 10
            if digit:
                section += ("零" if zero else "") + _DIGITS[digit] + name
                zero = False
            elif section:
                zero = True
        if part:
            text += ("零" if text and part < 1000 else "") + section + unit
    return text


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    """Every whole number written out in Chinese is read as that number."""
    assert read_figure(_in_chinese(number) + "人").value == number


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(1, 10**9), st.sampled_from(["家", "人", "件", " people", " companies"]))
def test_counts_are_whole(number: int, unit: str) -> None:
    """A count printed in full permits whole numbers only, among them itself."""
    reading = read_figure(f"{number:,}{unit}")
    assert reading.integer
    assert number in reading.interval
    assert reading.in_full.is_point


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.text(
        "0123456789,.，．零一二三十百千万亿元%‰-－–~至到()（）约超 $£m bn and to\n", max_size=30
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands there, it is read with its value inside what it permits, or refused."""
    try:
        reading = read_figure(text)
    except UnreadableFigure:
        return
    if reading.qualifier == "exact":
        assert reading.value in reading.interval


HOSTILE = [
    "1" * 10**6, "," * 10**6, "1," * 500_000, "1." * 500_000, "亿" * 10**6, "1亿" * 500_000,
    "一" * 10**6, "零" * 10**6, "(" * 10**6, "-" * 10**6, "约" * 10**6, "$" * 10**6,
    "hundred " * 125_000, "5 " * 500_000, " " * 10**6 + "5x5", "9" * 401, "1,111" * 160,
    "零" * 700, "1亿" * 300, "hundred " * 90, "一百" * 300,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:8] for text in HOSTILE])
def test_hostile_strings(text: str) -> None:
    """A million digits, commas or 亿 in a row are refused, quoted in brief."""
    with pytest.raises(UnreadableFigure) as error:
        read_figure(text)
    assert len(str(error.value)) < 400


def test_long_but_fair() -> None:
    """Four hundred digits are still one exact number."""
    assert read_figure("9" * 400).value == 10**400 - 1
