"""How the figures of a column are printed, and a cell as the kernel's figure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crossfoot.errors import SuiteError, UnreadableFigure
from crossfoot.figure import Figure, Reading
from crossfoot.languages import TrailingZeros, read_figure
from crossfoot.rounding import ROUNDINGS, Rounding

LARGEST_FLOAT = 2**51  # above it a binary fraction no longer tells neighbouring prints apart
FLOAT_NOISE = 2.0**-50  # what storing a decimal as a binary fraction and scaling it may change
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# A number in a column whose print is declared, also as programs write it; 1,23 is none.
_PLAIN = re.compile(
    r"[+-]?(?:[0-9]{1,40}|[0-9]{1,3}(?:,[0-9]{3}){1,12})(?:\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,2})?"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One unit of the last printed place of a column, told as it would be printed: `0.1%`.

    `grid` is that unit in the column's own numbers (`0.1`), `reading` what it means (0.001, a
    share). A cell is a whole number of units, its mantissa: 20.1 is 201 units of `0.1%`.
    """

    text: str
    grid: Fraction
    reading: Reading

    @classmethod
    def of(cls, text: str, rounding: Rounding = "half") -> Printed:
        """Read a declaration: `0.1%`, `0.01亿元`, `1家` (a count in full), `1000` (thousands).

        Raises SuiteError when it is not one unit of a decimal place.
        """
        problem = f"{text!r} does not say how a column is printed."
        remedy = "Write one unit of its last place as printed, such as 0.1%, 0.01亿元, 1 or 1000."
        if rounding not in ROUNDINGS:
            raise SuiteError(
                f"unknown rounding {rounding!r}.", remedy=f"Use one of {', '.join(ROUNDINGS)}."
            )
        try:
            reading = read_figure(text, rounding=rounding)
        except UnreadableFigure:
            raise SuiteError(problem, remedy=remedy) from None
        number = _NUMBER.search(text)
        grid = Fraction(number.group().replace(",", "")) if number else Fraction(0)
        digits = str(max(grid.numerator, grid.denominator)) if grid else ""
        if reading.qualifier != "exact" or set(digits[1:]) - {"0"} or digits[:1] != "1":
            raise SuiteError(problem, remedy=remedy)
        step = reading.coarse or reading.step
        return cls(text, grid, replace(reading, step=step, coarse=None))

    @property
    def unit(self) -> Fraction:
        """What one unit is worth."""
        return self.reading.value

    @property
    def exact(self) -> bool:
        """Whether the column is printed in full, so that a cell permits one value."""
        return self.reading.step == 0

    @property
    def scale(self) -> float:
        """What a binary fraction of the column is multiplied by to give its mantissa."""
        return float(1 / self.grid)

    def mantissa(self, cell: Any) -> int | None:
        """The cell in units; None when it has more digits than the column prints."""
        if isinstance(cell, float) and abs(scaled := cell * self.scale) < LARGEST_FLOAT:
            whole = round(scaled)
            return whole if abs(scaled - whole) <= abs(scaled) * FLOAT_NOISE else None
        value = Fraction(Decimal(repr(cell) if isinstance(cell, float) else str(cell))) / self.grid
        return int(value) if value.denominator == 1 else None

    def figure(self, name: str, mantissa: int) -> Figure:
        """The figure that prints as so many units."""
        places = len(str(self.grid.denominator)) - 1
        number = f"{Decimal(mantissa * self.grid.numerator).scaleb(-places):,f}"
        text = _NUMBER.sub(lambda _: number, self.text, count=1)
        return Figure(name, replace(self.reading, text=text, value=mantissa * self.unit))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell cannot be judged."""

    text: str


MISSING = Reason("a figure is missing")
MORE_DIGITS = Reason("more digits than the column prints")
UNREADABLE = Reason("a text is not one figure")
NOT_POSITIVE = Reason("a figure that has to be above zero may not be")
UNDECIDED = Reason("the print does not decide it")


def is_missing(cell: Any) -> bool:
    """Whether a cell holds no figure: null, NaN, or a text of blanks."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell != cell or type(cell).__name__ in ("NAType", "NaTType")


def cell_figure(
    name: str,
    cell: Any,
    printed: Printed | None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
) -> Figure | Reason:
    """The figure of one cell, or why there is none.

    Without `printed` the cell is a text that tells its own precision.
    """
    if is_missing(cell):
        return MISSING
    if printed is None:
        try:
            reading = read_figure(str(cell), rounding=rounding, trailing_zeros=trailing_zeros)
        except UnreadableFigure:
            return UNREADABLE
        return Figure(name, reading)
    if isinstance(cell, str):
        if not _PLAIN.fullmatch(cell.strip()):
            return UNREADABLE
        cell = Decimal(cell.strip().replace(",", ""))
    if isinstance(cell, (float, Decimal)) and not math.isfinite(cell):
        return UNREADABLE
    mantissa = printed.mantissa(cell)
    return MORE_DIGITS if mantissa is None else printed.figure(name, mantissa)
