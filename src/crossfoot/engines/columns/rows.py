"""A relation between columns, judged row by row with the kernel's outcomes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from crossfoot.check import Verdict
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.codes import (
    CODE,
    ENDS,
    FAILS,
    HOLDS,
    KERNEL,
    MISSING_CODE,
    MORE_DIGITS_CODE,
    NOT_POSITIVE_CODE,
    ROUNDING,
    SIXTY_FOUR,
    UNDECIDED_CODE,
    case,
    codes_of,
    nothing,
    shown,
    with_words,
)
from crossfoot.engines.columns.field import Field, bounds, noted_bounds
from crossfoot.engines.columns.frames import (
    beside,
    engine_of,
    fetch,
    footer,
    how_many,
    joined,
    open_table,
    unwrap,
    widened,
    widest,
    wrap,
)
from crossfoot.engines.columns.spans import Spans, spans
from crossfoot.engines.columns.translate import NotVectorised, ends, impossible, span
from crossfoot.engines.columns.whole import (
    Arithmetic,
    Condition,
    Span,
    both,
    either,
    negated,
)
from crossfoot.expression import AllEqual, variables
from crossfoot.relation import Outcome


@dataclass(frozen=True, eq=False)
class Rows:
    """The verdicts on the rows of a table, in the table's own engine."""

    table: Any
    binding: Binding
    path: str | Path | None = None  # where the table was read from

    @classmethod
    def of(cls, table: Any, binding: Binding, engine: str = "auto") -> Rows:
        """The rows of a table, or of a path that the engine opens. Raises SuiteError."""
        path = table if isinstance(table, (str, Path)) else None
        return cls(open_table(table, engine), binding, path)

    # -- results ---------------------------------------------------------------------------

    def result(self, key: Sequence[str] = ()) -> Any:
        """The table, or only its key columns, with a column for each of `RESULTS`.

        The ends are binary fractions for showing; no verdict is computed from them.
        """
        kept = list(key) or self.columns
        return unwrap(with_words(self._judged(with_ends=True), kept), self.table)

    def require_columns(self) -> None:
        """Raise SuiteError unless the table has the columns, of kinds that can be judged."""
        self._fields  # noqa: B018  # looked at for what it raises

    def counts(self) -> dict[Outcome, int]:
        """How many rows have each outcome."""
        import narwhals as nw

        judged = self._judged(with_ends=False)
        proven = [nw.col(CODE) == code for code in (HOLDS, ROUNDING, FAILS)]
        rows, holds, rounding, fails = how_many(judged, proven)
        undecided = rows - holds - rounding - fails
        return {"holds": holds, "rounding": rounding, "fails": fails, "undecided": undecided}

    def first(
        self, *outcomes: Outcome, most: int = 20, key: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Some rows that have one of these outcomes, as Python values: always the same ones.

        They are the first ones where the engine keeps the order of rows; else the least.
        """
        import narwhals as nw

        judged = self._judged(with_ends=False).filter(nw.col(CODE).is_in(codes_of(outcomes)))
        cells = {name: nw.col(name) for name in key} | self._cells
        found = judged.select(*cells.values())
        ordered = engine_of(found) in ("pandas", "polars")
        return fetch((found if ordered else found.sort(*cells)).head(most))

    def distinct(self, *outcomes: Outcome, most: int) -> list[dict[str, Any]]:
        """The cells of rows that have one of these outcomes, as the table has them, each once."""
        import narwhals as nw

        judged = self._judged(with_ends=False).filter(nw.col(CODE).is_in(codes_of(outcomes)))
        names = self.binding.columns
        return fetch(judged.select(*names).unique().sort(*names).head(most))

    def verdict(self, row: Mapping[str, Any], name: str = "row") -> Verdict:
        """The kernel's verdict on one row, with all it has to say."""
        return self.binding.verdict(row, name)

    # -- the frames ------------------------------------------------------------------------

    @cached_property
    def _frame(self) -> Any:
        return wrap(self.table)

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the table."""
        return list(self._frame.collect_schema().names())

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return self.binding.fields(self._frame.collect_schema())

    @cached_property
    def _cells(self) -> dict[str, Any]:
        """The columns of the roles as the kernel reads them."""
        return {field.name: field.cell for field in self._fields}

    def _judged(self, with_ends: bool) -> Any:
        """The table with a code for every row, and the ends if wanted; the kernel asked already."""
        import narwhals as nw

        frame, code, ends_ = self._coded
        columns = [code.alias(CODE)]
        if with_ends:
            columns += [column.alias(name) for name, column in zip(ENDS, ends_, strict=True)]
        answers = self._answers
        if not answers:
            return frame.with_columns(*columns)
        names = self.binding.columns
        keys = {f"_crossfoot_key{index}": name for index, name in enumerate(names)}
        told = {name: f"_crossfoot_told{index}" for index, name in enumerate([CODE, *ENDS])}
        schema = self._frame.collect_schema()
        types = {key: schema[name] for key, name in keys.items()}
        types |= dict.fromkeys(told.values(), nw.Float64()) | {told[CODE]: nw.Int64()}
        cells = {key: [row[name] for row, _ in answers] for key, name in keys.items()}
        cells |= {
            name: [answer[at] for _, answer in answers] for at, name in enumerate(told.values())
        }
        small = beside(self._frame, cells, types)
        frame = joined(frame.with_columns(*columns), small, names, list(keys))
        asked = (nw.col(CODE) == KERNEL) & ~nw.col(told[CODE]).is_null()
        return frame.with_columns(
            *(
                nw.when(asked).then(nw.col(told[name])).otherwise(nw.col(name)).alias(name)
                for name in ([CODE, *ENDS] if with_ends else [CODE])
            )
        )

    @cached_property
    def _coded(self) -> tuple[Any, Any, list[Any]]:
        return self._coding.coded()

    @cached_property
    def _coding(self) -> _Coding:
        return _Coding(self)

    @cached_property
    def _answers(self) -> list[tuple[dict[str, Any], tuple[float | int | None, ...]]]:
        """The kernel's codes and ends for the rows that the columns do not decide."""
        import narwhals as nw

        frame, code, _ = self._coded
        if not self._coding.kernel_needed:
            return []
        asked = frame.with_columns(code.alias(CODE)).filter(nw.col(CODE) == KERNEL)
        rows = fetch(asked.select(*self._cells.values()).unique())
        return [(row, self.binding.coded(row)) for row in rows]


@dataclass(frozen=True, eq=False)
class _Judged:
    """Conditions on a row, in the order in which the kernel asks; and the two sides to show."""

    positive: Condition
    fails: Condition
    holds: Condition
    gaps: Condition
    told: tuple[Span, Span] | None


class _Coding:
    """The expression that gives every row its code, while it is put together."""

    def __init__(self, rows: Rows) -> None:
        self.binding = rows.binding
        self.fields = rows._fields
        self.engine = engine_of(rows._frame)
        frame = rows._frame
        for field in self.fields:
            frame = field.prepared(frame)
        self.frame = frame
        self.bounds = self._bounds(rows.path)
        # Whether some row may turn out to be one that the columns do not decide.
        self.kernel_needed = any(self.bounds[f"{field.prefix}large"] for field in self.fields)

    def _bounds(self, path: str | Path | None) -> dict[str, int]:
        noted = None
        if path is not None and all(field.noted for field in self.fields):
            noted = footer(path, [field.name for field in self.fields])
        if noted is not None:
            return noted_bounds(self.fields, noted)
        return bounds(self.frame, self.fields)

    def coded(self) -> tuple[Any, Any, list[Any]]:
        """The frame with helper columns, the code and the four ends to show."""
        import narwhals as nw

        usable = reduce(both, (field.usable() for field in self.fields))
        try:
            decided, ends_ = self._decided()
        except NotVectorised:
            self.kernel_needed = True
            decided, ends_ = nw.lit(KERNEL), [nothing()] * len(ENDS)
        missing = reduce(either, (field.missing() for field in self.fields))
        large = reduce(either, (field.large() for field in self.fields))
        rest = (
            nw.when(missing)
            .then(MISSING_CODE)
            .otherwise(nw.when(large).then(KERNEL).otherwise(MORE_DIGITS_CODE))
        )
        code = nw.when(usable).then(decided).otherwise(rest)
        return self.frame, code, [nw.when(usable).then(column) for column in ends_]

    def _decided(self) -> tuple[Any, list[Any]]:
        """The code of a row whose cells are all usable, and the ends to show."""
        import narwhals as nw

        if self.binding.undecided:
            return nw.lit(UNDECIDED_CODE), [nothing()] * len(ENDS)

        def choose(condition: Any, one: Any, other: Any) -> Any:
            return nw.when(condition).then(one).otherwise(other)

        wide, limit = self._width()
        if wide:
            self.frame = widened(self.frame, {field.mantissa: field.wide for field in self.fields})
        arithmetic = Arithmetic(nw.col, choose)
        judged = self._judge(arithmetic, wide, limit)
        self.kernel_needed |= arithmetic.guard is not True or judged.gaps is not False
        last = case((judged.gaps, KERNEL), default=ROUNDING)
        code = case(
            (negated(arithmetic.guard), KERNEL),  # what does not fit counts as 0 from here on
            (negated(judged.positive), NOT_POSITIVE_CODE),
            (judged.fails, FAILS),
            (judged.holds, HOLDS),
            default=last,
        )
        if judged.told is None:
            return code, [nothing()] * len(ENDS)
        judgeable = both(judged.positive, arithmetic.guard)
        return code, [
            shown(end, judgeable) for side in judged.told for end in (side.low, side.high)
        ]

    def _width(self) -> tuple[bool, int | None]:
        """Whether 64 bits are too few, and the largest mantissa that then fits, if any does not."""
        if self._greatest(None) <= SIXTY_FOUR:
            return False, None
        most = widest(self.engine)
        if most is None or self._greatest(None) <= most:
            return True, None
        bits = range(1, 63)
        fitting = bisect_left(bits, True, key=lambda bit: self._greatest(2**bit) > most)
        if not fitting:
            raise NotVectorised
        return True, 2 ** bits[fitting - 1]

    def _greatest(self, limit: int | None) -> int:
        """The largest number that judging may come across."""
        arithmetic = Arithmetic.sketched()
        judged = self._judge(arithmetic, limit is not None, limit)
        del judged
        return arithmetic.greatest

    def _judge(self, arithmetic: Arithmetic, wide: bool, limit: int | None) -> _Judged:
        statement = self.binding.statement
        names = list(variables(statement))
        columns = {
            field.name: spans(field, self.bounds, arithmetic, wide, limit) for field in self.fields
        }
        box = {name: column.wide for name, column in columns.items()}
        positive: Condition = True
        if self.binding.positive is not None:
            positive = span(self.binding.positive, box, arithmetic).above_zero()
        # The kernel looks for whole numbers, and at formulas that use a figure twice.
        twice = len(set(names)) < len(names)
        return _Judged(
            positive,
            impossible(statement, box, arithmetic),
            self._reproduced(columns, arithmetic),
            reduce(either, (columns[name].whole for name in names), twice),
            ends(statement, self.binding.claimed, box, arithmetic),
        )

    def _reproduced(self, columns: Mapping[str, Spans], arithmetic: Arithmetic) -> Condition:
        """Whether the printed values give the claim for certain."""
        statement, claimed = self.binding.statement, self.binding.claimed
        names = list(variables(statement))
        printed = {name: column.printed for name, column in columns.items()}
        if isinstance(statement, AllEqual):
            full = {name: column.full for name, column in columns.items()}
            boxes = [full | {name: printed[name]} for name in names]
        else:
            boxes = [printed if claimed is None else printed | {claimed: columns[claimed].full}]
        holds: Condition = False
        for box in boxes:
            holds = either(holds, negated(impossible(statement, box, arithmetic)))
        varying = names if isinstance(statement, AllEqual) else [claimed] if claimed else []
        # A claim of whole numbers that is itself rounded may permit numbers around, but not at,
        # what the others give.
        whole = any(columns[name].whole is True for name in varying)
        # A figure used twice has one value; where it is a single number anyway, nothing is lost.
        twice = any(names.count(name) > 1 for name in varying)
        return False if whole or twice else holds
