"""A report as the page shows it: findings in the order to read them, document, figures, counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from crossfoot.check import Quantity
from crossfoot.finding import unknown_shown
from crossfoot.message import Sentences, Told, message
from crossfoot.probing import percent
from crossfoot.problem import conflict_name
from crossfoot.relation import Relation
from crossfoot.reports.html.document import (
    BlockView,
    document_of,
    document_view,
    marked_figures,
)
from crossfoot.reports.html.figures import FigureView, figure_views
from crossfoot.reports.html.findings import (
    ConflictView,
    Finding,
    conflict_view,
    suspect_views,
    urgency,
)
from crossfoot.solver.probe import Probe
from crossfoot.suite import Report

DETAILED = 400  # findings of a report whose workings are shown; the others keep one line each
LISTED = 4_000  # findings and figures from which those that hold are only counted


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the templates show of one report."""

    id: str
    report: Report
    findings: tuple[Finding, ...]
    conflicts: tuple[ConflictView, ...]
    figures: tuple[FigureView, ...]
    probe: Probe | None = None

    @property
    def score(self) -> str:
        """Which part of all slips of a digit would be noticed; empty where that was not tried."""
        score = None if self.probe is None else self.probe.score
        return "" if score is None else percent(score)

    @property
    def unguarded(self) -> int:
        """Of how many figures no slip would be noticed."""
        return sum(view.guard == "unguarded" for view in self.figures)

    @property
    def title(self) -> str:
        """The document checked, without the folders it is in, or the suite."""
        suite = self.report.suite
        return PurePath(suite.document or "").name or suite.name

    @property
    def has_document(self) -> bool:
        """Whether the document is there to be shown."""
        return document_of(self.report) is not None

    @property
    def document(self) -> tuple[BlockView, ...]:
        """Its blocks, with the figures marked."""
        numbered = [(finding.id, finding.verdict) for finding in self.findings]
        return document_view(self.report, self.figures, numbered)

    @property
    def wrong(self) -> int:
        """How many checks fail and are not known to."""
        return sum(
            finding.outcome == "fails" and finding.check.known is None for finding in self.findings
        )

    @property
    def contradictions(self) -> int:
        """How many groups of checks contradict each other and are not known to."""
        return sum(one.known is None for one in self.conflicts)

    @property
    def known(self) -> int:
        """How many checks fail as they are known to."""
        checks = sum(urgency(finding.verdict) == 2 for finding in self.findings)
        return checks + len(self.conflicts) - self.contradictions

    @property
    def headline(self) -> Told:
        """What came of it as a whole."""
        told = []
        if self.wrong:
            told.append(
                message(
                    "%(count)s of %(total)s checks cannot be true.",
                    count=str(self.wrong),
                    total=str(len(self.findings)),
                )
            )
        if self.contradictions:
            told.append(
                message(
                    "Groups of checks that contradict each other: %(count)s.",
                    count=str(self.contradictions),
                )
            )
        if told:
            return Sentences(tuple(told))
        if not self.findings:
            return message("Nothing was checked.")
        if not self.known:
            return message("Nothing here is provably wrong.")
        known = message("Known inconsistencies: %(count)s.", count=str(self.known))
        return Sentences((message("No new finding."), known))

    @property
    def tone(self) -> str:
        """The outcome that the whole has."""
        if self.wrong or self.contradictions:
            return "fails"
        return "holds" if self.findings else "undecided"

    @property
    def covered(self) -> int:
        """How many figures take part in a check that was decided."""
        return sum(view.outcome not in ("", "undecided") for view in self.figures)

    @property
    def coverage(self) -> Told:
        """Which share of the figures takes part in a check that was decided."""
        total = len(self.figures)
        return message(
            "%(covered)s of %(total)s figures (%(share)s) take part in a check that was decided.",
            covered=str(self.covered),
            total=str(total),
            share=f"{self.share}%",
        )

    @property
    def share(self) -> int:
        """That share in whole percent: 0 or 100 only where it is none or all."""
        return 100 * self.covered // max(1, len(self.figures)) or int(self.covered > 0)

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
    def listed(self) -> tuple[Finding, ...]:
        """The findings on the page: all but those that hold in a large crowd."""
        return tuple(one for one in self.findings if one.number <= LISTED or one.outcome != "holds")

    @property
    def listed_figures(self) -> tuple[FigureView, ...]:
        """The figures on the page: all, or in a large crowd those of findings with workings."""
        if len(self.figures) <= LISTED or self.has_document:
            return self.figures
        shown = {view.id for one in self.findings if one.detailed for view in one.figures}
        shown.update(view.id for one in self.conflicts for view in one.figures)
        return tuple(view for view in self.figures if view.id in shown)

    @property
    def by_id(self) -> dict[str, Finding]:
        """The findings by their id, for the notes in the margin."""
        return {finding.id: finding for finding in self.findings}

    @property
    def told(self) -> dict[str, Told]:
        """What each check and contradiction says, by the name that the history has for it."""
        found = {finding.check.name: finding.told for finding in self.findings}
        return found | {conflict_name(one.conflict): one.told for one in self.conflicts}

    @property
    def language(self) -> str | None:
        """The language of the document."""
        document = document_of(self.report)
        return None if document is None else document.language

    @property
    def unknowns(self) -> list[tuple[Quantity, Told]]:
        """The figures that are not printed, and what remains possible for each."""
        remaining = self.report.remaining
        return [
            (unknown, unknown_shown(unknown, remaining[unknown.name]))
            for unknown in self.report.suite.unknowns
            if unknown.name in remaining
        ]


def view(report: Report, id_: str = "", probe: Probe | None = None) -> ReportView:
    """The report, made ready for the templates; `id_` keeps reports of one page apart.

    With a probe of its suite the page also marks the figures that no check guards.
    """
    order = sorted(report.verdicts, key=urgency)
    numbered = [(f"{id_}c{number}", verdict) for number, verdict in enumerate(order, 1)]
    marked = frozenset(figure.name for figure in marked_figures(report))
    guards = {} if probe is None else {one.figure.name: one for one in probe.figures}
    figures = figure_views(report, id_, numbered, marked, guards)
    by_name = {one.figure.name: one for one in figures}
    cut_short = {name for one in report.conflicts if not one.complete for name in one.checks}
    findings = tuple(
        Finding(
            finding,
            number,
            verdict,
            tuple(by_name[one.name] for one in verdict.check.quantities() if one.name in by_name),
            detailed=number <= DETAILED,
            suspects=suspect_views(report.suspects(verdict.check), by_name),
            complete=verdict.check.name not in cut_short,
        )
        for number, (finding, verdict) in enumerate(numbered, 1)
    )
    conflicts = tuple(
        conflict_view(
            conflict,
            f"{id_}x{number}",
            findings,
            by_name,
            report.known(conflict),
            report.trusted(conflict),
        )
        for number, conflict in enumerate(report.joint, 1)
    )
    return ReportView(id_, report, findings, conflicts, figures, probe)
