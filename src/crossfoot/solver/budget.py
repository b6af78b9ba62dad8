"""How much work a component may cost.

Counted work makes equal input end equally; the clock is only the last resort.
"""

from __future__ import annotations

from time import monotonic

from crossfoot.message import message

SECONDS = 10.0
STEPS_A_SECOND = 3_000_000  # one step is about one multiplication


class Spent(Exception):  # control flow inside the solver, turned into `undecided`
    """The budget is spent; `reason` says which limit was hit."""

    def __init__(self, seconds: float) -> None:
        self.reason = message("it takes more than %(seconds)s s", seconds=f"{seconds:g}")
        super().__init__(str(self.reason))


class Budget:
    """Counts steps and raises `Spent` beyond the limit."""

    __slots__ = ("_calls", "_deadline", "_seconds", "left")

    def __init__(self, seconds: float = SECONDS, steps: int | None = None) -> None:
        self.left = int(seconds * STEPS_A_SECOND) if steps is None else steps
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        self._calls = 0

    def spend(self, steps: int) -> None:
        """Raises Spent when the steps or the seconds are used up."""
        self.left -= steps
        if self.left < 0:
            raise Spent(self._seconds)
        self._calls += 1
        if not self._calls % 64 and monotonic() > self._deadline:
            raise Spent(self._seconds)
