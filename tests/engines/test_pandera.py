from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

pa = pytest.importorskip("pandera.pandas")

import pandas as pd  # noqa: E402  # only where pandera is
from pandera.errors import SchemaErrors  # noqa: E402

from crossfoot.errors import SuiteError  # noqa: E402
from crossfoot.pandera import FiguresSchema, figures_frames, findings, satisfies  # noqa: E402

PRINTED = {"now": "0.1", "before": "0.1", "rate": "0.1%"}
GROWTH: dict[str, Any] = {"current": "now", "base": "before", "rate": "rate"}
# Row 1 is wrong, row 2 agrees only thanks to rounding, row 3 lacks a figure.
DATA: dict[str, list[Any]] = {
    "item": ["rice", "tax", "exports", "maize"],
    "now": [8079.0, 181.1, 18.1, None],
    "before": [6725.0, 166.6, 18.0, 4.0],
    "rate": [20.1, 9.7, 0.8, 3.0],
}


def growth(**more: Any) -> Any:
    return satisfies("growth", printed=PRINTED, **GROWTH, **more)


def test_a_failing_row_is_the_failure_case() -> None:
    """Lazy validation reports the row that is wrong and neither rounding nor a missing figure."""
    with pytest.raises(SchemaErrors) as caught:
        pa.DataFrameSchema(checks=growth()).validate(pd.DataFrame(DATA), lazy=True)
    assert set(caught.value.failure_cases["index"]) == {1}
    (finding,) = findings(caught.value)
    assert finding.row["now"] == 181.1
    assert finding.verdict.outcome == "fails"
    assert "8.7" in str(finding) and "9.7%" in str(finding)
    assert finding.verdict.implied["rate"] is not None


def test_polars_rows_are_judged_in_polars() -> None:
    """A Polars frame gives the same failure case."""
    pl = pytest.importorskip("polars")
    import pandera.polars as pap

    with pytest.raises(SchemaErrors) as caught:
        pap.DataFrameSchema(checks=growth()).validate(pl.DataFrame(DATA), lazy=True)
    assert [finding.row["now"] for finding in findings(caught.value)] == [181.1]
    assert "tax" in str(caught.value.failure_cases["failure_case"].to_list())


def test_ibis_tables_are_judged_in_their_engine(tmp_path: Path) -> None:
    """An ibis table is refused for the same row, which `findings` names."""
    ibis = pytest.importorskip("ibis")
    pytest.importorskip("duckdb")
    import pandera.ibis as pai

    backend = ibis.duckdb.connect()
    path = tmp_path / "growth.parquet"
    pd.DataFrame(DATA).to_parquet(path)
    table = backend.read_parquet(path)
    with pytest.raises(SchemaErrors) as caught:
        pai.DataFrameSchema(checks=growth()).validate(table, lazy=True)
    assert [finding.row["now"] for finding in findings(caught.value)] == [181.1]
    cases = [str(case) for case in caught.value.failure_cases["failure_case"]]
    assert len(cases) == 1
    assert "tax" in cases[0]
    assert "181.1" in cases[0]
    pai.DataFrameSchema(checks=growth()).validate(table.filter(table.item != "tax"), lazy=True)


def test_what_fails_can_be_chosen() -> None:
    """Rounding, or what cannot be decided, is refused where the schema says so."""
    for fail_on, rows in (("rounding", {1, 2}), ("undecided", {1, 3})):
        with pytest.raises(SchemaErrors) as caught:
            pa.DataFrameSchema(checks=growth(fail_on=fail_on)).validate(
                pd.DataFrame(DATA), lazy=True
            )
        assert set(caught.value.failure_cases["index"]) == rows


def test_a_schema_survives_yaml() -> None:
    """A schema read back from YAML judges the same rows in the same way."""
    schema = pa.DataFrameSchema({"now": pa.Column(float, nullable=True)}, checks=growth())
    again = pa.DataFrameSchema.from_yaml(schema.to_yaml())
    assert again.to_yaml() == schema.to_yaml()
    with pytest.raises(SchemaErrors) as caught:
        again.validate(pd.DataFrame(DATA), lazy=True)
    assert len(findings(caught.value)) == 1


def test_a_model_states_a_relation_in_its_config() -> None:
    """A DataFrameModel has the registered check by name."""

    class Growth(pa.DataFrameModel):  # type: ignore[name-defined, misc]  # imported if there
        item: str

        class Config:
            crossfoot_satisfies = {  # noqa: RUF012  # pandera's own form
                "relation": "growth", "figures": GROWTH, "printed": PRINTED,
            }  # fmt: skip

    with pytest.raises(SchemaErrors) as caught:
        Growth.validate(pd.DataFrame(DATA), lazy=True)
    assert [finding.row["now"] for finding in findings(caught.value)] == [181.1]
    Growth.validate(pd.DataFrame(DATA).drop(index=1), lazy=True)


def test_a_missing_column_fails_closed() -> None:
    """A table without the column does not pass; nor does a check of an unknown relation exist."""
    with pytest.raises(SchemaErrors):
        pa.DataFrameSchema(checks=growth()).validate(pd.DataFrame(DATA)[["item"]], lazy=True)
    with pytest.raises(SuiteError, match="growth"):
        satisfies("grwth", printed=PRINTED, **GROWTH)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(FiguresSchema.strategy(size=7))
def test_generated_datasets_are_valid(frame: Any) -> None:
    """The schema's own strategy makes datasets of the size asked for that the schema accepts."""
    assert len(FiguresSchema.validate(frame)) == 7


def test_a_dataset_with_a_text_that_is_no_figure_is_refused() -> None:
    """A text that cannot be read, a name twice and an empty table are each refused."""
    good = pd.DataFrame(
        [("a", "20.1%", "", "", "", ""), ("b", "8079家", "", "", "", "")],
        columns=["name", "text", "metric", "period", "section", "note"],
        dtype=str,
    )
    FiguresSchema.validate(good)
    for bad in (good.assign(text="soon"), good.assign(name="a"), good.iloc[:0]):
        with pytest.raises(Exception, match=r"figure|name|unique"):
            FiguresSchema.validate(bad)
    assert figures_frames is not None
