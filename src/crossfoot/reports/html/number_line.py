"""Two intervals on one number line, to scale: where everything is drawn, in percent of its width.

Positions are exact fractions until they are printed with two decimals, so that equal reports give
equal bytes. An end that is infinite is an arrow to the border; a set too narrow to be seen keeps a
least width about its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from crossfoot.interval import Interval
from crossfoot.show import Form, decimal

Cap = Literal["closed", "open", "arrow"]

_MARGIN = Fraction(12, 100)  # of the span, left free on each side
_THINNEST = Fraction(6, 1000)  # of the width: what can still be seen
_LABEL_ROOM = 36  # characters that all labels together may take, at phone width
_MOST_TICKS = 5
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval: where it starts, how wide it is, and what its ends look like."""

    start: str
    width: str
    end: str
    middle: str
    low: Cap
    high: Cap
    is_point: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The values that both sets share, or those that lie between them."""

    kind: Literal["overlap", "gap"]
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value of the scale."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """What the claim permits above, what the other figures give below, the scale under both."""

    claimed: Bar | None
    computed: Bar | None
    band: Band | None
    ticks: tuple[Tick, ...]


def number_line(
    claimed: Interval | None, computed: Interval | None, form: Form
) -> NumberLine | None:
    """The drawing of a verdict's two sets; None where there is no finite end to draw."""
    intervals = [interval for interval in (claimed, computed) if interval is not None]
    ends = [end for one in intervals for end in (one.low, one.high) if end is not None]
    if not ends:
        return None
    scale = _Scale.around(min(ends), max(ends), form)
    band = None
    if claimed is not None and computed is not None:
        band = _band(claimed, computed, scale)
    return NumberLine(
        None if claimed is None else _bar(claimed, scale),
        None if computed is None else _bar(computed, scale),
        band,
        _ticks(scale, form),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, low: Fraction, high: Fraction, form: Form) -> _Scale:
        span = high - low or abs(low) / 10 or form.factor
        return cls(low - span * _MARGIN, high + span * _MARGIN)

    def at(self, value: Fraction) -> Fraction:
        return (value - self.low) / (self.high - self.low)


def _bar(interval: Interval, scale: _Scale) -> Bar:
    start = Fraction(0) if interval.low is None else scale.at(interval.low)
    end = Fraction(1) if interval.high is None else scale.at(interval.high)
    middle = (start + end) / 2
    if end - start < _THINNEST:
        start, end = middle - _THINNEST / 2, middle + _THINNEST / 2
    return Bar(
        start=_percent(start),
        width=_percent(end - start),
        end=_percent(end),
        middle=_percent(middle),
        low=_cap(interval.low, interval.low_closed),
        high=_cap(interval.high, interval.high_closed),
        is_point=interval.is_point,
    )


def _cap(end: Fraction | None, closed: bool) -> Cap:
    if end is None:
        return "arrow"
    return "closed" if closed else "open"


def _band(claimed: Interval, computed: Interval, scale: _Scale) -> Band | None:
    shared = claimed.intersection(computed)
    between = claimed.gap(computed) if shared is None else None
    kind: Literal["overlap", "gap"] = "overlap" if shared is not None else "gap"
    interval = shared if shared is not None else between
    if interval is None:
        return None
    start = Fraction(0) if interval.low is None else scale.at(interval.low)
    end = Fraction(1) if interval.high is None else scale.at(interval.high)
    width = max(end - start, _THINNEST / 2)
    return Band(kind, _percent(start), _percent(width))


def _ticks(scale: _Scale, form: Form) -> tuple[Tick, ...]:
    """Round values, as many as their labels leave room for."""
    for count in range(_MOST_TICKS, 1, -1):
        ticks = _round_values(scale, form, count)
        longest = max((len(tick.label) for tick in ticks), default=0)
        if longest <= _LONGEST_LABEL and longest * len(ticks) <= _LABEL_ROOM:
            return ticks
    return ()


def _round_values(scale: _Scale, form: Form, count: int) -> tuple[Tick, ...]:
    step, places = _round_step((scale.high - scale.low) / form.factor / count)
    step *= form.factor
    first = ceil(scale.low / step)
    values = [step * number for number in range(first, first + count + 1)]
    return tuple(
        Tick(_percent(scale.at(value)), form.write(value, places))
        for value in values
        if Fraction(4, 100) <= scale.at(value) <= Fraction(96, 100)
    )


def _round_step(least: Fraction) -> tuple[Fraction, int]:
    """The smallest of 1, 2, 5 times a power of ten not below `least`, and its decimal places."""
    # least > 10**exponent, and less than a hundred times that, by the number of digits.
    exponent = len(str(least.numerator)) - len(str(least.denominator)) - 1
    power = Fraction(10) ** exponent
    multiple = next(factor for factor in (1, 2, 5, 10, 20, 50, 100) if power * factor >= least)
    return power * multiple, max(0, -exponent)


def _percent(part: Fraction) -> str:
    return f"{decimal(part * 100, 2)}%"
