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
    codes_of,
    shown,
    with_words,
)
from crossfoot.engines.columns.field import Field, bounds
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
from crossfoot.engines.columns.printed import MISSING, Reason
from crossfoot.engines.columns.spans import Spans, spans
from crossfoot.engines.columns.whole import (
    Arithmetic,
    Condition,
    Ratio,
    Span,
    Whole,
    both,
    either,
    negated,
)
from crossfoot.figure import Figure
from crossfoot.message import message
from crossfoot.relation import Outcome
from crossfoot.relations import builtin

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

        found = self._judged.filter(nw.col(CODE).is_in(codes_of(outcomes)))
        return fetch(found.select(*self._group).sort(*self.by).head(most))

    def verdict(self, group: Mapping[str, Any], name: str = "total") -> Verdict:
        """The kernel's verdict on one group, with all it has to say."""
        return self._check(group, name).verdict()

    # -- judging ---------------------------------------------------------------------------

    @cached_property
    def _judged(self) -> Any:
        import narwhals as nw

        frame, columns = self._coded
        coded = frame.with_columns(*columns)
        asked = fetch(coded.filter(nw.col(CODE) == KERNEL).select(*self._group).unique())
        if not asked:
            return coded
        schema = self.totals.collect_schema()
        names, told = [*self.by, TOTAL], "_crossfoot_told"
        keys = {f"_crossfoot_key{index}": name for index, name in enumerate(names)}
        cells: dict[str, list[Any]] = {
            key: [row[name] for row in asked] for key, name in keys.items()
        }
        types = {key: schema[name] for key, name in keys.items()} | {told: nw.Int64()}
        small = beside(self.parts, cells | {told: [self._kernel(row) for row in asked]}, types)
        frame = joined(coded, small, names, list(keys))
        answered = nw.when(nw.col(told).is_null()).then(nw.col(CODE)).otherwise(nw.col(told))
        return frame.with_columns(answered.cast(nw.Int64).alias(CODE))

    @cached_property
    def _group(self) -> list[Any]:
        """What tells one total from the others, as the kernel reads it."""
        import narwhals as nw

        return [*(nw.col(name) for name in self.by), self._fields[1].cell]

    @cached_property
    def _fields(self) -> tuple[Field, Field]:
        return (
            self.binding.field("_cp", PARTS, self.parts.collect_schema()),
            self.binding.field("_ct", TOTAL, self.totals.collect_schema()),
        )

    @cached_property
    def _coded(self) -> tuple[Any, list[Any]]:
        import narwhals as nw

        part, total = self._fields
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
        among = Arithmetic(nw.col, _choose)
        inside = spans(part, known, among, wide, None)
        sums = self._summed(frames["_cp"], part, inside, among.guard)
        if among.guard is not True:
            arithmetic.require(nw.col("_csodd") == 0)
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

    def _summed(self, frame: Any, part: Field, inside: Spans, sound: Condition) -> Any:
        """A row for each group: the sums of the ends, and what is wrong with its parts.

        `sound`: whether the kernel is not needed for a part.
        """
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
            nw.when(part.missing()).then(1).otherwise(0).alias("_csmissing"),
            nw.when(part.large()).then(1).otherwise(0).alias("_cslarge"),
            flag(negated(sound)).alias("_csodd"),
            nw.when(usable).then(1).otherwise(0).alias("_csusable"),
            one.alias("_csrows"),
        )
        summed = (
            "_cslow",
            "_cshigh",
            "_csprinted",
            "_csmissing",
            "_cslarge",
            "_csodd",
            "_csusable",
            "_csrows",
        )
        return rows.group_by(*by).agg(
            *(nw.col(name).sum() for name in summed),
            *(nw.col(name).min() for name in ("_cslowclosed", "_cshighclosed")),
            nw.col("_cswhole").max(),
            nw.col("_cswhole").min().alias("_csallwhole"),
        )

    def _columns(
        self, total: Field, claim: Spans, added: Spans, arithmetic: Arithmetic
    ) -> list[Any]:
        import narwhals as nw

        n = nw.col("_csrows")
        missing = n.is_null() | total.missing() | (nw.col("_csmissing") > 0)
        large = total.large() | (nw.col("_cslarge") > 0)
        usable = total.usable() & (nw.col("_csusable") == n)
        fails = claim.wide.apart(added.wide)
        holds = negated(claim.full.apart(added.printed))
        # Whole numbers that are rounded leave gaps, unless all of the sum are whole.
        some, all_ = nw.col("_cswhole") == 1, nw.col("_csallwhole") == 1
        gaps = either(
            both(some, negated(both(all_, claim.whole))), both(claim.whole, negated(all_))
        )
        # A claim of whole numbers that is rounded permits only those of them around the sum.
        certain = both(holds, all_) if claim.whole is True else holds
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

    def _kernel(self, group: Mapping[str, Any]) -> int:
        check = self._check(group, "total", MOST_PARTS)
        if len(check.figures.get("parts", ())) > MOST_PARTS:
            return UNDECIDED_CODE
        outcome = check.verdict().outcome
        return {"holds": HOLDS, "rounding": ROUNDING, "fails": FAILS}.get(outcome, UNDECIDED_CODE)

    def _check(self, group: Mapping[str, Any], name: str, most: int | None = None) -> Check:
        parts = self._of(self.parts, group).select(self._fields[0].cell)
        rows = fetch(parts if most is None else parts.head(most + 1))
        claimed = self.binding.figure(TOTAL, group[TOTAL], "total")
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

    def _of(self, frame: Any, group: Mapping[str, Any]) -> Any:
        import narwhals as nw

        for name in self.by:
            frame = frame.filter(nw.col(name) == group[name])
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
