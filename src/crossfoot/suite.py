"""A suite: the checks of one dataset or document, run together; and the report of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crossfoot.check import Check, Verdict
from crossfoot.feasibility import BUDGET, implied
from crossfoot.figure import Figure, Reading, Unknown
from crossfoot.finding import nothing_remains
from crossfoot.interval import Interval, ZeroDivisor
from crossfoot.message import Message, Told, message
from crossfoot.power import NotWhole

if TYPE_CHECKING:
    from crossfoot.documents import Document

Trust = Fraction | Literal["always"]

LIMIT = Fraction(10)  # seconds
_TRIED_A_SECOND = 5_000  # assignments of whole numbers; counted work makes equal input end equally
_LONGEST = 4096  # bits of an end; each pass over a chain of squares doubles them
_ROUNDS = 20  # passes over the checks that narrow the unknowns; chains are rarely longer


@dataclass(frozen=True, slots=True)
class Likely:
    """A text that was perhaps meant, and the slip that leads from it to what is printed."""

    text: str
    slip: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Figures whose change would restore consistency, and where each would have to lie.

    A lightest set of such figures, or two that were perhaps swapped.

    The intervals are exact but for the figures named in `outer`, whose own may be smaller.
    """

    figures: tuple[str, ...]
    must_lie_in: Mapping[str, Interval]
    likely: tuple[Likely, ...] = ()
    outer: tuple[str, ...] = ()

    def would(self, name: str, values: Told) -> Told:
        """Where one of the figures would have to lie, in words; `values` shows the interval."""
        if name in self.outer:
            return message("would have to be somewhere in %(values)s", values=values)
        return message("would have to be %(values)s", values=values)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Checks and figures that cannot all be true; a single check that fails is the smallest.

    Irreducible: without any one of them the others can be true. `suspects` are all lightest
    sets of figures whose change restores consistency, unless `complete` is False: then the
    search was cut short and there may be others; and pairs of figures of one check with which
    everything can be true when they are swapped. `known` is the reason why it does not gate;
    see also `Report.known`.
    """

    checks: tuple[str, ...]
    figures: tuple[str, ...]
    suspects: tuple[Suspect, ...] = ()
    complete: bool = True
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Checks of which it was not found out whether they can all be true, and why not."""

    checks: tuple[str, ...]
    reason: Message


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found. `remaining` holds the values left for each unknown."""

    suite: Suite
    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...] = ()
    remaining: Mapping[str, Interval] = field(default_factory=dict)
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the suite."""
        return self.suite.figures

    @property
    def document(self) -> Document | None:
        """The document that was read, where there is one."""
        return self.suite.opened

    @property
    def joint(self) -> tuple[Conflict, ...]:
        """The conflicts of checks that do not fail alone; one that does is the finding itself.

        Hardly ever one check stands alone here: where only the solver could prove it wrong.
        """
        failing = {verdict.check.name for verdict in self.verdicts if verdict.outcome == "fails"}
        return tuple(conflict for conflict in self.conflicts if failing.isdisjoint(conflict.checks))

    def alone(self, check: Check) -> Conflict | None:
        """The conflict of a check that fails by itself."""
        itself = (check.name,)
        return next((conflict for conflict in self.conflicts if conflict.checks == itself), None)

    def suspects(self, check: Check) -> tuple[Suspect, ...]:
        """Who may be wrong where a check fails by itself."""
        conflict = self.alone(check)
        return () if conflict is None else conflict.suspects

    def known(self, conflict: Conflict) -> str | None:
        """Why a conflict does not gate: its own reason, or that of a check in it."""
        reasons = {verdict.check.name: verdict.check.known for verdict in self.verdicts}
        of_checks = (reasons.get(name) for name in conflict.checks)
        return conflict.known or next((one for one in of_checks if one is not None), None)

    def trusted(self, conflict: Conflict) -> bool:
        """Whether nobody is suspected because every figure of a conflict is trusted always."""
        trust = self.suite.trust
        figures = conflict.figures
        return bool(figures) and all(trust.get(figure) == "always" for figure in figures)

    @property
    def counts(self) -> dict[str, int]:
        """How many checks had each outcome, how many were known, and the joint conflicts."""
        outcomes = Counter(verdict.outcome for verdict in self.verdicts)
        return {
            "holds": outcomes["holds"],
            "rounding": outcomes["rounding"],
            "fails": outcomes["fails"],
            "undecided": outcomes["undecided"],
            "known": sum(1 for verdict in self.verdicts if verdict.check.known is not None),
            "conflicts": len(self.joint),
        }


@dataclass(frozen=True, slots=True)
class Suite:
    """Checks with the figures and unknowns they are about.

    `source` is the file that says what to check, `dataset` the one that holds the figures and
    `document` the one they come from, `opened` once it is read.
    `trust` weighs figures when suspects are sought; `always` means never suspected.
    `limit` is how many seconds each group of checks that share figures may take together.
    """

    name: str
    checks: tuple[Check, ...]
    figures: tuple[Figure, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    source: Path | None = None
    dataset: Path | None = None
    document: str | None = None
    opened: Document | None = None
    trust: Mapping[str, Trust] = field(default_factory=dict)
    limit: Fraction = LIMIT

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it was read from."""
        named = (self.source, self.dataset, self.document and Path(self.document))
        return tuple(path for path in named if path)

    @classmethod
    def load(cls, path: str | Path) -> Suite:
        """The suite of a YAML file, with its dataset. Raises SuiteError."""
        # The kernel knows no file format; only this door leads to the one that suites have.
        from crossfoot.suite_file import load_suite

        return load_suite(Path(path))

    def run(
        self,
        progress: Callable[[Sequence[Check]], Iterable[Check]] | None = None,
        read: Callable[[Figure, str], Reading] | None = None,
    ) -> Report:
        """Judge every check, with what checks that share an unknown leave of it, and all jointly.

        `progress` passes the checks through and may show how far they are. `read` reads
        another text in place of a figure's own; without it no likely slips are sought.
        """
        from crossfoot.solver.findings import joint  # the solver builds on this module's types

        narrowing = _Narrowing(self)
        checks = self.checks if progress is None else progress(self.checks)
        verdicts = tuple(narrowing.verdict(check) for check in checks)
        conflicts, unsettled = joint(self, verdicts, read)
        return Report(self, verdicts, conflicts, narrowing.remaining, unsettled)


class _Narrowing:
    """What the checks leave of the unknowns they share."""

    def __init__(self, suite: Suite) -> None:
        self.budget = min(BUDGET, int(suite.limit * _TRIED_A_SECOND))
        self.declared = {unknown.name: unknown for unknown in suite.unknowns}
        self.checks = [check for check in suite.checks if check.unknowns]
        # What each check says of each unknown; joined per unknown it is what remains.
        self.said: dict[str, dict[str, Interval]] = {name: {} for name in self.declared}
        self.contradicted: set[str] = set()
        self._narrow()
        self._find_contradicted()

    @property
    def remaining(self) -> dict[str, Interval]:
        """The values left for each unknown that is not contradicted."""
        joined = {name: self._joined(name) for name in self.declared}
        return {name: interval for name, interval in joined.items() if interval is not None}

    def verdict(self, check: Check) -> Verdict:
        alone = check.verdict(budget=self.budget)
        if not check.unknowns or alone.outcome == "fails":
            return alone
        for unknown in check.unknowns:
            if unknown.name in self.contradicted:
                return Verdict(check, "undecided", nothing_remains(unknown))
        declared = {unknown.name: unknown.interval for unknown in check.unknowns}
        others = {
            unknown.name: self._joined(unknown.name, without=check.name)
            for unknown in check.unknowns
        }
        left = {name: one for name, one in others.items() if one is not None}
        return check.verdict(left, self.budget) if left != declared else alone

    def _joined(self, name: str, without: str | None = None) -> Interval | None:
        unknown = self.declared[name]
        joined: Interval | None = unknown.interval
        for check, interval in self.said[name].items():
            if check != without and joined is not None:
                joined = joined.intersection(interval)
        if joined is not None and unknown.integer:
            joined = joined.integers()
        return joined

    def _narrow(self) -> None:
        for _ in range(_ROUNDS):
            changed = False
            for check in self.checks:
                changed |= self._hear(check)
            if not changed:
                return

    def _hear(self, check: Check) -> bool:
        """Note what one check says of its unknowns; whether that is news."""
        box = check.permits(self.remaining)
        if check.statement is None or box is None or check.undecided is not None:
            return False
        news = False
        for unknown in check.unknowns:
            try:
                interval = implied(check.statement, unknown.name, box)
            except (ZeroDivisor, NotWhole):
                continue
            before = self.said[unknown.name].get(check.name)
            interval = _without_far_ends(interval)
            if interval is not None and before is not None:
                interval = interval.intersection(before)
            if interval is not None and interval != before:
                self.said[unknown.name][check.name] = interval
                news = True
        return news

    def _find_contradicted(self) -> None:
        for name in self.declared:
            if self._joined(name) is None:
                self.contradicted.add(name)


def _without_far_ends(interval: Interval | None) -> Interval | None:
    """The interval without ends of thousands of digits, which say nothing of printed figures."""
    if interval is None:
        return None
    low, high = (
        None
        if end is None or max(abs(end.numerator), end.denominator).bit_length() > _LONGEST
        else end
        for end in (interval.low, interval.high)
    )
    if (low, high) == (interval.low, interval.high):
        return interval
    return Interval(low, high, interval.low_closed, interval.high_closed)
