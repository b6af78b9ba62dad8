"""Percentages that were taken of the wrong base: what was meant, and how that is recognised.

A growth of 20.0% printed as 16.7% was divided by the new level, a share of 16.7% printed as 20.0%
by the rest; or the level of another row or year, which stands nearby, gives what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil, floor

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.interval import POSITIVE, Interval
from crossfoot.solver.slips import NUMBER, PERCENTAGES, Slip, as_wide, narrow, written

_NAME = "divided by the wrong base"
_MOST_TEXTS = 6  # of one interval
_ROLES = {  # relation: level, base, percentage, and what is taken off the quotient
    "growth": ("current", "base", "rate", 1),
    "share": ("part", "whole", "share", 0),
    "completion": ("actual", "target", "rate", 0),
}


def wrong_base(
    figure: Figure, allowed: Interval, using: Mapping[str, Sequence[Check]]
) -> Iterator[Slip]:
    """The texts that were meant, if a percentage was taken of something else."""
    if figure.reading.kind in PERCENTAGES and figure.interval.is_bounded:
        for meant in _meant(figure, allowed, using):
            for text in as_printed(figure, meant):
                yield Slip(text, _NAME)


def _meant(
    figure: Figure, allowed: Interval, using: Mapping[str, Sequence[Check]]
) -> Iterator[Interval]:
    printed = figure.interval
    for divisor in (Interval.point(1) - printed, Interval.point(1) + printed):
        if divisor.issubset(POSITIVE):
            meant = (printed / divisor).intersection(allowed)
            if meant is not None:
                yield meant
    for check in using.get(figure.name, ()):
        if _is_of_another(check, figure, using):
            yield allowed


def _is_of_another(check: Check, figure: Figure, using: Mapping[str, Sequence[Check]]) -> bool:
    """Whether a level that stands nearby, taken for the base, gives what is printed."""
    roles = _ROLES.get(check.relation.name)
    if roles is None or check.figures[roles[2]][0].name != figure.name:
        return False
    level, base = (check.figures[role][0] for role in roles[:2])
    nearby = chain(using.get(level.name, ()), using.get(base.name, ()))
    tried = {level.name, base.name}
    for other in _figures(nearby):
        if other.name in tried or other.unit != base.unit:
            continue
        tried.add(other.name)
        if other.reading.kind in ("amount", "count", "measure"):
            if other.interval.issubset(POSITIVE):
                percentage = level.interval / other.interval - roles[3]
                if percentage.intersection(figure.interval) is not None:
                    return True
    return False


def _figures(checks: Iterable[Check]) -> Iterator[Figure]:
    for check in checks:
        for one in check.quantities():
            if isinstance(one, Figure):
                yield one


def as_printed(figure: Figure, values: Interval) -> Iterator[str]:
    """The texts, in the places of the print, that may permit some of these values of its sign."""
    reading = figure.reading
    plain = narrow(figure.text)
    found = NUMBER.search(plain)
    values = values * (-reading.sign if reading.value < 0 else reading.sign)
    if found is None or values.low is None or values.high is None or not reading.step:
        return
    places = len(found[0].partition(".")[2])
    # a step either way: which of these are meant depends on how the document rounds
    first = max(0, ceil(values.low / reading.step) - 1)
    last = min(first + _MOST_TEXTS, floor(values.high / reading.step) + 1)
    for steps in range(first, last + 1):
        number = written(str(steps), places, "," in found[0])
        if number is not None:
            text = as_wide(plain[: found.start()] + number + plain[found.end() :], figure.text)
            if text != figure.text:
                yield text
