"""A suite over the columns of a table, for `crossfoot check table.parquet --suite table.yaml`.

printed: {gdp: 0.01亿元, gdp_before: 0.01亿元, growth: 0.1%}
rounding: half
key: [region]
expect:
  - growth: {current: gdp, base: gdp_before, rate: growth}
  - foot: {column: gdp, by: [country], marked: {region: 合计}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml

from crossfoot.check import Verdict
from crossfoot.engines.columns.binding import Binding, require_column
from crossfoot.engines.columns.footing import Footing
from crossfoot.engines.columns.frames import TABLE_SUFFIXES, open_table, reading, wrap, write
from crossfoot.engines.columns.printed import MISSING, Reason
from crossfoot.engines.columns.rows import Rows
from crossfoot.engines.columns.totals import footing
from crossfoot.errors import SuiteError
from crossfoot.files import read_text
from crossfoot.relation import Outcome, Relation
from crossfoot.suite import Report, Suite
from crossfoot.suite_file import CHECK_KEYS

_KEYS = ("printed", "rounding", "trailing_zeros", "key", "expect")
_FOOT_KEYS = ("column", "by", "marked", "key", "parent")
_FIRST = 20  # rows of a check that a report tells about
_FEW = 3  # and rows that are undecided, which show why


@dataclass(frozen=True, slots=True)
class Stated:
    """What has to hold, as the file says it: a relation or `foot`, and what fills its roles."""

    line: int
    relation: str
    roles: Mapping[str, Any]
    name: str
    because: str = ""
    known: str | None = None


@dataclass(frozen=True)
class TableReport(Report):
    """The report on a table: `verdicts` are of the first rows of each kind, `totals` of all."""

    totals: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows and totals have each outcome."""
        return {**self.totals, "conflicts": 0}


@dataclass(frozen=True)
class TableSuite:
    """What has to hold in every row of a table, as told in a YAML file."""

    path: Path
    settings: Mapping[str, Any]
    expected: tuple[Stated, ...]
    relations: Mapping[str, Relation] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path, relations: Mapping[str, Relation] | None = None) -> TableSuite:
        """Read a suite. Raises SuiteError naming file and line."""
        text = read_text(path)
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
            told = yaml.load(text, Loader=yaml.BaseLoader)  # builds texts only
        except (yaml.YAMLError, RecursionError) as error:
            raise SuiteError(f"not YAML: {str(error).splitlines()[0]}.", file=path) from None
        if not isinstance(told, dict) or not isinstance(told.get("expect"), list):
            raise SuiteError("the suite has no list `expect`.", file=path)
        for key in told:
            if key not in _KEYS:
                raise SuiteError(
                    f"a suite of a table has no key {key!r}.",
                    remedy=f"It has {', '.join(_KEYS)}.",
                    file=path,
                )
        lines = _lines(root)
        expected = tuple(
            _stated(item, path, line) for item, line in zip(told["expect"], lines, strict=True)
        )
        if not expected:
            raise SuiteError("the suite expects nothing.", file=path)
        if not isinstance(told.get("printed", {}), dict):
            raise SuiteError(
                "`printed` is not a column and how it is printed, for each column.",
                remedy="Write printed: {growth: 0.1%}.",
                file=path,
            )
        return cls(
            path, {key: told[key] for key in told if key != "expect"}, expected, relations or {}
        )

    @cached_property
    def key(self) -> list[str]:
        """The columns that name a row."""
        key = self.settings.get("key", [])
        return [key] if isinstance(key, str) else list(key)

    @property
    def printed(self) -> Mapping[str, str]:
        """How columns are printed."""
        return self.settings.get("printed") or {}

    def run(self, table: str | Path, engine: str, fail_on: Outcome | str = "fails") -> TableRun:
        """Judge a table, which the engine opens. Raises SuiteError."""
        opened = open_table(table, engine)
        with reading(table):
            schema = wrap(opened).collect_schema()
        for name in [*self.key, *self.printed]:
            try:
                require_column(name, schema)
            except SuiteError as error:
                raise error.at(self.path) from None
        judged: list[tuple[Stated, Rows | Footing]] = []
        names: set[str] = set()
        for stated in self.expected:
            try:
                one = self._bind(opened, table, stated.relation, stated.roles)
            except SuiteError as error:
                raise error.at(self.path, stated.line) from None
            unique, number = stated.name, 1
            while unique in names:
                number += 1
                unique = f"{stated.name}-{number}"
            names.add(unique)
            judged.append((replace(stated, name=unique), one))
        return TableRun(self, Path(table), judged, fail_on)

    def _bind(
        self, opened: Any, table: str | Path, name: str, roles: Mapping[str, Any]
    ) -> Rows | Footing:
        printed = self.printed
        settings: dict[str, Any] = {
            key: self.settings[key]
            for key in ("rounding", "trailing_zeros")
            if key in self.settings
        }
        if name == "foot":
            for key in roles:
                if key not in _FOOT_KEYS:
                    raise SuiteError(f"foot takes {', '.join(_FOOT_KEYS)}, not {key!r}.")
            if "column" not in roles:
                raise SuiteError("foot lacks `column`.")
            rest = {key: value for key, value in roles.items() if key != "column"}
            used = {name: printed[name] for name in [roles["column"]] if name in printed}
            return footing(opened, roles["column"], printed=used, **rest, **settings)
        known = Binding.of(name, roles, relations=self.relations, **settings)
        used = {column: printed[column] for column in known.columns if column in printed}
        binding = Binding.of(name, roles, used, relations=self.relations, **settings)
        rows = Rows(opened, binding, table)
        rows.require_columns()
        return rows


@dataclass(frozen=True)
class TableRun:
    """A suite of a table, judged."""

    suite: TableSuite
    table: Path
    judged: Sequence[tuple[Stated, Rows | Footing]]
    fail_on: str

    def report(self) -> TableReport:
        """Counts of everything, and the kernel's verdicts on the first rows that matter."""
        totals = dict.fromkeys(("holds", "rounding", "fails", "undecided"), 0)
        verdicts: list[Verdict] = []
        known = 0
        for stated, one in self.judged:
            with reading(self.table):
                counts = one.counts()
            self._require_rows(stated, one, counts)
            for outcome, count in counts.items():
                totals[outcome] += count
            known += counts.get("fails", 0) if stated.known is not None else 0
            shown = {"fails": _FIRST, "undecided": _FEW} | {self.fail_on: _FIRST}
            for told, most in shown.items():
                outcome = cast("Outcome", told)
                if counts.get(outcome):
                    verdicts.extend(self._first(stated, one, outcome, most))
        checks = tuple(verdict.check for verdict in verdicts)
        # Planned is what is told in full; the counts say how many rows there are.
        suite = Suite(
            self.suite.path.stem, checks, source=self.suite.path, document=self.table.name
        )
        return TableReport(suite, tuple(verdicts), totals={**totals, "known": known})

    def _require_rows(
        self, stated: Stated, one: Rows | Footing, counts: Mapping[Outcome, int]
    ) -> None:
        """Raise SuiteError where nothing was checked, as it would be with a column mistaken."""
        if not sum(counts.values()):
            problem = "the table has no rows" if isinstance(one, Rows) else "there are no totals"
            raise SuiteError(f"{problem}, so nothing was checked.", file=self.table)
        if isinstance(one, Footing) or sum(counts.values()) > counts["undecided"]:
            return
        (row,) = one.first("undecided", most=1)
        for column, figure in one.binding.figures(row).items():
            if isinstance(figure, Reason) and figure is not MISSING:
                raise SuiteError(
                    f"no row can be judged: the column {column!r} holds {row[column]!r}, that is,"
                    f" {figure.text}.",
                    remedy="Name another column, or correct `printed`.",
                    file=self.suite.path,
                    line=stated.line,
                )

    def _first(
        self, stated: Stated, one: Rows | Footing, outcome: Outcome, most: int
    ) -> Iterator[Verdict]:
        for number, row in enumerate(one.first(outcome, most=most, key=self.suite.key), start=1):
            keys = self.suite.key if isinstance(one, Rows) else list(one.by)
            where = ", ".join(f"{key}={row[key]}" for key in keys) or f"{outcome} {number}"
            verdict = one.verdict(row, f"{stated.name}[{where}]")
            told = replace(verdict.check, because=stated.because, known=stated.known)
            yield replace(verdict, check=told)

    def write_failures(self, path: Path) -> None:
        """Write every row that fails, with the name of its check and what `columns.check` tells.

        Totals that do not foot are not rows of the table; the report names them.
        """
        import narwhals as nw

        frames = []
        for stated, one in self.judged:
            if isinstance(one, Rows):
                frame = wrap(one.result()).filter(nw.col("outcome") == "fails")
                frames.append(frame.with_columns(nw.lit(stated.name).alias("check")))
        if not frames:
            raise SuiteError("only totals are checked, so there are no rows to write.")
        with reading(self.table):
            write(nw.concat(frames, how="vertical"), path)


def require_writable(path: Path, tables: Sequence[Path]) -> None:
    """Raise SuiteError unless failing rows can be written to the path."""
    if path.suffix not in TABLE_SUFFIXES:
        raise SuiteError(
            "failing rows are written as a table.",
            remedy=f"Use a name that ends in {' or '.join(TABLE_SUFFIXES)}.",
            file=path,
        )
    if any(path.resolve() == table.resolve() for table in tables):
        raise SuiteError("failing rows would replace the table itself.", file=path)


def _lines(root: Any) -> list[int]:
    expect = next(value for key, value in root.value if key.value == "expect")
    return [node.start_mark.line + 1 for node in expect.value]


def _stated(item: Any, path: Path, line: int) -> Stated:
    if not isinstance(item, dict):
        raise SuiteError("a check names exactly one relation.", file=path, line=line)
    relations = {key: value for key, value in item.items() if key not in CHECK_KEYS}
    beside = {key: value for key, value in item.items() if key in CHECK_KEYS}
    if len(relations) != 1 or not all(isinstance(text, str) for text in beside.values()):
        raise SuiteError("a check names exactly one relation.", file=path, line=line)
    ((relation, roles),) = relations.items()
    if relation == "formula":
        roles = {"formula": roles}
    if not isinstance(roles, dict):
        raise SuiteError(
            f"{relation!r} has to say which columns fill its roles.", file=path, line=line
        )
    return Stated(line, relation, roles, **{"name": relation, **beside})
