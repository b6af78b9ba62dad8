"""Compound growth over a number of periods that is not known, jointly with other checks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.check import Check, Quantity
from crossfoot.figure import Figure, Reading, Unknown
from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.suite import Report, Suite

RELATIONS = builtin()


def run(*checks: Check) -> Report:
    """The report on checks and the figures they use."""
    used = {one.name: one for check in checks for one in check.quantities()}
    figures = tuple(one for one in used.values() if isinstance(one, Figure))
    unknowns = tuple(one for one in used.values() if isinstance(one, Unknown))
    suite = Suite("periods", checks, figures, unknowns, Path("periods.yaml"))
    return suite.run(read=lambda _, text: read_figure(text))


def conflicts(report: Report) -> list[set[str]]:
    """The checks of each conflict."""
    return [set(conflict.checks) for conflict in report.conflicts]


def years(name: str, low: int, high: int | None) -> Unknown:
    """A number of years that is not printed."""
    return Unknown(name, Interval(Fraction(low), None if high is None else Fraction(high)), True)


def compound(name: str, start: str, end: str, periods: str | Unknown, rate: str) -> Check:
    """Compound growth between figures with these texts; equal texts are one figure."""
    return bound(name, "compound", start=start, end=end, periods=periods, rate=rate)


def bound(name: str, relation: str, **roles: str | Unknown | list[str]) -> Check:
    """A check of figures that are named by their texts."""
    figures: dict[str, tuple[Quantity, ...]] = {}
    for role, given_ in roles.items():
        some = given_ if isinstance(given_, list) else [given_]
        figures[role] = tuple(
            one if isinstance(one, Unknown) else Figure(one, read_figure(one)) for one in some
        )
    return Check(name, RELATIONS[relation], figures)


N = years("n", 1, 10)
CONTRADICTIONS = {
    "no number of years": [compound("one", "100亿元", "165亿元", N, "10.0%")],
    "no number of years, without limit": [
        compound("one", "100亿元", "165亿元", years("n", 1, None), "10.0%")
    ],
    "a loss from growth": [compound("one", "100亿元", "90亿元", years("n", 1, None), "10.0%")],
    "two spans of as many years": [
        compound("one", "100亿元", "161.1亿元", N, "10.0%"),
        compound("two", "200亿元", "242.0亿元", N, "10.0%"),
    ],
    "a total that no number of years gives": [
        compound("one", "100.0亿元", "约150亿元", years("n", 3, 4), "10.0%"),
        bound("two", "total", total="约150亿元", parts=["100.01亿元", "40.02亿元"]),
    ],
    "the level of a growth check": [
        compound("one", "100.0亿元", "约130亿元", years("n", 2, 3), "10.0%"),
        bound("two", "growth", current="约130亿元", base="100.00亿元", rate="27.5%"),
    ],
    "years that are fewer than others": [
        compound("one", "100亿元", "161.1亿元", N, "10.0%"),
        compound("two", "100亿元", "121.0亿元", years("m", 1, 9), "10.00%"),
        Check("three", RELATIONS["at_most"], {"lesser": (N,), "greater": (years("m", 1, 9),)}),
    ],
    "more than six hundred months": [
        compound("one", "100.0亿元", "约900亿元", "701", "0.30%"),
        bound("two", "total", total="约900亿元", parts=["500.1亿元", "450.2亿元"]),
    ],
    "more than a thousand days": [
        compound("one", "100.0亿元", "约140亿元", "1461", "0.02%"),
        bound("two", "total", total="约140亿元", parts=["90.1亿元", "62.2亿元"]),
    ],
    "two and a half years": [
        compound("one", "100.0亿元", "约130亿元", "2.5", "10.0%"),
        bound("two", "total", total="约130亿元", parts=["90.0亿元", "50.2亿元"]),
    ],
}


@pytest.mark.parametrize("checks", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_no_number_of_periods_makes_true_is_a_conflict(checks: list[Check]) -> None:
    """The checks contradict each other, and every one of them is needed for that."""
    assert conflicts(run(*checks)) == [{check.name for check in checks}]
    for check in checks:
        assert not run(*(other for other in checks if other is not check)).conflicts


AGREEMENTS = {
    "five years": [compound("one", "100亿元", "161.1亿元", N, "10.0%")],
    "two spans of as many years": [
        compound("one", "100亿元", "161.1亿元", N, "10.0%"),
        compound("two", "200亿元", "322.1亿元", N, "10.0%"),
    ],
    "either of two": [
        compound("one", "100.0亿元", "约140亿元", years("n", 3, 4), "10.0%"),
        bound("two", "total", total="约140亿元", parts=["100.0亿元", "33.1亿元"]),
    ],
    "700 months": [compound("one", "100.0亿元", "814.0亿元", "700", "0.300%")],
}


@pytest.mark.parametrize("checks", AGREEMENTS.values(), ids=AGREEMENTS)
def test_what_some_number_of_periods_makes_true_is_none(checks: list[Check]) -> None:
    """Nothing is accused, and nothing is left open."""
    report = run(*checks)
    assert not report.conflicts
    assert not report.unsettled
    assert {verdict.outcome for verdict in report.verdicts} <= {"holds", "rounding"}


OPEN = {
    "two and a half years": compound("one", "100.0亿元", "126.9亿元", "2.5", "10.0%"),
    "more than a thousand days": compound("one", "100.0亿元", "134.0亿元", "1461", "0.0200%"),
}


@pytest.mark.parametrize("check", OPEN.values(), ids=OPEN)
def test_what_is_outside_says_so_and_leaves_the_others_alone(check: Check) -> None:
    """A power that is not computed is named; an error elsewhere is found with its suspects."""
    total = bound("two", "total", total=check.figures["end"][0].name, parts=["80亿元", "20亿元"])
    report = run(check)
    assert [one.checks for one in report.unsettled] == [("one",)]
    assert not report.conflicts
    (conflict,) = run(check, total).conflicts
    assert conflict.checks == ("two",)
    assert {("80亿元",), ("20亿元",)} == {one.figures for one in conflict.suspects}
    assert not conflict.complete


def test_a_number_of_years_is_a_suspect() -> None:
    """The years were counted instead of the steps between them: 4, not 5."""
    (conflict,) = run(compound("one", "100亿元", "146.41亿元", "5", "10.0%")).conflicts
    (years_,) = (one for one in conflict.suspects if one.figures == ("5",))
    assert years_.must_lie_in == {"5": Interval.point(4)}
    assert [one.text for one in years_.likely] == ["4"]


def test_a_number_of_years_is_narrowed_by_the_checks_it_stands_in() -> None:
    """What remains of an unknown number of years is told."""
    report = run(compound("one", "100亿元", "161.1亿元", years("n", 1, None), "10.0%"))
    assert report.remaining["n"] == Interval.point(5)


# -- against every assignment ----------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """Whole levels that grow at a rate, which no other span has."""

    start: str
    end: str
    periods: str
    rate: tuple[int, int]  # percent, from and to


@dataclass(frozen=True)
class Small:
    """Levels and numbers of periods within small ranges, spans, and sums of two levels."""

    ranges: dict[str, tuple[int, int]]
    spans: list[Span]
    sums: list[tuple[str, str, str]]  # the first is the sum of the others

    def checks(self) -> list[Check]:
        """The same as checks on unknowns and printed rates."""
        known = {
            name: Unknown(name, Interval(Fraction(low), Fraction(high)), integer=True)
            for name, (low, high) in self.ranges.items()
        }
        found = []
        for number, span in enumerate(self.spans):
            low, high = (Fraction(percent, 100) for percent in span.rate)
            rate = Reading("", low, Fraction(0), "%", "range", kind="rate", upper=high)
            roles: dict[str, tuple[Quantity, ...]] = {
                "start": (known[span.start],),
                "end": (known[span.end],),
                "periods": (known[span.periods],),
                "rate": (Figure(f"r{number}", rate),),
            }
            found.append(Check(f"span{number}", RELATIONS["compound"], roles))
        for number, (total, one, two) in enumerate(self.sums):
            roles = {"total": (known[total],), "parts": (known[one], known[two])}
            found.append(Check(f"sum{number}", RELATIONS["total"], roles))
        return found

    def is_possible(self) -> bool:
        """Whether some assignment makes everything true."""
        names = list(self.ranges)
        spread = [range(low, high + 1) for low, high in self.ranges.values()]
        return any(
            self._holds(dict(zip(names, values, strict=True))) for values in product(*spread)
        )

    def _holds(self, at: dict[str, int]) -> bool:
        for span in self.spans:
            grown = Fraction(at[span.end], at[span.start])
            low, high = (Fraction(100 + percent, 100) ** at[span.periods] for percent in span.rate)
            if not low <= grown <= high:
                return False
        return all(at[total] == at[one] + at[two] for total, one, two in self.sums)


def drawn(random: Random) -> Small:
    """Two to four checks that share levels or numbers of periods, most of them nearly true."""
    true = {name: random.randint(6, 30) for name in "abcd"} | {
        n: random.randint(1, 4) for n in "nm"
    }
    sums = []
    for _ in range(random.randint(0, 2)):
        total, one, two = random.sample("abcd", 3)
        true[total] = true[one] + true[two]
        sums.append((total, one, two))
    spans = []
    for _ in range(random.randint(1, 2) if sums else 2):
        start, end = random.sample("abcd", 2)
        periods = random.choice("nm")
        low = round(100 * ((true[end] / true[start]) ** (1 / true[periods]) - 1))
        low += random.choice((-6, -3, -2, -1, 0, 2))
        spans.append(Span(start, end, periods, (low, low + random.randint(1, 6))))
    used = {n for s in spans for n in (s.start, s.end, s.periods)} | {n for s in sums for n in s}
    ranges = {}
    for name in sorted(used):
        low = max(1, true[name] - random.randint(0, 1))
        ranges[name] = (low, low + random.randint(0, 2))
    return Small(ranges, spans, sums)


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_every_assignment_tried_by_hand_agrees(seed: int) -> None:
    """A conflict where no assignment is a solution, none where one is; no check of it is idle."""
    small = drawn(Random(seed))
    checks = small.checks()
    report = run(*checks)
    assert not report.unsettled
    assert bool(report.conflicts) != small.is_possible()
    named = {check.name: check for check in checks}
    for conflict in report.conflicts:
        assert conflicts(run(*(named[name] for name in conflict.checks)))
        for idle in conflict.checks:
            assert not conflicts(run(*(named[n] for n in conflict.checks if n != idle)))
