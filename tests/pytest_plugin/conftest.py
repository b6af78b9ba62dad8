"""A project for pytest to be run in, with and without pytest-xdist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

# A run inside this process forgets what it imported, which extension modules do not survive.
import crossfoot.assertions
import crossfoot.claimed
from crossfoot.reports import writers

assert crossfoot
writers()

SOURCE = Path(__file__).parent.parent.parent / "src"

Run = Callable[..., pytest.RunResult]

DATASET = """\
name,text,metric,period,section,note
sales,$8.1 million,sales,2025,,
before,$7.5 million,sales,2024,,
rise,up 8%,growth of sales,2025,,
fall,down 3%,growth of sales,2025,,
north,$5.1 million,sales in the north,2025,,
south,$3.1 million,sales in the south,2025,,
loss,$0.0 million,loss,2024,,
"""

HEAD = "dataset: sales\nexpect:\n"
HOLDS = "  - growth: {current: sales, base: before, rate: rise}\n"
ROUNDING = "  - total: {total: sales, parts: [north, south]}\n"
FAILS = "  - growth: {current: sales, base: before, rate: fall}\n"
UNDECIDED = "  - growth: {current: sales, base: loss, rate: rise}\n"
CONFLICT = """\
dataset: sales
unknowns:
  last_year: {unit: USD, at_least: "0"}
expect:
  - growth: {current: sales, base: last_year, rate: rise}
  - growth: {current: sales, base: last_year, rate: fall}
"""


PLUGIN = ("-p", "crossfoot.pytest_plugin")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with one dataset and no suite yet."""
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    # Installed or not, crossfoot's is the only plug-in; others would take longer to load.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    for folder in ("datasets", "expectations"):
        pytester.mkdir(folder)
    (pytester.path / "datasets" / "sales.csv").write_text(DATASET, encoding="utf-8")
    return pytester


def suite(project: pytest.Pytester, name: str, *checks: str) -> None:
    """Write a suite with these checks; or, where there is no check, this text."""
    text = HEAD + "".join(checks) if checks else ""
    path = project.path / "expectations" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def run(project: pytest.Pytester) -> Run:
    """Run pytest in the project, in one process."""
    return lambda *args: project.runpytest(*PLUGIN, *args)


@pytest.fixture
def run_two(project: pytest.Pytester) -> Run:
    """Run pytest in the project, with two workers of pytest-xdist."""
    return lambda *args: project.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2", *args)
