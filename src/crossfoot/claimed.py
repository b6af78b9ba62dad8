"""`claimed("20.1%")`: compare computed values with a print, at the precision that was printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from numbers import Rational, Real
from typing import Any, Literal

from crossfoot.figure import MARGIN, Figure, Reading
from crossfoot.interval import Interval
from crossfoot.languages import TrailingZeros, read_figure
from crossfoot.message import Language, Sentences, Told, message
from crossfoot.rounding import Rounding
from crossfoot.show import Form, Shown, places_apart

Standing = Literal["within", "below", "above", "between", "missing"]

_SHOWN = 10  # rows told about; the first ones say what is wrong with the rest
_NOISE = Fraction(1, 10**9)  # a miss this small, relatively, gets a hint; it stays a miss


def claimed(
    claim: str | Reading | Figure | Sequence[str],
    *,
    unit: str | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
) -> Claim:
    """What is printed, to compare computed values with.

    Values are in base units: 0.201 for 20.1%, 36463000000 for 364.63亿元, -0.032 for 下降3.2%.
    Several prints, `claimed(["20.1%", "3.2%"])`, are compared with as many values, one by one.

    - `value == claimed(...)`, and `value in claimed(...)`: the print permits the value.
    - `value < claimed(...)`: the value lies below everything that the print permits; `<=`: or is
      permitted. `>` and `>=` likewise. Of `<`, `==` and `>` at most one is true.
    - A list, tuple, array or column is compared element by element, and every element has to
      agree; a missing one agrees with nothing. Write the claim first to compare a polars column.

    Integers, fractions and decimals are exact. A float stands for every number that is stored
    as that float, so 0.2005 is not refused for lying a trace beyond the end of 20.0%; only where
    it equals an open end, as 500.0 does with 超过500, is it that end. What earlier float
    arithmetic lost is not made up for: compute with fractions where it matters.

    Raises UnreadableFigure for a text that is not exactly one figure.
    """

    def figure(given: str | Reading | Figure) -> Figure:
        if isinstance(given, Figure):
            return given
        if isinstance(given, str):
            given = read_figure(
                given, unit=unit, rounding=rounding, trailing_zeros=trailing_zeros, margin=margin
            )
        return Figure(given.text, given)

    if isinstance(claim, str | Reading | Figure):
        return Claim((figure(claim),), alone=True)
    return Claim(tuple(figure(one) for one in claim), alone=False)


@dataclass(frozen=True, eq=False)
class Claim:
    """One printed figure, or several in a row; made by `claimed`."""

    figures: tuple[Figure, ...]
    alone: bool

    # numpy and pandas leave the comparison to an operand that asks for it like this.
    __array_ufunc__ = None
    __pandas_priority__ = 1_000_000
    __hash__ = None  # type: ignore[assignment]  # equal values have no common hash

    @property
    def interval(self) -> Interval:
        """The values that a single print permits, whole numbers or not."""
        (figure,) = self.figures
        return figure.interval

    def __eq__(self, other: object) -> bool:
        return self._every(other, lambda standing: standing == "within")

    def __contains__(self, value: object) -> bool:
        return self == value

    def __gt__(self, other: object) -> bool:
        return self._every(other, lambda standing: standing == "below")

    def __ge__(self, other: object) -> bool:
        return self._every(other, lambda standing: standing in ("below", "within"))

    def __lt__(self, other: object) -> bool:
        return self._every(other, lambda standing: standing == "above")

    def __le__(self, other: object) -> bool:
        return self._every(other, lambda standing: standing in ("above", "within"))

    def __repr__(self) -> str:
        texts = [figure.text for figure in self.figures]
        return f"claimed({texts[0]!r})" if self.alone else f"claimed({texts!r})"

    def standings(self, other: object) -> Iterator[tuple[object, object, Figure, Standing]]:
        """Where each value stands to its print: row label (None for a single value), value, print.

        Raises TypeError for what is neither a value nor a column, ValueError where the numbers
        of prints and values differ.
        """
        rows = list(_rows(other))
        single = len(rows) == 1 and rows[0][0] is None
        if self.alone:
            prints = self._prints * len(rows)
        elif single:
            raise TypeError(f"{len(self.figures)} claims are compared with as many values")
        else:
            prints = self._prints
        for (label, value), one in zip(rows, prints, strict=True):
            yield label, value, one.figure, one.standing(value)

    def _every(self, other: object, agrees: Callable[[Standing], bool]) -> bool:
        try:
            return all(agrees(standing) for *_, standing in self.standings(other))
        except ValueError:
            return False
        except TypeError:
            return NotImplemented  # type: ignore[no-any-return]  # as Python asks for here

    @cached_property
    def _prints(self) -> tuple[_Print, ...]:
        return tuple(_Print.of(figure) for figure in self.figures)


@dataclass(frozen=True, slots=True)
class _Print:
    """A print with floats between which every float is permitted, to be quick with columns."""

    figure: Figure
    interval: Interval
    low: float
    high: float

    @classmethod
    def of(cls, figure: Figure) -> _Print:
        interval = figure.interval
        if figure.integer or not interval.is_bounded:
            return cls(figure, interval, math.inf, -math.inf)
        assert interval.low is not None
        assert interval.high is not None
        try:
            low = math.nextafter(float(interval.low), math.inf)
            high = math.nextafter(float(interval.high), -math.inf)
        except OverflowError:
            low, high = math.inf, -math.inf
        return cls(figure, interval, low, high)

    def standing(self, value: object) -> Standing:
        if type(value) is float and self.low <= value <= self.high:
            return "within"
        given = _values(value)
        if given is None:
            return "missing"
        interval = self.interval
        if isinstance(value, Real) and (point := _fraction(value)) not in interval:
            # A float on an open end is that end, although numbers beyond are stored as it too.
            if point == interval.low:
                return "below"
            if point == interval.high:
                return "above"
        meet = given.intersection(interval)
        if meet is None:
            return "below" if given.is_below(interval) else "above"
        return "between" if self.figure.integer and meet.integers() is None else "within"


def _values(value: object) -> Interval | None:
    """The numbers that a value stands for; None where there is none, as for a missing cell."""
    if isinstance(value, Interval):
        return value
    if isinstance(value, Figure):
        return value.interval
    if isinstance(value, bool):
        return None
    if isinstance(value, Rational):
        return Interval.point(_fraction(value))
    if isinstance(value, Decimal):
        return Interval.point(Fraction(value)) if value.is_finite() else None
    if isinstance(value, Real):
        return _float_values(value)
    return None


def _float_values(value: Any) -> Interval | None:
    """All numbers that round to this float, with the midpoints to its neighbours."""
    if not math.isfinite(value):
        return None
    after: Callable[[Any, float], Any] = math.nextafter
    if not isinstance(value, float):  # a numpy float of another width has other neighbours
        import numpy as np

        after = np.nextafter
    exact = _fraction(value)
    below, above = after(value, -math.inf), after(value, math.inf)
    reach_down = exact - _fraction(below) if math.isfinite(below) else None
    reach_up = _fraction(above) - exact if math.isfinite(above) else None
    down, up = reach_down or reach_up, reach_up or reach_down
    assert down is not None
    assert up is not None
    return Interval(exact - down / 2, exact + up / 2)


def _fraction(value: Any) -> Fraction:
    """The exact value of any one number, numpy's included."""
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    return Fraction(*(int(part) for part in value.as_integer_ratio()))


def _rows(other: Any) -> Iterator[tuple[object, object]]:
    """Labels and values of a column, or one value with the label None."""
    if isinstance(other, Interval | Figure | Decimal | Real):
        yield None, other
        return
    shape = getattr(other, "shape", None)
    if isinstance(shape, tuple) and len(shape) == 0:
        yield None, other[()]  # an array of no dimension holds one value
    elif isinstance(shape, tuple) and len(shape) > 1:
        raise TypeError("a table is not a column; compare one column at a time")
    elif shape and callable(getattr(other, "items", None)):  # pandas, with its own labels
        yield from other.items()
    elif shape or (isinstance(other, Sequence) and not isinstance(other, str | bytes)):
        yield from enumerate(other)
    elif other is None or type(other).__name__ in ("NAType", "NaTType"):
        yield None, other
    else:
        raise TypeError(f"{type(other).__name__} is not compared with a claim")


# -- what a failed comparison says ---------------------------------------------------------------


def explain(operator: str, left: object, right: object, language: Language) -> list[str] | None:
    """Why a comparison with a claim failed, in lines; None where there is no claim in it."""
    claim, other = (right, left) if isinstance(right, Claim) else (left, right)
    if not isinstance(claim, Claim):
        return None
    wanted = _WANTED.get(operator if claim is right else _MIRRORED.get(operator, operator))
    if wanted is None:
        return None
    try:
        rows = list(claim.standings(other))
    except TypeError as error:
        return [str(error)]
    except ValueError:
        told = message("%(claims)s prints are compared with %(values)s values.",
                       claims=str(len(claim.figures)),
                       values=str(len(list(_rows(other)))))  # fmt: skip
        return [told.told(language)]
    missed = [row for row in rows if row[3] not in wanted]
    if [label for label, *_ in rows] == [None]:
        return [_told(*row[1:]).told(language) for row in rows]
    lines = [
        message("%(missed)s of %(rows)s rows are not as claimed:", missed=str(len(missed)),
                rows=str(len(rows))).told(language)
    ]  # fmt: skip
    for label, value, figure, standing in missed[:_SHOWN]:
        lines.append(f"  [{label}] {_told(value, figure, standing).told(language)}")
    if len(missed) > _SHOWN:
        lines.append("  ...")
    return lines


_WANTED: dict[str, tuple[Standing, ...]] = {
    "==": ("within",),
    "in": ("within",),
    "<": ("below",),
    "<=": ("below", "within"),
    ">": ("above",),
    ">=": ("above", "within"),
    "!=": ("below", "above", "between", "missing"),
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _told(value: Any, figure: Figure, standing: Standing) -> Told:
    """Where a value stands to what a print permits, in words."""
    form = Form.of(figure.reading)
    permitted, given = figure.interval, _values(value)
    if given is None:
        return message("%(value)s is no number.", value=repr(value))
    point = given if isinstance(value, Interval | Figure) else Interval.point(_fraction(value))
    places = places_apart(point, permitted, form)
    words: dict[str, str | Told] = {
        "value": Shown(point, form, places),
        "claim": figure.text,
        "permits": Shown(permitted, form, places),
    }
    match standing:
        case "below":
            told = message("%(value)s is below what %(claim)s permits: %(permits)s.", **words)
        case "above":
            told = message("%(value)s is above what %(claim)s permits: %(permits)s.", **words)
        case "between":
            told = message("%(value)s is not a whole number, and %(claim)s counts whole things.",
                           **words)  # fmt: skip
        case _:
            told = message("%(value)s is among what %(claim)s permits: %(permits)s.", **words)
    if standing in ("below", "above") and isinstance(value, float) and _is_close(point, permitted):
        hint = message("So close, float arithmetic may have lost it: compute with fractions.")
        return Sentences((told, hint))
    return told


def _is_close(point: Interval, permitted: Interval) -> bool:
    gap = point.gap(permitted)
    if gap is None or gap.width is None or point.low is None:
        return False
    return gap.width <= _NOISE * abs(point.low)
