"""What the mantissas of a column permit, row by row: the kernel's intervals as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from crossfoot.engines.columns.field import Field
from crossfoot.engines.columns.printed import Printed
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
from crossfoot.rounding import Rounding, permitted


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
    rough = _power_of_ten(places * -1, range(-zeros, 1), most, arithmetic)
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
