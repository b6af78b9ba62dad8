"""Numbers as integers on a grid of 1e-18, rounded outwards."""

from __future__ import annotations

from crossfoot.interval import Interval

GRID = 10**18
Ends = tuple[int | None, int | None]


def on_grid(interval: Interval) -> Ends:
    """The ends of an interval as integers on the grid, rounded outwards."""
    low, high = interval.low, interval.high
    return (
        None if low is None else low.numerator * GRID // low.denominator,
        None if high is None else -(-high.numerator * GRID // high.denominator),
    )


def whole(low: int | None, high: int | None) -> Ends:
    """The ends of the whole numbers between these."""
    return (
        None if low is None else -(-low // GRID) * GRID,
        None if high is None else high // GRID * GRID,
    )
