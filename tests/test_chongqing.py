"""The real case: what the figures of the Chongqing report of 2018 say about each other."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.interval import Interval
from crossfoot.project import Project, gates, run
from crossfoot.suite import Report

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """Reports of this repository's own suites, by name."""
    return {report.suite.name: report for report in run(Project(ROOT).suites())}


def outcomes(report: Report) -> dict[str, str]:
    """Outcome by check."""
    return {verdict.check.name: verdict.outcome for verdict in report.verdicts}


def test_the_gate_is_green(reports: dict[str, Report]) -> None:
    """Everything that fails is known to."""
    assert not gates(reports.values(), "fails")


def test_all_sixty_three_figures_are_there(reports: dict[str, Report]) -> None:
    """Every figure of the report is in the dataset, besides references with a source."""
    figures = reports["chongqing-2018"].figures
    assert len([figure for figure in figures if not figure.extra["source"]]) == 63
    assert all(figure.note for figure in figures if figure.extra["source"])


def test_the_unprinted_base_is_6725_companies(reports: dict[str, Report]) -> None:
    """Growth and increase leave one number of companies at the end of 2017."""
    remaining = reports["chongqing-2018"].remaining
    assert remaining["enterprises_2017"] == Interval.point(6725)
    assert outcomes(reports["chongqing-2018"])["enterprises_grow"] == "holds"


def test_spending_and_intensity_leave_a_range_of_gdp(reports: dict[str, Report]) -> None:
    """The unprinted product lies around the published one."""
    gdp = reports["chongqing-2018"].remaining["gdp"]
    published = Fraction("19500.27") * 10**8
    assert published in gdp
    assert gdp.width is not None
    assert gdp.width < published / 100


def test_percent_where_points_are_meant_is_found(reports: dict[str, Report]) -> None:
    """An intensity up by 0.15 percent is impossible; by 0.15 points it agrees."""
    found = outcomes(reports["chongqing-2018"])
    assert found["rd_intensity_grows_in_percent"] == "fails"
    assert found["rd_intensity_rises_in_points"] == "holds"


def test_every_published_error_fails_and_is_known(reports: dict[str, Report]) -> None:
    """Nine real errors are caught, and what was meant agrees."""
    report = reports["published-errors"]
    failing = {one.check.name for one in report.verdicts if one.outcome == "fails"}
    known = {one.check.name for one in report.verdicts if one.check.known}
    assert failing == known
    assert len(known) == 9
    assert {"fails", "holds"} == set(outcomes(report).values())


def test_points_printed_as_percent_are_named(reports: dict[str, Report]) -> None:
    """The finding says which mistake it is, in both languages."""
    verdict = next(
        verdict
        for verdict in reports["published-errors"].verdicts
        if verdict.check.name == "points_rise_in_percent"
    )
    assert "percentage points are meant" in verdict.message.told("en")
    assert "百分点" in verdict.message.told("zh")
