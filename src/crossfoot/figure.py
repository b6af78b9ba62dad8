"""What a printed figure is: its text, what the text permits, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from crossfoot.interval import EVERYTHING, Interval
from crossfoot.rounding import Rounding, permitted

Kind = Literal[
    "count", "amount", "measure", "rate", "share", "points", "ratio", "multiple", "index", "rank"
]
Qualifier = Literal["exact", "about", "over", "at_least", "nearly", "under", "at_most", "range"]
Direction = Literal["up", "down"]

MARGIN = Fraction(1, 10)  # how far "about" and "nearly" reach, unless a suite says otherwise


@dataclass(frozen=True, slots=True)
class Reading:
    """A printed text and the exact set of true values it permits.

    `value` and `step` (one unit of the last printed place; 0 for a count printed in full) are
    in base units: 亿 and million multiplied out, percent and points as fractions. `upper` is
    the upper end of a range, or the open limit of forms such as `1500余`. `coarse` is the step
    of the second reading where trailing zeros may be rounding (`4000人`: 1000).
    A decrease in words keeps a positive value and the direction "down".
    """

    text: str
    value: Fraction
    step: Fraction
    unit: str = ""
    qualifier: Qualifier = "exact"
    rounding: Rounding = "half"
    integer: bool = False
    kind: Kind = "measure"
    direction: Direction | None = None
    upper: Fraction | None = None
    coarse: Fraction | None = None
    margin: Fraction = MARGIN

    @property
    def interval(self) -> Interval:
        """Every true value that some reading of the print permits, signed as printed."""
        return self._permits(self.step if self.coarse is None else self.coarse)

    @property
    def in_full(self) -> Interval:
        """The true values permitted when trailing zeros are printed digits, not rounding."""
        return self._permits(self.step)

    @property
    def printed(self) -> Interval:
        """The printed value itself; for a range, the range."""
        if self.qualifier == "range":
            return self.interval
        return Interval.point(self.value)

    @property
    def sign(self) -> int:
        """-1 for a decrease in words, which a relation takes as a negative value."""
        return -1 if self.direction == "down" and self.kind != "multiple" else 1

    def signed(self, interval: Interval) -> Interval:
        """A set of printed values as the values that a relation means."""
        return -interval if self.sign < 0 else interval

    def _permits(self, step: Fraction) -> Interval:
        value = self.value
        reach = abs(value) * self.margin
        match self.qualifier:
            case "exact":
                return permitted(value, step, self.rounding)
            case "about":
                return permitted(value, step, self.rounding) + Interval(-reach, reach)
            case "over":
                return Interval(value, self.upper, low_closed=False, high_closed=False)
            case "at_least":
                return Interval(value, None)
            case "nearly":
                if value < 0:
                    return Interval(value, value + reach, low_closed=False)
                return Interval(value - reach, value, high_closed=value == 0)
            case "under":
                return Interval(None, value, high_closed=False)
            case "at_most":
                return Interval(None, value)
            case "range":
                assert self.upper is not None, "a range has an upper end"
                return Interval(value, self.upper)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: offsets in the document's text, and what a reader would look up.

    `start` and `end` count Python characters, `line` and `page` from 1; `cell` is a
    spreadsheet address such as `Sheet1!B4` or `table 2, row 3, column 4`.
    """

    document: str
    start: int | None = None
    end: int | None = None
    line: int | None = None
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A claimed figure: a name to refer to it by, what is printed, and what it counts.

    `extra` keeps the further columns of a dataset.
    """

    name: str
    reading: Reading
    metric: str = ""
    period: str = ""
    section: str = ""
    note: str = ""
    place: Place | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def interval(self) -> Interval:
        """The values the figure permits in a relation: a decrease is negative."""
        return self.reading.signed(self.reading.interval)

    @property
    def in_full(self) -> Interval:
        """The same under the reading that trailing zeros are digits."""
        return self.reading.signed(self.reading.in_full)

    @property
    def printed(self) -> Interval:
        """The printed value as a relation takes it."""
        return self.reading.signed(self.reading.printed)

    @property
    def integer(self) -> bool:
        """Whether only whole numbers are meant."""
        return self.reading.integer

    @property
    def unit(self) -> str:
        """The base unit as printed."""
        return self.reading.unit

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that is not printed; checks that share it constrain each other through it."""

    name: str
    interval: Interval = EVERYTHING
    integer: bool = False
    unit: str = ""
    metric: str = ""
    period: str = ""
    note: str = ""
