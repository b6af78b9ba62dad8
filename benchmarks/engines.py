"""One growth rule over the same Parquet file, in every engine and in its peers: time and memory.

    python benchmarks/engines.py [--rows 1000000 10000000] [--repeat 3] [--folder DIR]

Each contender is a process of its own, imports included. `raw` is the same exact test written by
hand for that engine, with the four outcomes counted, in 128-bit integers because whoever writes it
has not looked at the data; in 64 bits it is wrong without a word for larger numbers. The peers do
what they can, which is the naive rule on binary fractions. Contenders whose library is missing are
left out.
`--failing 0.1` changes how many of the rows are wrong.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PRELUDE = "import sys; path = sys.argv[1]\n"

GENERATE = """
import sys, numpy as np, pyarrow as pa, pyarrow.parquet as pq
path, rows, failing = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
draw = np.random.default_rng(7)
writer = None
for start in range(0, rows, 1_000_000):
    n = min(1_000_000, rows - start)
    before = draw.integers(10_000, 10**11, n) // draw.choice([1, 10, 1000, 100_000], n) + 1000
    now = np.maximum(1, (before * draw.uniform(0.7, 1.5, n)).astype(np.int64))
    rate = np.round((now / before - 1) * 1000).astype(np.int64)
    wrong = draw.random(n) < failing
    rate[wrong] += draw.integers(2, 50, wrong.sum())
    table = pa.table({"id": np.arange(start, start + n), "now": now / 100, "before": before / 100,
                      "rate": rate / 10})
    writer = writer or pq.ParquetWriter(path, table.schema)
    writer.write_table(table)
writer.close()
"""

SQL = """
SELECT count(*) FILTER (o = 0), count(*) FILTER (o = 1), count(*) FILTER (o = 2),
       count(*) FILTER (o = 3) FROM (
  SELECT CASE WHEN c IS NULL OR b IS NULL OR r IS NULL OR b <= 0 THEN 3
    WHEN (2*c-1 - (2*b+1))*2000 > (2*r+1)*(2*b+1) OR (2*c+1 - (2*b-1))*2000 < (2*r-1)*(2*b-1)
    THEN 2
    WHEN (c-b)*2000 <= (2*r+1)*b AND (c-b)*2000 >= (2*r-1)*b THEN 0 ELSE 1 END AS o
  FROM (SELECT round(now*100)::HUGEINT c, round(before*100)::HUGEINT b, round(rate*10)::HUGEINT r
        FROM read_parquet('{path}')))
"""

OURS = """
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.rows import Rows
binding = Binding.of("growth", {"current": "now", "base": "before", "rate": "rate"},
                     {"now": "0.01", "before": "0.01", "rate": "0.1%"})
print(Rows.of(path, binding, "ENGINE").counts())
"""

RAW_DUCKDB = f"import duckdb\nprint(duckdb.sql({SQL!r}.replace('{{path}}', path)).fetchall())"

RAW_POLARS = """
import polars as pl
whole = lambda name, k: (pl.col(name) * k).round(0).cast(pl.Int128)
f = pl.scan_parquet(path).select(c=whole("now", 100), b=whole("before", 100), r=whole("rate", 10))
c, b, r = pl.col("c"), pl.col("b"), pl.col("r")
fails = ((2*c-1 - (2*b+1))*2000 > (2*r+1)*(2*b+1)) | ((2*c+1 - (2*b-1))*2000 < (2*r-1)*(2*b-1))
holds = ((c-b)*2000 <= (2*r+1)*b) & ((c-b)*2000 >= (2*r-1)*b)
missing = c.is_null() | b.is_null() | r.is_null() | (b <= 0)
o = pl.when(missing).then(3).when(fails).then(2).when(holds).then(0).otherwise(1)
print(f.select(o=o).select(*((pl.col("o") == n).sum().alias(str(n)) for n in range(4)))
      .collect(engine="streaming").row(0))
"""

CONTENDERS: dict[str, str] = {
    "raw duckdb": RAW_DUCKDB,
    "raw duckdb, 64 bits": RAW_DUCKDB.replace("HUGEINT", "BIGINT"),
    "crossfoot duckdb": OURS.replace("ENGINE", "duckdb"),
    "raw polars": RAW_POLARS,
    "raw polars, 64 bits": RAW_POLARS.replace("Int128", "Int64"),
    "crossfoot polars": OURS.replace("ENGINE", "polars"),
    "pandera pandas (floats)": """
import pandas as pd, pandera.pandas as pa
rule = lambda f: ((f["now"] / f["before"] - 1) * 100 - f["rate"]).abs() <= 0.05 + 1e-9
frame = pd.read_parquet(path, columns=["now", "before", "rate"])
try: pa.DataFrameSchema(checks=pa.Check(rule)).validate(frame, lazy=True); print(0)
except pa.errors.SchemaErrors as e: print(len(set(e.failure_cases["index"])))
""",
    "pandera polars (floats)": """
import polars as pl, pandera.polars as pa
rule = lambda d: d.lazyframe.select(
    ((pl.col("now") / pl.col("before") - 1) * 100 - pl.col("rate")).abs() <= 0.05 + 1e-9)
frame = pl.read_parquet(path, columns=["now", "before", "rate"])
try: pa.DataFrameSchema(checks=pa.Check(rule)).validate(frame, lazy=True); print(0)
except pa.errors.SchemaErrors as e: print(e.failure_cases.height)
""",
    "pointblank polars (floats)": """
import polars as pl, pointblank as pb
frame = pl.read_parquet(path, columns=["now", "before", "rate"])
rule = ((pl.col("now") / pl.col("before") - 1) * 100 - pl.col("rate")).abs() <= 0.05 + 1e-9
print(pb.Validate(frame).col_vals_expr(rule).interrogate(get_first_n=20).n_failed())
""",
    "GX pandas (floats)": """
import pandas as pd, great_expectations as gx
frame = pd.read_parquet(path, columns=["now", "before", "rate"])
frame["off"] = ((frame["now"] / frame["before"] - 1) * 100 - frame["rate"]).abs()
asset = gx.get_context(mode="ephemeral").data_sources.add_pandas("p").add_dataframe_asset("t")
batch = asset.add_batch_definition_whole_dataframe("all").get_batch(
    batch_parameters={"dataframe": frame})
print(batch.validate(gx.expectations.ExpectColumnValuesToBeBetween(
    column="off", max_value=0.05 + 1e-9)).result["unexpected_count"])
""",
    "crossfoot's pandera, polars": """
import polars as pl, pandera.polars as pa
from crossfoot.pandera import satisfies
frame = pl.read_parquet(path, columns=["now", "before", "rate"])
rule = satisfies("growth", current="now", base="before", rate="rate",
                 printed={"now": "0.01", "before": "0.01", "rate": "0.1%"})
try: pa.DataFrameSchema(checks=rule).validate(frame, lazy=True); print(0)
except pa.errors.SchemaErrors as e: print(e.failure_cases.height)
""",
}  # fmt: skip


class Run(NamedTuple):
    """Seconds by the clock and of the processors, peak memory in MB, and what was printed last."""

    wall: float
    cpu: float
    memory: float
    said: str


def measured(python: str, code: str, path: Path) -> Run | None:
    """One run in a process of its own; None where it cannot run."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    command = [python, "-W", "ignore", "-c", PRELUDE + code, str(path)]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, errors):
            file.seek(0)
        if process.returncode:
            told = errors.read().strip().splitlines() or ["no word of why"]
            print(f"  left out: {told[-1][:90]}", file=sys.stderr)
            return None
        said = out.read().strip().splitlines()[-1]
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def main() -> None:
    """Print a table for each number of rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--failing", type=float, default=0.0)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", nargs="+", help="contenders whose name holds one of these")
    parser.add_argument("--python", help="another interpreter, for peers in an environment apart")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    arguments = parser.parse_args()
    for rows in arguments.rows:
        path = arguments.folder / f"crossfoot-growth-{rows}-{arguments.failing:g}.parquet"
        if not path.exists():
            made = [sys.executable, "-c", GENERATE, str(path), str(rows), str(arguments.failing)]
            subprocess.run(made, check=True)
        print(f"{rows:,} rows, {arguments.failing:.0%} wrong, {path.stat().st_size / 2**20:.0f} MB")
        entered = {
            name: code
            for name, code in CONTENDERS.items()
            if not arguments.only or any(word in name for word in arguments.only)
        }
        compare(entered, arguments.repeat, arguments.python or sys.executable, path)


def compare(entered: dict[str, str], repeat: int, python: str, path: Path) -> None:
    """Run the contenders in turns, so that what else the machine does falls on all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in entered}
    for _ in range(repeat):
        for name in list(runs):
            run = measured(python, entered[name], path)
            if run is None:
                del runs[name]
            else:
                runs[name].append(run)
    for name, some in runs.items():
        wall, cpu = (statistics.median(getattr(run, of) for run in some) for of in ("wall", "cpu"))
        memory = max(run.memory for run in some)
        raw = runs.get("raw " + name.removeprefix("crossfoot "), ())
        ratio = ""
        if name.startswith("crossfoot ") and raw:
            pairs = zip(some, raw, strict=True)
            both = [(one.wall / other.wall, one.cpu / other.cpu) for one, other in pairs]
            of_wall, of_cpu = (statistics.median(pair[at] for pair in both) for at in (0, 1))
            ratio = f"  {of_wall:.2f}x raw, {of_cpu:.2f}x its CPU"
        print(f"  {name:28} {wall:6.2f} s {cpu:6.2f} s CPU {memory:6.0f} MB  {some[0].said}{ratio}")


if __name__ == "__main__":
    main()
