"""How much work a component may cost.

Counted work makes equal input end equally; the clock is only the last resort.
"""

from __future__ import annotations

from time import monotonic

STEPS = 30_000_000  # one step is about one multiplication; this is some seconds
SECONDS = 10.0


class Spent(Exception):  # control flow inside the solver, turned into `undecided`
    """The budget is spent; the message says which limit was hit."""


class Budget:
    """Counts steps and raises `Spent` beyond the limit."""

    __slots__ = ("_calls", "_deadline", "_seconds", "_steps", "left")

    def __init__(self, steps: int = STEPS, seconds: float = SECONDS) -> None:
        self._steps = self.left = steps
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        self._calls = 0

    def spend(self, steps: int) -> None:
        """Raises Spent when the steps or the seconds are used up."""
        self.left -= steps
        if self.left < 0:
            raise Spent(f"more than {self._steps} steps of work")
        self._calls += 1
        if not self._calls % 64 and monotonic() > self._deadline:
            raise Spent(f"more than {self._seconds:g} s")
