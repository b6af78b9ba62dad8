"""The same relations on the rows of a table, exactly, in the table's own engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.footing import PARTS, TOTAL, Footing, refuse
from crossfoot.engines.columns.frames import open_table, wrap
from crossfoot.engines.columns.rows import Rows
from crossfoot.languages import TrailingZeros
from crossfoot.relation import Relation
from crossfoot.rounding import Rounding


def check(
    table: Any,
    relation: str | Relation,
    /,
    *,
    printed: Mapping[str, str] | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    key: Sequence[str] = (),
    engine: str = "auto",
    **figures: str | Sequence[str],
) -> Any:
    """Judge a relation in every row: the table with `outcome`, `reason` and four ends beside it.

    `table` is a pandas or Polars frame, a DuckDB relation, an ibis table, a PySpark frame, or a
    path to Parquet or CSV, which `engine` opens (DuckDB by default). Each role names a column,
    or a list of columns where it takes several. `printed` says how a column of numbers is
    printed, by one unit of its last place (`{"rate": "0.1%", "gdp": "0.01亿元"}`); a column of
    texts tells its own precision, row by row. `key` keeps only those columns of the table.

    The outcomes are those of the kernel, exactly; the result is lazy where the engine is.
    Raises SuiteError.
    """
    binding = Binding.of(
        relation, figures, printed, rounding=rounding, trailing_zeros=trailing_zeros
    )
    return Rows.of(table, binding, engine).result(key)


def foot(
    table: Any,
    column: str,
    /,
    *,
    by: str | Sequence[str] = (),
    totals: Any = None,
    total: str | None = None,
    marked: Mapping[str, str] | None = None,
    key: str | None = None,
    parent: str | None = None,
    printed: Mapping[str, str] | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    engine: str = "auto",
) -> Any:
    """Add a column up, group by group, and judge the printed totals: one row for each total.

    The totals are one of: the column `total` (by default `column`) of the table `totals`, which
    has the columns `by` too; the rows of the table where `marked` (`{"item": "合计"}`) is true;
    or, with `parent`, every row that others name in that column as what they are part of, by its
    `key`. The parts of a group have to be complete. Result: the group, `total`, `parts` (how
    many), and what `check` tells. Raises SuiteError.
    """
    import narwhals as nw

    given = open_table(table, engine)
    frame = wrap(given)
    groups = [by] if isinstance(by, str) else list(by)
    if (totals is not None) + (marked is not None) + (parent is not None) != 1:
        raise refuse("what the totals are is not said, or said twice.")
    other = column
    if parent is not None:
        if key is None or groups:
            raise refuse("`parent` goes with `key`, the column that names a row, not with `by`.")
        groups = [key]
        parts = frame.filter(~nw.col(parent).is_null())
        parts = parts.select(nw.col(parent).alias(key), nw.col(column).alias(PARTS))
        above = parts.select(key).unique().rename({key: "_crossfoot_above"})
        claims = frame.select(nw.col(key), nw.col(column).alias(TOTAL))
        claims = claims.join(above, how="inner", left_on=[key], right_on=["_crossfoot_above"])
    elif marked is not None:
        is_total = nw.all_horizontal(
            *(nw.col(name) == value for name, value in marked.items()), ignore_nulls=False
        )
        parts = frame.filter(~is_total).select(*groups, nw.col(column).alias(PARTS))
        claims = frame.filter(is_total).select(*groups, nw.col(column).alias(TOTAL))
    else:
        other = total or column
        parts = frame.select(*groups, nw.col(column).alias(PARTS))
        claims = wrap(open_table(totals, engine)).select(*groups, nw.col(other).alias(TOTAL))
    if not groups:
        parts, claims, groups = _as_one_group(parts), _as_one_group(claims), ["group"]
    texts = {PARTS: (printed or {}).get(column), TOTAL: (printed or {}).get(other)}
    binding = Binding.of(
        "total",
        {"total": TOTAL, "parts": [PARTS]},
        {name: text for name, text in texts.items() if text is not None},
        rounding=rounding,
        trailing_zeros=trailing_zeros,
    )
    return Footing(parts, claims, tuple(groups), binding, given).result()


def _as_one_group(frame: Any) -> Any:
    import narwhals as nw

    return frame.with_columns(nw.lit("all").alias("group"))
