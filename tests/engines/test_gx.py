from __future__ import annotations

import json
import re
import runpy
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

gx = pytest.importorskip("great_expectations")

import pandas as pd  # noqa: E402  # only where GX is

from crossfoot.cli import main  # noqa: E402
from crossfoot.dataset import read_rows  # noqa: E402
from crossfoot.engines.gx_project import suite_json  # noqa: E402
from crossfoot.errors import SuiteError  # noqa: E402
from crossfoot.gx import (  # noqa: E402
    ExpectColumnsToFoot,
    ExpectColumnsToSatisfy,
    ExpectFiguresToSatisfy,
    guard,
)
from crossfoot.project import Project  # noqa: E402
from crossfoot.suite import Suite  # noqa: E402

ROOT = Path(__file__).parents[2]
SUITES = {suite.name: suite for suite in Project(ROOT).suites()}
GROWTH = {"current": "now", "base": "before", "rate": "rate"}
PRINTED = {"now": "0.1", "before": "0.1", "rate": "0.1%"}
DATA = {
    "item": ["rice", "<b>tax</b>", "exports"],
    "now": [8079.0, 181.1, 18.1],
    "before": [6725.0, 166.6, 18.0],
    "rate": [20.1, 9.7, 0.8],
}


def batch(frame: Any) -> Any:
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    definition = asset.add_batch_definition_whole_dataframe("whole")
    return definition.get_batch(batch_parameters={"dataframe": frame})


def validated(frame: Any, expectation: Any) -> Any:
    return batch(frame).validate(expectation)


def test_a_wrong_row_fails_with_what_it_would_have_to_be() -> None:
    """The row that cannot be right is told with its cells, both intervals and implied values."""
    found = validated(
        pd.DataFrame(DATA),
        ExpectColumnsToSatisfy(relation="growth", figures=GROWTH, printed=PRINTED, key=["item"]),
    )
    assert not found.success
    assert found.result["unexpected_count"] == 1
    (row,) = found.result["details"]["rows"]
    assert row["row"]["now"] == 181.1
    assert row["implied"]["rate"].startswith("8.6")


def test_a_database_is_checked_like_a_frame(tmp_path: Path) -> None:
    """SQLite: the same rows fail, with the same words."""
    file = tmp_path / "figures.db"
    with closing(sqlite3.connect(file)) as connection:
        pd.DataFrame(DATA).to_sql("figures", connection, index=False)
    context = gx.get_context(mode="ephemeral")
    source = context.data_sources.add_sqlite("sqlite", connection_string=f"sqlite:///{file}")
    asset = source.add_table_asset("figures", table_name="figures")
    expectation = ExpectColumnsToSatisfy(
        relation="growth", figures=GROWTH, printed=PRINTED, key=["item"]
    )
    found = asset.add_batch_definition_whole_table("all").get_batch().validate(expectation)
    same = validated(pd.DataFrame(DATA), expectation)
    assert not found.success
    assert found.result["unexpected_count"] == 1
    assert found.result["details"]["rows"] == same.result["details"]["rows"]


def test_right_rows_pass() -> None:
    """Rows that agree, also only thanks to rounding, pass."""
    right = pd.DataFrame(DATA).drop(index=1)
    expectation = ExpectColumnsToSatisfy(relation="growth", figures=GROWTH, printed=PRINTED)
    assert validated(right, expectation).success


def test_nothing_passes_that_was_not_checked() -> None:
    """An empty table, a missing column and an unknown relation each fail."""
    frame = pd.DataFrame(DATA)
    sound: dict[str, Any] = {"relation": "growth", "figures": GROWTH, "printed": PRINTED}
    assert not validated(frame.iloc[:0], ExpectColumnsToSatisfy(**sound)).success
    assert not validated(frame[["item"]], ExpectColumnsToSatisfy(**sound)).success
    assert not validated(frame, ExpectColumnsToSatisfy(**{**sound, "relation": "grwth"})).success


def test_a_column_that_does_not_foot_fails() -> None:
    """The group whose total is wrong is named."""
    frame = pd.DataFrame(
        {
            "region": ["N", "N", "N", "S", "S"],
            "item": ["a", "b", "Total", "a", "Total"],
            "amount": ["1.5", "2.5", "4.0", "3.0", "3.9"],
        }
    )
    found = validated(
        frame, ExpectColumnsToFoot(column="amount", by=["region"], marked={"item": "Total"})
    )
    assert not found.success
    assert [one["row"]["region"] for one in found.result["details"]["rows"]] == ["S"]


@pytest.mark.parametrize("name", sorted(SUITES))
def test_kernel_pandera_and_gx_agree_verdict_by_verdict(name: str) -> None:
    """Every check of this repository has one outcome, whoever asks."""
    pytest.importorskip("pandera")
    from crossfoot.engines.claims import claims
    from crossfoot.engines.pandera import suite_schema

    suite = SUITES[name]
    assert suite.dataset is not None
    frame = pd.DataFrame([row for _, row in read_rows(suite.dataset)], dtype=str)
    kernel = {verdict.check.name: verdict for verdict in suite.run().verdicts}

    stored = gx.ExpectationSuite(**json.loads(suite_json(suite)))
    found = batch(frame).validate(stored)
    told = {one.expectation_config.kwargs["name"]: one for one in found.results}
    assert {check: one.result["details"]["outcome"] for check, one in told.items()} == {
        check: verdict.outcome for check, verdict in kernel.items()
    }
    assert {check: one.result["details"]["message"]["en"] for check, one in told.items()} == {
        check: verdict.message.told("en") for check, verdict in kernel.items()
    }

    # pandera says yes or no: once with what is known to be wrong, once without.
    rows: list[dict[str, Any]] = [row for _, row in read_rows(suite.dataset)]
    for claim in claims(suite):
        judged = claim.judge(rows)
        assert judged.verdict.outcome == kernel[claim.name].outcome
        wrong = kernel[claim.name].outcome == "fails"
        assert judged.passes == (not wrong or claim.known is not None)
    suite_schema(suite).validate(frame, lazy=True)
    if any(verdict.outcome == "fails" for verdict in kernel.values()):
        from dataclasses import replace

        gated = replace(suite, checks=tuple(replace(one, known=None) for one in suite.checks))
        with pytest.raises(Exception, match="fail") as caught:
            suite_schema(gated).validate(frame, lazy=True)
        failing = {
            str(case).partition(":")[0]
            for case in caught.value.failure_cases["check"]  # type: ignore[attr-defined]
        }
        assert failing == {one for one, verdict in kernel.items() if verdict.outcome == "fails"}


@pytest.mark.parametrize("name", sorted(SUITES))
def test_the_committed_gx_form_is_fresh(name: str) -> None:
    """`python -m crossfoot.engines.gx_project` was run since the suite was changed."""
    suite = SUITES[name]
    committed = ROOT / "expectations" / f"{name}.json"
    assert committed.read_bytes() == suite_json(suite)


def test_an_exported_project_runs_with_plain_gx(tmp_path: Path) -> None:
    """It runs, writes pages without remote assets, and a suite without its classes is an error."""
    folder = tmp_path / "gx"
    target = str(ROOT / "expectations" / "published-errors.yaml")
    exported = CliRunner().invoke(main, ["export", target, "--to", "gx", str(folder)])
    assert exported.exit_code == 0, exported.output
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    CliRunner().invoke(main, ["export", target, "--to", "gx", str(folder)])
    assert first == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    ran = subprocess.run(
        [sys.executable, str(folder / "run.py")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert len(re.findall(r"^(?:ok  |FAIL) ", ran.stdout, re.M)) == len(
        SUITES["published-errors"].checks
    )
    pages = list(folder.rglob("*.html"))
    assert len(pages) >= 3
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r"<(?:script|img|link)[^>]+(?:src|href)=\"(?:https?:)?//", text)
        assert "url('http" not in text
    index = (folder / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html").read_text()
    linked = re.findall(r'<a href="([^"]+)"', index)
    assert len(linked) == 2
    assert all((folder / "gx/uncommitted/data_docs/local_site" / link).is_file() for link in linked)
    assert "Succeeded" in index
    assert "<script" not in index

    suite = folder / "gx" / "expectations" / "published-errors.json"
    suite.write_text(suite.read_text("utf-8").replace("expect_figures_to", "expect_nothing_to", 1))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(folder / "run.py"), run_name="__main__")
    assert "planned" in str(stopped.value)


def test_the_guard_counts() -> None:
    """A result with fewer expectations than the file plans is refused."""

    class Result:
        run_results: dict[str, Any] = {}  # noqa: RUF012  # what GX gives for a suite it dropped

    with pytest.raises(SuiteError, match="planned"):
        guard(Result(), [ROOT / "expectations" / "published-errors.json"])


def test_cells_are_escaped_in_data_docs() -> None:
    """A cell with markup is shown as text."""
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    suite = gx.ExpectationSuite(
        "table",
        expectations=[
            ExpectColumnsToSatisfy(relation="growth", figures=GROWTH, printed=PRINTED, key=["item"])
        ],
    )
    found = batch(pd.DataFrame(DATA)).validate(suite)
    page = DefaultJinjaPageView().render(ValidationResultsPageRenderer().render(found))
    assert "&lt;b&gt;tax" in page
    assert "<b>tax" not in page


def test_words_of_a_suite_are_escaped_in_data_docs() -> None:
    """What a suite says, in its own words, is shown as text."""
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    frame = pd.DataFrame({"name": ["a", "b"], "text": ["8079家", "6725家"]})
    suite = gx.ExpectationSuite(
        "figures",
        expectations=[
            ExpectFiguresToSatisfy(
                relation="at_most",
                figures={"lesser": "a", "greater": "b"},
                because="<img src=x onerror=alert(1)> $relation",
            )
        ],
    )
    found = batch(frame).validate(suite)
    assert not found.success
    page = DefaultJinjaPageView().render(ValidationResultsPageRenderer().render(found))
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_a_suite_of_own_relations_is_not_exported() -> None:
    """A relation that other frameworks do not know is refused, not dropped."""
    from dataclasses import replace

    suite: Suite = SUITES["published-errors"]
    check = suite.checks[0]
    own = replace(check, relation=replace(check.relation, name="own"))
    with pytest.raises(SuiteError, match="own"):
        suite_json(replace(suite, checks=(own,)))
    assert ExpectFiguresToSatisfy.metric.startswith("table.")
