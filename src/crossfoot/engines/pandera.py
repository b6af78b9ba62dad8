"""pandera: relations as checks of a schema, and the schema of claimed figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossfoot.check import Verdict
from crossfoot.engines.claims import Claim, claims
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.rows import Rows
from crossfoot.errors import CrossfootError, SuiteError
from crossfoot.languages import TrailingZeros, read_figure
from crossfoot.relation import Outcome
from crossfoot.rounding import Rounding
from crossfoot.suite import Suite

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_NAMED = 100  # failing rows of an ibis table with different cells that are failure cases
_SHOWN = 10  # rows told about; the first ones say what is wrong with the rest
_CHECK = "crossfoot_satisfies"
_CLAIM = "crossfoot_claim"
# What a row must not be, by what the check is told to fail on.
_REFUSED: dict[str, tuple[Outcome, ...]] = {
    "fails": ("fails",),
    "rounding": ("fails", "rounding"),
    "undecided": ("fails", "undecided"),
}


def satisfies(
    relation: str,
    /,
    *,
    printed: Mapping[str, str] | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    fail_on: str = "fails",
    **figures: str | Sequence[str],
) -> Any:
    """A pandera check that a relation holds in every row: see `crossfoot.columns.check`.

    It is a check of a whole frame (`DataFrameSchema(checks=...)`), for pandas, Polars, ibis and
    PySpark. It is registered under the name `crossfoot_satisfies`, so a schema with it can be
    written to YAML and read back wherever `crossfoot.pandera` was imported, and a
    `DataFrameModel` can have it in its `Config`. A row that fails is a failure case; on PySpark
    pandera has room for one yes or no. `findings` tells more. `fail_on` is `fails`, `rounding`
    or `undecided`. Raises SuiteError.
    """
    from pandera.api.checks import Check

    register()
    if fail_on not in _REFUSED:
        raise SuiteError(
            f"unknown fail_on {fail_on!r}.", remedy=f"Use one of {', '.join(_REFUSED)}."
        )
    named = {role: name if isinstance(name, str) else list(name) for role, name in figures.items()}
    binding = Binding.of(relation, named, printed, rounding=rounding, trailing_zeros=trailing_zeros)
    over = ", ".join(f"{role}={name}" for role, name in named.items())
    return getattr(Check, _CHECK)(
        relation=relation,
        figures=named,
        printed=dict(printed or {}),
        rounding=rounding,
        trailing_zeros=trailing_zeros,
        fail_on=fail_on,
        error=f"{binding.relation.name}({over}): {binding.relation.formula}",
    )


def register() -> None:
    """Make the check known to pandera, once."""
    from pandera.api.checks import Check
    from pandera.api.extensions import register_check_method

    if _CHECK in Check.REGISTERED_CUSTOM_CHECKS:
        return

    # The statistics are what a schema in YAML keeps of the check.
    statistics = ["relation", "figures", "printed", "rounding", "trailing_zeros", "fail_on"]

    def crossfoot_satisfies(
        data: Any,
        *,
        relation: str,
        figures: dict[str, Any],
        printed: dict[str, str] | None = None,
        rounding: Rounding = "half",
        trailing_zeros: TrailingZeros = "ambiguous",
        fail_on: str = "fails",
    ) -> Any:
        binding = Binding.of(
            relation, figures, printed, rounding=rounding, trailing_zeros=trailing_zeros
        )
        return _passed(data, binding, _REFUSED[fail_on])

    def crossfoot_claim(data: Any, *, claim: dict[str, Any]) -> bool:
        return Claim.of(claim).judge(_table(data).to_dict("records")).passes

    register_check_method(crossfoot_satisfies, statistics=statistics)
    register_check_method(crossfoot_claim, statistics=["claim"])


def _passed(data: Any, binding: Binding, refused: Sequence[Outcome]) -> Any:
    """For every row whether it passes; for PySpark, which takes no more, whether all do."""
    table = _table(data)
    rows = Rows(table, binding)
    module = type(table).__module__.partition(".")[0]
    if module == "pandas":
        import pandas as pd

        outcomes = rows.result(binding.columns)["outcome"]
        return pd.Series(~outcomes.isin(refused).to_numpy(), index=table.index)
    if module == "polars":
        import polars as pl

        return rows.result(binding.columns).select(~pl.col("outcome").is_in(list(refused)))
    if module == "ibis":
        return _among(table, rows.distinct(*refused, most=_NAMED))
    counts = rows.counts()
    return not any(counts[outcome] for outcome in refused)


def _among(table: Any, refused: Sequence[Mapping[str, Any]]) -> Any:
    """For every row of an ibis table whether its cells are none of those that are refused.

    Equal cells get equal outcomes, so no order of rows has to be relied on.
    """
    import ibis

    passes = ibis.literal(True)
    for cells in refused:
        same = ibis.literal(True)
        for name, cell in cells.items():
            same = same & table[name].identical_to(cell)
        passes = passes & ~same
    return passes if refused else True


def _table(data: Any) -> Any:
    """The frame inside what a backend of pandera hands to a check."""
    for name in ("lazyframe", "table", "dataframe"):
        if type(data).__module__.startswith("pandera.") and hasattr(data, name):
            return getattr(data, name)
    return data


def suite_schema(suite: Suite) -> Any:
    """A suite as the schema of its dataset: one check for each of the suite's.

    A check that fails names the suite's check and tells what is wrong. Raises SuiteError.
    """
    import pandera.pandas as pa
    from pandera.api.checks import Check

    register()
    checks = [
        getattr(Check, _CLAIM)(claim=claim.as_data(), error=f"{claim.name}: {claim.relation}")
        for claim in claims(suite)
    ]
    columns = {name: pa.Column(str) for name in ("name", "text")}
    return pa.DataFrameSchema(columns, checks=checks, name=suite.name)


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that does not satisfy a relation: the cells as they are, and the kernel's verdict.

    The verdict has the claimed and the computed interval, what each figure would have to be
    (`implied`), and the message in English and Chinese.
    """

    row: Mapping[str, Any]
    verdict: Verdict

    def __str__(self) -> str:
        cells = ", ".join(f"{name} {value}" for name, value in self.row.items())
        return f"{cells}: {self.verdict.message.told('en')}"


def findings(errors: Any, most: int = 20) -> list[Finding]:
    """What is wrong with the rows, for every check of crossfoot among a pandera error's.

    `errors` is a `SchemaError` or `SchemaErrors` of any backend, or the frame that PySpark's
    `validate` gave back, which holds its errors; one finding a row, at most so many for each
    check.
    """
    told: list[Finding] = []
    for check, data in _checked(errors):
        if getattr(check, "name", None) != _CHECK:
            continue
        known: dict[str, Any] = check.statistics
        binding = Binding.of(
            known["relation"],
            known["figures"],
            known.get("printed"),
            rounding=known.get("rounding") or "half",
            trailing_zeros=known.get("trailing_zeros") or "ambiguous",
        )
        rows = Rows(_table(data), binding)
        for row in rows.first(*_REFUSED[known.get("fail_on") or "fails"], most=most):
            told.append(Finding(row, rows.verdict(row)))
    return told


def _checked(errors: Any) -> Iterator[tuple[Any, Any]]:
    """The checks behind errors, and the tables they were asked about."""
    if type(errors).__module__.startswith("pyspark."):
        if errors.pandera.errors:
            yield from ((check, errors) for check in errors.pandera.schema.checks)
        return
    for error in getattr(errors, "schema_errors", [errors]):
        data = getattr(error, "data", None)
        yield getattr(error, "check", None), errors.data if data is None else data


# -- claimed figures as data ------------------------------------------------------------------


def figures_schema() -> Any:
    """The schema of a dataset of claimed figures: `name,text,metric,period,section,note`.

    Every column is text, names are unique and each text is one figure as printed. Further
    columns are allowed and kept. Its `strategy(size=...)` generates such datasets.
    """
    import pandera.pandas as pa

    text: dict[str, Any] = {"dtype": str, "required": True}
    schema = pa.DataFrameSchema(
        {
            "name": pa.Column(
                **text,
                unique=True,
                checks=pa.Check.str_matches(
                    r"^[^\W\d]\w*(?:[.-]\w+)*$", error="a name is a letter, then letters and digits"
                ),
            ),
            "text": pa.Column(
                **text,
                checks=pa.Check(
                    _is_figure,
                    element_wise=True,
                    error="a text is one figure as printed, readable in exactly one way",
                ),
            ),
            **{name: pa.Column(**text) for name in ("metric", "period", "section", "note")},
        },
        checks=pa.Check(lambda frame: len(frame) > 0, error="a dataset has at least one figure"),
        name="FiguresSchema",
    )
    # pandera generates rows and throws away those that break a check, which leaves hardly any;
    # these rows are made to be right.
    schema.strategy = _strategy  # type: ignore[method-assign]  # of this one schema
    return schema


def _strategy(*, size: int | None = None, n_regex_columns: int = 1) -> Any:
    return figures_frames(size)


def _is_figure(text: str) -> bool:
    try:
        read_figure(text)
    except CrossfootError:
        return False
    return True


def figures_frames(size: int | None = None) -> SearchStrategy[Any]:
    """Frames (pandas) that satisfy `FiguresSchema`, with figures printed in Chinese and English."""
    import pandas as pd
    from hypothesis import strategies as st

    numbers = st.integers(1, 10**9)
    printed = st.one_of(
        numbers.map(lambda n: f"{n:,}"),
        numbers.map(lambda n: f"{n}家"),
        numbers.map(lambda n: f"{n // 100}.{n % 100:02}亿元"),
        numbers.map(lambda n: f"${n // 10:,}.{n % 10} million"),
        st.integers(0, 2000).map(lambda n: f"{n / 10:.1f}%"),
        st.integers(0, 999).map(lambda n: f"下降{n / 10:.1f}%"),
        numbers.map(lambda n: f"about {n} people"),
    )
    words = st.sampled_from(["就业人数", "研发经费", "output", "exports", "企业数"])
    periods = st.sampled_from(["2017", "2018H1", "2018Q3", "2018-06", ""])

    def frame(rows: list[tuple[str, str, str]]) -> Any:
        cells = [
            (f"figure_{number}", text, metric, period, "1", "")
            for number, (text, metric, period) in enumerate(rows, start=1)
        ]
        columns = ["name", "text", "metric", "period", "section", "note"]
        return pd.DataFrame(cells, columns=columns, dtype=str)

    least, most = (1, 20) if size is None else (size, size)
    return st.lists(st.tuples(printed, words, periods), min_size=least, max_size=most).map(frame)


def validate_rows(
    schemas: Sequence[type[Any]], rows: Sequence[tuple[int, dict[str, str]]], path: Path
) -> None:
    """Apply pandera models to the rows of a dataset, given with their lines.

    Every column is text as printed. Raises SuiteError naming the lines and what they break.
    """
    import pandas as pd
    from pandera.errors import SchemaErrors

    lines = [line for line, _ in rows]
    frame = pd.DataFrame([row for _, row in rows], dtype=str)
    for schema in schemas:
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            cases = [_told(case, lines) for case in errors.failure_cases.to_dict("records")]
            told = list(dict.fromkeys(text for _, text in sorted(cases)))
            more = f"; and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
            raise SuiteError(
                f"breaks the schema {schema.__name__}: {'; '.join(told[:_SHOWN])}{more}.",
                file=path,
                line=sorted(cases)[0][0] or None,
            ) from None


def _told(case: dict[Any, Any], lines: Sequence[int]) -> tuple[int, str]:
    index = case["index"]
    line = lines[int(index)] if isinstance(index, int | float) and index == index else 0
    where = f"line {line}: " if line else ""
    what = f" ({case['failure_case']})" if line else ""
    return line, f"{where}{case['column']}{what}: {case['check']}"
