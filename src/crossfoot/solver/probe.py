"""The suite's own test, by the slips of a digit that its checks would notice.

Every digit of every figure is replaced by every other one, one at a time, as in mutation testing.
A slip is caught when the altered figure contradicts the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.errors import CrossfootError
from crossfoot.figure import Figure
from crossfoot.interval import Interval
from crossfoot.solver.bridge import system_of
from crossfoot.solver.component import State
from crossfoot.solver.numerals import numeral_changes
from crossfoot.solver.propagation import Propagation
from crossfoot.solver.slips import NUMBER, Reader
from crossfoot.solver.solve import Solver
from crossfoot.solver.system import components
from crossfoot.suite import Suite

_DIGITS = ("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Protection:
    """How many slips of a figure there are and how many would be caught.

    `checks` counts the checks that say something of the figure. `settled` is False where the
    figures contradict each other already or the search was cut short: nothing can be said.
    """

    figure: Figure
    checks: int
    slips: int
    caught: int
    settled: bool = True

    @property
    def share(self) -> Fraction:
        """The part of its slips that would be caught."""
        return Fraction(self.caught, self.slips) if self.slips else Fraction(0)


@dataclass(frozen=True, slots=True)
class Probe:
    """What became of every slip of every figure of a suite."""

    suite: Suite
    figures: tuple[Protection, ...]

    @property
    def uncovered(self) -> tuple[Figure, ...]:
        """The figures that no check says anything of."""
        return tuple(one.figure for one in self.figures if not one.checks)

    @property
    def score(self) -> Fraction | None:
        """The part of all slips that would be caught; None when there are none."""
        settled = [one for one in self.figures if one.settled]
        slips = sum(one.slips for one in settled)
        return Fraction(sum(one.caught for one in settled), slips) if slips else None


def probe(suite: Suite, read: Reader) -> Probe:
    """Tries every single-digit slip of every figure; only what it touches is solved again.

    A check that is known to fail guards nothing, so it is left out.
    """
    checks = [
        check for check in suite.checks if check.known is None or check.verdict().outcome != "fails"
    ]
    found: dict[str, Protection] = {}
    figures = {figure.name: figure for figure in suite.figures}
    for part in components(system_of(checks, suite.trust).system):
        solver = Solver(part, seconds=float(suite.limit))
        consistent = solver.decider.decide(State()).verdict == "consistent"
        settled = Propagation(solver.component, State(), solver.budget)
        for number, variable in enumerate(solver.component.variables):
            figure = figures.get(variable.name)
            if figure is None:
                continue
            claims = {
                solver.component.constraints[place].claim for place in solver.component.uses[number]
            }
            texts = list(digit_changes(figure.text))
            caught = [
                _is_caught(solver, settled, number, claims, _reread(figure, text, read))
                for text in texts
                if consistent
            ]
            found[figure.name] = Protection(
                figure,
                len(claims),
                len(texts),
                sum(map(bool, caught)),
                consistent and None not in caught,
            )
    return Probe(suite, tuple(found.get(f.name) or _uncovered(f) for f in suite.figures))


def _uncovered(figure: Figure) -> Protection:
    return Protection(figure, 0, len(list(digit_changes(figure.text))), 0)


def _is_caught(
    solver: Solver, alone: Propagation, number: int, claims: set[int], changed: Interval | None
) -> bool | None:
    """Whether the change contradicts one check by itself, or all of them; None if undecided.

    What is no figure any more is noticed.
    """
    if changed is None:
        return True
    if any(alone.refutes(claim, {number: changed}) for claim in sorted(claims)):
        return True
    state = State(replaced={number: changed})
    verdict = solver.decider.decide(state).verdict
    return None if verdict == "undecided" else verdict == "inconsistent"


def digit_changes(text: str) -> Iterator[str]:
    """The text with one digit of a number replaced by another, in the print's own digits."""
    for at, char in enumerate(text):
        row = next((digits for digits in _DIGITS if char in digits), "")
        for digit in row:
            if digit != char:
                yield text[:at] + digit + text[at + 1 :]
    yield from numeral_changes(text)


def _reread(figure: Figure, text: str, read: Reader) -> Interval | None:
    """What the changed text permits; None when it is no figure any more, which is noticed."""
    reading = figure.reading
    before, after = NUMBER.findall(figure.text), NUMBER.findall(text)
    plain = reading.qualifier == "exact" and reading.coarse is None and len(before) == 1
    if plain and len(after) == 1 and reading.value and after[0][-1] != "0":
        # the same print with another number, so nothing but the value differs
        old, new = (Fraction(one[0].replace(",", "")) for one in (before, after))
        return replace(figure, reading=replace(reading, value=reading.value / old * new)).interval
    try:
        return Figure(figure.name, read(figure, text)).interval
    except CrossfootError:
        return None
