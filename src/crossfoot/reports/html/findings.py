"""A report as the page shows it: the findings in the order to read them, the figures, the counts.

Only what the templates cannot say themselves is worked out here. Everything to be read is a
`Told`, so that the page can hold both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.expression import words
from crossfoot.figure import Figure
from crossfoot.finding import form_of, label, unknown_shown
from crossfoot.interval import Interval
from crossfoot.message import Language, Told, message
from crossfoot.relation import Relation
from crossfoot.reports.html.number_line import NumberLine, number_line
from crossfoot.show import Form, Shown, places_apart
from crossfoot.suite import Conflict, Report, Suspect

OUTCOMES = ("fails", "rounding", "undecided", "holds")
DETAILED = 400  # findings of a report whose workings are shown; the others keep one line each

_URGENCY = {"fails": 0, "rounding": 3, "undecided": 4, "holds": 5}


@dataclass(frozen=True, slots=True)
class BothLanguages:
    """A text that is written in both languages at its source, such as a docstring."""

    en: str
    zh: str

    def told(self, language: Language) -> str:
        """It, in that language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a check: what it permits, and what it would have to be.

    `excluded` tells that no value it permits is among those it would have to have.
    """

    role: str
    figure: FigureView | None
    quantity: Quantity
    permits: Told | None
    would_be: Told | None
    excluded: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as it is marked: its number on the page, its outcome, its checks."""

    id: str
    figure: Figure
    permits: Told
    outcome: str
    is_claim: bool
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its workings; `claim` is the figure that the check is about."""

    id: str
    verdict: Verdict
    claim: Quantity | None
    figures: tuple[FigureView, ...]
    detailed: bool

    @property
    def check(self) -> Check:
        """The check judged."""
        return self.verdict.check

    @property
    def outcome(self) -> str:
        """One of the four."""
        return self.verdict.outcome

    @property
    def is_stale(self) -> bool:
        """Whether it is marked as known and no longer fails."""
        return self.check.known is not None and self.outcome != "fails"

    @property
    def is_open(self) -> bool:
        """Whether its workings are shown without a click."""
        return self.outcome in ("fails", "rounding") or self.is_stale

    @property
    def rule(self) -> Told | None:
        """What the relation says, in words; None for a free formula."""
        return summary(self.check.relation)

    @property
    def numbers(self) -> str | None:
        """The formula with the figures put in as printed."""
        statement = self.check.statement
        if statement is None:
            return None
        names = {quantity.name: label(quantity) for quantity in self.check.quantities()}
        return words(statement, names.__getitem__)

    @property
    def line(self) -> NumberLine | None:
        """Both sets on one number line."""
        return number_line(self.verdict.claimed, self.verdict.computed, form_of(self.check))

    def shown(self, interval: Interval) -> Told:
        """One of the verdict's two sets, in digits that tell them apart."""
        form, places = form_of(self.check), None
        if self.verdict.claimed is not None and self.verdict.computed is not None:
            places = places_apart(self.verdict.claimed, self.verdict.computed, form)
        return Shown(interval, form, places)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its figures in the order of the roles."""
        implied = self.verdict.implied
        views = {view.figure.name: view for view in self.figures}
        found = []
        for role in self.check.relation.roles:
            for index, quantity in enumerate(self.check.figures.get(role.name, ())):
                key = f"{role.name}[{index}]" if role.plural else role.name
                found.append(_part(role.name, quantity, implied, key, views))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a suspect, what it would have to be, and what was perhaps meant."""

    figure: FigureView | None
    name: str
    must_lie_in: Told | None


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict with its checks and figures resolved to what the page shows of them."""

    id: str
    conflict: Conflict
    findings: tuple[Finding, ...]
    figures: tuple[FigureView, ...]
    suspects: tuple[tuple[Suspect, tuple[Change, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the templates show of one report."""

    id: str
    report: Report
    findings: tuple[Finding, ...]
    conflicts: tuple[ConflictView, ...]
    figures: tuple[FigureView, ...]

    @property
    def title(self) -> str:
        """The document checked, or the suite."""
        return self.report.suite.document or self.report.suite.name

    @property
    def wrong(self) -> int:
        """How many checks fail and are not known to."""
        return sum(
            finding.outcome == "fails" and finding.check.known is None for finding in self.findings
        )

    @property
    def known(self) -> int:
        """How many checks fail as they are known to."""
        return sum(urgency(finding.verdict) == 2 for finding in self.findings)

    @property
    def covered(self) -> int:
        """How many figures take part in a check that was decided."""
        return sum(view.outcome not in ("", "undecided") for view in self.figures)

    @property
    def first(self) -> tuple[Finding | ConflictView, ...]:
        """Three things to look at first."""
        urgent = [finding for finding in self.findings if urgency(finding.verdict) < 2]
        minor = [finding for finding in self.findings if urgency(finding.verdict) in (2, 3)]
        found: list[Finding | ConflictView] = [*urgent, *self.conflicts, *minor]
        return tuple(found[:3])

    @property
    def relations(self) -> list[tuple[Relation, int]]:
        """The relations used and how often, in alphabetical order."""
        used: dict[str, list[Relation]] = {}
        for finding in self.findings:
            used.setdefault(finding.check.relation.name, []).append(finding.check.relation)
        return [(used[name][0], len(used[name])) for name in sorted(used)]

    @property
    def unknowns(self) -> list[tuple[Quantity, Told]]:
        """The figures that are not printed, and what remains possible for each."""
        remaining = self.report.remaining
        return [
            (unknown, unknown_shown(unknown, remaining[unknown.name]))
            for unknown in self.report.suite.unknowns
            if unknown.name in remaining
        ]


def view(report: Report, id_: str = "") -> ReportView:
    """The report, made ready for the templates; `id_` keeps reports of one page apart."""
    order = sorted(report.verdicts, key=urgency)
    ids = {verdict.check.name: f"{id_}c{n}" for n, verdict in enumerate(order, 1)}
    figures = _figures(report, id_, ids)
    by_name = {one.figure.name: one for one in figures}
    findings = tuple(
        Finding(
            ids[verdict.check.name],
            verdict,
            _claim(verdict.check),
            tuple(by_name[one.name] for one in verdict.check.quantities() if one.name in by_name),
            detailed=number < DETAILED,
        )
        for number, verdict in enumerate(order)
    )
    conflicts = tuple(
        _conflict(conflict, f"{id_}x{number}", findings, by_name)
        for number, conflict in enumerate(report.conflicts, 1)
    )
    return ReportView(id_, report, findings, conflicts, figures)


def urgency(verdict: Verdict) -> int:
    """Where a verdict comes in the order of reading: proofs, stale marks, known ones, the rest."""
    if verdict.check.known is None:
        return _URGENCY[verdict.outcome]
    return 2 if verdict.outcome == "fails" else 1


def summary(relation: Relation) -> Told | None:
    """The first sentence of a relation's explanation, in both languages; None if it has none."""
    english, _, chinese = relation.explanation.partition("\n---\n")
    if not chinese:
        return None
    return BothLanguages(english.split("\n", 1)[0].strip(), chinese.strip().split("\n", 1)[0])


def _claim(check: Check) -> Quantity | None:
    return check.claimed or next(check.quantities(), None)


def _part(
    role: str,
    quantity: Quantity,
    implied: Mapping[str, Interval | None],
    key: str,
    views: Mapping[str, FigureView],
) -> Part:
    form = Form.of(quantity.reading) if isinstance(quantity, Figure) else None
    interval = implied.get(key)
    would_be: Told | None = None
    excluded = False
    if key in implied:
        if interval is None:
            would_be, excluded = message("no value"), True
        elif isinstance(quantity, Figure) and form is not None:
            excluded = quantity.interval.intersection(interval) is None
            would_be = Shown(interval, form, places_apart(quantity.interval, interval, form))
        elif not isinstance(quantity, Figure):
            would_be = unknown_shown(quantity, interval)
    figure = views.get(quantity.name)
    return Part(
        role, figure, quantity, None if figure is None else figure.permits, would_be, excluded
    )


# The worst that is said of a figure, for its colour; undecided says less than a check that holds.
_MARKED = ("fails", "rounding", "holds", "undecided")


def _figures(report: Report, id_: str, ids: Mapping[str, str]) -> tuple[FigureView, ...]:
    outcomes: dict[str, set[str]] = {}
    checks: dict[str, list[str]] = {}
    claims: set[str] = set()
    for verdict in report.verdicts:
        claim = _claim(verdict.check)
        for quantity in verdict.check.quantities():
            outcomes.setdefault(quantity.name, set()).add(verdict.outcome)
            checks.setdefault(quantity.name, []).append(ids[verdict.check.name])
            if quantity is claim and verdict.outcome in ("fails", "rounding"):
                claims.add(quantity.name)
    for conflict in report.conflicts:
        suspected = {name for suspect in conflict.suspects for name in suspect.figures}
        for name in suspected or conflict.figures:
            outcomes.setdefault(name, set()).add("fails")
    return tuple(
        FigureView(
            f"{id_}f{number}",
            figure,
            Shown(figure.interval, Form.of(figure.reading)),
            next((mark for mark in _MARKED if mark in outcomes.get(figure.name, ())), ""),
            figure.name in claims,
            tuple(checks.get(figure.name, ())),
        )
        for number, figure in enumerate(report.figures, 1)
    )


def _conflict(
    conflict: Conflict, id_: str, findings: Sequence[Finding], figures: Mapping[str, FigureView]
) -> ConflictView:
    names = set(conflict.checks)
    suspects = []
    for suspect in conflict.suspects:
        changes = [_change(name, suspect, figures.get(name)) for name in suspect.figures]
        suspects.append((suspect, tuple(changes)))
    return ConflictView(
        id_,
        conflict,
        tuple(finding for finding in findings if finding.check.name in names),
        tuple(figures[name] for name in conflict.figures if name in figures),
        tuple(suspects),
    )


def _change(name: str, suspect: Suspect, figure: FigureView | None) -> Change:
    interval = suspect.must_lie_in.get(name)
    if interval is None:
        return Change(figure, name, None)
    form = Form.of(None if figure is None else figure.figure.reading)
    return Change(figure, name, Shown(interval, form))
