"""Columns of numbers and of printed texts as columns of mantissas, and what those permit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from crossfoot.engines.columns.frames import engine_of, fetch
from crossfoot.engines.columns.printed import FLOAT_NOISE, LARGEST_FLOAT, Printed
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
from crossfoot.interval import Interval
from crossfoot.languages import TrailingZeros
from crossfoot.rounding import Rounding, permitted

# Plain numbers; every other text, such as 8079家 or 下降3.2%, is read by the kernel.
PLAIN = r"^-?(?:0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,12})?%?$"
_MOST_DIGITS = 18  # what 64 bits hold of any number
_LARGEST_COUNT = 10**_MOST_DIGITS

_Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """A column that fills a role: its declared print, or None where its texts tell their own."""

    name: str
    prefix: str  # of the helper columns
    kind: str  # number, integer, text
    printed: Printed | None
    rounding: Rounding
    trailing_zeros: TrailingZeros
    nan: bool = False  # whether a cell may be "not a number"

    @property
    def mantissa(self) -> str:
        """The helper column with the mantissa; 0 where the cell has none."""
        return f"{self.prefix}m"

    @property
    def noted(self) -> bool:
        """Whether least and greatest values that a file notes are those of its numbers."""
        return self.kind == "number" or (self.kind == "integer" and self.printed is not None)

    @property
    def wide(self) -> str:
        """The helper column with the same in 128 bits, where they are needed."""
        return f"{self.prefix}w"

    @property
    def _counted(self) -> bool:
        """Whether the cells themselves are mantissas, of any size that 64 bits hold."""
        return self.kind == "integer" and self.printed is not None and self.printed.grid == 1

    @property
    def largest(self) -> int:
        """The largest mantissa that is taken from a cell; larger ones are the kernel's."""
        return _LARGEST_COUNT if self._counted else LARGEST_FLOAT

    # -- preparation: helper columns that no bound is needed for ---------------------------

    def prepared(self, frame: Any) -> Any:
        """The frame with the helper columns."""
        match self.kind:
            case "text" if self.printed is None:
                return self._prepared_text(frame)
            case _ if self._counted:
                return self._prepared_count(frame)
            case _:
                return self._prepared_number(frame)

    def _prepared_count(self, frame: Any) -> Any:
        import narwhals as nw

        column = nw.col(self.name)
        fits = (column <= _LARGEST_COUNT) & (column >= -_LARGEST_COUNT)
        return frame.with_columns(
            nw.when(fits).then(column).otherwise(0).cast(nw.Int64).alias(self.mantissa)
        ).with_columns((fits & ~column.is_null()).alias(f"{self.prefix}f"))

    def _prepared_number(self, frame: Any) -> Any:
        import narwhals as nw

        assert self.printed is not None
        column = nw.col(self.name)
        if self.kind == "text":
            column = column.cast(nw.String)  # a column without any value has no type
            plain = column.str.contains(PLAIN) & ~column.str.ends_with("%")
            column = nw.when(plain).then(column.str.replace_all(",", "")).otherwise(nw.lit("9e99"))
        name = f"{self.prefix}x"
        frame = frame.with_columns((column.cast(nw.Float64) * self.printed.scale).alias(name))
        scaled = nw.col(name)
        fits = (scaled < float(LARGEST_FLOAT)) & (scaled > -float(LARGEST_FLOAT))
        # DuckDB's cast rounds, in half the time; the others' cut off.
        rounded = scaled if engine_of(frame) == "duckdb" else scaled.round(0)
        whole = nw.when(fits).then(rounded).otherwise(0.0)
        return frame.with_columns(
            whole.cast(nw.Int64).alias(self.mantissa), fits.alias(f"{self.prefix}f")
        )

    def _prepared_text(self, frame: Any) -> Any:
        import narwhals as nw

        text = nw.col(self.name).cast(nw.String)  # as above
        p = self.prefix
        frame = frame.with_columns(text.str.contains(PLAIN).alias(f"{p}f"))
        plain = nw.when(nw.col(f"{p}f")).then(text).otherwise(nw.lit("0"))
        frame = frame.with_columns(plain.alias(f"{p}t"))
        plain = nw.col(f"{p}t")
        digits = plain.str.replace_all(r"[,%.]", "")
        fraction = plain.str.replace_all(r"^[^.]*\.?|%", "")
        short = digits.str.len_chars() <= _MOST_DIGITS
        stripped = digits.str.replace_all(r"0+$", "")
        return frame.with_columns(
            nw.when(short).then(digits).otherwise(nw.lit("0")).cast(nw.Int64).alias(self.mantissa),
            (nw.col(f"{p}f") & short).alias(f"{p}f"),
            plain.str.contains(r"[.%]").alias(f"{p}s"),
            (
                fraction.str.len_chars().cast(nw.Int64)
                + nw.when(plain.str.ends_with("%")).then(2).otherwise(0)
            ).alias(f"{p}p"),
            (digits.str.len_chars().cast(nw.Int64) - stripped.str.len_chars().cast(nw.Int64)).alias(
                f"{p}z"
            ),
        )

    # -- conditions of a cell --------------------------------------------------------------

    def usable(self) -> Any:
        """Whether the mantissa stands for the cell."""
        import narwhals as nw

        fits = nw.col(f"{self.prefix}f")
        if f"{self.prefix}x" not in self.helpers:
            return fits
        scaled, whole = nw.col(f"{self.prefix}x"), nw.col(self.mantissa)
        return fits & ((scaled - whole).abs() <= scaled.abs() * FLOAT_NOISE)

    def large(self) -> Any:
        """Whether the cell is one that only the kernel can read."""
        import narwhals as nw

        return ~nw.col(f"{self.prefix}f") & ~nw.col(self.name).is_null()

    @property
    def helpers(self) -> list[str]:
        """The names of the helper columns."""
        extra = "tspz" if self.printed is None else "" if self._counted else "x"
        return [f"{self.prefix}{letter}" for letter in f"mf{extra}"]

    # -- bounds ----------------------------------------------------------------------------

    def statistics(self) -> list[Any]:
        """What has to be known of the column before it can be translated."""
        import narwhals as nw

        mantissa = nw.col(self.mantissa)
        wanted = [
            mantissa.min().alias(f"{self.prefix}low"),
            mantissa.max().alias(f"{self.prefix}high"),
            self.large().cast(nw.Int64).max().alias(f"{self.prefix}large"),
        ]
        if self.printed is None:
            wanted += [nw.col(f"{self.prefix}{x}").max().alias(f"{self.prefix}{x}") for x in "pz"]
        return wanted


def bounds(frame: Any, fields: Sequence[Field]) -> dict[str, int]:
    """Least and greatest mantissas, places and zeros of texts, in one look at the data.

    Also whether some cell is one that only the kernel can read, or not even the kernel.
    """
    (row,) = fetch(frame.select(*(one for field in fields for one in field.statistics())))
    return {name: 0 if value is None else int(value) for name, value in row.items()}


def noted_bounds(
    fields: Sequence[Field], noted: Mapping[str, tuple[float, float]]
) -> dict[str, int]:
    """The same from least and greatest values that are known already, of numbers only."""
    known: dict[str, int] = {}
    for field in fields:
        assert field.printed is not None
        low, high = (_mantissa_about(end * field.printed.scale, field) for end in noted[field.name])
        # A binary fraction that was rounded may stand for a mantissa beside it.
        spare = 1 + int(max(-low, high) * FLOAT_NOISE)
        known[f"{field.prefix}large"] = int(max(-low, high) + spare > field.largest)
        known[f"{field.prefix}low"] = max(low - spare, -field.largest)
        known[f"{field.prefix}high"] = min(high + spare, field.largest)
    return known


def _mantissa_about(scaled: float, field: Field) -> int:
    return int(min(max(scaled, -2.0 * field.largest), 2.0 * field.largest))


@dataclass(frozen=True, slots=True)
class Spans:
    """What the cells of a column permit: see `crossfoot.check._Boxes`.

    `whole`: where `wide` stands for more than one whole number.
    """

    wide: Span
    full: Span
    printed: Span
    whole: Condition


def spans(
    field: Field,
    known: Mapping[str, int],
    arithmetic: Arithmetic,
    wide: bool,
    limit: int | None,
) -> Spans:
    """The intervals of a column, from mantissas of at most `limit`, with 128 bits if `wide`."""
    low, high = known[f"{field.prefix}low"], known[f"{field.prefix}high"]
    column = arithmetic.column(field.wide if wide else field.mantissa)
    if limit is not None and max(-low, high) > limit:
        fits = (column <= limit) & (column >= -limit)
        arithmetic.require(fits)
        column = arithmetic.choose(fits, column, 0)
        low, high = max(low, -limit), min(high, limit)
    whole = arithmetic.whole(column, low, high)
    if field.printed is not None:
        return _declared(field.printed, whole, arithmetic)
    return _told_by_texts(field, whole, known, arithmetic)


def _declared(printed: Printed, mantissa: Whole, arithmetic: Arithmetic) -> Spans:
    one = arithmetic.constant(1)
    if printed.exact:
        point = Span.at(Ratio(printed.unit, mantissa, one))
        return Spans(point, point, point, whole=False)
    span = _rounded(mantissa.times(2), one, printed.unit / 2, printed.reading.rounding, mantissa)
    # The printed value in the halves of units that the ends have keeps constants small.
    point = Span.at(Ratio(printed.unit / 2, mantissa.times(2), one))
    if not printed.reading.integer:
        return Spans(span, span, point, whole=False)
    hull = _whole_numbers(span)
    return Spans(hull, hull, point, whole=True)


def _whole_numbers(span: Span) -> Span:
    """The least and the greatest whole number of an interval with whole ends."""

    def inside(end: Ratio, closed: Condition, inwards: int) -> Ratio:
        number, arithmetic = end.numerator.times(int(end.factor)), end.numerator.arithmetic
        next_ = number + arithmetic.constant(inwards)
        return Ratio(Fraction(1), arithmetic.either(closed, number, next_), end.denominator)

    return Span(inside(span.low, span.low_closed, 1), inside(span.high, span.high_closed, -1))


def _told_by_texts(
    field: Field, mantissa: Whole, known: Mapping[str, int], arithmetic: Arithmetic
) -> Spans:
    most = known[f"{field.prefix}p"]
    factor, one = Fraction(1, 2 * 10**most), arithmetic.constant(1)
    missing_places = _power_of_ten(
        arithmetic.column(f"{field.prefix}p"), range(most + 1), most, arithmetic
    )
    doubled = mantissa.times(2) * missing_places
    point = Span.at(Ratio(factor, doubled, one))
    # A whole number is a count in full; only digits behind a point, and %, are rounded.
    rounded = arithmetic.column(f"{field.prefix}s")
    step = arithmetic.either(rounded, missing_places, arithmetic.constant(0))
    full = _rounded(doubled, step, factor, field.rounding, mantissa)
    zeros = known[f"{field.prefix}z"]
    if zeros < 2 or field.trailing_zeros == "exact":
        return Spans(full, full, point, whole=False)
    coarse = (
        negated(rounded)
        & (arithmetic.column(f"{field.prefix}z") >= 2)
        & (arithmetic.column(field.mantissa) != 0)
    )
    if field.rounding != "half":
        arithmetic.require(negated(coarse))
        return Spans(full, full, point, whole=False)
    places = arithmetic.column(f"{field.prefix}z")
    rough = _power_of_ten(-places, range(-zeros, 1), most, arithmetic)
    wide_step = arithmetic.either(coarse, rough, step)
    wide = _rounded(doubled, wide_step, factor, field.rounding, mantissa)
    return Spans(wide, full, point, whole=coarse)


def _power_of_ten(places: Any, values: range, most: int, arithmetic: Arithmetic) -> Whole:
    """10 to the power of `most` less the places of each row."""
    result = arithmetic.constant(10 ** (most - values[0]))
    for value in values[1:]:
        result = arithmetic.either(
            places >= value, arithmetic.constant(10 ** (most - value)), result
        )
    return result


_SIGNS = (-1, 0, 1)


def _rounded(
    doubled: Whole, step: Whole, factor: Fraction, rounding: Rounding, mantissa: Whole
) -> Span:
    """What rounding permits around a number: the kernel's table, a row for every sign and parity.

    `doubled` counts half steps of the finest print, `step` is the row's own step in the same.
    """
    arithmetic = mantissa.arithmetic
    table = {
        (sign, even): permitted(Fraction(sign * (2 if even else 1)), Fraction(1), rounding)
        for sign in _SIGNS
        for even in ((True, False) if sign else (True,))
    }
    signs = {1: mantissa.column > 0, -1: mantissa.column < 0} if _varies(table) else {}
    even = mantissa.column % 2 == 0 if _by_parity(table) else True

    def pick(of: Callable[[int, bool], Any], choose: Callable[[Any, Any, Any], Any]) -> Any:
        if not signs:
            return of(1, True) if even is True else choose(even, of(1, True), of(1, False))
        by_sign = {
            sign: of(sign, True)
            if even is True or not sign
            else choose(even, of(sign, True), of(sign, False))
            for sign in _SIGNS
        }
        return choose(signs[1], by_sign[1], choose(signs[-1], by_sign[-1], by_sign[0]))

    def offset(high: bool) -> Whole:
        def of(sign: int, even: bool) -> Whole:
            span = table[sign, even]
            end = span.high if high else span.low
            assert end is not None
            steps = (end - sign * (2 if even else 1)) * 2
            return step.times(int(steps))

        result: Whole = pick(of, arithmetic.either)
        return result

    def closed(high: bool) -> Condition:
        return pick(
            lambda sign, even: getattr(table[sign, even], "high_closed" if high else "low_closed"),
            _choose_condition,
        )

    one = arithmetic.constant(1)
    low = Ratio(factor, doubled + offset(False), one)
    high = Ratio(factor, doubled + offset(True), one)
    # A step of 0 permits the one number, ends included.
    exact = step.zero
    return Span(low, high, either(closed(False), exact), either(closed(True), exact))


_Table = Mapping[tuple[int, bool], Interval]


def _shape(table: _Table, sign: int, even: bool) -> tuple[object, ...]:
    span, value = table[sign, even], sign * (2 if even else 1)
    assert span.low is not None
    assert span.high is not None
    return span.low - value, span.high - value, span.low_closed, span.high_closed


def _varies(table: _Table) -> bool:
    """Whether what is permitted depends on the sign."""
    by_sign = {sign: _shape(table, sign, True) for sign in _SIGNS}
    return len(set(by_sign.values())) > 1


def _by_parity(table: _Table) -> bool:
    """Whether it depends on the last digit being even."""
    return _shape(table, 1, True) != _shape(table, 1, False)


def _choose_condition(condition: Condition, one: Condition, other: Condition) -> Condition:
    if one is other:
        return one
    return either(both(condition, one), both(negated(condition), other))
