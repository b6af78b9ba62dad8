"""Tables of any engine behind one interface (narwhals), and the few things that it leaves open.

pandas, Polars (eager and lazy), DuckDB relations and PySpark frames are used as they are; an
ibis table is used through the engine that it stands for; a path is opened by the engine asked
for. What is computed stays in that engine, and is lazy where the engine is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

from crossfoot.errors import SuiteError

ENGINES = ("auto", "duckdb", "polars", "pandas", "spark")
TABLE_SUFFIXES = (".parquet", ".csv")

_NEEDED = {"pandas": "pandas and pyarrow"}  # the others have an extra of their own
_ENGINE_ERRORS = ("_duckdb", "duckdb", "pandas", "polars", "py4j", "pyarrow", "pyspark")

Frame = Any  # a narwhals DataFrame or LazyFrame


def open_table(table: Any, engine: str = "auto") -> Any:
    """The engine's own frame of a table: a Parquet or CSV path is opened, a frame is kept.

    Every column of a CSV file is text, as printed. Raises SuiteError.
    """
    if engine not in ENGINES:
        raise SuiteError(f"unknown engine {engine!r}.", remedy=f"Use one of {', '.join(ENGINES)}.")
    if not isinstance(table, (str, Path)):
        return table
    path = Path(table)
    if path.suffix not in TABLE_SUFFIXES:
        raise SuiteError(
            f"a {path.suffix} is not a table." if path.suffix else "this is not a table.",
            remedy="Use Parquet or CSV.",
            file=path,
        )
    if not path.exists() and not any(sign in str(path) for sign in "*?["):
        raise SuiteError("there is no such file.", file=path)
    name = "duckdb" if engine == "auto" else engine
    try:
        with reading(path):
            return _OPENERS[name](str(path), _delimiter(path) if path.suffix == ".csv" else None)
    except ImportError as error:
        needed = _NEEDED.get(name, f"crossfoot[{name}]")
        raise SuiteError(
            f"the engine {name} is not installed ({error}).",
            remedy=f"Install {needed}, or choose another --engine.",
        ) from None


@contextmanager
def reading(path: str | Path) -> Iterator[None]:
    """Tell what an engine says of a file as an error of that file."""
    remedy = ""
    if Path(path).suffix == ".csv":
        remedy = "It has to be UTF-8, with column names above and as many cells in every line."
    try:
        yield
    except Exception as error:
        engine, kind = type(error).__module__.partition(".")[0], type(error).__name__
        known = engine in _ENGINE_ERRORS or (engine, kind) == ("narwhals", "ComputeError")
        if not known and not isinstance(error, (OSError, UnicodeError)):
            raise
        problem = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        raise SuiteError(f"cannot be read: {problem}.", remedy=remedy, file=path) from error


def _delimiter(path: Path) -> str:
    """What separates the columns of a CSV file, by its first line; of several, their first."""
    files = [path] if path.exists() else sorted(path.parent.glob(path.name))
    files = [one for one in files if one.is_file()] or sorted(path.glob("*.csv"))
    if not files:
        return ","
    with files[0].open(encoding="utf-8-sig") as file:
        header = file.readline()
    if not header.strip():
        raise SuiteError("the table has no line of column names.", file=path)
    return max(",;\t|", key=header.count)


def _open_duckdb(path: str, delimiter: str | None) -> Any:
    import duckdb

    connection = duckdb.connect()
    if delimiter is None:
        return connection.read_parquet(path)
    # Left to itself, DuckDB drops lines at the top that do not fit the others.
    return connection.read_csv(
        path, all_varchar=True, header=True, sep=delimiter, quotechar='"', skiprows=0
    )


def _open_polars(path: str, delimiter: str | None) -> Any:
    import polars

    if delimiter is None:
        return polars.scan_parquet(path)
    return polars.scan_csv(path, infer_schema=False, separator=delimiter)


def _open_pandas(path: str, delimiter: str | None) -> Any:
    import pandas

    if delimiter is None:
        return pandas.read_parquet(path)
    # An empty cell is a missing one; NA is a text, as in the other engines.
    return pandas.read_csv(path, dtype=str, sep=delimiter, keep_default_na=False, na_values=[""])


def _open_spark(path: str, delimiter: str | None) -> Any:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("crossfoot").getOrCreate()
    if delimiter is None:
        return session.read.parquet(path)
    # Spark reads what does not fit as empty, unless it is told to stop.
    return session.read.csv(path, header=True, sep=delimiter, escape='"', mode="FAILFAST")


_OPENERS = {
    "duckdb": _open_duckdb,
    "polars": _open_polars,
    "pandas": _open_pandas,
    "spark": _open_spark,
}


def footer(path: str | Path, columns: Sequence[str]) -> dict[str, tuple[float, float]] | None:
    """Least and greatest values of columns of numbers, as Parquet files note them at their end.

    None where they cannot be known without reading the data.
    """
    if Path(path).suffix != ".parquet":
        return None
    try:
        import duckdb
    except ImportError:
        return None
    rows = duckdb.execute(
        "SELECT path_in_schema, bool_and("
        "stats_min_value IS NOT NULL AND stats_max_value IS NOT NULL OR"
        " stats_null_count = num_values),"
        " min(try_cast(stats_min_value AS DOUBLE)), max(try_cast(stats_max_value AS DOUBLE))"
        " FROM parquet_metadata(?) GROUP BY ALL",
        [str(path)],
    ).fetchall()
    noted = {
        name: (low, high)
        for name, known, low, high in rows
        if known and low is not None and low == low and high == high  # some writers note NaN
    }
    if any(name not in noted for name in columns):
        return None
    return {name: noted[name] for name in columns}


def write(frame: Frame, path: Path) -> None:
    """Write all rows to a Parquet or CSV file (Spark: a folder), whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    try:
        _write(frame, partial, text=path.suffix == ".csv")
        if path.is_dir():
            rmtree(path)
        partial.replace(path)
    finally:
        if partial.is_dir():
            rmtree(partial)
        partial.unlink(missing_ok=True)


def _write(frame: Frame, path: Path, text: bool) -> None:
    engine, native = engine_of(frame), frame.to_native()
    if engine == "duckdb":
        (native.write_csv if text else native.write_parquet)(str(path))
    elif engine == "polars" and hasattr(native, "collect"):
        (native.sink_csv if text else native.sink_parquet)(path)
    elif engine == "polars":
        (native.write_csv if text else native.write_parquet)(path)
    elif engine == "pandas":
        native.to_csv(path, index=False) if text else native.to_parquet(path)
    else:
        writer = native.write.mode("overwrite")
        writer.csv(str(path), header=True) if text else writer.parquet(str(path))


def wrap(native: Any) -> Frame:
    """The frame behind narwhals. Raises SuiteError for what is no table."""
    import narwhals as nw

    if type(native).__module__.startswith("ibis."):
        native = _engine_of_ibis(native)
    try:
        return nw.from_native(native)
    except TypeError:
        raise SuiteError(
            f"{type(native).__name__} is not a table.",
            remedy="Use pandas, Polars, DuckDB, ibis, PySpark, or a path to Parquet or CSV.",
        ) from None


def _engine_of_ibis(table: Any) -> Any:
    """An ibis table on DuckDB as the relation it stands for: DuckDB has 128-bit integers."""
    backend = table.get_backend()
    if backend.name != "duckdb":
        raise SuiteError(
            f"an ibis table on {backend.name} cannot be judged there exactly.",
            remedy="Use ibis on DuckDB, or fetch the rows, for example with table.to_polars().",
        )
    return backend.con.sql(str(table.compile()))


def unwrap(frame: Frame, like: Any) -> Any:
    """The engine's own frame; an ibis table where an ibis table was given."""
    native = frame.to_native()
    if type(like).__module__.startswith("ibis."):
        from ibis.backends.sql.datatypes import DuckDBType

        # Told its schema, ibis need not ask for it, which ibis 12 does in a way DuckDB 2 lacks.
        types = zip(native.columns, native.types, strict=True)
        schema = {name: DuckDBType.from_string(str(dtype)) for name, dtype in types}
        return like.get_backend().sql(native.sql_query(), schema=schema)
    return native


def engine_of(frame: Frame) -> str:
    """The engine's name: pandas, polars, duckdb, pyspark."""
    return str(frame.implementation.value)


def fetch(frame: Frame) -> list[dict[str, Any]]:
    """All rows, as Python values."""
    engine = engine_of(frame)
    native = frame.to_native()
    if engine == "duckdb":
        return [dict(zip(native.columns, row, strict=True)) for row in native.fetchall()]
    if engine.startswith("pyspark"):
        return [row.asDict() for row in native.collect()]
    if engine == "polars":
        eager = native.collect(engine="streaming") if hasattr(native, "collect") else native
        return list(eager.to_dicts())
    rows: list[dict[str, Any]] = list(frame.rows(named=True))
    return rows


def how_many(frame: Frame, conditions: Sequence[Any]) -> list[int]:
    """How many rows the frame has, and in how many each condition is true, in one pass."""
    import narwhals as nw

    # Spark does not add up booleans, which is the fastest form elsewhere.
    spark = engine_of(frame).startswith("pyspark")
    sums = [(one.cast(nw.Int64) if spark else one).sum() for one in conditions]
    counted = [nw.len(), *sums]
    (row,) = fetch(frame.select(*(one.alias(f"n{at}") for at, one in enumerate(counted))))
    return [int(row[f"n{at}"] or 0) for at in range(len(counted))]


def joined(frame: Frame, small: Frame, left_on: Sequence[str], right_on: Sequence[str]) -> Frame:
    """All rows of the frame with what the small one says of some, in the frame's order."""
    import narwhals as nw

    if engine_of(frame) != "polars":
        return frame.join(small, how="left", left_on=list(left_on), right_on=list(right_on))
    native, other = frame.to_native(), small.to_native()
    return nw.from_native(
        native.join(other, how="left", left_on=left_on, right_on=right_on, maintain_order="left")
    )


def beside(frame: Frame, columns: Mapping[str, Sequence[Any]], types: Mapping[str, Any]) -> Frame:
    """A small table of the same engine, and session, as another, its columns of these types."""
    import narwhals as nw

    engine, native = engine_of(frame), frame.to_native()
    if engine == "duckdb":
        small = nw.from_native(_duckdb_values(native, columns))
    elif engine.startswith("pyspark"):
        rows = zip(*(map(_castable, cells) for cells in columns.values()), strict=True)
        small = nw.from_native(native.sparkSession.createDataFrame(list(rows), list(columns)))
    else:
        small = nw.from_dict(dict(columns), backend=frame.implementation)
        small = small.lazy() if isinstance(frame, nw.LazyFrame) else small
    return small.with_columns(*(nw.col(name).cast(dtype) for name, dtype in types.items()))


def _castable(value: Any) -> Any:
    """A number, or the text that an engine makes any other value of by a cast.

    Decimals are texts because engines give all those of a column one, too narrow, type.
    """
    return value if value is None or isinstance(value, (int, float)) else str(value)


def _duckdb_values(relation: Any, columns: Mapping[str, Sequence[Any]]) -> Any:
    # Relations join within one connection only, and a relation does not tell its connection;
    # it runs queries on it, though.
    rows = ",".join(
        f"({','.join(map(_literal, row))})" for row in zip(*columns.values(), strict=True)
    )
    names = ",".join(f'"{name}"' for name in columns)
    query = f"SELECT * FROM (VALUES {rows}) AS judged({names})"
    return relation.limit(0).query("crossfoot_rows", query)


def _literal(value: Any) -> str:
    value = _castable(value)
    if value is None:
        return "NULL"
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    if isinstance(value, float):
        return f"'{value!r}'::DOUBLE"
    return str(value)


def settled(frame: Frame, names: Sequence[str]) -> Frame:
    """The frame with these columns in NumPy's types where it is of pandas, else as it is.

    Arrow's types in pandas lack a remainder and refuse whole numbers that no float holds. A
    condition that is null is not met, and a number that is null is 0.
    """
    import narwhals as nw

    if engine_of(frame) != "pandas":
        return frame
    native, types = frame.to_native(), frame.collect_schema()
    settled: dict[str, Any] = {}
    for name in names:
        if types[name] == nw.Boolean:
            settled[name] = native[name].to_numpy("bool", na_value=False)
        elif types[name].is_float():
            settled[name] = native[name].to_numpy("float64", na_value=float("nan"))
        else:
            settled[name] = native[name].to_numpy("int64", na_value=0)
    return nw.from_native(native.assign(**settled))


def widened(frame: Frame, names: Mapping[str, str]) -> Frame:
    """The frame with columns of whole numbers beside it that have room for 38 digits.

    `names` says what the wide form of each is called. In pandas it has any number of digits.
    """
    import narwhals as nw

    engine = engine_of(frame)
    if engine == "pandas":
        native = frame.to_native()
        wide = {other: native[name].astype(object) for name, other in names.items()}
        return nw.from_native(native.assign(**wide))
    width: Any = nw.Int128() if engine in ("duckdb", "polars") else nw.Decimal(38, 0)
    return frame.with_columns(*(nw.col(name).cast(width).alias(o) for name, o in names.items()))


def widest(engine: str) -> int | None:
    """The largest magnitude that widened numbers can have; None for any."""
    return None if engine == "pandas" else 10**38 - 1
