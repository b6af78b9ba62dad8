"""What a suite offers for a wrong figure, read as a dataset reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from crossfoot.dataset import reread
from crossfoot.figure import Figure
from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.reports import html, text
from crossfoot.solver.slips import likely
from crossfoot.suite import Conflict, Suite
from tests.solver.test_slips import suite

Bound = tuple[str, dict[str, str | list[str]]]
GROWTH: Bound = ("growth", {"current": "now", "base": "before", "rate": "rate"})
SHARE: Bound = ("share", {"part": "part", "whole": "all", "share": "share"})
TOTAL: Bound = ("total", {"total": "all", "parts": ["part", "rest"]})
POINTS: Bound = ("points_change", {"current": "now", "base": "before", "change": "rate"})

MEANT: list[tuple[dict[str, str], Bound, str, str, str]] = [
    ({"now": "100.0亿元", "before": "110.0亿元", "rate": "增长9.1%"}, GROWTH,
     "rate", "下降9.1%", "sign lost"),
    ({"now": "$100.0 million", "before": "$110.0 million", "rate": "up 9.1%"}, GROWTH,
     "rate", "down 9.1%", "sign lost"),
    ({"now": "$100.0 million", "before": "$110.0 million", "rate": "9.1%"}, GROWTH,
     "rate", "-9.1%", "sign lost"),
    ({"now": "８０７９家", "before": "６７２５家", "rate": "－２０．１％"}, GROWTH,
     "rate", "２０．１％", "sign lost"),
    ({"all": "1,234", "part": "(200)", "rest": "1,034"}, TOTAL, "part", "200", "sign lost"),
    ({"now": "120.1亿元", "before": "100.0亿元", "rate": "16.7%"}, GROWTH,
     "rate", "20.1%", "divided by the wrong base"),
    ({"now": "１２０．１亿元", "before": "１００．０亿元", "rate": "１６．７％"}, GROWTH,
     "rate", "２０．１％", "divided by the wrong base"),
    ({"part": "$20.0 billion", "all": "$120.0 billion", "share": "20.0%"}, SHARE,
     "share", "16.7%", "divided by the wrong base"),
    ({"now": "1.87%", "before": "1.72%", "rate": "０．１５％"}, GROWTH,
     "rate", "０．１５个百分点", "percent for percentage points"),
    ({"now": "1.87 percent", "before": "1.72 percent", "rate": "0.15 percent"}, GROWTH,
     "rate", "0.15 percentage points", "percent for percentage points"),
    ({"now": "1.87%", "before": "1.72%", "rate": "8.7 percentage points"}, POINTS,
     "rate", "8.7%", "percentage points for percent"),
    ({"part": "0.29万人", "all": "54.90万人", "share": "5.24%"}, SHARE,
     "share", "5.24‰", "unit confused"),
    ({"all": "三万元", "part": "二亿元", "rest": "一亿元"}, TOTAL,
     "all", "三亿元", "unit confused"),
    ({"all": "三百家", "part": "二千家", "rest": "一千家"}, TOTAL,
     "all", "三千家", "unit confused"),
    ({"all": "三十家", "part": "二十家", "rest": "十三家"}, TOTAL,
     "all", "三十三家", "digit dropped"),
]  # fmt: skip


def offered(report_conflicts: tuple[Conflict, ...]) -> list[tuple[str, str, str]]:
    """Every text offered for a figure, with the slip."""
    return [
        (one.figure, one.text, one.slip)
        for conflict in report_conflicts
        for suspect in conflict.suspects
        for one in suspect.likely
    ]


@pytest.mark.parametrize(("texts", "bound", "figure", "meant", "slip"), MEANT)
def test_what_was_meant_is_offered(
    texts: dict[str, str], bound: Bound, figure: str, meant: str, slip: str
) -> None:
    """The text is among the likely ones, with the slip's name, and each text stands once."""
    report = suite(texts, bound).run(read=reread)
    found = offered(report.conflicts)
    assert (figure, meant, slip) in found
    assert len({one[:2] for one in found}) == len(found)


def test_percentages_have_no_scale_and_one_sign() -> None:
    """Neither 2.8万% nor two ways to write the same sign."""
    report = suite({"now": "$110.0 million", "before": "$100.0 million", "rate": "2.8%"}, GROWTH)
    texts = [text for _, text, _ in offered(report.run(read=reread).conflicts)]
    assert not any("万" in text or "亿" in text for text in texts if "%" in text)
    figure = Figure("rate", replace(read_figure("9.1%"), direction="up"), "retail sales")
    values = Interval(Fraction("-0.1"), Fraction("-0.09"))
    assert [
        slip.text for slip, _ in likely(figure, values, reread) if slip.name == "sign lost"
    ] == ["down 9.1%"]


def two_rows() -> Suite:
    """Two rows of a table with this year's cells in each other's place."""
    texts = {
        "a": "120.0亿元", "b": "230.0亿元", "sum": "350.0亿元", "a before": "200.0亿元",
        "b before": "100.0亿元", "a rate": "15.0%", "b rate": "20.0%",
    }  # fmt: skip
    rows: list[Bound] = [
        ("growth", {"current": name, "base": f"{name} before", "rate": f"{name} rate"})
        for name in "ab"
    ]
    return suite(texts, *rows, ("total", {"total": "sum", "parts": ["a", "b"]}))


def test_two_cells_in_each_others_place_are_recognised_as_a_pair() -> None:
    """Either change alone breaks the total; both together are one slip."""
    report = two_rows().run(read=reread)
    both = next(s for s in report.conflicts[0].suspects if s.figures == ("a", "b"))
    assert [(one.figure, one.text, one.slip) for one in both.likely] == [
        ("b", "120.0亿元", "figures swapped"),
        ("a", "230.0亿元", "figures swapped"),
    ]


def grown(*more: Bound, **texts: str) -> Suite:
    """Two of three parts in each other's place; either change alone would break their sum."""
    own = {"a": "120.0亿元", "b": "150.0亿元", "c": "30.0亿元", "all": "300.0亿元",
           "rate": "25.0%"}  # fmt: skip
    rows: list[Bound] = [
        ("growth", {"current": "a", "base": "b", "rate": "rate"}),
        ("total", {"total": "all", "parts": ["a", "b", "c"]}),
    ]
    return suite(own | texts, *rows, *more)


def swapped(report_conflicts: tuple[Conflict, ...]) -> set[tuple[str, str]]:
    """Every figure for which the text of another one is offered."""
    found = offered(report_conflicts)
    return {(figure, text) for figure, text, slip in found if slip == "figures swapped"}


def test_a_swap_is_offered_where_neither_figure_may_be_wrong_alone() -> None:
    """Only the rate is suspected alone; swapping what it is of repairs everything too."""
    conflict, *_ = grown().run(read=reread).conflicts
    assert {suspect.figures for suspect in conflict.suspects} == {("rate",), ("a", "b")}
    assert swapped((conflict,)) == {("a", "150.0亿元"), ("b", "120.0亿元")}


def test_a_swap_that_breaks_another_check_is_not_offered() -> None:
    """What one of the two is printed as elsewhere holds it fast."""
    fast: Bound = ("growth", {"current": "b", "base": "c", "rate": "b rate"})
    conflict, *_ = grown(fast, **{"b rate": "400.0%"}).run(read=reread).conflicts
    assert {suspect.figures for suspect in conflict.suspects} == {("rate",)}
    assert not swapped((conflict,))


def test_a_swap_with_a_figure_of_another_check_is_offered() -> None:
    """The neighbour in a sum that adds up either way stands in no check that fails."""
    texts = {"a": "30.0亿元", "b": "120.0亿元", "all": "150.0亿元", "before": "100.0亿元",
             "rate": "20.0%"}  # fmt: skip
    rows: list[Bound] = [
        ("growth", {"current": "a", "base": "before", "rate": "rate"}),
        ("total", {"total": "all", "parts": ["a", "b"]}),
    ]
    conflicts_ = suite(texts, *rows).run(read=reread).conflicts
    assert {("a", "120.0亿元"), ("b", "30.0亿元")} <= swapped(conflicts_)


def test_a_trusted_figure_is_not_swapped() -> None:
    """What is never suspected stays where it is."""
    trusted = replace(grown(), trust={"a": "always"})
    assert not swapped(trusted.run(read=reread).conflicts)


def test_a_rate_may_have_the_other_sign() -> None:
    """A percentage without a sign is suspected of a fall too: all five pairs are found."""
    suspects = {s.figures for s in two_rows().run().conflicts[0].suspects}
    assert suspects == {
        ("a", "b"), ("a before", "b before"), ("a before", "b rate"),
        ("a rate", "b before"), ("a rate", "b rate"),
    }  # fmt: skip


def test_levels_go_below_zero_only_where_one_is_printed_so() -> None:
    """A loss is thought of where losses are printed, and nowhere else."""
    texts = {"all": "834", "part": "200", "rest": "1,034"}
    (conflict,) = suite(texts, TOTAL).run(read=reread).conflicts
    assert {s.figures for s in conflict.suspects} == {("all",), ("rest",)}
    more = texts | {"tax": "(55)", "net": "779"}
    after_tax: Bound = ("total", {"total": "net", "parts": ["all", "tax"]})
    conflict = suite(more, TOTAL, after_tax).run(read=reread).conflicts[0]
    assert ("part",) in [s.figures for s in conflict.suspects]
    assert ("part", "-200", "sign lost") in offered((conflict,))


def test_a_fall_to_nothing_is_a_rate() -> None:
    """Nothing left of 80 is a fall by 100%, which a wrong rate may have been."""
    (conflict,) = suite({"now": "0家", "before": "80家", "rate": "10%"}, GROWTH).run().conflicts
    assert ("rate",) in [s.figures for s in conflict.suspects]


def test_a_level_of_another_year_taken_for_the_base() -> None:
    """35.0% is the growth over the year before last."""
    texts = {"now": "135.0亿元", "before": "120.0亿元", "old": "100.0亿元", "rate": "35.0%",
             "last": "20.0%"}  # fmt: skip
    earlier: Bound = ("growth", {"current": "before", "base": "old", "rate": "last"})
    report = suite(texts, GROWTH, earlier).run(read=reread)
    assert ("rate", "12.5%", "divided by the wrong base") in offered(report.conflicts)


def test_reports_say_that_it_cannot_be_told_and_which_figure_is_meant() -> None:
    """Five sets would do; of a pair, what each was perhaps meant to be."""
    report = two_rows().run(read=reread)
    told = text.render([report], "en").decode()
    assert "It cannot be told which of these is wrong" in told
    assert "perhaps: 230.0亿元 → 120.0亿元 (figures swapped)" in told
    page = html.render([report], "zh").decode()
    assert "无法断定错在哪一处" in page
    assert re.search(r"230\.0亿元</a> → <b>120\.0亿元</b>", page)
