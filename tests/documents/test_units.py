"""Units as headers, labels, captions and cells state them."""

from __future__ import annotations

import pytest

from crossfoot.documents.units import caption_unit, own_unit, per_share, unit_in

STATED = {
    "产量（万吨）": "万吨",
    "单位：万元": "万元",
    "利润总额 (亿元)": "亿元",
    "比上年增长（%）": "%",
    "比上年增减（±）%": "%",
    "增长％": "％",
    "自然增长率（‰）": "‰",
    "房价（元/平方米）": "元/平方米",
    "每股计（人民币元）": "人民币元",
    "流动性比率(%)(1)": "%",
    "单位：人民币百万元": "人民币百万元",
    "单位：亿元、%": "亿元、%",
    "Sales, £m": "£m",
    "Revenue ($m)": "$m",
    "% change 2001-2011": "%",
    "2001 Census (thousands)": "thousands",
    "(In Millions; unaudited)": "Millions",
    "Employees (in thousands)": "thousands",
    "£ thousand": "£ thousand",
    "growth (%)": "%",
    "Shares (000s)": "000s",
    "US$ million": "US$ million",
    "Share, per cent": "per cent",
    "People per 1,000 residents": "per 1,000 residents",
}
NOT_STATED = [
    "1,000 residents",
    "指标",
    "合计",
    "年",
    "2025年",
    "35.9%",
    "Restructuring (3)",
    "Total",
    "产量（含进口）",
    "A",
    "",
    "Sales (restated)",
    "上年同期=100",
    "Shares",
    "x" * 500,
]


@pytest.mark.parametrize(("text", "unit"), STATED.items())
def test_unit_in_a_header(text: str, unit: str) -> None:
    """A unit stated in a header or label is returned as printed."""
    assert unit_in(text) == unit


@pytest.mark.parametrize("text", NOT_STATED)
def test_no_unit_in_a_header(text: str) -> None:
    """What is no unit is not taken for one."""
    assert unit_in(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(in millions, except per share amounts)", ("millions", True)),
        ("(In Thousands, Except Per Share Data; Unaudited)", ("Thousands", True)),
        ("(dollars in millions, except per share data)", ("dollars in millions", True)),
        ("人民币百万元，另有标注除外", ("人民币百万元", False)),
        ("（除特别注明外，金额单位为人民币千元）", ("人民币千元", False)),
        ("表1 收支情况  单位：万元", ("万元", False)),
        ("RPO was as follows (in billions):", ("billions", False)),
        ("Table 2: Revenue, £ million", ("£ million", False)),
        ("All figures in US$ million", ("US$ million", False)),
        ("2025年主要指标", (None, False)),
        ("Consolidated statements of income", (None, False)),
    ],
)
def test_unit_in_a_caption(line: str, expected: tuple[str | None, bool]) -> None:
    """A caption's unit counts for the table, unless it leaves per-share rows out."""
    assert caption_unit([line]) == expected


def test_nearest_line_decides() -> None:
    """Of two lines above a table, the nearer says the unit."""
    assert caption_unit(["单位：亿元", "单位：万元"])[0] == "亿元"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12.3%", "%"),
        ("(12.3%)", "%"),
        ("(84)%", "%"),
        ("-5.2‰", "‰"),
        ("$ 14,042", "$"),
        ("$(664)", "$"),
        ("(US$3.2)", "US$"),
        ("£5", "£"),
        ("1,234", None),
        ("—", None),
        ("A%", None),
    ],
)
def test_own_sign_of_a_cell(text: str, unit: str | None) -> None:
    """A body cell's own unit is the sign it prints."""
    assert own_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diluted earnings per share", True),
        ("基本每股收益", True),
        ("Diluted", True),
        ("Net income per common share", True),
        ("Total shares", False),
        ("净利润", False),
    ],
)
def test_per_share(text: str, expected: bool) -> None:
    """Rows per share are told from those that follow the table's scale."""
    assert per_share(text) is expected
