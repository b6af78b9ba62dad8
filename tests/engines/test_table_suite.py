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
FOOT = "printed: {{now: 0.1}}\nexpect:\n  - foot: {{column: now, {}}}\n"


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
    told = {verdict["check"]: verdict["outcome"] for verdict in report["verdicts"]}
    assert told == {"growth[item=tax]": "fails", "growth[item=maize]": "undecided"}


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
        (SUITE.replace("now: 0.1", "nw: 0.1"), "has no column 'nw'. Did you mean 'now'?"),
        (SUITE.replace("key: item", "key: itm"), "Did you mean 'item'?"),
        (SUITE.replace("{now: 0.1, before: 0.1, rate: 0.1%}", "[now]"), "printed: {growth: 0.1%}"),
        (SUITE + "rounding: often\n", "unknown rounding 'often'"),
        (SUITE + "trailing_zeros: often\n", "unknown trailing_zeros 'often'"),
        (
            SUITE.replace("now: 0.1", "item: 0.1").replace("current: now", "current: item"),
            "yaml:5: no row can be judged: the column 'item' holds 'exports'",
        ),
        (FOOT.format("by: [nope], marked: {item: rice}"), "has no column 'nope'"),
        (FOOT.format("marked: {nope: rice}"), "has no column 'nope'"),
        (FOOT.format("marked: item"), "`marked` is not"),
        (FOOT.format("marked: {item: nobody}"), "there are no totals"),
        (FOOT.format("key: nope, parent: item"), "has no column 'nope'"),
        (FOOT.format("key: now, parent: item"), "names its parent by what stands in the key"),
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


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".parquet", b"not parquet, but long enough to have a footer"),
        (".parquet", b""),
        (".csv", b""),
        (".csv", b"now,before,rate\n1,2\n3,4,5,6\n"),
        (".csv", "now,before,rate\n1,2,地区\n".encode("gbk")),
    ],
)
def test_a_table_that_cannot_be_read_exits_with_two(
    table: Path, engine: str, suffix: str, content: bytes
) -> None:
    """A damaged, empty or ragged file is told plainly, with its name; no row is dropped."""
    broken = table.with_name("broken" + suffix)
    broken.write_bytes(content)
    broken.with_suffix(".yaml").write_text(
        "expect:\n  - growth: {current: now, base: before, rate: rate}\n"
    )
    result = checked(broken, "--engine", engine, "--report", str(table.with_name("out.html")))
    assert result.exit_code == 2
    assert "internal error" not in result.output
    assert result.output.startswith(f"crossfoot: {broken}")
    assert not table.with_name("out.html").exists()


@pytest.mark.parametrize("name", ["out.txt", "table.parquet", "out"])
def test_failing_rows_replace_nothing_and_are_a_table(table: Path, name: str) -> None:
    """They go to a Parquet or CSV file that is not the table itself."""
    before = table.read_bytes()
    assert checked(table, "--failures", str(table.with_name(name))).exit_code == 2
    assert table.read_bytes() == before
    assert {path.name for path in table.parent.iterdir()} == {"table.parquet", "table.yaml"}


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_alike_by_every_engine(table: Path, engine: str, separator: str) -> None:
    """Semicolons and tabs separate too, NA is a text and an empty cell a missing one."""
    path = table.with_suffix(".csv")
    lines = ["item,a,b", "NA,1,1", "x,2,3", '"y, z",,3']
    text = "\n".join(lines) if separator == "," else "\n".join(lines).replace(",", separator)
    path.write_text("\ufeff" + text + "\n", encoding="utf-8")
    table.with_suffix(".yaml").write_text(
        "key: item\nexpect:\n  - same: {figures: [a, b]}\n  - at_most: {lesser: a, greater: b}\n"
    )
    result = checked(path, "--engine", engine)
    assert "3 holds · 0 rounding · 1 fails · 2 undecided" in result.output
    assert "same[item=x]" in result.output


def test_a_table_without_a_suite_is_told_how_it_is_checked(table: Path) -> None:
    """The remedy names --suite."""
    result = CliRunner().invoke(main, ["check", str(table)])
    assert result.exit_code == 2
    assert "--suite" in result.output
