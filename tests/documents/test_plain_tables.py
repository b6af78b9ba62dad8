"""Tables in plain text: found where they are sure, left as text where they are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.documents import Cell, Document, Table

Read = Callable[[str], Document]
Grid = Callable[[Table], list[list[str]]]


def only(document: Document) -> Table:
    """The one table of a document."""
    (table,) = document.tables
    return table


def find(table: Table, text: str) -> Cell:
    """The first cell with this text."""
    return next(cell for cell in table.cells if cell.text == text)


NO_TABLES = {
    "prose with a tab": "甲方\t乙方签署了协议。\n全年收入12亿元。",
    "indented prose": "\tRevenue rose by 5 percent in 2024.\n\tCosts fell by 3 percent in 2023.",
    "numbered list": "1.\tRevenue rose by 5 percent, which is more than had been planned for it.\n"
    "2.\tCosts fell by 3 percent, which is less than had been planned for them.",
    "justified prose": "In  this  year  of  2024  the  world  economy  grew  by  3.2  per  cent.\n"
    "In  2025  it  is  expected  to  grow  by  some  3.3  per  cent  or  a  bit  more.\n"
    "The  forecast  of  2026  is  3.1  per  cent.",
    "spread words": "市  长　徐　青\n局  长　王　明\n2026年1月20日",
    "a single row": "合计\t12\t13",
    "prose that ends in years": "The survey was made in 2011\nand again in the years 2013 2014\n"
    "and reported on.",
    "or in the text": "The choice is a | b | c in most cases.",
    "short lines": "二〇二六年\n工作报告\n各位代表\n请审议\n一、回顾\n二、任务\n三、保障\n谢谢",
    "telephone numbers": "Media: Ann Smith, 425 313 8203\nInvestors: Bob Nelson, 425 313 8255 (9)",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_is_no_table(read_text: Read, text: str) -> None:
    """What only resembles a table stays running text."""
    assert read_text(text).tables == ()


TABBED = """表2 2025年主要产品产量
单位：万吨
产品\t产量\t比上年增长（%）
粮食作物
小麦\t119.6\t0.5
玉米\t127.8\t-1.2
其他（万公顷）\t3.1\t—
合计\t250.5\t0.3
资料来源：市统计局。
"""


def test_tabs(read_text: Read, grid: Grid) -> None:
    """Tabs make cells; a short line between rows is a subheading; notes stay outside."""
    document = read_text(TABBED)
    table = only(document)
    assert grid(table)[1:3] == [["粮食作物"], ["小麦", "119.6", "0.5"]]
    assert table.caption == "表2 2025年主要产品产量 单位：万吨"
    assert [document.text[p.start : p.end] for p in document.paragraphs] == [
        "表2 2025年主要产品产量", "单位：万吨", "资料来源：市统计局。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "column", "row", "unit"),
    [
        ("119.6", "产量", "小麦", "万吨"),
        ("-1.2", "比上年增长（%）", "玉米", "%"),
        ("3.1", "产量", "其他（万公顷）", "万公顷"),
    ],
)
def test_headers_and_units(read_text: Read, cell: str, column: str, row: str, unit: str) -> None:
    """A figure's unit is that of its column, else of its row, else of the caption."""
    table = only(read_text(TABBED))
    found = find(table, cell)
    asked = (table.column_header(found), table.row_header(found), table.unit(found))
    assert asked == (column, row, unit)
    assert table.section(found) == "粮食作物"
    assert not found.header


def test_unit_column(read_text: Read) -> None:
    """A column of units says the unit of its row and is no part of the row's label."""
    table = only(
        read_text(
            "指标\t计量单位\t2025年\t增长(%)\n面积\t万亩\t91.7\t-1.5\n产量\t吨\t7524.0\t0.0\n"
        )
    )
    area, growth = find(table, "91.7"), find(table, "-1.5")
    assert (table.row_header(area), table.unit(area), table.unit(growth)) == ("面积", "万亩", "%")


def test_two_label_columns_side_by_side(read_text: Read) -> None:
    """In a table folded in two, each figure has the label nearest to its left."""
    table = only(
        read_text(
            "行业\t增长(%)\t行业\t增长(%)\n农业\t51.1\t教育\t14.5\n采矿业\t35.6\t卫生\t17.4\n"
        )
    )
    assert table.row_header(find(table, "14.5")) == "教育"
    assert table.row_header(find(table, "35.6")) == "采矿业"


def test_header_without_label_cell(read_text: Read) -> None:
    """Headers one fewer than the columns stand over the figures."""
    table = only(read_text("2023年\t2024年\n收入\t12.5\t13.5\n支出\t11.0\t12.0\n"))
    assert table.column_header(find(table, "13.5")) == "2024年"


def test_headers_that_fit_no_columns_name_none(read_text: Read) -> None:
    """Where it is unknown which header belongs to which column, no column has one."""
    table = only(
        read_text("甲类\t乙类\n收入\t12.5\t13.5\t14.5\t1.5\n支出\t11.0\t12.0\t13.0\t2.0\n")
    )
    assert {table.column_header(c) for c in table.cells if not c.header} == {""}


def test_subheaders_of_every_second_column(read_text: Read) -> None:
    """Subheaders fill the columns that the header above leaves blank."""
    heads = "收入（亿元）\t\t支出（亿元）\n增长（%）\t增长（%）\n"
    text = heads + "甲区\t664.08\t7.6\t33.65\t-0.7\n乙区\t211.11\t14.6\t12.61\t4.1\n"
    table = only(read_text(text))
    assert [table.unit(find(table, t)) for t in ("664.08", "7.6", "33.65", "-0.7")] == [
        "亿元", "%", "亿元", "%",
    ]  # fmt: skip


def test_group_header_spreads(read_text: Read) -> None:
    """A header over several columns, blank beside it, is part of each column's header."""
    heads = "\t城镇\t\t农村\t\n\t男\t女\t男\t女\n"
    text = heads + "初中\t37.5\t30.6\t75.7\t54.1\n高中\t49.1\t46.2\t9.1\t6.2\n"
    table = only(read_text(text))
    assert [table.column_header(find(table, t)) for t in ("30.6", "54.1")] == ["城镇 女", "农村 女"]


def test_years_are_headers_and_values_are_not(read_text: Read) -> None:
    """A row of years names columns; a first row of figures does not, even one like a year."""
    years = only(read_text("\t2022\t2023\nRevenue\t1,950\t2,010\nCosts\t1,000\t1,100\n"))
    assert years.header_rows == (0,)
    bare = only(read_text("Men\t2013\t2045\nWomen\t1950\t1999\nAll\t3963\t4044\n"))
    assert bare.header_rows == ()


def test_headers_repeated_further_down(read_text: Read) -> None:
    """New dates inside a table are the headers of what follows them, and end the section."""
    upper_half = "项目\t2019年\t2018年\n盈利能力(%)\n回报率\t0.62\t0.57\n"
    text = upper_half + "项目\t2019年末\t2018年末\n不良贷款率\t0.86\t0.87\n"
    table = only(read_text(text))
    upper, lower = find(table, "0.62"), find(table, "0.86")
    assert (table.column_header(upper), table.unit(upper)) == ("2019年", "%")
    assert (table.column_header(lower), table.unit(lower)) == ("2019年末", None)


def test_outer_label_stands_for_the_rows_below(read_text: Read) -> None:
    """A label left blank below itself goes on standing for the rows."""
    text = "|机构|名称|2025年|\n|---|---|---|\n|国内|甲|5.7|\n||乙|5.8|\n|国外|丙|6.2|\n"
    table = only(read_text(text))
    assert table.row_header(find(table, "5.8")) == "国内 乙"


@pytest.mark.parametrize(
    "text",
    [
        "| Item | 2023 | 2024 |\n|:---|---:|---:|\n| Sales | 12 | 15 |\n| Costs | 10 | 11 |\n",
        "Item | 2023 | 2024\n--- | --- | ---\nSales | 12 | 15\nCosts | 10 | 11\n",
        "+------+----+----+\n| Item | 2023 | 2024 |\n+------+----+----+\n| Sales | 12 | 15 |\n"
        "| Costs | 10 | 11 |\n+------+----+----+\n",
    ],
)
def test_pipes(read_text: Read, grid: Grid, text: str) -> None:
    """Pipes make cells, with or without outer ones and in drawn boxes; rules are no rows."""
    table = only(read_text(text))
    assert grid(table) == [["Item", "2023", "2024"], ["Sales", "12", "15"], ["Costs", "10", "11"]]
    assert table.header_rows == (0,)


ALIGNED = """Table 1: Staff
              2023     2024   Change
Full time   12,300   12,900     4.9%
Part time    3,100                 -
All         15,400   16,000     3.9%
"""


def test_aligned_columns(read_text: Read) -> None:
    """Columns that line up are a table, a gap in a column included."""
    table = only(read_text(ALIGNED))
    assert table.column_header(find(table, "12,900")) == "2024"
    assert table.row_header(find(table, "4.9%")) == "Full time"
    assert [cell.column for cell in table.rows[2]] == [0, 1, 3]


def test_aligned_chinese(read_text: Read) -> None:
    """Chinese characters take two columns; a full-width space parts cells but not letters."""
    upper = "项　目    2024年    2025年\n合　计　　1,234     1,300\n"
    text = upper + "工　业      800       850\n农　业      434       450\n"
    table = only(read_text(text))
    assert table.column_header(find(table, "1,300")) == "2025年"
    assert table.row_header(find(table, "850")) == "工 业"


STATEMENT = """Sample Corporation
Consolidated Statements of Income
(in millions, except per share amounts)
Three Months Ended Six Months Ended
June 30, 2024 June 30, 2023 June 30, 2024 June 30, 2023
Net sales:
Products $ 7,642 $ 6,856 $ 15,100 $ 13,800
Services 605 555 1,200 1,100
Total net sales 8,247 7,411 16,300 14,900
Other income (expense) (2) 55 (56) 10 —
Net income attributable to Sample, after all the items
above $ 199 $ 28 $ 410 $ 60
Net margin 2.4% 0.4 % 2.5% 0.4%
Earnings per share
Diluted $ 0.20 $ 0.03 $ 0.41 $ 0.06
Amounts may not sum due to rounding.
"""


@pytest.mark.parametrize(
    ("cell", "column", "row", "unit"),
    [
        ("$ 6,856", "Three Months Ended June 30, 2023", "Products", "$ millions"),
        ("1,200", "Six Months Ended June 30, 2024", "Services", "millions"),
        ("(56)", "Three Months Ended June 30, 2023", "Other income (expense) (2)", "millions"),
        ("2.4%", "Three Months Ended June 30, 2024", "Net margin", "%"),
        ("0.4 %", "Three Months Ended June 30, 2023", "Net margin", "%"),
        ("$ 0.41", "Six Months Ended June 30, 2024", "Diluted", "$"),
    ],
)
def test_figures_after_labels(read_text: Read, cell: str, column: str, row: str, unit: str) -> None:
    """Lines that end in equally many figures are a table under the dates above them."""
    table = only(read_text(STATEMENT))
    found = find(table, cell)
    asked = (table.column_header(found), table.row_header(found), table.unit(found))
    assert asked == (column, row, unit)


def test_dates_in_labels_are_no_figures(read_text: Read, grid: Grid) -> None:
    """The year of a date that names a row is part of the label."""
    text = (
        "Current Noncurrent Total\nAs of April 30, 2023 $ 24.1 $ 22.6 $ 46.7\n"
        "As of January 31, 2023 24.6 24.0 48.6\nAs of October 31, 2022 20.9 19.1 40.0\n"
    )
    table = only(read_text(text))
    assert grid(table)[1] == ["As of April 30, 2023", "$ 24.1", "$ 22.6", "$ 46.7"]
    assert table.column_header(find(table, "24.0")) == "Noncurrent"


def test_footnote_marks_are_no_figures(read_text: Read, grid: Grid) -> None:
    """A column of footnote marks (1), (2), (3) is part of the labels, not of the figures."""
    text = (
        "2024 2023\nRevenue 90 80\nAmortization (1) 84 85\nLegal costs (2) (17) 15\n"
        "Remedies (3) 2 3\nStrategy (4) 1 —\n"
    )
    table = only(read_text(text))
    assert grid(table)[3] == ["Legal costs (2)", "(17)", "15"]
    marks = "Amortization (1) 84 85\nLegal costs (2) 17 15\nRemedies (3) 2 3\nStrategy (4) 1 —\n"
    assert grid(only(read_text(marks)))[1] == ["Legal costs (2)", "17", "15"]


def test_headers_broken_over_lines_name_no_columns(read_text: Read) -> None:
    """The rest of a header line that was broken neither names columns nor gives their unit."""
    text = (
        "Three Months Ended March 31, 2024 2023 %\nChange\nRooms 97 86 13 %\nCasino 56 38 47 %\n"
        "Slots 35 33 6%\n"
    )
    table = only(read_text(text))
    assert table.column_header(find(table, "97")) == ""
    assert table.unit(find(table, "97")) is None


TALL = """KEY FIGURES
Dollars in millions, except per share data
Quarters Ended March 31,
Inc/ (Dec)
Excluding
Currency
2019 2018 Inc/ (Dec) Translation
Revenues $ 597.8 $ 565.6 6 % 8 %
Net income 102.3 104.4 (2) 1
"""
RANGES = """2024
Low High
guidance guidance
(in millions, pre-tax) range range
Legal costs ~ $ 65 ~ $ 40
Exit financing ~ 35 ~ 25
"""
PAIRS = """Three Months Ended Six Months Ended
June 30, June 30,
Net Income Per Share Net Income Per Share
(in millions) 2019 2018 2019 2018 2019 2018 2019 2018
Net income $ 211 $ 187 $ 0.51 $ 0.45 $ 402 $ 364 $ 0.97 $ 0.87
Dispute costs 15 44 0.04 0.11 30 66 0.07 0.16
"""


@pytest.mark.parametrize(
    ("text", "cell", "column"),
    [
        (TALL, "$ 565.6", "Quarters Ended March 31, 2018"),
        (TALL, "6 %", "Quarters Ended March 31, Inc/ (Dec)"),
        (TALL, "1", "Quarters Ended March 31, Translation"),
        (RANGES, "~ 25", "2024 High guidance range"),
        (PAIRS, "44", "Three Months Ended June 30, 2018"),
        (PAIRS, "$ 0.97", "Six Months Ended June 30, 2019"),
    ],
)
def test_headers_of_several_lines(read_text: Read, text: str, cell: str, column: str) -> None:
    """Headers broken over lines are read where it is known over which columns they stand."""
    table = only(read_text(text))
    assert table.column_header(find(table, cell)) == column


TABS = """(In millions, except number of shares, which are in thousands, and per share amounts)

\tThree Months Ended\tNine Months Ended
\tJune 25, 2022\tJune 26, 2021\tJune 25, 2022\tJune 26, 2021
Net income\t$ 442\t$ 744\t$ 982\t$ 929
Adjustments to reconcile net income to cash generated by operating activities:
Depreciation\t39\t95\t60\t61
Diluted\t$ 0.20\t$ 0.30\t$ 0.48\t$ 0.43
"""


def test_headers_over_groups_of_tabbed_columns(read_text: Read) -> None:
    """Headers after a tab stand over equally many columns; a long subheading ends no table."""
    table = only(read_text(TABS))
    assert table.column_header(find(table, "$ 982")) == "Nine Months Ended June 25, 2022"
    assert table.column_header(find(table, "95")) == "Three Months Ended June 26, 2021"
    assert table.unit(find(table, "60")) == "millions"
    assert table.except_per_share


def test_a_column_over_labels_of_rates_has_no_notes(read_text: Read, grid: Grid) -> None:
    """Two dates over three figures leave the last column to the change, not the first to notes."""
    text = (
        "June 30, June 30, % Change\n(Dollars in millions) 2021 2020\n"
        "Cash $ 650 $ 888 -27%\nInventories 333 227 47%\nPlant 408 427 -4%\n"
    )
    table = only(read_text(text))
    assert grid(table)[2] == ["Cash", "$ 650", "$ 888", "-27%"]
    assert table.column_header(find(table, "227")) == "June 30, 2020"


def test_unit_in_the_last_line_of_a_tall_header(read_text: Read) -> None:
    """A unit over the labels counts for the table, whatever lines stand above it."""
    table = only(read_text(RANGES))
    assert table.unit(find(table, "~ 35")) == "millions"


def test_a_row_short_of_figures_has_no_columns(read_text: Read) -> None:
    """Where some figures of a line are missing, none is put under a column."""
    text = "2024 2023 2022\nSales 12 11 10\nCosts 10 9 8\nAdjusted 5 4\nProfit 2 2 2\n"
    table = only(read_text(text))
    assert [cell.text for cell in table.rows[3]] == ["Adjusted 5 4"]


def test_cells_a_line(read_text: Read, grid: Grid) -> None:
    """Cells that each take a line are a table when words and figures alternate alike."""
    heads = "表3 主要指标\n\n指标\n单位\n2025年\n"
    text = heads + "收入\n万元\n247.3\n支出\n万元\n\n120.5\n人口\n万人\n70.1\n"
    table = only(read_text(text))
    assert grid(table)[0] == ["指标", "单位", "2025年"]
    assert grid(table)[3] == ["人口", "万人", "70.1"]
    assert table.unit(find(table, "120.5")) == "万元"


def test_cells_a_line_out_of_step_are_text(read_text: Read) -> None:
    """One cell missing makes the columns unsure, and the lines stay text."""
    lines = [
        "指标",
        "2024年",
        "2025年",
        "收入",
        "247.3",
        "250.1",
        "支出",
        "120.5",
        "人口",
        "70.1",
        "70.3",
    ]
    assert read_text("\n".join(lines)).tables == ()


def test_csv_cells_are_where_the_file_has_them(grid: Grid) -> None:
    """Quoted separators and line ends stay inside their cell, and offsets are the file's."""
    from crossfoot.documents import open_document

    text = '项目,金额（万元）,说明\n"收入, 合计","1,234",a\n支出,900,"x\ny"\n'
    document = open_document(text.encode("gb18030"), name="a.csv")
    table = only(document)
    assert document.text == text
    assert grid(table)[1:] == [["收入, 合计", "1,234", "a"], ["支出", "900", "x\ny"]]
    assert table.unit(find(table, "1,234")) == "万元"
    assert document.place(text.index("900"), text.index("900") + 3).line == 3


@pytest.mark.parametrize(
    ("separator", "name"), [("\t", "a.tsv"), (";", "a.csv"), ("\t", "a.csv"), (",", "a.csv")]
)
def test_csv_separators(separator: str, name: str, grid: Grid) -> None:
    """The separator is found from what the lines use."""
    from crossfoot.documents import open_document

    text = "\n".join(separator.join(row) for row in [["a", "b"], ["x", "1.5"], ["y", "2.5"]])
    assert grid(only(open_document(text.encode(), name=name)))[2] == ["y", "2.5"]


def test_rows_that_leave_out_columns_keep_their_figures(read_text: Read) -> None:
    """A row with fewer figures than the table has columns is read, but under no column."""
    table = only(
        read_text(
            "Year Ended March 31, 2022 2021 % Change\n"
            "Rooms revenue $ 813 $ 557 46 %\n"
            "Occupancy 91 % 86 %\n"
            "Parking $ 12 3 %\n"
            "Daily rate $ 260 $ 201 29 %\n"
            "Other revenue $ 150 $ 120 25 %\n"
        )
    )
    partial = [cell for cell in table.cells if cell.col_span == 0]
    assert [cell.text for cell in partial] == ["$ 12", "3 %"]
    assert {table.column_header(cell) for cell in partial} == {""}
    occupancy = [cell for cell in table.cells if cell.text in ("91 %", "86 %")]
    assert [table.column_header(cell)[-4:] for cell in occupancy] == ["2022", "2021"]
