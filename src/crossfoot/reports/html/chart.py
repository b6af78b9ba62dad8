"""The outcomes of a suite run by run, as a small chart of stacked columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.history import OUTCOMES, Run, SuiteRun
from crossfoot.show import decimal
from crossfoot.suite import Report

RUNS = 40  # columns shown
HEIGHT = 48


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a column that one outcome has."""

    outcome: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """One run."""

    x: str
    at: str
    counts: tuple[tuple[str, int], ...]
    segments: tuple[Segment, ...]


def columns(report: Report, history: Sequence[Run]) -> tuple[Column, ...]:
    """The runs of a suite, oldest first and this one last; none where it ran only now."""
    name = report.suite.name
    before = [(run.at, run.suites[name]) for run in history if name in run.suites]
    if not before:
        return ()
    runs = [*before, ("", SuiteRun.of(report))][-RUNS:]
    most = max(1, *(sum(suite.counts.values()) for _, suite in runs))
    return tuple(
        Column(
            f"{decimal(Fraction(100 * number, RUNS), 2)}%",
            at,
            tuple(suite.counts.items()),
            _segments(suite, most),
        )
        for number, (at, suite) in enumerate(runs)
    )


def _segments(suite: SuiteRun, most: int) -> tuple[Segment, ...]:
    """What is wrong stands on top, where it is seen."""
    found = []
    y = Fraction(HEIGHT)
    for outcome in reversed(OUTCOMES):
        height = Fraction(suite.counts.get(outcome, 0) * HEIGHT, most)
        y -= height
        if height:
            found.append(Segment(outcome, decimal(y, 2), decimal(height, 2)))
    return tuple(found)
