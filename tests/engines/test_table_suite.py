from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossfoot.cli import main

pl = pytest.importorskip("polars")
pytest.importorskip("duckdb")

SUITE = """
printed: {now: 0.1, before: 0.1, rate: 0.1%}
key: item
expect:
  - growth: {current: now, base: before, rate: rate}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with one wrong row, one that rounding saves, and one with a missing figure."""
    path = tmp_path / "table.parquet"
    pl.DataFrame(
        {
            "item": ["rice", "tax", "exports", "maize"],
            "now": [8079.0, 181.1, 18.1, None],
            "before": [6725.0, 166.6, 18.0, 4.0],
            "rate": [20.1, 9.7, 0.8, 3.0],
        }
    ).write_parquet(path)
    (tmp_path / "table.yaml").write_text(SUITE)
    return path


def checked(table: Path, *arguments: str) -> Result:
    suite = str(table.with_suffix(".yaml"))
    return CliRunner().invoke(main, ["check", str(table), "--suite", suite, *arguments])


@pytest.mark.parametrize("engine", ["auto", "duckdb", "polars", "pandas"])
def test_a_table_is_checked_row_by_row(table: Path, engine: str) -> None:
    """The wrong row is named and explained, all rows are counted, and the run fails."""
    result = checked(table, "--engine", engine)
    assert result.exit_code == 1, result.output
    assert "growth[item=tax]" in result.output
    assert "1 holds · 1 rounding · 1 fails · 1 undecided" in result.output
    assert "8.641% to 8.766%" in result.output


def test_the_failing_rows_are_written(table: Path) -> None:
    """`--failures` gets exactly the failing rows, with what was found."""
    out = table.with_name("out.parquet")
    for engine in ("duckdb", "polars", "pandas"):
        assert checked(table, "--engine", engine, "--failures", str(out)).exit_code == 1
        rows = pl.read_parquet(out)
        assert rows["item"].to_list() == ["tax"]
        assert rows["outcome"].to_list() == ["fails"]
        assert rows["check"].to_list() == ["growth"]


def test_a_known_failure_does_not_gate(table: Path) -> None:
    """Its rows are counted and told with the reason, and the run passes; so is why it must hold."""
    suite = table.with_suffix(".yaml")
    beside = "    name: yearly\n    because: the rates are printed\n    known: revised since\n"
    suite.write_text(SUITE.rstrip() + "\n" + beside)
    result = checked(table)
    assert result.exit_code == 0, result.output
    assert "yearly[item=tax]" in result.output
    assert "revised since" in result.output
    assert "1 fails · 1 undecided · 1 known" in result.output


def test_reports_have_the_counts_of_all_rows(table: Path) -> None:
    """The JSON report counts rows, not only those that it shows."""
    out = table.with_name("out.json")
    checked(table, "--report", str(out))
    (report,) = json.loads(out.read_text())["reports"]
    assert report["counts"]["rounding"] == 1
    assert len(report["verdicts"]) == 1


def test_texts_of_a_csv_tell_their_own_precision(table: Path) -> None:
    """A CSV is read as printed, so that 100.10 and 100.1 differ."""
    path = table.with_suffix(".csv")
    path.write_text("item,a,b,total\nx,60.05,40.05,100.10\ny,60.0,40.0,100.1\nz,60,40,100.1\n")
    table.with_suffix(".yaml").write_text(
        "key: item\nexpect:\n  - total: {total: total, parts: [a, b]}\n"
    )
    result = checked(path)
    assert "1 holds · 1 rounding · 1 fails" in result.output


def test_totals_of_groups_are_checked(table: Path) -> None:
    """`foot` names the group whose total is wrong."""
    path = table.with_suffix(".csv")
    path.write_text("region,item,amount\nN,a,1.5\nN,b,2.5\nN,Total,4.0\nS,a,3.0\nS,Total,3.9\n")
    table.with_suffix(".yaml").write_text(
        "expect:\n  - foot: {column: amount, by: region, marked: {item: Total}}\n"
    )
    result = checked(path)
    assert result.exit_code == 1
    assert "foot[region=S]" in result.output
    assert "1 holds · 0 rounding · 1 fails" in result.output


@pytest.mark.parametrize(
    ("suite", "told"),
    [
        (
            SUITE.replace("before, rate: rate", "befor, rate: rate"),
            "yaml:5: the table has no column 'befor'. Did you mean 'before'?",
        ),
        ("expect:\n  - grwth: {current: now}\n", "growth"),
        ("expect:\n  - growth: {current: now, base: before}\n", "lacks rate"),
        ("expect: []\n", "nothing"),
        ("expects: []\n", "expect"),
        (
            "printed: {now: lots}\nexpect:\n  - growth: {current: now, base: before, rate: rate}\n",
            "lots",
        ),
        ("{", "not YAML"),
        ("expect:\n  - growth: {current: item, base: before, rate: rate}\n", "before"),
    ],
)
def test_what_cannot_be_checked_exits_with_two(table: Path, suite: str, told: str) -> None:
    """A suite that does not fit its table is told with its file, and nothing is written."""
    table.with_suffix(".yaml").write_text(suite)
    result = checked(table, "--failures", str(table.with_name("out.parquet")))
    assert result.exit_code == 2
    assert told.lower() in result.output.lower()
    assert "internal error" not in result.output
    assert not table.with_name("out.parquet").exists()


def test_a_table_without_rows_does_not_pass(table: Path) -> None:
    """Nothing checked is not nothing wrong."""
    pl.read_parquet(table).clear().write_parquet(table)
    assert checked(table).exit_code == 2


def test_a_table_that_cannot_be_read_exits_with_two(table: Path) -> None:
    """A text file called Parquet is told plainly."""
    table.write_text("not parquet")
    result = checked(table)
    assert result.exit_code == 2
    assert "internal error" not in result.output
