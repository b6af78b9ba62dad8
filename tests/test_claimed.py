"""`claimed`: a computed value against a print, at the precision that was printed."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot import claimed
from crossfoot.claimed import explain
from crossfoot.errors import UnreadableFigure
from crossfoot.figure import Figure
from crossfoot.languages import read_figure

REFUSED = [
    (Fraction("0.2005") - Fraction(1, 10**30), "20.1%"),
    (Decimal("0.20050000000000000000001"), "20.0%"),
    (0.2006, "20.0%"),
    (8078, "8079家"),
    (8079.000001, "8079家"),
    (500, "超过500家"),
    (500.0, "超过500家"),
    (0.0, "more than 0%"),
    (500.5, "超过500家"),
    (0.032, "下降3.2%"),
    (34_800.5, "3.48万件"),
    (True, "1家"),
    ("20.1%", "20.1%"),
    (None, "20.1%"),
    (math.nan, "20.1%"),
    (math.inf, "more than 20%"),
    (Decimal("NaN"), "20.1%"),
    (pd.NA, "20.1%"),
    (np.bool_(True), "1家"),
]

PERMITTED = [
    (8079 / 6725 - 1, "20.1%"),
    (0.2005, "20.0%"),
    (0.1995, "20.0%"),
    (np.float32(0.2005), "20.0%"),
    (np.float16(0.2), "20.0%"),
    (Fraction("0.2005"), "20.0%"),
    (Decimal("0.2005"), "20.0%"),
    (8079, "8079家"),
    (8079.0, "8079家"),
    (np.int64(8079), "8079家"),
    (np.array(0.201), "20.1%"),
    (501, "超过500家"),
    (-0.032, "下降3.2%"),
    (36_463_000_000, "364.63亿元"),
    (34_800, "3.48万件"),
    (52.6e9, "$52.60 billion"),
    (3_800, "4000人"),
    (4_000, "4000人"),
    (read_figure("20.1%").interval, "20.12%"),
]


@pytest.mark.parametrize(("value", "text"), REFUSED)
def test_a_value_the_print_does_not_permit_differs(value: Any, text: str) -> None:
    """Not by a hair, not for an open end, not for half a thing, not for what is no number."""
    assert value != claimed(text)
    assert not value == claimed(text)  # noqa: SIM201  # both ways to ask
    assert claimed(text) != value


@pytest.mark.parametrize(("value", "text"), PERMITTED)
def test_a_value_the_print_permits_is_equal(value: Any, text: str) -> None:
    """In every type of number, on either side of the sign, and with `in`."""
    assert value == claimed(text)
    assert claimed(text) == value
    assert value in claimed(text)
    assert not value < claimed(text)
    assert not value > claimed(text)


@pytest.mark.parametrize("text", ["20.1 or 21%", "about", ""])
def test_a_text_that_is_no_figure_is_refused(text: str) -> None:
    """A claim that cannot be read is an error, not a comparison that fails."""
    with pytest.raises(UnreadableFigure):
        claimed(text)


FEWER = settings(max_examples=min(500, settings().max_examples))

PRINTS = [
    "20.1%",
    "下降3.2%",
    "3.48万件",
    "8079家",
    "超过500家",
    "不足0.5%",
    "364.63亿元",
    "约30%",
    "10-15%",
]


@FEWER
@given(text=st.sampled_from(PRINTS), value=st.fractions(min_value=-1, max_value=1), data=st.data())
def test_equality_is_membership(text: str, value: Fraction, data: st.DataObject) -> None:
    """An exact value equals a claim if, and only if, it lies in the interval of the print."""
    figure = Figure("claim", read_figure(text))
    interval = figure.interval
    ends = [end for end in (interval.low, interval.high) if end is not None]
    value = data.draw(st.sampled_from(ends)) + value * figure.reading.value
    whole = not figure.integer or value.denominator == 1
    assert (value == claimed(text)) == (value in interval and whole)
    outcomes = [value < claimed(text), value == claimed(text), value > claimed(text)]
    assert sum(outcomes) <= 1
    assert sum(outcomes) == 1 or not whole
    assert (value <= claimed(text)) == (outcomes[0] or outcomes[1])
    assert (value >= claimed(text)) == (outcomes[2] or outcomes[1])


@FEWER
@given(text=st.sampled_from(PRINTS), part=st.fractions(min_value=0, max_value=1))
def test_a_true_value_is_never_refused_as_a_float(text: str, part: Fraction) -> None:
    """Storing a permitted value as a float, of any width, does not make it a wrong one."""
    interval = Figure("claim", read_figure(text)).interval
    low = interval.low if interval.low is not None else interval.high
    high = interval.high if interval.high is not None else interval.low
    assert low is not None and high is not None
    value = low + part * (high - low)
    if value == claimed(text):
        lost = float(value) in (interval.low, interval.high) and value not in (low, high)
        assert float(value) == claimed(text) or lost
        assert np.float64(float(value)) == claimed(text) or lost


OPERATIONS: list[tuple[str, Callable[[Any, Any], bool], tuple[bool, bool, bool]]] = [
    ("==", lambda a, b: a == b, (False, True, False)),
    ("!=", lambda a, b: a != b, (True, False, True)),
    ("<", lambda a, b: a < b, (True, False, False)),
    ("<=", lambda a, b: a <= b, (True, True, False)),
    (">", lambda a, b: a > b, (False, False, True)),
    (">=", lambda a, b: a >= b, (False, True, True)),
]


@pytest.mark.parametrize(("name", "operation", "expected"), OPERATIONS)
@pytest.mark.parametrize("of", [float, np.float64, lambda x: [x, x], lambda x: pd.Series([x, x])])
def test_each_comparison(
    name: str, operation: Callable[[Any, Any], bool], expected: tuple[bool, bool, bool], of: Any
) -> None:
    """Below, within and above the print, for values and for columns, from either side."""
    assert tuple(operation(of(x), claimed("20.1%")) for x in (0.2, 0.201, 0.202)) == expected
    mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(name, name)
    reflected = next(operation for other, operation, _ in OPERATIONS if other == mirrored)
    assert tuple(reflected(claimed("20.1%"), of(x)) for x in (0.2, 0.201, 0.202)) == expected


COLUMNS: list[Callable[[list[float]], Any]] = [
    list,
    tuple,
    np.array,
    lambda values: np.array(values, dtype=np.float32),
    pd.Series,
    pd.Index,
    lambda values: pd.Series(values, index=list("abc")[: len(values)]),
]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_row_of_a_column_has_to_agree(column: Callable[[list[float]], Any]) -> None:
    """One wrong or missing row is enough."""
    assert column([0.2, 0.3]) != claimed("20%")
    assert column([0.2, math.nan]) != claimed("20%")
    assert column([0.2, 0.201]) == claimed("20%")
    assert column([0.2, 0.03]) != claimed(["20%", "3.1%"])
    assert column([0.2]) != claimed(["20%", "3%"])
    assert column([0.2, 0.03]) == claimed(["20%", "3%"])


def test_a_polars_column_is_compared_with_the_claim_first() -> None:
    """Polars refuses what it does not know on its own left side, loudly."""
    pl = pytest.importorskip("polars")
    assert claimed("20%") == pl.Series([0.2, 0.201])
    assert claimed("20%") != pl.Series([0.2, 0.3])
    assert claimed("20%") != pl.Series([0.2, None])
    assert pl.Series([0.2, 0.201]).to_list() == claimed("20%")
    with pytest.raises(TypeError):
        assert pl.Series([0.2]) == claimed("20%")


def test_a_table_is_not_a_column() -> None:
    """A frame is never equal: its columns would be compared by their names."""
    assert pd.DataFrame({"a": [0.2]}) != claimed("20%")
    with pytest.raises(TypeError):
        assert pd.DataFrame({"a": [0.2]}) < claimed("20%")


def test_settings_of_the_print() -> None:
    """Rounding, unit, trailing zeros and margin are those of the document."""
    assert Fraction("0.2099") == claimed("20%", rounding="truncate")
    assert Fraction("0.1999") != claimed("20%", rounding="truncate")
    assert claimed("364.63", unit="万元") == 3_646_300
    assert claimed("4000人", trailing_zeros="exact") != 3_800
    assert claimed("about 120 people", margin=Fraction(1, 20)) != 112


def test_the_function_survives_its_module() -> None:
    """`crossfoot.claimed` is the function although a module has the same name."""
    import crossfoot.claimed  # sets the attribute of the package to the module

    assert crossfoot.claimed("20%") == 0.2


def told(operator: str, left: object, right: object) -> str:
    return "\n".join(explain(operator, left, right, "en") or [])


def test_a_failure_tells_what_the_print_permits() -> None:
    """Value and interval are shown in the form of the print, apart by as many digits as needed."""
    assert told("==", 0.3, claimed("20.1%")) == (
        "30% is above what 20.1% permits: 20.05% to 20.15%."
    )
    assert "20.15000001% is above" in told("==", Decimal("0.2015000001"), claimed("20.1%"))
    assert "not a whole number" in told("==", 34_800.5, claimed("3.48万件"))
    assert told("==", None, claimed("20.1%")) == "None is no number."
    assert explain("==", 0.2, 0.3, "en") is None


def test_a_failure_hints_at_float_noise_only_where_there_is_some() -> None:
    """A miss as small as float arithmetic loses says so; it is a miss all the same."""
    assert "float" in told("==", 8078.999999999999, claimed("8079家"))
    assert "float" not in told("==", 8078.9, claimed("8079家"))
    assert "float" not in told("==", Decimal("8078.999999999999"), claimed("8079家"))


def test_a_failure_shows_the_rows() -> None:
    """The rows that differ, by their own labels, and not all of a thousand."""
    series = pd.Series([0.2, 0.3, None], index=["a", "b", "c"])
    lines = told("==", series, claimed("20%")).splitlines()
    assert lines[0] == "2 of 3 rows are not as claimed:"
    assert lines[1].startswith("  [b] 30% is above") and "[c] nan is no number" in lines[2]
    assert len(told("==", [0.3] * 1000, claimed("20%")).splitlines()) < 20
    assert told("==", [0.2], claimed(["20%", "3%"])) == "2 prints are compared with 1 values."
