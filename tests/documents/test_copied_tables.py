"""Tables as they come out of a web page or PDF: without rules, captions or whole brackets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossfoot.documents import from_text
from crossfoot.reading import figures_of, read_text

HIGHLIGHTS = """Highlights

(In millions, except per share amounts) | 2026 | 2025 | % Change
Total revenue | $ | 441.9 | $ | 476.0 | (7 | )%
Tours | 278.6 | 270.5 | 3 | %
Hotels | 163.3 | 205.5 | (21 | )%
Other income:
Interest | (15.0 | (17.3 | (13 | )%
"""


def values(text: str) -> list[tuple[str, Fraction, str]]:
    """The figures of a text: as printed, their value and unit."""
    found = figures_of(from_text(text))
    return [(one.text, one.reading.value, one.unit) for one in found]


def test_signs_in_cells_of_their_own_belong_to_their_figure() -> None:
    """$ | 441.9 and (7 | )% are one figure each, a bracket that was lost is understood."""
    found = values(HIGHLIGHTS)
    assert ("$441.9", Fraction(441_900_000), "USD") in found
    assert ("(7)%", Fraction(-7, 100), "%") in found
    assert ("3%", Fraction(3, 100), "%") in found
    assert ("(15.0)", Fraction(-15_000_000), "USD") in found


def test_figures_of_a_cut_cell_are_found_where_they_stand() -> None:
    """The place of a figure is that of all its pieces; its text is what was meant."""
    found = {one.text: one.place for one in figures_of(from_text(HIGHLIGHTS))}
    for text, printed in (("(7)%", "(7 | )%"), ("$441.9", "$ | 441.9"), ("(15.0)", "(15.0")):
        place = found[text]
        assert place is not None
        assert HIGHLIGHTS[place.start : place.end] == printed


def test_tables_with_pipes_and_no_rules_are_checked() -> None:
    """Growth columns and totals hold, and a wrong digit is found."""
    report = read_text(HIGHLIGHTS).run()
    assert {v.check.relation.name for v in report.verdicts if v.outcome == "holds"} >= {"growth"}
    wrong = read_text(HIGHLIGHTS.replace("(21 | )%", "(12 | )%")).run()
    assert [v.outcome for v in wrong.verdicts].count("fails") == 1


@pytest.mark.parametrize("year", ["2012", "2008"])
def test_a_percent_sign_after_a_year_heads_a_column_of_its_own(year: str) -> None:
    """2012 | % are two headers."""
    head = f"Crop | {year} | % | 2018 | %\n"
    text = f"{head}Wheat | 412 | 60.1 | 530 | 61.2\nRye | 274 | 39.9 | 336 | 38.8\n"
    assert [text for text, _, _ in values(text)][:2] == ["412", "60.1"]


UNITS = """Sales by industry

October to November
  millions of dollarsmillions of dollars % change1
Food 8,112 8,157 0.6
Textiles 131 132 0.8
Clothing 191 199 4.2
"""


def test_a_line_of_units_is_that_of_the_columns() -> None:
    """Also where copying glued the units together."""
    found = values(UNITS)
    assert found[0] == ("8,112", Fraction(8_112_000_000), "USD")
    assert found[2] == ("0.6", Fraction(6, 1000), "%")


STATEMENT = """Revenue was $441.9 million, and operating income $37.8 million.

Revenue 441.9 476.0
Costs 404.1 418.1
Operating income 37.8 57.9
"""


def test_the_text_tells_the_unit_of_a_table_without_one() -> None:
    """Two figures that the text prints in millions of dollars are enough."""
    assert ("404.1", Fraction(404_100_000), "USD") in values(STATEMENT)


@pytest.mark.parametrize(
    "text",
    [
        STATEMENT.replace("$37.8 million", "$38.7 million"),  # one figure only
        STATEMENT.replace("$37.8 million", "$37.8 billion"),  # two scales
        STATEMENT.replace("$37.8 million", "37.8 million people"),
    ],
)
def test_one_figure_in_common_tells_nothing(text: str) -> None:
    """Nor do figures that the text prints with different units."""
    assert ("404.1", Fraction(4041, 10), "") in values(text)


def test_a_chinese_text_tells_the_unit_of_a_table_without_one() -> None:
    """全年收入441.9亿元 says that the table is in 亿元."""
    table = "项目\t2026年\t2025年\n收入\t441.9\t476.0\n支出\t404.1\t418.1\n"
    text = f"全年收入441.9亿元，支出404.1亿元。\n\n{table}"
    assert ("476.0", Fraction(47_600_000_000), "元") in values(text)


RULED = """Sales by town

November to December | | |
---|---|---|---|
millions of dollars | millions of dollars | % change | |
North | 711 | 743 | 4.5 |
South | 158 | 162 | 2.5 |
"""


def test_units_below_the_rule_stand_over_the_columns_of_figures() -> None:
    """Also where the header has no cell over the labels and one too many at its end."""
    found = values(RULED)
    assert found[0] == ("711", Fraction(711_000_000), "USD")
    assert found[2] == ("4.5", Fraction(45, 1000), "%")


ROUNDED = """Revenue was $78.1 million, its cost $33.0 million and gross profit $45.0 million.

Revenue 78,097 63,056
Cost of revenue 33,049 26,325
Gross profit 45,048 36,731
"""


def test_a_text_that_rounds_tells_thousands() -> None:
    """$78.1 million is 78,097 in thousands, where three figures say so."""
    assert ("26,325", Fraction(26_325_000), "USD") in values(ROUNDED)
    two = ROUNDED.replace("$45.0 million", "$54.0 million")
    assert ("26,325", Fraction(26_325), "") in values(two)
