"""The same relations on the rows of a table, exactly, in the table's own engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.frames import open_table
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
    return Rows(open_table(table, engine), binding).result(key)
