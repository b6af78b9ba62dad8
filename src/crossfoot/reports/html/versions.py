"""Two versions as the page shows them: left behind first, then findings, then every change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from crossfoot.difference import Change, Difference, Finding, LeftBehind, called
from crossfoot.figure import Figure
from crossfoot.message import Told, message
from crossfoot.reports.html.figures import where
from crossfoot.suite import Report


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in a list."""

    figure: Figure

    @property
    def text(self) -> str:
        """As printed."""
        return self.figure.text

    @property
    def called(self) -> str:
        """What it counts, and when."""
        return called(self.figure)

    @property
    def where(self) -> Told | None:
        """Where a reader would look it up."""
        return where(self.figure)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A figure with both prints."""

    change: Change

    @property
    def figure(self) -> FigureLine:
        """The figure in the new version."""
        return FigureLine(self.change.new)

    @property
    def old(self) -> str | Told:
        """The print before."""
        return self.change.texts[0]

    @property
    def new(self) -> str | Told:
        """The print now."""
        return self.change.texts[1]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A figure left behind, and what it was left behind by."""

    left: LeftBehind

    @property
    def tone(self) -> str:
        """The outcome that its check has now."""
        return self.left.outcome

    @property
    def figures(self) -> tuple[FigureLine, ...]:
        """What did not change."""
        return tuple(map(FigureLine, self.left.figures))

    @property
    def changes(self) -> tuple[ChangeLine, ...]:
        """What did."""
        return tuple(map(ChangeLine, self.left.changes))

    @property
    def tie(self) -> Told:
        """The check that ties them."""
        return self.left.tie

    @property
    def message(self) -> Told | None:
        """What that check says now; of a tie no longer stated `tie` says it."""
        return self.left.now.message if self.left.now is not None and self.left.stated else None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding that is in one version only; `gone` if that is the old one."""

    finding: Finding
    gone: bool = False

    @property
    def tone(self) -> str:
        """Its outcome, for the colour."""
        outcome = self.finding.problem.outcome
        return "fails" if outcome == "conflict" else outcome

    @property
    def name(self) -> str:
        """The name of its check."""
        return self.finding.problem.name

    @property
    def outcome(self) -> Told:
        """Its outcome in words."""
        return self.finding.outcome

    @property
    def beside(self) -> Told:
        """What the other version has in its place."""
        return self.finding.beside

    @property
    def told(self) -> Told:
        """What it says."""
        return self.finding.problem.told

    @property
    def known(self) -> str | None:
        """Why it does not gate."""
        return self.finding.problem.known


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Everything the template shows of one pair of versions."""

    difference: Difference

    @property
    def old(self) -> str:
        """The version before, by its file's name."""
        return _name(self.difference.old)

    @property
    def new(self) -> str:
        """The version now."""
        return _name(self.difference.new)

    @property
    def title(self) -> str:
        """Both."""
        return f"{self.old} → {self.new}"

    @property
    def headline(self) -> Told:
        """What came of it as a whole."""
        return self.difference.headline

    @property
    def tone(self) -> str:
        """The outcome that the whole has."""
        if self.difference.gates:
            return "fails"
        return "rounding" if self.difference.left_behind else "holds"

    @property
    def counts(self) -> tuple[tuple[int, Told, str], ...]:
        """How much there is of each, in words, with its colour."""
        counts = self.difference.counts
        return (
            (counts["left_behind"], message("left behind"), "fails"),
            (counts["findings_appeared"], message("new findings"), "fails"),
            (counts["findings_went"], message("findings gone"), "holds"),
            (counts["changed"], message("figures changed"), "undecided"),
            (counts["unchanged"], message("unchanged"), "undecided"),
        )

    @property
    def left_behind(self) -> tuple[LeftLine, ...]:
        """The figures that should have changed with others."""
        return tuple(map(LeftLine, self.difference.left_behind))

    @property
    def findings(self) -> tuple[tuple[Told, tuple[FindingLine, ...]], ...]:
        """Those that appeared, and those that went, under their titles."""
        one = self.difference
        return (
            (message("Findings that appeared"), tuple(map(FindingLine, one.findings_appeared))),
            (
                message("Findings that went"),
                tuple(FindingLine(finding, gone=True) for finding in one.findings_went),
            ),
        )

    @property
    def changed(self) -> tuple[ChangeLine, ...]:
        """The figures printed differently."""
        return tuple(map(ChangeLine, self.difference.changed))

    @property
    def appeared(self) -> tuple[FigureLine, ...]:
        """The figures of the new version alone."""
        return tuple(map(FigureLine, self.difference.appeared))

    @property
    def went(self) -> tuple[FigureLine, ...]:
        """The figures of the old version alone."""
        return tuple(map(FigureLine, self.difference.went))


def _name(report: Report | None) -> str:
    if report is None:
        return "—"
    return PurePath(report.suite.document or "").name or report.suite.name
