"""Whether one wrong digit in one figure explains that a check fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.interval import Interval
from crossfoot.rounding import permitted


def one_slip(check: Check) -> bool:
    """Whether some figure with one digit replaced, or two neighbours swapped, would agree."""
    verdict = check.verdict()
    for key, interval in verdict.implied.items():
        role, _, index = key.partition("[")
        figure = check.figures[role][int(index[:-1]) if index else 0]
        if isinstance(figure, Figure) and interval is not None and _reaches(figure, interval):
            return True
    return False


def _reaches(figure: Figure, interval: Interval) -> bool:
    reading = figure.reading
    step = reading.step or Fraction(1)
    units = abs(reading.value) / step
    if units.denominator != 1:
        return False
    before, _, after = re.sub(r"[^\d.]", "", reading.text).partition(".")
    for changed in _changed(str(int(units)).zfill(len(before + after)), len(before)):
        value = changed * step * (-1 if reading.value < 0 else 1)
        meant = replace(reading, value=value)
        if (
            reading.signed(permitted(value, reading.step, "half")).intersection(interval)
            is not None
            and meant.value
        ):
            return True
    return False


def _changed(digits: str, before: int) -> Iterator[int]:
    """The numbers that one slip makes of the digits, of which so many stand before the point."""
    for at, old in enumerate(digits):
        for new in "0123456789":
            if new != old and not (at == 0 and new == "0" and before > 1):
                yield int(digits[:at] + new + digits[at + 1 :])
        if at and digits[at - 1] != old:
            yield int(digits[: at - 1] + old + digits[at - 1] + digits[at + 1 :])


def differ_by_one_digit(one: Figure, other: Figure) -> bool:
    """Whether two prints have the same form and all digits but one in common."""
    if one.reading.step != other.reading.step:
        return False
    first, second = (re.sub(r"[^\d]", "", figure.text) for figure in (one, other))
    return (
        len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )
