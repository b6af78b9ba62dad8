"""Totals down a column: by group, against printed totals; and up a hierarchy.

The members of a group are added in the table's engine as whole numbers, ends included, so a
group of a million parts is judged as exactly as one of two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crossfoot.check import Check, Verdict
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.codes import (
    CODE,
    ENDS,
    FAILS,
    HOLDS,
    KERNEL,
    MISSING_CODE,
    MORE_DIGITS_CODE,
    ROUNDING,
    SIXTY_FOUR,
    UNDECIDED_CODE,
    case,
    shown,
    with_words,
)
from crossfoot.engines.columns.frames import (
    beside,
    engine_of,
    fetch,
    joined,
    open_table,
    unwrap,
    widened,
    widest,
    wrap,
)
from crossfoot.engines.columns.mantissa import Field, Spans, bounds, spans
from crossfoot.engines.columns.printed import MISSING, Reason
from crossfoot.engines.columns.whole import Arithmetic, Ratio, Span, Whole, both, either, negated
from crossfoot.errors import SuiteError
from crossfoot.figure import Figure
from crossfoot.languages import TrailingZeros
from crossfoot.message import message
from crossfoot.relation import Outcome
from crossfoot.relations import builtin
from crossfoot.rounding import Rounding

PARTS, TOTAL = "_crossfoot_part", "_crossfoot_total"
MOST_PARTS = 2_000  # of a group that the kernel is asked about


@dataclass(frozen=True, eq=False)
class Footing:
    """Parts, and the totals that they have to give, group by group.

    `parts` and `totals` are frames (narwhals) of one engine with the columns `by`; `binding`
    says how their columns `PARTS` and `TOTAL` are printed.
    """

    parts: Any
    totals: Any
    by: tuple[str, ...]
    binding: Binding
    like: Any

    def result(self) -> Any:
        """A row for each total: group, total, number of parts, and the columns of `RESULTS`."""
        kept = [*self.by, TOTAL, "parts"]
        frame = with_words(self._judged, kept)
        return unwrap(frame.rename({TOTAL: "total"}), self.like)

    def counts(self) -> dict[Outcome, int]:
        """How many totals have each outcome."""
        counted: dict[Outcome, int] = {"holds": 0, "rounding": 0, "fails": 0, "undecided": 0}
        for row in fetch(wrap(self.result()).select("outcome")):
            counted[row["outcome"]] += 1
        return counted

    def first(
        self, *outcomes: Outcome, most: int = 20, key: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Some groups whose total has one of these outcomes."""
        import narwhals as nw

        found = wrap(self.result()).filter(nw.col("outcome").is_in(outcomes))
        return fetch(found.select(*self.by).sort(*self.by).head(most))

    def verdict(self, group: Mapping[str, Any], name: str = "total") -> Verdict:
        """The kernel's verdict on one group, with all it has to say."""
        return self._check([group[column] for column in self.by], name).verdict()

    # -- judging ---------------------------------------------------------------------------

    @cached_property
    def _judged(self) -> Any:
        import narwhals as nw

        frame, columns = self._coded
        coded = frame.with_columns(*columns)
        asked = fetch(coded.filter(nw.col(CODE) == KERNEL).select(*self.by))
        if not asked:
            return coded
        answers = [tuple(row[name] for name in self.by) for row in asked]
        codes = [self._kernel(group) for group in answers]
        keys = {f"_crossfoot_key{index}": name for index, name in enumerate(self.by)}
        small = beside(
            self.parts,
            {key: [group[index] for group in answers] for index, key in enumerate(keys)}
            | {"_crossfoot_told": codes},
        )
        frame = joined(coded, small, self.by, list(keys))
        told = nw.col("_crossfoot_told")
        return frame.with_columns(
            nw.when(told.is_null()).then(nw.col(CODE)).otherwise(told).cast(nw.Int64).alias(CODE)
        )

    @cached_property
    def _coded(self) -> tuple[Any, list[Any]]:
        import narwhals as nw

        parts_schema, totals_schema = self.parts.collect_schema(), self.totals.collect_schema()
        part = self.binding.field("_cp", PARTS, parts_schema)
        total = self.binding.field("_ct", TOTAL, totals_schema)
        frames = {"_cp": part.prepared(self.parts), "_ct": total.prepared(self.totals)}
        known = bounds(frames["_cp"], [part]) | bounds(frames["_ct"], [total])
        (row,) = fetch(self.parts.select(nw.len().alias("rows")))
        most = max(1, int(row["rows"]))

        greatest, limit = self._greatest(part, total, known, most), widest(engine_of(self.parts))
        wide = greatest > SIXTY_FOUR
        if wide:
            frames = {
                field.prefix: widened(frames[field.prefix], {field.mantissa: field.wide})
                for field in (part, total)
            }
        arithmetic = Arithmetic(nw.col, _choose, guard=limit is None or greatest <= limit)
        inside = spans(part, known, arithmetic, wide, None)
        sums = self._summed(frames["_cp"], part, inside)
        frame = joined(
            frames["_ct"], sums, self.by, [f"_crossfoot_by{i}" for i in range(len(self.by))]
        )
        added = _added(inside, arithmetic, most)
        claim = spans(total, known, arithmetic, wide, None)
        return frame, self._columns(total, claim, added, arithmetic)

    def _greatest(self, part: Field, total: Field, known: dict[str, int], most: int) -> int:
        sketch = Arithmetic.sketched()
        added = _added(spans(part, known, sketch, False, None), sketch, most)
        claim = spans(total, known, sketch, False, None)
        claim.wide.apart(added.wide)
        claim.full.apart(added.printed)
        return sketch.greatest

    def _summed(self, frame: Any, part: Field, inside: Spans) -> Any:
        """A row for each group: the sums of the ends, and what is wrong with its parts."""
        import narwhals as nw

        usable = part.usable()
        one = nw.lit(1)

        def number(column: Any) -> Any:
            # A part that cannot be read makes its group undecided, whatever it adds.
            return nw.when(usable).then(column).otherwise(0)

        def flag(condition: Any) -> Any:
            constant = isinstance(condition, bool)
            return nw.lit(int(condition)) if constant else nw.when(condition).then(1).otherwise(0)

        by = {f"_crossfoot_by{index}": name for index, name in enumerate(self.by)}
        rows = frame.select(
            *(nw.col(name).alias(other) for other, name in by.items()),
            number(inside.wide.low.numerator.column).alias("_cslow"),
            number(inside.wide.high.numerator.column).alias("_cshigh"),
            number(inside.printed.low.numerator.column).alias("_csprinted"),
            flag(inside.wide.low_closed).alias("_cslowclosed"),
            flag(inside.wide.high_closed).alias("_cshighclosed"),
            flag(inside.whole).alias("_cswhole"),
            nw.when(self._missing(part)).then(1).otherwise(0).alias("_csmissing"),
            nw.when(part.large()).then(1).otherwise(0).alias("_cslarge"),
            nw.when(usable).then(1).otherwise(0).alias("_csusable"),
            one.alias("_csrows"),
        )
        summed = (
            "_cslow",
            "_cshigh",
            "_csprinted",
            "_csmissing",
            "_cslarge",
            "_csusable",
            "_csrows",
        )
        return rows.group_by(*by).agg(
            *(nw.col(name).sum() for name in summed),
            *(nw.col(name).min() for name in ("_cslowclosed", "_cshighclosed")),
            nw.col("_cswhole").max(),
            nw.col("_cswhole").min().alias("_csallwhole"),
        )

    @staticmethod
    def _missing(field: Field) -> Any:
        import narwhals as nw

        column = nw.col(field.name)
        return column.is_null() | column.is_nan() if field.nan else column.is_null()

    def _columns(
        self, total: Field, claim: Spans, added: Spans, arithmetic: Arithmetic
    ) -> list[Any]:
        import narwhals as nw

        n = nw.col("_csrows")
        missing = n.is_null() | self._missing(total) | (nw.col("_csmissing") > 0)
        large = total.large() | (nw.col("_cslarge") > 0)
        usable = total.usable() & (nw.col("_csusable") == n)
        fails = claim.wide.apart(added.wide)
        holds = negated(claim.full.apart(added.printed))
        # Whole numbers that are rounded leave gaps, unless all of the sum are whole.
        some, all_ = nw.col("_cswhole") == 1, nw.col("_csallwhole") == 1
        gaps = either(
            both(some, negated(both(all_, claim.whole))), both(claim.whole, negated(all_))
        )
        certain = (
            both(holds, negated(claim.whole)) if claim.whole is not True else both(holds, all_)
        )
        decided = case(
            (negated(arithmetic.guard), KERNEL),
            (fails, FAILS),
            (certain, HOLDS),
            (gaps, KERNEL),
            default=ROUNDING,
        )
        code = (
            nw.when(missing)
            .then(MISSING_CODE)
            .otherwise(
                nw.when(usable)
                .then(decided)
                .otherwise(nw.when(large).then(KERNEL).otherwise(MORE_DIGITS_CODE))
            )
        )
        told = [
            nw.when(usable).then(shown(end, True)).alias(name)
            for name, end in zip(
                ENDS,
                (claim.wide.low, claim.wide.high, added.wide.low, added.wide.high),
                strict=True,
            )
        ]
        parts = nw.when(n.is_null()).then(0).otherwise(n).cast(nw.Int64)
        return [code.alias(CODE), parts.alias("parts"), *told]

    # -- the kernel ------------------------------------------------------------------------

    def _kernel(self, group: Sequence[Any]) -> int:
        check = self._check(group, "total", MOST_PARTS)
        if len(check.figures.get("parts", ())) > MOST_PARTS:
            return UNDECIDED_CODE
        outcome = check.verdict().outcome
        return {"holds": HOLDS, "rounding": ROUNDING, "fails": FAILS}.get(outcome, UNDECIDED_CODE)

    def _check(self, group: Sequence[Any], name: str, most: int | None = None) -> Check:
        (total,) = fetch(self._of(self.totals, group).select(TOTAL).head(1))
        parts = self._of(self.parts, group).select(PARTS)
        rows = fetch(parts if most is None else parts.head(most + 1))
        claimed = self.binding.figure(TOTAL, total[TOTAL], "total")
        members = [
            self.binding.figure(PARTS, row[PARTS], f"part {index}")
            for index, row in enumerate(rows, start=1)
        ]
        reasons = [one for one in (claimed, *members) if isinstance(one, Reason)]
        told = None if not reasons or MISSING in reasons else message(reasons[0].text)
        figures: dict[str, tuple[Figure, ...]] = {}
        if MISSING not in reasons and rows and told is None:
            assert isinstance(claimed, Figure)
            figures = {
                "total": (claimed,),
                "parts": tuple(one for one in members if isinstance(one, Figure)),
            }
        return Check(name, builtin()["total"], figures, undecided=told)

    def _of(self, frame: Any, group: Sequence[Any]) -> Any:
        import narwhals as nw

        for name, value in zip(self.by, group, strict=True):
            frame = frame.filter(nw.col(name) == value)
        return frame


def _choose(condition: Any, one: Any, other: Any) -> Any:
    import narwhals as nw

    return nw.when(condition).then(one).otherwise(other)


def _added(inside: Spans, arithmetic: Arithmetic, most: int) -> Spans:
    """The sum of at most so many parts, from the columns that `_summed` makes."""

    def total(end: Ratio, name: str) -> Ratio:
        number = end.numerator
        low, high = min(0, number.low) * most, max(0, number.high) * most
        return Ratio(
            end.factor, Whole(arithmetic, arithmetic.column(name), low, high), end.denominator
        )

    def closed(condition: Any, name: str) -> Any:
        return condition if isinstance(condition, bool) else arithmetic.column(name) == 1

    wide = inside.wide
    arithmetic.whole(
        0, *(bound * most for bound in (wide.low.numerator.low, wide.high.numerator.high))
    )
    added = Span(
        total(wide.low, "_cslow"),
        total(wide.high, "_cshigh"),
        closed(wide.low_closed, "_cslowclosed"),
        closed(wide.high_closed, "_cshighclosed"),
    )
    printed = Span.at(total(inside.printed.low, "_csprinted"))
    return Spans(added, added, printed, inside.whole)


def footing(
    table: Any,
    column: str,
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
) -> Footing:
    """The totals of a column and their parts: see `crossfoot.columns.foot`."""
    import narwhals as nw

    given = open_table(table, engine)
    frame = wrap(given)
    groups = [by] if isinstance(by, str) else list(by)
    if (totals is not None) + (marked is not None) + (parent is not None) != 1:
        raise _refused("what the totals are is not said, or said twice.")
    other = column
    if parent is not None:
        if key is None or groups:
            raise _refused("`parent` goes with `key`, the column that names a row, not with `by`.")
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
    return Footing(parts, claims, tuple(groups), binding, given)


def _as_one_group(frame: Any) -> Any:
    import narwhals as nw

    return frame.with_columns(nw.lit("all").alias("group"))


def _refused(problem: str) -> SuiteError:
    """A call of `foot` that does not say what the totals are."""
    return SuiteError(
        problem,
        remedy="Give `totals` (a table with the totals), `marked` (which rows are totals) or"
        " `parent` (the column that names the row a row is a part of).",
    )
