"""`assert_foots` and `assert_consistent`: what they refuse, and what they tell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crossfoot import Suite, assert_consistent, assert_foots
from crossfoot.errors import CrossfootError

PRINTED = {
    "合计": ["735个", "70人", "3.5万元"],
    "男": ["483个", "30人", "1.2万元"],
    "女": ["252个", "40人", "2.3万元"],
}


def printed(**changed: list[Any]) -> dict[str, list[Any]]:
    """A table that foots, but for the columns given."""
    return {**PRINTED, **changed}


@pytest.mark.parametrize("frame", [dict, pd.DataFrame])
def test_a_row_that_does_not_add_up_is_told(frame: Any) -> None:
    """Only that row, with what the sum gives."""
    with pytest.raises(AssertionError) as caught:
        assert_foots(frame(printed(女=["252个", "41人", "2.3万元"])), "合计", ["男", "女"])
    text = str(caught.value)
    assert "[1]" in text and "71人" in text and "[0]" not in text


@pytest.mark.parametrize("frame", [dict, pd.DataFrame])
def test_prints_may_differ_by_their_rounding(frame: Any) -> None:
    """Three tenths rounded up add to one tenth more than the rounded total; no more."""
    table = {"t": [100.1], "a": [33.3], "b": [33.3], "c": [33.4]}
    assert_foots(frame(printed()), "合计", ["男", "女"])
    assert_foots(frame(table), "t", ["a", "b", "c"], decimals=1)
    with pytest.raises(AssertionError):
        assert_foots(frame(table), "t", ["a", "b", "c"], decimals=2)
    with pytest.raises(AssertionError):
        assert_foots(frame({**table, "t": [100.3]}), "t", ["a", "b", "c"], decimals=1)


def test_decimals_and_integers_are_printed_as_they_are() -> None:
    """Integers have to add exactly, decimals as far as their places say."""
    assert_foots({"t": [7], "a": [3], "b": [4]}, "t", ["a", "b"])
    with pytest.raises(AssertionError):
        assert_foots({"t": [8], "a": [3], "b": [4]}, "t", ["a", "b"])
    table = {"t": [Decimal("0.4")], "a": [Decimal("0.1")], "b": [Decimal("0.2")]}
    assert_foots(table, "t", ["a", "b"])
    with pytest.raises(AssertionError):
        assert_foots({**table, "t": [Decimal("0.40")], "a": [Decimal("0.10")]}, "t", ["a", "b"])


def test_a_float_has_to_say_its_places() -> None:
    """A float does not tell 0.4 from 0.40, so it is not guessed at."""
    with pytest.raises(CrossfootError, match="decimals"):
        assert_foots({"t": [0.4], "a": [0.1], "b": [0.2]}, "t", ["a", "b"])


@pytest.mark.parametrize("nothing", [None, float("nan"), "", "—", pd.NA])
def test_an_empty_cell_is_not_passed_over(nothing: Any) -> None:
    """It fails, unless such rows are left out; and leaving out all of them fails, too."""
    table = {"t": ["3", "3"], "a": ["1", nothing], "b": ["2", "2"]}
    with pytest.raises(AssertionError, match=r"\[1\] a"):
        assert_foots(table, "t", ["a", "b"])
    assert_foots(table, "t", ["a", "b"], missing="skip")
    with pytest.raises(AssertionError, match="no row"):
        assert_foots({**table, "a": [nothing] * 2}, "t", ["a", "b"], missing="skip")


def test_names_may_be_those_of_rows() -> None:
    """A total row under its parts is added column by column."""
    frame = pd.DataFrame({"2024": ["30", "40", "70"], "2025": ["31", "40", "72"]})
    frame.index = pd.Index(["男", "女", "合计"])
    with pytest.raises(AssertionError, match=r"\[2025\]"):
        assert_foots(frame, "合计", ["男", "女"])
    assert_foots(frame[["2024"]], "合计", ["男", "女"])


def test_a_column_that_is_not_there() -> None:
    """The error names it and those that are."""
    with pytest.raises(KeyError, match=r"没有.*合计"):
        assert_foots(printed(), "没有", ["男"])


SUITE = """\
dataset: sales
expect:
  - growth: {current: sales, base: before, rate: rise}
  - total: {total: sales, parts: [north, south]}
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of a project in which the total is wrong."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / "expectations").mkdir()
    (tmp_path / "datasets" / "sales.csv").write_text(
        "name,text,metric,period,section,note\n"
        "sales,$8.1 million,,,,\nbefore,$7.5 million,,,,\nrise,up 8%,,,,\n"
        "north,$5.1 million,,,,\nsouth,$2.6 million,,,,\n"
    )
    path = tmp_path / "expectations" / "sales.yaml"
    path.write_text(SUITE)
    return path


def test_an_inconsistent_suite_is_told_by_its_findings(suite: Path) -> None:
    """Claim, formula, sets and what each figure would have to be; nothing of what holds."""
    for target in (suite, str(suite), suite.parent.parent, Suite.load(suite)):
        with pytest.raises(AssertionError) as caught:
            assert_consistent(target)
        lines = str(caught.value).splitlines()
        heads = [line.split()[0] for line in lines]
        assert heads == ["claim", "formula", "finding", "implied", "likely"]
        assert "$8.1 million" in lines[0] and "sales.yaml:4" in lines[0]
        assert "$7.6 million to $7.8 million" in lines[2]


def test_what_is_known_is_consistent(suite: Path) -> None:
    """A known inconsistency does not fail an assertion either."""
    suite.write_text(SUITE + "    known: corrected in the next edition\n")
    assert_consistent(suite)


def test_what_cannot_be_checked_is_no_finding(suite: Path) -> None:
    """A broken suite is an error, not an assertion that fails."""
    suite.write_text("dataset: nowhere\nexpect: []\n")
    with pytest.raises(CrossfootError, match="nowhere"):
        assert_consistent(suite)
