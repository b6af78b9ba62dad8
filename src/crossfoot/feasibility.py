"""Whether any permitted true values satisfy a statement: True, False or None for not decided.

False is a proof. True means that permitted values exist: either the sides' exact sets meet, or
values were found. Whole numbers are searched one by one where intervals leave gaps, within a
fixed amount of work, so that equal input gives equal answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from crossfoot.expression import (
    AllEqual,
    Box,
    Comparison,
    Equation,
    Expression,
    Negative,
    Product,
    Statement,
    Sum,
    Values,
    Variable,
    evaluate,
    mentions,
    solve,
)
from crossfoot.factors import Multiplication, TooMany
from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, Interval
from crossfoot.linear import collected

BUDGET = 20_000  # assignments of whole numbers tried before giving up
_DIVISIONS = 50  # cost as much as one assignment


def satisfiable(statement: Statement, box: Box, budget: int = BUDGET) -> bool | None:
    """Whether values inside the box satisfy the statement.

    `budget` is how many assignments of whole numbers are tried. Raises ZeroDivisor when a divisor
    may be zero.
    """
    if isinstance(statement, AllEqual):
        return _common([box[name] for name in statement.names]) is not None
    if len(set(statement.names)) < len(statement.names):
        once = collected(statement)
        if once is None:
            return _search_repeated(statement, box)
        statement = once
    left, right = evaluate(statement.left, box), evaluate(statement.right, box)
    if statement.comparison != "==":
        # The ends of single-use formulas are attained at ends of the figures, whole or not.
        return _compare(left.interval, statement.comparison, right.interval)
    if _common([left, right]) is None:
        return False
    if left.exact and right.exact:
        return True
    return _search_integers(statement, box, budget)


def implied(statement: Statement, name: str, box: Box) -> Interval | None:
    """Where figure `name` has to lie, all others being anywhere in the box; None: nowhere.

    Raises ZeroDivisor when a divisor may be zero.
    """
    if isinstance(statement, AllEqual):
        return _common([box[other] for other in statement.names if other != name])
    if statement.names.count(name) > 1:
        statement = collected(statement) or statement
    if statement.names.count(name) != 1:
        return EVERYTHING
    if mentions(statement.left, name):
        side, other = statement.left, evaluate(statement.right, box).interval
        target = _reach(statement.comparison, other)
    else:
        side, other = statement.right, evaluate(statement.left, box).interval
        target = _reach(_MIRRORED[statement.comparison], other)
    return solve(side, name, target, box)


_MIRRORED: dict[Comparison, Comparison] = {
    "==": "==",
    "<=": ">=",
    "<": ">",
    ">=": "<=",
    ">": "<",
}


def _reach(comparison: Comparison, other: Interval) -> Interval:
    """The values that stand in this comparison to some value of the other set."""
    match comparison:
        case "==":
            return other
        case "<=" | "<":
            return Interval(None, other.high, high_closed=comparison == "<=" and other.high_closed)
        case ">=" | ">":
            return Interval(other.low, None, low_closed=comparison == ">=" and other.low_closed)


def _compare(left: Interval, comparison: Comparison, right: Interval) -> bool:
    return left.intersection(_reach(comparison, right)) is not None


def _common(values: list[Values]) -> Interval | None:
    """What all of these have in common; whole numbers where one of them is whole."""
    common: Interval | None = EVERYTHING
    for value in values:
        common = None if common is None else common.intersection(value.interval)
    if common is not None and any(value.whole for value in values):
        return common.integers()
    return common


# -- whole numbers -------------------------------------------------------------------------


def _search_integers(statement: Equation, box: Box, budget: int) -> bool | None:
    """Try the whole numbers of all but the widest figure, and solve for that one."""
    contracted = _contract(statement, box)
    if contracted is None:
        return False
    box = contracted
    varying = [
        name for name in statement.names if box[name].whole and not box[name].interval.is_point
    ]
    if not varying:
        left, right = evaluate(statement.left, box), evaluate(statement.right, box)
        return _common([left, right]) is not None
    factors = _factors(statement, box)
    if factors is not None:
        return _reaches(*factors, budget * _DIVISIONS)
    *tried, widest = sorted(varying, key=lambda name: _count(box[name]))
    if any(box[name].interval.width is None for name in tried):
        return None
    candidates = [_outwards(box[name].interval) for name in tried]
    for spent, choice in enumerate(_products(candidates)):
        if spent >= budget:
            return None
        fixed = dict(box) | {
            name: Values(Interval.point(value), whole=True)
            for name, value in zip(tried, choice, strict=True)
        }
        target = implied(statement, widest, fixed)
        meet = None if target is None else target.intersection(box[widest].interval)
        if meet is not None and meet.integers() is not None:
            return True
    return False


def _factors(statement: Equation, box: Box) -> tuple[list[Interval], Interval] | None:
    """The ranges of whole numbers and what their product has to lie in, if that is all it says."""
    for side, other in (
        (statement.left, statement.right),
        (statement.right, statement.left),
    ):
        if not isinstance(side, Product):
            continue
        members = [(it, evaluate(it, box)) for it in side.factors]
        varying = [v for it, v in members if v.whole and not v.interval.is_point]
        named = all(isinstance(it, Variable) for it, v in members if v in varying)
        named = named and all(v.interval.issubset(NOT_NEGATIVE) for v in varying)
        rest, target = [v for _, v in members if v not in varying], evaluate(other, box)
        gaps = target.whole and not target.interval.is_point and rest
        if len(varying) > 1 and named and target.exact and not gaps:
            interval = target.interval
            for one in rest:
                if not one.exact or 0 in one.interval:
                    return None
                interval = interval / one.interval
            return [v.interval for v in varying], interval
    return None


def _reaches(factors: list[Interval], target: Interval, steps: int) -> bool | None:
    """Whether whole numbers of these ranges, from 0 on, have a product in the target."""
    if 0 in target and any(0 in one for one in factors):
        return True
    low, high = max(1, target.first_integer or 1), target.last_integer
    firsts = [max(1, one.first_integer or 1) for one in factors]
    lasts = [one.last_integer for one in factors]
    if high is None:
        largest = 1
        for last in lasts:
            if last is None:
                return True
            largest *= last
        return largest >= low
    ranges = [
        (first, high if last is None else last) for first, last in zip(firsts, lasts, strict=True)
    ]
    if low > high or any(first > last for first, last in ranges):
        return False
    try:
        return Multiplication(steps).reaches(ranges, low, high)
    except TooMany:
        return None


def _contract(statement: Equation, box: Box) -> dict[str, Values] | None:
    """The box less what no solution can use (constraint propagation); None when nothing is left.

    The search then starts where solutions are.
    """
    result = dict(box)
    for name in dict.fromkeys(statement.names):
        target = implied(statement, name, result)
        meet = None if target is None else target.intersection(result[name].interval)
        values = None if meet is None else Values.of(meet, result[name].whole)
        if values is None:
            return None
        result[name] = values
    return result


def _products(candidates: list[Iterator[int]]) -> Iterator[tuple[int, ...]]:
    if len(candidates) == 1:
        return ((value,) for value in candidates[0])
    # Only the budget's worth of each can be reached; more would only fill memory.
    return product(*([*_first(candidate, BUDGET)] for candidate in candidates))


def _first(values: Iterator[int], limit: int) -> Iterator[int]:
    for index, value in enumerate(values):
        if index > limit:
            return
        yield value


def _count(values: Values) -> tuple[bool, int]:
    count = values.interval.count_integers()
    return (count is None, count or 0)


def _outwards(interval: Interval) -> Iterator[int]:
    """The integers from the middle outwards: a solution is likeliest near the print."""
    first, last = interval.first_integer, interval.last_integer
    assert first is not None
    assert last is not None
    middle = (first + last) // 2
    yield middle
    for distance in range(1, last - first + 1):
        if middle + distance <= last:
            yield middle + distance
        if middle - distance >= first:
            yield middle - distance


# -- figures used more than once -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Difference:
    """Left less right, which has to be zero, at most zero or at least zero."""

    expression: Expression
    comparison: Comparison

    def permits(self, value: Fraction) -> bool:
        return _compare(Interval.point(value), self.comparison, _ZERO)

    def bracketed(self, values: list[Fraction]) -> bool:
        """Whether values of a continuous function on one box prove a solution in it."""
        if any(self.permits(value) for value in values):
            return True
        return self.comparison == "==" and min(values) < 0 < max(values)


_ZERO = Interval.point(0)
_BOXES = 2_000
_CORNERS = 6  # more figures than this, and only the two extreme corners are looked at


def _search_repeated(statement: Equation, box: Box) -> bool | None:
    """Split the box until it is ruled out or holds a solution (branch and prune)."""
    expression = Sum((statement.left, Negative(statement.right)))
    difference = _Difference(expression, statement.comparison)
    names = sorted(set(statement.names))
    boxes = [dict(box)]
    undecided = False
    for _ in range(_BOXES):
        if not boxes:
            return None if undecided else False
        current = boxes.pop()
        values = evaluate(expression, current)
        if not _compare(values.interval, statement.comparison, _ZERO):
            continue
        if _holds_a_solution(difference, names, current):
            return True
        halves = _halves(names, current)
        if halves:
            boxes.extend(halves)
        else:
            undecided = True
    return None


def _holds_a_solution(difference: _Difference, names: list[str], box: Box) -> bool:
    ends = [_attained(box[name].interval) for name in names]
    if any(not end for end in ends):
        return False
    corners: Iterator[tuple[Fraction, ...]]
    if len(names) <= _CORNERS:
        corners = product(*ends)
    else:
        corners = iter([tuple(end[0] for end in ends), tuple(end[-1] for end in ends)])
    values = [_at(difference.expression, names, corner) for corner in corners]
    whole = any(box[name].whole and not box[name].interval.is_point for name in names)
    if whole:
        return any(difference.permits(value) for value in values)
    return difference.bracketed(values)


def _attained(interval: Interval) -> list[Fraction]:
    """Points of the set to try: its closed ends, or points near open ones."""
    if interval.low is None or interval.high is None:
        return []
    if interval.is_point:
        return [interval.low]
    inset = (interval.high - interval.low) / 1024
    return [
        interval.low if interval.low_closed else interval.low + inset,
        interval.high if interval.high_closed else interval.high - inset,
    ]


def _at(expression: Expression, names: list[str], point: tuple[Fraction, ...]) -> Fraction:
    fixed = {name: Values(Interval.point(value)) for name, value in zip(names, point, strict=True)}
    low = evaluate(expression, fixed).interval.low
    assert low is not None
    return low


def _halves(names: list[str], box: dict[str, Values]) -> list[dict[str, Values]]:
    """The box cut across its widest figure; nothing when it cannot be cut any more."""
    widths = {name: box[name].interval.width for name in names}
    bounded = {name: width for name, width in widths.items() if width}
    if not bounded:
        return []
    name = max(bounded, key=lambda key: (_relative(box[key].interval), key))
    interval = box[name].interval
    middle = interval.midpoint
    assert middle is not None
    lower = interval.intersection(Interval(None, middle))
    upper = interval.intersection(Interval(middle, None, low_closed=box[name].whole))
    parts = [Values.of(part, box[name].whole) for part in (lower, upper) if part is not None]
    return [box | {name: part} for part in parts if part is not None]


def _relative(interval: Interval) -> Fraction:
    assert interval.low is not None
    assert interval.high is not None
    size = max(abs(interval.low), abs(interval.high))
    return (interval.high - interval.low) / size
