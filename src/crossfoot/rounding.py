"""Rounding conventions: which true values print as a given number.

One row a convention. The names follow Python's `decimal` module and IEEE 754: `half-up` takes
ties away from zero, `half-down` towards zero, `truncate` rounds towards zero and `away` away
from it. `half` says that the document rounds to nearest and leaves ties open, `any` that it
prints either neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, get_args

from crossfoot.interval import Interval

Rounding = Literal[
    "half", "half-up", "half-down", "half-even", "floor", "ceiling", "truncate", "away", "any"
]
ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)


@dataclass(frozen=True, slots=True)
class _Ends:
    """How far the true value may lie below and above the print, in steps, and whether so far."""

    below: Fraction
    above: Fraction
    below_closed: bool
    above_closed: bool


_NONE, _HALF, _FULL = Fraction(0), Fraction(1, 2), Fraction(1)
_UP = _Ends(_NONE, _FULL, True, False)
_DOWN = _Ends(_FULL, _NONE, False, True)
_OPEN = _Ends(_FULL, _FULL, False, False)


def _half(below_closed: bool, above_closed: bool) -> _Ends:
    return _Ends(_HALF, _HALF, below_closed, above_closed)


# What a convention permits depends on the sign of the print (-1, 0, 1) and, for half-even, on
# whether its last digit is even.
_ENDS: Mapping[Rounding, Callable[[int, bool], _Ends]] = MappingProxyType(
    {
        "half": lambda sign, even: _half(True, True),
        "half-up": lambda sign, even: _half(sign > 0, sign < 0),
        "half-down": lambda sign, even: _half(sign <= 0, sign >= 0),
        "half-even": lambda sign, even: _half(even, even),
        "floor": lambda sign, even: _UP,
        "ceiling": lambda sign, even: _DOWN,
        "truncate": lambda sign, even: (_DOWN, _OPEN, _UP)[sign + 1],
        "away": lambda sign, even: (_UP, _Ends(_NONE, _NONE, True, True), _DOWN)[sign + 1],
        "any": lambda sign, even: _OPEN,
    }
)


def permitted(value: Fraction, step: Fraction, rounding: Rounding = "half") -> Interval:
    """The true values that print as `value` in steps of `step`; a step of 0 is an exact print.

    `value` is a whole number of steps.
    """
    if step == 0:
        return Interval.point(value)
    sign = (value > 0) - (value < 0)
    ends = _ENDS[rounding](sign, (value / step) % 2 == 0)
    return Interval(
        value - ends.below * step,
        value + ends.above * step,
        ends.below_closed,
        ends.above_closed,
    )
