"""What was perhaps meant: texts one slip away from the print."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.check import Check
from crossfoot.figure import Figure, Reading
from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.solver.slips import likely, slips
from crossfoot.suite import Suite

MEANT = [
    ("8097家", "8079家", "digits transposed"),
    ("8179家", "8079家", "one digit wrong"),
    ("879家", "8079家", "digit dropped"),
    ("80079家", "8079家", "digit doubled"),
    ("364.3亿元", "364.63亿元", "digit dropped"),
    ("36.463亿元", "364.63亿元", "decimal point moved"),
    ("364.63万元", "364.63亿元", "unit confused"),
    ("$52.60 million", "$52.60 billion", "unit confused"),
    ("1,345 tonnes", "1,354 tonnes", "digits transposed"),
    ("增长3.2%", "下降3.2%", "sign lost"),
    ("up 3.2%", "down 3.2%", "sign lost"),
    ("3.2%", "-3.2%", "sign lost"),
    ("１２４．３亿元", "１２３．４亿元", "digits transposed"),
    ("８０９７家", "８０７９家", "digits transposed"),
    ("８０９７家", "８０９８家", "one digit wrong"),
    ("五成三", "三成五", "digits transposed"),
    ("千分之五", "千分之六", "one digit wrong"),
    ("二十万亿元", "三十万亿元", "one digit wrong"),
]


@pytest.mark.parametrize(("printed", "meant", "name"), MEANT)
def test_a_slip_leads_back_to_what_was_meant(printed: str, meant: str, name: str) -> None:
    """The text that was meant is offered, under the name of the slip."""
    assert {slip.text: slip.name for slip in slips(printed)}.get(meant) == name


@given(st.sampled_from([row[0] for row in MEANT]))
def test_no_text_is_offered_twice(text: str) -> None:
    """Every text once, never the print itself, grouped as the print is."""
    texts = [slip.text for slip in slips(text)]
    assert len(texts) == len(set(texts))
    assert text not in texts


def test_only_what_lands_in_the_interval_is_likely() -> None:
    """Of all slips of 8097 only two lie from 8075 to 8080."""
    figure = Figure("companies", read_figure("8097家"))
    found = likely(figure, Interval(Fraction(8075), Fraction(8080)), read)
    assert [(slip.text, slip.name) for slip, _ in found] == [
        ("8079家", "digits transposed"),
        ("8077家", "one digit wrong"),
    ]


def read(figure: Figure, text: str) -> Reading:
    """Another text in a figure's place."""
    return read_figure(text)


def suite(texts: dict[str, str], *bound: tuple[str, dict[str, str | list[str]]]) -> Suite:
    """A suite of figures as printed."""
    figures = {name: Figure(name, read_figure(text)) for name, text in texts.items()}
    checks = []
    for number, (relation, roles) in enumerate(bound):
        filled = {
            role: tuple(figures[n] for n in ([names] if isinstance(names, str) else names))
            for role, names in roles.items()
        }
        checks.append(Check(f"{relation}{number}", builtin()[relation], filled))
    return Suite("test", tuple(checks), tuple(figures.values()))


GROWTH: tuple[str, dict[str, str | list[str]]] = (
    "growth", {"current": "now", "base": "before", "rate": "rate"}
)  # fmt: skip
TOTAL: tuple[str, dict[str, str | list[str]]] = (
    "total", {"total": "now", "parts": ["east", "west"]}
)  # fmt: skip
TEXTS = {"now": "8097家", "before": "6725家", "rate": "20.1%", "east": "3077家", "west": "5002家"}


def test_the_figure_that_two_checks_accuse_is_the_suspect() -> None:
    """Two failing checks share one figure, and one transposition mends both."""
    report = suite(TEXTS, GROWTH, TOTAL).run(read=read)
    assert {conflict.checks for conflict in report.conflicts} == {("growth0",), ("total1",)}
    for conflict in report.conflicts:
        (suspect,) = conflict.suspects
        assert suspect.figures == ("now",)
        assert suspect.must_lie_in["now"] == Interval.point(8079)
        assert suspect.likely[0].text == "8079家"
        assert suspect.likely[0].slip == "digits transposed"


def test_a_repair_that_breaks_another_check_is_not_offered() -> None:
    """20.4% would mend the growth, but the published rate is printed twice."""
    texts = TEXTS | {"again": "20.1%", "now": "8097家"}
    same: tuple[str, dict[str, str | list[str]]] = ("same", {"figures": ["rate", "again"]})
    report = suite(texts, GROWTH, TOTAL, same).run(read=read)
    offered = {
        (one.figure, one.text) for c in report.conflicts for s in c.suspects for one in s.likely
    }
    assert ("now", "8079家") in offered
    assert not any(figure == "rate" for figure, _ in offered)


def test_swapped_figures_are_recognised() -> None:
    """The two years in each other's column."""
    texts = {"now": "6725家", "before": "8079家", "rate": "20.1%"}
    report = suite(texts, GROWTH).run(read=read)
    likely_ = {one.slip for c in report.conflicts for s in c.suspects for one in s.likely}
    assert "figures swapped" in likely_


def test_a_consistent_suite_has_no_conflict() -> None:
    """Nothing is said where all can be true."""
    report = suite(TEXTS | {"now": "8079家"}, GROWTH, TOTAL).run(read=read)
    assert report.conflicts == ()
    assert report.unsettled == ()
