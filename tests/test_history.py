"""What a project remembers of its runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossfoot.check import Check
from crossfoot.errors import SuiteError
from crossfoot.figure import Figure
from crossfoot.history import Changes, Run, SuiteRun, read_history, written
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.reports import html
from crossfoot.suite import Report, Suite
from tests.reports.conftest import make_report


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with a contradiction."""
    return make_report()


def run_of(**pairs: str) -> Report:
    """A suite of checks that one figure is at most another, such as `a="3 4"`."""
    checks = []
    for name, pair in pairs.items():
        one, other = (
            Figure(f"{name}{n}", read_figure(text)) for n, text in enumerate(pair.split())
        )
        relation = builtin()["at_most"]
        checks.append(Check(name, relation, {"lesser": (one,), "greater": (other,)}))
    return Suite("quays", tuple(checks)).run()


DAY = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_runs_are_read_back_as_they_were(tmp_path: Path) -> None:
    """What is written is read again, oldest first."""
    runs = [Run.of([run_of(a="3 4")], DAY), Run.of([run_of(a="5 4")], DAY.replace(day=2))]
    file = tmp_path / "history.jsonl"
    file.write_bytes(written(runs))
    assert read_history(file) == runs


def test_no_file_is_no_run(tmp_path: Path) -> None:
    """A first run has nothing before it."""
    assert read_history(tmp_path / "history.jsonl") == []


@pytest.mark.parametrize("line", ["{", "[]", '{"at": 1}', '{"at": "x", "suites": {"a": 1}}'])
def test_a_damaged_line_is_named(line: str, tmp_path: Path) -> None:
    """What is no run is an error that says where it stands."""
    file = tmp_path / "history.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"history\.jsonl:2"):
        read_history(file)


def test_findings_that_came_and_went_are_told() -> None:
    """The changes are those since the last run that had the suite."""
    before = Run.of([run_of(a="5 4", b="1 2", c="9 8")], DAY)
    changes = Changes.of(run_of(a="3 4", b="3 2", c="9 8"), [before, Run("later", {})])
    assert changes == Changes("2026-03-01T09:30:00Z", {"b": "fails"}, {"a": "fails"})


def test_contradictions_come_and_go_too(report: Report) -> None:
    """A contradiction between checks that can each be true is remembered like a failing check."""
    name = "conflict[growth[vessels]+growth[cargo]]"
    assert SuiteRun.of(report).open[name] == "fails"
    alone = replace(report, conflicts=())
    changes = Changes.of(report, [Run.of([alone], DAY)])
    assert changes is not None and changes.appeared == {name: "fails"}
    page = html.index([report], "en", [Run.of([alone], DAY)]).decode()
    assert "contradict each other: growth[vessels], growth[cargo]" in page


def test_the_index_shows_the_history() -> None:
    """The front page draws the runs and names what is new and what is gone."""
    before = Run.of([run_of(a="5 4", b="1 2")], DAY)
    page = html.index([run_of(a="3 4", b="3 2")], "en", [before]).decode()
    assert page.count("<g><title>") == 2
    assert '"name">b</span>' in page and '"name">a</span>' in page
    assert "2026-03-01 09:30:00 UTC" in page
    assert "<title>2026" not in html.index([run_of(a="3 4")], "en").decode()
