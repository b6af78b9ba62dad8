"""The suite's own test: which slips its checks would notice."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.cli import main
from crossfoot.errors import UnreadableFigure
from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.solver.budget import STEPS_A_SECOND
from crossfoot.solver.probe import digit_changes, probe
from crossfoot.suite import Suite
from tests.solver.test_slips import GROWTH, TOTAL, read, suite

TEXTS = {"now": "8079家", "before": "6725家", "rate": "20.1%", "east": "3077家", "west": "5002家"}


def caught_by_running(whole: Suite, name: str) -> int:
    """How many changes of a digit give a run with a conflict, each run from scratch."""
    texts = {figure.name: figure.text for figure in whole.figures}
    found = 0
    for text in digit_changes(texts[name]):
        try:
            changed = suite(texts | {name: text}, GROWTH, TOTAL)
        except UnreadableFigure:  # 0725 is no number, which is noticed as well
            found += 1
        else:
            found += bool(changed.run().conflicts)
    return found


@settings(max_examples=5)
@given(st.sampled_from(sorted(TEXTS)))
def test_what_is_caught_is_what_a_run_would_report(name: str) -> None:
    """The quick way agrees with changing the figure and checking everything again."""
    whole = suite(TEXTS, GROWTH, TOTAL)
    (protection,) = [one for one in probe(whole, read).figures if one.figure.name == name]
    assert protection.slips == 9 * sum(char.isdigit() for char in TEXTS[name])
    assert protection.caught == caught_by_running(whole, name)


def test_a_figure_without_a_check_is_uncovered() -> None:
    """Nobody would notice a slip of it, and the score says so."""
    lonely = Figure("lonely", read_figure("42家"))
    whole = suite(TEXTS, TOTAL)
    found = probe(Suite("test", whole.checks, (*whole.figures, lonely)), read)
    assert [figure.name for figure in found.uncovered] == ["before", "rate", "lonely"]
    assert found.score is not None and 0 < found.score < 1


def test_figures_in_conflict_are_not_settled() -> None:
    """Where the figures contradict each other already, a further slip cannot be told."""
    found = probe(suite(TEXTS | {"now": "8097家"}, GROWTH), read)
    assert not any(one.settled for one in found.figures if one.checks)


@pytest.mark.parametrize("steps", [1, 30, 100, 200, 400, 800])
def test_what_was_cut_short_is_not_settled(steps: int) -> None:
    """Within a small limit a figure is told as in an unlimited search, or is not settled."""
    whole = suite(TEXTS, GROWTH, TOTAL)
    full = {one.figure.name: one for one in probe(whole, read).figures}
    short = probe(replace(whole, limit=Fraction(steps, STEPS_A_SECOND)), read).figures
    assert all(one == full[one.figure.name] for one in short if one.settled)
    assert len(short) == len(full)


def test_the_command_prints_shares_and_score(tmp_path: Path) -> None:
    """Every figure with the part of its slips that is caught, in text and as JSON."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / "expectations").mkdir()
    rows = "".join(f"{name},{text},firms,2018,,\n" for name, text in TEXTS.items())
    (tmp_path / "datasets/firms.csv").write_text("name,text,metric,period,section,note\n" + rows)
    target = tmp_path / "expectations/firms.yaml"
    target.write_text(
        "dataset: firms\nexpect:\n  - total: {total: now, parts: [east, west]}\n", "utf-8"
    )
    told = CliRunner().invoke(main, ["probe", str(target), "--lang", "en"])
    assert told.exit_code == 0
    assert "100%  now 8079家" in told.stdout
    assert "No check says anything of: firms 6725家; firms 20.1%" in told.stdout
    printed = CliRunner().invoke(main, ["probe", str(target), "--format", "json"])
    (found,) = json.loads(printed.stdout)["probes"]
    assert found["figures"][0] == {
        "name": "now", "text": "8079家", "checks": 1, "slips": 36, "caught": 36, "settled": True,
    }  # fmt: skip


def test_a_check_known_to_fail_guards_nothing() -> None:
    """Figures beside it are still told apart; its own figures are as good as unchecked."""
    whole = suite(TEXTS | {"rate": "25.1%"}, GROWTH, TOTAL)
    growth, total = whole.checks
    known = Suite("test", (replace(growth, known="printed so"), total), whole.figures)
    found = {one.figure.name: one for one in probe(known, read).figures}
    assert found["rate"].checks == found["before"].checks == 0
    assert found["now"].settled
    assert found["now"].caught == found["now"].slips


def test_the_page_marks_what_no_check_guards(tmp_path: Path) -> None:
    """A figure without a check is marked, one that checks pin down is not."""
    document = tmp_path / "visitors.txt"
    document.write_text(
        "Visitors came to 12,480 in 2025: 9,105 adults and 3,375 children. They ate 2.5 tonnes.\n"
        "Of the 12,480 visitors, 9,105 were adults and 3,375 were children.\n",
        "utf-8",
    )
    page = tmp_path / "probe.html"
    told = CliRunner().invoke(main, ["probe", str(document), "--report", str(page)])
    assert told.exit_code == 0
    figure = r'<a class="figure in ([^"]*)"[^>]*>([^<]*)</a>'
    marks = {text: mark for mark, text in re.findall(figure, page.read_text("utf-8"))}
    assert "unguarded" in marks["2.5 tonnes"]
    assert "unguarded" not in marks["12,480"]
    refused = CliRunner().invoke(
        main, ["probe", str(document), "--report", str(tmp_path / "a.pdf")]
    )
    assert refused.exit_code == 2
    assert "use .html" in refused.stderr
