"""The same relations on the rows of a table, exactly, in the table's own engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.rows import Rows
from crossfoot.engines.columns.totals import Settings, footing
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


def foot(table: Any, column: str, /, **settings: Unpack[Settings]) -> Any:
    """Add a column up, group by group, and judge the printed totals: one row for each total.

    The totals are one of: the column `total` (by default `column`) of the table `totals`, which
    has the columns `by` too (a name or several); the rows of the table where `marked`
    (`{"item": "合计"}`) is true; or, with `parent`, every row that others name in that column as
    what they are part of, by its `key`. The parts of a group have to be complete. `printed`,
    `rounding`, `trailing_zeros` and `engine` are as in `check`. Result: the group, `total`,
    `parts` (how many), and what `check` tells. Raises SuiteError.
    """
    return footing(table, column, **settings).result()
