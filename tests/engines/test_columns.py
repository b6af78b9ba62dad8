from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from crossfoot import columns
from crossfoot.engines.columns.binding import Binding
from crossfoot.errors import SuiteError
from crossfoot.relations import builtin
from crossfoot.rounding import ROUNDINGS

pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

Table = Any


def as_duckdb(data: Any) -> Table:
    frame = pl.DataFrame(data, strict=False).with_row_index("_row")
    return duckdb.from_arrow(frame.to_arrow())


def duckdb_outcomes(table: Table) -> list[str]:
    return [row[0] for row in table.order("_row").project("outcome").fetchall()]


def as_pandas(data: Any) -> Table:
    return data.to_pandas() if isinstance(data, pl.DataFrame) else pd.DataFrame(data)


def as_arrow_pandas(data: Any) -> Table:
    return pl.DataFrame(data, strict=False).to_pandas(use_pyarrow_extension_array=True)


NUMBERS = count(1)


@cache
def ibis_backend() -> Any:
    return pytest.importorskip("ibis").duckdb.connect()


def as_ibis(data: Any) -> Table:
    backend = ibis_backend()
    name = f"given_{next(NUMBERS)}"
    arrow = pl.DataFrame(data, strict=False).with_row_index("_row").to_arrow()
    backend.con.register("arrow", arrow)
    backend.raw_sql(f"CREATE TABLE {name} AS SELECT * FROM arrow")
    return backend.table(name)


def ibis_outcomes(table: Table) -> list[str]:
    return duckdb_outcomes(table.get_backend().con.sql(str(table.compile())))


ENGINES: dict[str, tuple[Callable[[Any], Table], Callable[[Table], list[str]]]] = {
    "pandas": (as_pandas, lambda table: list(table["outcome"])),
    "polars": (
        lambda data: pl.DataFrame(data, strict=False),
        lambda table: table["outcome"].to_list(),
    ),
    "polars lazy": (
        lambda data: pl.DataFrame(data, strict=False).lazy(),
        lambda table: table.collect()["outcome"].to_list(),
    ),
    "duckdb": (as_duckdb, duckdb_outcomes),
    "pandas, Arrow": (as_arrow_pandas, lambda table: list(table["outcome"])),
    "ibis": (as_ibis, ibis_outcomes),
}

RELATIONS: dict[str, dict[str, Any]] = {
    "growth": {"current": "a", "base": "b", "rate": "c"},
    "growth_from_change": {"current": "a", "change": "b", "rate": "c"},
    "change": {"current": "a", "base": "b", "change": "c"},
    "share": {"part": "a", "whole": "b", "share": "c"},
    "ratio": {"numerator": "a", "denominator": "b", "ratio": "c"},
    "mean": {"total": "a", "count": "b", "mean": "c"},
    "product": {"factors": ["a", "b"], "product": "c"},
    "total": {"total": "c", "parts": ["a", "b"]},
    "shares_total": {"parts": ["a", "b", "c"]},
    "part_of": {"parts": ["a", "b"], "whole": "c"},
    "at_most": {"lesser": "a", "greater": "b"},
    "same": {"figures": ["a", "b", "c"]},
    "compound": {"start": "a", "end": "b", "periods": "d", "rate": "c"},
    "points_change": {"current": "a", "base": "b", "change": "c"},
    "balance": {"inflow": "a", "outflow": "b", "balance": "c"},
    "completion": {"actual": "a", "target": "b", "rate": "c"},
    "multiple": {"current": "a", "base": "b", "multiple": "c"},
    "formula": {"formula": "a - 2 * b / 3 < c"},
    "powers": {"formula": "a ^ 2 * b == c"},
}

PRINTS = ("1", "1元", "0.1", "0.01", "0.1%", "1%", "1000", "0.01亿元", "0.001万件")

ZEROS = {"a": [None, 1.0], "b": [0.0, 0.0], "c": [0.0, 0.0]}
LARGE = {"a": [676.0, -1.3], "b": [2.251799813685247e18, 0.0], "c": [0.0, 22517998136852.46]}
UNIT_SQUARED = {"a": "1元", "b": "1元", "c": "1元"}  # which no product of them can have

# What the third figure would be, so that rows lie at and around the ends of what is permitted.
COMPUTED: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "growth": lambda a, b: a / b - 1,
    "growth_from_change": lambda a, b: 1 / (1 - b / a) - 1,
    "change": lambda a, b: a - b,
    "share": lambda a, b: a / b,
    "ratio": lambda a, b: a / b,
    "mean": lambda a, b: a / b,
    "product": lambda a, b: a * b,
    "total": lambda a, b: a + b,
    "shares_total": lambda a, b: 1 - a - b,
    "part_of": lambda a, b: a + b,
    "at_most": lambda a, b: b,
    "same": lambda a, b: b,
    "compound": lambda a, b: b / a - 1,
    "points_change": lambda a, b: a - b,
    "balance": lambda a, b: a - b,
    "completion": lambda a, b: a / b,
    "multiple": lambda a, b: a / b,
    "formula": lambda a, b: a - 2 * b / 3,
    "powers": lambda a, b: a * a * b,
}
NAMES = {"powers": "formula"}


def name_of(relation: str) -> str:
    """What the relation of an entry of `RELATIONS` is called."""
    return NAMES.get(relation, relation)


def test_every_relation_is_drawn() -> None:
    """No relation is left out of what follows."""
    assert {name_of(relation) for relation in RELATIONS} == {*builtin(), "formula"}


mantissas = st.one_of(
    st.integers(-30, 30),
    st.integers(1, 2000),
    st.integers(-(10**6), 10**9),
    st.sampled_from([0, 1, 10**15, 10**17, -(10**16) + 1, 2**51 - 1, 2**53 + 1]),
)


@st.composite
def adversarial(draw: st.DrawFn) -> tuple[str, dict[str, str], str, dict[str, list[Any]]]:
    """A relation, how its columns are printed, a rounding, and rows near the ends."""
    from crossfoot.engines.columns.printed import Printed

    relation = draw(st.sampled_from(sorted(RELATIONS)))
    printed = {name: draw(st.sampled_from(PRINTS)) for name in "abc"}
    kinds = {name: draw(st.sampled_from(["float", "float", "exact"])) for name in "abc"}
    units = {name: Printed.of(text) for name, text in printed.items()}
    rows: dict[str, list[Any]] = {name: [] for name in "abcd"}
    for _ in range(draw(st.integers(1, 30))):
        a, b = draw(mantissas), draw(mantissas)
        try:
            exact = COMPUTED[relation](a * units["a"].unit, b * units["b"].unit) / units["c"].unit
        except ZeroDivisionError:
            exact = Fraction(draw(mantissas))
        spread = draw(st.sampled_from([0, 0, 1, 2, a, b]))
        c = round(exact) + draw(st.sampled_from([-1, 0, 0, 1])) * spread
        for name, mantissa in zip("abc", (a, b, c), strict=True):
            rows[name].append(_cell(mantissa, units[name].grid, kinds[name]))
        rows["d"].append(draw(st.sampled_from([1, 2, 2, 3])))
        if draw(st.integers(0, 9)) == 0:
            rows[draw(st.sampled_from("abc"))][-1] = draw(st.sampled_from([None, 0.123456789]))
    for name in "abc":
        if any(isinstance(cell, (float, type(None))) for cell in rows[name]):
            rows[name] = [None if cell is None else float(cell) for cell in rows[name]]
        elif any(abs(cell) > 2**62 for cell in rows[name]):
            rows[name] = [float(cell) for cell in rows[name]]
    if relation != "compound":
        rows.pop("d")
    return relation, printed, draw(st.sampled_from(ROUNDINGS)), rows


def _cell(mantissa: int, grid: Fraction, kind: str) -> float | int:
    value = mantissa * grid
    return int(value) if kind == "exact" and value.denominator == 1 else float(value)


@pytest.mark.parametrize("engine", sorted(ENGINES))
# Shrinking runs every candidate in an engine, which takes minutes; the rows are few anyway.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@example(("growth", {"a": "0.1%", "b": "1000", "c": "0.01亿元"}, "floor", LARGE))
@example(("product", {"a": "1%", "b": "1", "c": "1"}, "half", ZEROS))
@example(("product", UNIT_SQUARED, "half", {"a": [2.0], "b": [3.0], "c": [6.0]}))
@given(adversarial())
def test_outcomes_are_the_kernels(
    engine: str, case: tuple[str, dict[str, str], Any, dict[str, list[Any]]]
) -> None:
    """Every row, at the ends of intervals and beyond 64 bits, is judged as the kernel judges it."""
    relation, printed, rounding, data = case
    used = {
        name: text
        for name, text in printed.items()
        if any(name in some for some in RELATIONS[relation].values())
    }
    binding = Binding.of(name_of(relation), RELATIONS[relation], used, rounding=rounding)
    make, outcomes = ENGINES[engine]
    table = columns.check(
        make(data),
        name_of(relation),
        printed=used,
        rounding=rounding,
        **RELATIONS[relation],
    )
    rows = [dict(zip(data, row, strict=True)) for row in zip(*data.values(), strict=True)]
    assert outcomes(table) == [binding.verdict(row).outcome for row in rows]


texts = st.one_of(
    st.integers(-(10**12), 10**12).map(lambda n: f"{n:,}"),
    st.integers(-3000, 3000).map(str),
    st.integers(0, 40).map(lambda n: f"{n}00"),
    st.decimals(-(10**6), 10**6, places=2, allow_nan=False).map(lambda d: f"{d:f}"),
    st.decimals(-500, 500, places=1, allow_nan=False).map(lambda d: f"{d:f}%"),
    st.sampled_from(
        ["8079家", "下降3.2%", "364.63亿元", "$5.2 billion", "-0", "0.0", "-0.00%", "007", "1.", "",
         "about 50", "1e5", " 12 ", "nan", "3.48万件", "1,23", "−3.2", "(1,234)", ".5", "１２"]
    ),
    st.none(),
)  # fmt: skip


@pytest.mark.parametrize("engine", sorted(ENGINES))
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    st.sampled_from(sorted(set(RELATIONS) - {"compound"})),
    st.sampled_from(["half", "half", "half-even", "truncate", "any"]),
    st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=25),
)
def test_texts_tell_their_own_precision(
    engine: str, relation: str, rounding: Any, rows: list[tuple[str | None, ...]]
) -> None:
    """A column of texts, each as printed, is judged as the kernel judges the figures it reads."""
    binding = Binding.of(name_of(relation), RELATIONS[relation], rounding=rounding)
    data: dict[str, list[Any]] = {
        name: [row[index] for row in rows] for index, name in enumerate("abc")
    }
    make, outcomes = ENGINES[engine]
    table = columns.check(make(data), name_of(relation), rounding=rounding, **RELATIONS[relation])
    expected = [binding.verdict(dict(zip("abc", row, strict=True))).outcome for row in rows]
    assert outcomes(table) == expected


ODD_CELLS: dict[str, list[Any]] = {
    # neighbours in the last digit that 64 bits of a binary fraction do not tell apart
    "decimal": [Decimal("22517998136852490.1"), Decimal("0.1000000001"), Decimal("1.5"), None],
    "integer": [2**63 - 1, 9007199254740993, 2_251_799_813_685_247_001, -(10**18)],
    "single": [20.1, 3e30, -0.3, None],
    "text": ["0.10000000000000000001", "1,23", "1e999999999", "Infinity"],
}
ODD_TYPES = {"decimal": pl.Decimal(38, 10), "single": pl.Float32, "text": pl.String}


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("kind", sorted(ODD_CELLS))
@pytest.mark.parametrize("grid", ["0.1", "1000"])
def test_cells_of_every_type_are_judged_by_all_their_digits(
    engine: str, kind: str, grid: str
) -> None:
    """Decimals, long whole numbers, 32 bits and texts are neither cut nor misread."""
    cells = ODD_CELLS[kind]
    frame = pl.DataFrame(
        {
            "a": pl.Series(cells, dtype=ODD_TYPES.get(kind, pl.Int64), strict=False),
            "b": pl.Series([0.0, 9007199254740.0, 1.5, 0.0]),
        }
    )
    make, outcomes = ENGINES[engine]
    told = columns.check(
        make(frame),
        "same",
        figures=["a", "b"],
        printed={"a": grid, "b": grid},
        trailing_zeros="exact",
    )
    binding = Binding.of("same", {"figures": ["a", "b"]}, {"a": grid, "b": grid})
    read = [
        str(pl.Series([c], dtype=pl.Float32).cast(pl.String)[0])
        if kind == "single" and c is not None
        else c
        for c in cells
    ]
    expected = [
        binding.verdict({"a": a, "b": b}).outcome for a, b in zip(read, frame["b"], strict=True)
    ]
    assert outcomes(told) == expected


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_group_may_have_two_totals(engine: str) -> None:
    """Each printed total of a group is judged by itself, also where the kernel is asked."""
    rows: dict[str, list[Any]] = {
        "group": ["a'b"] * 4,
        "item": ["x", "T", "T", None],
        "amount": ["8家", "12家", "13家", "4家"],
    }
    make, _ = ENGINES[engine]
    told = columns.foot(make(rows), "amount", by="group", marked={"item": "T"})
    if engine == "ibis":
        told = told.get_backend().con.sql(str(told.compile()))
    if engine in ("duckdb", "ibis"):
        found = dict(told.project("total, outcome").fetchall())
    else:
        told = told.collect() if engine == "polars lazy" else told
        found = dict(zip(list(told["total"]), list(told["outcome"]), strict=True))
    assert found == {"12家": "holds", "13家": "fails"}


@pytest.mark.parametrize("rounding", ["half", "half-even", "truncate"])
@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_round_texts_foot_under_every_convention(engine: str, rounding: Any) -> None:
    """Parts such as 1000, which may be rounded or not, are added by the kernel where need be."""
    rows: dict[str, list[Any]] = {
        "group": ["a", "a", "a", "b", "b"],
        "item": ["x", "y", "T", "x", "T"],
        "amount": ["1000", "2000", "3000", "1000", "1001"],
    }
    told = footed(engine, rows, by="group", marked={"item": "T"}, rounding=rounding)
    names = {"a": ["3000", "1000", "2000"], "b": ["1001", "1000"]}
    expected = {}
    for group, (total, *parts) in names.items():
        cells = {"t": total} | {f"p{index}": part for index, part in enumerate(parts)}
        roles = {"total": "t", "parts": [name for name in cells if name != "t"]}
        expected[group] = Binding.of("total", roles, rounding=rounding).verdict(cells).outcome
    assert told == expected


def test_a_row_that_names_itself_is_at_the_top() -> None:
    """A row that is its own parent is no part of itself."""
    rows = {"code": ["A", "A1", "A2"], "parent": ["A", "A", "A"], "amount": ["3", "1", "2"]}
    assert footed("polars", rows, key="code", parent="parent") == {"A": "holds"}


def footed(engine: str, data: dict[str, list[Any]], **arguments: Any) -> dict[str, str]:
    make, _ = ENGINES[engine]
    table = columns.foot(make(data), "amount", **arguments)
    key = arguments.get("by") or arguments.get("key") or "group"
    if engine == "ibis":
        table = table.get_backend().con.sql(str(table.compile()))
    if engine in ("duckdb", "ibis"):
        return dict(table.project(f'"{key}", outcome').fetchall())
    if engine == "polars lazy":
        table = table.collect()
    return dict(zip(list(table[key]), list(table["outcome"]), strict=True))


@pytest.mark.parametrize("engine", sorted(ENGINES))
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    st.sampled_from(["0.1", "1", "1000", "0.001万件"]),
    st.sampled_from(ROUNDINGS),
    st.lists(st.lists(mantissas, min_size=1, max_size=6), min_size=1, max_size=12),
    st.data(),
)
def test_columns_foot_as_the_kernel_adds(
    engine: str, printed: str, rounding: Any, groups: list[list[int]], data: st.DataObject
) -> None:
    """Every group's total, as near to wrong as can be, is judged as the kernel judges it."""
    from crossfoot.engines.columns.printed import Printed

    grid = Printed.of(printed).grid
    rows: dict[str, list[Any]] = {"group": [], "item": [], "amount": []}
    expected = {}
    binding = Binding.of(
        "total", {"total": "t", "parts": [f"p{i}" for i in range(6)]}, rounding=rounding
    )
    for number, parts in enumerate(groups):
        off = data.draw(st.integers(-len(parts) - 1, len(parts) + 1))
        cells = [float(part * grid) for part in [sum(parts) + off, *parts]]
        names = ["t", *(f"p{index}" for index in range(len(parts)))]
        binding = Binding.of(
            "total", {"total": "t", "parts": names[1:]}, dict.fromkeys(names, printed),
            rounding=rounding,
        )  # fmt: skip
        expected[f"g{number}"] = binding.verdict(dict(zip(names, cells, strict=True))).outcome
        for name, cell in zip(names, cells, strict=True):
            rows["group"].append(f"g{number}")
            rows["item"].append("Total" if name == "t" else name)
            rows["amount"].append(cell)
    told = footed(
        engine, rows, by="group", marked={"item": "Total"}, printed={"amount": printed},
        rounding=rounding,
    )  # fmt: skip
    assert told == expected


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_hierarchy_adds_up_level_by_level(engine: str) -> None:
    """Each row that others name as their parent is the total of exactly those."""
    rows: dict[str, list[Any]] = {
        "code": ["A", "A1", "A2", "A11", "A12", "B"],
        "parent": [None, "A", "A", "A1", "A1", None],
        "amount": ["100.1", "60.0", "40.0", "30.0", "31.0", "7"],
    }
    told = footed(engine, rows, key="code", parent="parent")
    assert told == {"A": "rounding", "A1": "fails"}


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_totals_may_stand_in_a_table_of_their_own(engine: str) -> None:
    """A total without parts, or with a part that is missing, is undecided and never passed."""
    parts: dict[str, list[Any]] = {
        "region": ["N", "N", "S", "S", "W"],
        "amount": [1.5, 2.5, 3.0, None, 4.0],
    }
    totals: dict[str, list[Any]] = {"region": ["N", "S", "W", "E"], "amount": [4.0, 3.0, 5.0, 1.0]}
    make, _ = ENGINES[engine]
    told = footed(engine, parts, by="region", totals=make(totals), printed={"amount": "0.1"})
    assert told == {"N": "holds", "S": "undecided", "W": "fails", "E": "undecided"}


ODD = "SELECT * FROM (VALUES ('8079家','6725家','1354家'), ('9','7','3')) AS odd(a, b, c)"


def test_a_relation_of_any_connection_is_judged_there() -> None:
    """Rows for the kernel join within the connection that the relation belongs to."""
    relation = duckdb.connect().sql(ODD)
    table = columns.check(relation, "change", current="a", base="b", change="c")
    assert {row[0]: row[1] for row in table.project("a, outcome").fetchall()} == {
        "8079家": "holds",
        "9": "fails",
    }


def test_an_ibis_table_gives_an_ibis_table() -> None:
    """An ibis table on DuckDB is judged in DuckDB and answered as an ibis table."""
    ibis = pytest.importorskip("ibis")
    backend = ibis.duckdb.connect()
    backend.raw_sql(f"CREATE TABLE odd AS {ODD}")
    given = backend.table("odd")
    told = columns.check(given, "change", current="a", base="b", change="c", key=["a"])
    assert isinstance(told, ibis.Table)
    rows = backend.con.sql(str(told.compile())).fetchall()
    assert {row[0]: row[1] for row in rows} == {"8079家": "holds", "9": "fails"}


def test_an_ibis_table_on_another_database_is_refused(tmp_path: Path) -> None:
    """Only where 128 bits are to be had is a table judged; the remedy says what to do."""
    ibis = pytest.importorskip("ibis")
    backend = ibis.sqlite.connect(tmp_path / "figures.db")
    backend.raw_sql("CREATE TABLE figures(a REAL, b REAL)")
    with pytest.raises(SuiteError, match="sqlite"):
        columns.check(backend.table("figures"), "same", figures=["a", "b"])


def test_a_column_that_may_be_misread_is_refused() -> None:
    """Numbers without a declared print, unknown columns and unknown units are errors that help."""
    frame = pl.DataFrame({"a": [1.5], "b": [1.0], "c": [0.5], "when": [None]})
    roles: dict[str, Any] = {"current": "a", "base": "b", "change": "c"}
    with pytest.raises(SuiteError, match="how the column 'a' is printed"):
        columns.check(frame, "change", **roles)
    with pytest.raises(SuiteError, match="Did you mean"):
        columns.check(frame.rename({"a": "aa"}), "change", **roles)
    with pytest.raises(SuiteError, match="does not say how"):
        columns.check(frame, "change", printed={"a": "0.2"}, **roles)
    with pytest.raises(SuiteError, match="fills no role"):
        columns.check(frame, "change", printed={"d": "0.1"}, **roles)
    with pytest.raises(SuiteError, match="is not a table"):
        columns.check([1, 2], "change", **roles)
    with pytest.raises(SuiteError, match="what the totals are"):
        columns.foot(frame, "a", by="b")


def test_only_what_is_looked_at_is_computed() -> None:
    """A lazy frame stays lazy, and without doubtful rows nothing but bounds is collected."""
    lazy = pl.LazyFrame({"a": [3], "b": [1], "c": [2]})
    told = columns.check(lazy, "change", current="a", base="b", change="c")
    assert isinstance(told, pl.LazyFrame)
    assert told.collect()["outcome"].to_list() == ["holds"]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_large_whole_numbers_of_a_file_do_not_wrap(engine: str, tmp_path: Path) -> None:
    """2^53 times 2^11 is 2^64, which 64 bits would take for 0."""
    path = tmp_path / "table.parquet"
    rows = {"a": [2**53, 2**59, 3], "b": [2**11, 1, 5], "c": [0, 2**59, 15]}
    pl.DataFrame(rows).write_parquet(path)
    table = columns.check(path, "product", factors=["a", "b"], product="c", engine=engine)
    if engine == "polars":
        table = table.collect()
    if engine != "polars":
        table = pl.from_pandas(table) if engine == "pandas" else table.pl()
    assert table["outcome"].to_list() == ["fails", "holds", "holds"]
