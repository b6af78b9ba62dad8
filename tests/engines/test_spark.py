from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

pyspark = pytest.importorskip("pyspark", reason="run by .ci/spark, in an environment of its own")

from click.testing import CliRunner  # noqa: E402  # only where Spark is
from pyspark.sql import SparkSession  # noqa: E402

from crossfoot import columns  # noqa: E402
from crossfoot.cli import main  # noqa: E402
from crossfoot.engines.columns.binding import Binding  # noqa: E402
from crossfoot.engines.columns.printed import Printed  # noqa: E402

GROWTH: dict[str, Any] = {"current": "now", "base": "before", "rate": "rate"}
PRINTED = {"now": "0.1", "before": "0.1", "rate": "0.1%"}
ROWS = [
    ("rice", 8079.0, 6725.0, 20.1),
    ("tax", 181.1, 166.6, 9.7),
    ("exports", 18.1, 18.0, 0.8),
    ("maize", None, 4.0, 3.0),
]
NAMES = ["item", "now", "before", "rate"]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark on this machine, with two threads."""
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def outcomes(table: Any) -> list[str]:
    return [row["outcome"] for row in sorted(table.collect(), key=lambda row: row["item"])]


@pytest.mark.parametrize("rounding", ["half", "half-even", "truncate"])
@pytest.mark.parametrize("ansi", ["true", "false"])
def test_outcomes_are_the_kernels(spark: Any, rounding: Any, ansi: str) -> None:
    """Rows at the ends of intervals, of every size, are judged as the kernel judges them."""
    spark.conf.set("spark.sql.ansi.enabled", ansi)
    draw = random.Random(rounding)
    binding = Binding.of("growth", GROWTH, PRINTED, rounding=rounding)
    units = {name: Printed.of(text).unit for name, text in PRINTED.items()}
    rows = []
    for number in range(300):
        size = draw.choice([20, 2000, 10**9, 10**14, 10**17])
        now, before = draw.randint(-size // 20, size), draw.randint(-size // 20, size)
        exact = (now * units["now"] / (before * units["before"]) - 1) if before else Fraction(0)
        rate = round(exact / units["rate"]) + draw.choice([-1, 0, 0, 1])
        rows.append((f"{number:04}", now / 10, before / 10, rate / 10))
    told = outcomes(
        columns.check(
            spark.createDataFrame(rows, NAMES),
            "growth",
            printed=PRINTED,
            rounding=rounding,
            **GROWTH,
        )
    )
    expected = [binding.verdict(dict(zip(NAMES, row, strict=True))).outcome for row in rows]
    assert told == expected
    assert set(told) == {"holds", "rounding", "fails", "undecided"}


def test_texts_tell_their_own_precision(spark: Any) -> None:
    """Plain texts are read in Spark, others by the kernel."""
    rows = [
        ("1", "8079", "6725", "1354"), ("2", "443,600", "443,500", "100"),
        ("3", "20.1", "20.15", "0.0"), ("4", "8079家", "6725家", "1,355"),
        ("5", None, "3", "3"), ("6", "12%", "12", "-11.88"), ("7", "soon", "1", "1"),
    ]  # fmt: skip
    table = spark.createDataFrame(rows, ["item", "a", "b", "c"])
    told = outcomes(columns.check(table, "change", current="a", base="b", change="c"))
    assert told == ["holds", "holds", "holds", "fails", "undecided", "holds", "undecided"]


def test_decimals_are_judged_by_all_their_digits(spark: Any) -> None:
    """Spark would compare decimals of different places without the last of them."""
    from decimal import Decimal

    rows = [("1", Decimal("0.100000001"), 0.1), ("2", Decimal("0.1"), 0.1), ("3", None, 0.1)]
    table = spark.createDataFrame(rows, "item string, a decimal(38,9), b double")
    printed = {"a": "0.1", "b": "0.1"}
    told = columns.check(table, "same", figures=["a", "b"], printed=printed)
    assert [
        (row["outcome"], row["reason"]) for row in sorted(told.collect(), key=lambda r: r[0])
    ] == [
        ("undecided", "more digits than the column prints"),
        ("holds", None),
        ("undecided", "a figure is missing"),
    ]


@pytest.mark.parametrize("ansi", ["true", "false"])
def test_long_whole_numbers_are_not_divided_as_fractions(spark: Any, ansi: str) -> None:
    """A multiple of a thousand with more digits than a binary fraction holds."""
    spark.conf.set("spark.sql.ansi.enabled", ansi)
    rows = [("1", 9007199254740993000, 9007199254740993000), ("2", 5000, 5001), ("3", 5000, 6001)]
    table = spark.createDataFrame(rows, ["item", "a", "b"])
    printed = {"a": "1000"}
    told = outcomes(columns.check(table, "same", figures=["a", "b"], printed=printed))
    binding = Binding.of("same", {"figures": ["a", "b"]}, printed)
    assert told == [binding.verdict({"a": a, "b": b}).outcome for _, a, b in rows]


def test_totals_of_groups(spark: Any) -> None:
    """A column foots group by group."""
    rows = [("N", "a", 1.5), ("N", "b", 2.5), ("N", "T", 4.0), ("S", "a", 3.0), ("S", "T", 3.9)]
    table = spark.createDataFrame(rows, ["region", "item", "amount"])
    footed = columns.foot(
        table, "amount", by="region", marked={"item": "T"}, printed={"amount": "0.1"}
    )
    assert {row["region"]: row["outcome"] for row in footed.collect()} == {
        "N": "holds",
        "S": "fails",
    }


def test_pandera_on_spark(spark: Any) -> None:
    """Pandera collects the failing check, and none where the rows are right."""
    pas = pytest.importorskip("pandera.pyspark")
    from crossfoot.pandera import findings, satisfies

    schema = pas.DataFrameSchema(checks=satisfies("growth", printed=PRINTED, **GROWTH))
    table = spark.createDataFrame(ROWS, NAMES)
    assert "crossfoot_satisfies" in str(dict(schema.validate(table).pandera.errors)) or (
        "growth" in str(dict(schema.validate(table).pandera.errors))
    )
    assert [finding.row["now"] for finding in findings(schema.validate(table))] == [181.1]
    right = schema.validate(table.filter("item <> 'tax'"))
    assert not right.pandera.errors
    assert findings(right) == []


def test_great_expectations_on_spark(spark: Any) -> None:
    """The expectation runs in Spark and names the row."""
    gx = pytest.importorskip("great_expectations")
    from crossfoot.gx import ExpectColumnsToSatisfy

    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_spark("spark").add_dataframe_asset("table")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(
        batch_parameters={"dataframe": spark.createDataFrame(ROWS, NAMES)}
    )
    found = batch.validate(
        ExpectColumnsToSatisfy(relation="growth", figures=GROWTH, printed=PRINTED, key=["item"])
    )
    assert not found.success
    assert [one["row"]["item"] for one in found.result["details"]["rows"]] == ["tax"]


def test_the_command_line_on_spark(spark: Any, tmp_path: Path) -> None:
    """`--engine spark` reads the file, counts all rows and writes those that fail."""
    table, suite = tmp_path / "table.parquet", tmp_path / "table.yaml"
    spark.createDataFrame(ROWS, NAMES).write.parquet(str(table))
    suite.write_text(
        "printed: {now: 0.1, before: 0.1, rate: 0.1%}\nkey: item\n"
        "expect:\n  - growth: {current: now, base: before, rate: rate}\n"
    )
    out = tmp_path / "out.parquet"
    arguments = ["check", str(table), "--suite", str(suite), "--engine", "spark"]
    result = CliRunner().invoke(main, [*arguments, "--failures", str(out)])
    assert result.exit_code == 1, result.output
    assert "1 holds · 1 rounding · 1 fails · 1 undecided" in result.output
    assert [row["item"] for row in spark.read.parquet(str(out)).collect()] == ["tax"]
