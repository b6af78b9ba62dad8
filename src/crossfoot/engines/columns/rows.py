"""A relation between columns, judged row by row with the kernel's outcomes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from crossfoot.check import Verdict
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.frames import (
    beside,
    engine_of,
    fetch,
    joined,
    unwrap,
    widened,
    widest,
    wrap,
)
from crossfoot.engines.columns.mantissa import Field, Spans, bounds, spans
from crossfoot.engines.columns.printed import (
    MISSING,
    MORE_DIGITS,
    NOT_POSITIVE,
    UNDECIDED,
    UNREADABLE,
    Reason,
)
from crossfoot.engines.columns.translate import NotVectorised, ends, impossible, span
from crossfoot.engines.columns.whole import (
    Arithmetic,
    Condition,
    Ratio,
    Span,
    both,
    either,
)
from crossfoot.expression import AllEqual, variables
from crossfoot.relation import Outcome

# Codes of a row. The outcomes come first; from 3 on it is undecided, for a reason.
CODES: tuple[tuple[Outcome, Reason | None], ...] = (
    ("holds", None),
    ("rounding", None),
    ("fails", None),
    ("undecided", MISSING),
    ("undecided", MORE_DIGITS),
    ("undecided", UNREADABLE),
    ("undecided", NOT_POSITIVE),
    ("undecided", UNDECIDED),
)
_HOLDS, _ROUNDING, _FAILS, _MISSING, _MORE_DIGITS, _UNREADABLE, _NOT_POSITIVE, _UNDECIDED = range(
    len(CODES)
)
_KERNEL = -1  # a row for the kernel
_SIXTY_FOUR = 2**63 - 1

RESULTS = ("outcome", "reason", "claimed_low", "claimed_high", "computed_low", "computed_high")
_ENDS = RESULTS[2:]
_CODE = "_crossfoot_code"


@dataclass(frozen=True, eq=False)
class Rows:
    """The verdicts on the rows of a table, in the table's own engine."""

    table: Any
    binding: Binding

    # -- results ---------------------------------------------------------------------------

    def result(self, key: Sequence[str] = ()) -> Any:
        """The table, or only its key columns, with a column for each of `RESULTS`.

        The ends are binary fractions for showing; no verdict is computed from them.
        """
        import narwhals as nw

        judged = self._judged(with_ends=True)
        kept = list(key) or self.columns
        outcome = _by_code(lambda code: CODES[code][0])
        reason = _by_code(lambda code: None if (why := CODES[code][1]) is None else why.text)
        shown = judged.select(
            *(nw.col(name) for name in kept),
            outcome.alias("outcome"),
            reason.alias("reason"),
            *(nw.col(name) for name in _ENDS),
        )
        return unwrap(shown, self.table)

    def counts(self) -> dict[Outcome, int]:
        """How many rows have each outcome."""
        import narwhals as nw

        judged = self._judged(with_ends=False)
        code = nw.col(_CODE)
        (row,) = fetch(
            judged.select(
                *((code == number).sum().alias(f"n{number}") for number in range(len(CODES)))
            )
        )
        counted: Counter[Outcome] = Counter()
        for number, (outcome, _) in enumerate(CODES):
            counted[outcome] += int(row[f"n{number}"] or 0)
        return {outcome: counted[outcome] for outcome in ("holds", "rounding", "fails", "undecided")}

    def first(self, *outcomes: Outcome, most: int = 20, key: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Some rows that have one of these outcomes, as Python values.

        They are the first ones where the engine keeps the order of rows.
        """
        import narwhals as nw

        wanted = [number for number, (outcome, _) in enumerate(CODES) if outcome in outcomes]
        judged = self._judged(with_ends=False)
        names = list(dict.fromkeys([*key, *self.binding.columns]))
        return fetch(judged.filter(nw.col(_CODE).is_in(wanted)).select(*names).head(most))

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

    def _judged(self, with_ends: bool) -> Any:
        """The table with a code for every row, and the ends if wanted; the kernel asked already."""
        import narwhals as nw

        frame, code, shown = self._coded
        columns = [code.alias(_CODE)]
        if with_ends:
            columns += [column.alias(name) for name, column in zip(_ENDS, shown, strict=True)]
        answers = self._answers
        if not answers:
            return frame.with_columns(*columns)
        names = self.binding.columns
        keys = {f"_crossfoot_key{index}": name for index, name in enumerate(names)}
        told = {name: f"_crossfoot_told{index}" for index, name in enumerate([_CODE, *_ENDS])}
        small = beside(
            self._frame,
            {key: [row[name] for row, _ in answers] for key, name in keys.items()}
            | {name: [told[index] for _, told in answers] for index, name in enumerate(told.values())},
        )
        schema = self._frame.collect_schema()
        types = {key: schema[name] for key, name in keys.items()}
        types |= dict.fromkeys(told.values(), nw.Float64()) | {told[_CODE]: nw.Int64()}
        small = small.with_columns(*(nw.col(name).cast(dtype) for name, dtype in types.items()))
        frame = joined(frame.with_columns(*columns), small, names, list(keys))
        asked = (nw.col(_CODE) == _KERNEL) & ~nw.col(told[_CODE]).is_null()
        return frame.with_columns(
            *(
                nw.when(asked).then(nw.col(told[name])).otherwise(nw.col(name)).alias(name)
                for name in ([_CODE, *_ENDS] if with_ends else [_CODE])
            )
        )

    @cached_property
    def _coded(self) -> tuple[Any, Any, list[Any]]:
        return _Coding(self).coded()

    @cached_property
    def _answers(self) -> list[tuple[dict[str, Any], tuple[float | int | None, ...]]]:
        """The kernel's codes and ends for the rows that the columns do not decide."""
        import narwhals as nw

        frame, code, _ = self._coded
        names = self.binding.columns
        asked = frame.with_columns(code.alias(_CODE)).filter(nw.col(_CODE) == _KERNEL)
        rows = fetch(asked.select(*names).unique())
        return [(row, self.binding.coded(row)) for row in rows]


def _by_code(value: Callable[[int], str | None]) -> Any:
    import narwhals as nw

    result = nw.lit(value(_UNDECIDED), dtype=nw.String)
    for code in reversed(range(_UNDECIDED)):
        result = nw.when(nw.col(_CODE) == code).then(nw.lit(value(code), dtype=nw.String)).otherwise(result)
    return result


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
        self.bounds = bounds(frame, self.fields)

    def coded(self) -> tuple[Any, Any, list[Any]]:
        """The frame with helper columns, the code and the four ends to show."""
        import narwhals as nw

        usable = reduce(both, (field.usable() for field in self.fields))
        try:
            decided, shown = self._decided()
        except NotVectorised:
            decided, shown = nw.lit(_KERNEL), [_nothing()] * len(_ENDS)
        missing = reduce(either, (self._missing(field) for field in self.fields))
        large = reduce(either, (field.large() for field in self.fields))
        rest = (
            nw.when(missing)
            .then(_MISSING)
            .otherwise(nw.when(large).then(_KERNEL).otherwise(_MORE_DIGITS))
        )
        code = nw.when(usable).then(decided).otherwise(rest)
        shown = [nw.when(usable).then(column) for column in shown]
        return self.frame, code, shown

    def _missing(self, field: Field) -> Any:
        import narwhals as nw

        column = nw.col(field.name)
        if field.kind == "number" and field.nan:
            return column.is_null() | column.is_nan()
        return column.is_null()

    def _decided(self) -> tuple[Any, list[Any]]:
        """The code of a row whose cells are all usable, and the ends to show."""
        import narwhals as nw

        if self.binding.undecided:
            return nw.lit(_UNDECIDED), [_nothing()] * len(_ENDS)

        def choose(condition: Any, one: Any, other: Any) -> Any:
            return nw.when(condition).then(one).otherwise(other)

        wide, limit = self._width()
        if wide:
            self.frame = widened(self.frame, {field.mantissa: field.wide for field in self.fields})
        arithmetic = Arithmetic(nw.col, choose)
        judged = self._judge(arithmetic, wide, limit)
        last = _case((judged.gaps, _KERNEL), default=_ROUNDING)
        code = _case(
            (_not(judged.positive), _NOT_POSITIVE),
            (_not(arithmetic.guard), _KERNEL),
            (judged.fails, _FAILS),
            (judged.holds, _HOLDS),
            default=last,
        )
        if judged.told is None:
            return code, [_nothing()] * len(_ENDS)
        judgeable = both(judged.positive, arithmetic.guard)
        return code, [
            _shown(end, judgeable) for side in judged.told for end in (side.low, side.high)
        ]

    def _width(self) -> tuple[bool, int | None]:
        """Whether 64 bits are too few, and the largest mantissa that then fits, if any does not."""
        if self._greatest(None) <= _SIXTY_FOUR:
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
            field.name: spans(field, self.bounds, arithmetic, wide, limit)
            for field in self.fields
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

    def _reproduced(
        self, columns: Mapping[str, Spans], arithmetic: Arithmetic
    ) -> Condition:
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
            holds = either(holds, _not(impossible(statement, box, arithmetic)))
        varying = names if isinstance(statement, AllEqual) else [claimed] if claimed else []
        # A claim of whole numbers that is itself rounded may permit numbers around, but not at,
        # what the others give.
        whole = any(columns[name].whole is True for name in varying)
        return False if whole or len(set(names)) < len(names) else holds


def _nothing() -> Any:
    import narwhals as nw

    return nw.lit(None, dtype=nw.Float64)


def _not(condition: Condition) -> Condition:
    return not condition if isinstance(condition, bool) else ~condition


def _case(*branches: tuple[Condition, Any], default: Any) -> Any:
    """The value of the first condition that is true; constants fold."""
    import narwhals as nw

    result = default
    for condition, value in reversed(branches):
        if condition is True:
            result = value
        elif condition is not False:
            result = nw.when(condition).then(value).otherwise(result)
    return result if not isinstance(result, int) else nw.lit(result)


def _shown(end: Ratio, judgeable: Condition) -> Any:
    """An end as a binary fraction; null where it was not computed."""
    import narwhals as nw

    def real(column: Any) -> Any:
        return nw.lit(float(column)) if isinstance(column, int) else column.cast(nw.Float64)

    divisor = real(end.denominator.column) * float(end.factor.denominator)
    value = real(end.numerator.column) * float(end.factor.numerator) / divisor
    return value if judgeable is True else nw.when(judgeable).then(value)
