"""The figures of a report as the page marks them: outcome, checks, what the print permits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.figure import Figure
from crossfoot.message import Language, Told, message
from crossfoot.probing import percent
from crossfoot.show import Form, Shown
from crossfoot.solver.probe import Protection
from crossfoot.suite import Report

Numbered = tuple[str, Verdict]
"""A verdict with the id that its finding has on the page; always in the order of reading."""

# Formats whose lines are those of the extracted text, which no reader of the file can count.
_WITHOUT_LINES = (".docx", ".html", ".htm", ".pdf", ".xlsx")

# What is said of a figure, worst first; undecided says less than a check that holds.
_MARKED = ("fails", "rounding", "holds", "undecided")


@dataclass(frozen=True, slots=True)
class BothLanguages:
    """A text that is written in both languages at its source, such as a docstring."""

    en: str
    zh: str

    def told(self, language: Language) -> str:
        """It, in that language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as it is marked: its outcome, and the ids of its findings, worst first.

    `is_claim` singles out what a finding is about from the figures that only take part in it.
    """

    id: str
    figure: Figure
    outcome: str
    is_claim: bool
    findings: tuple[str, ...]
    in_document: bool
    protection: Protection | None = None

    @property
    def guard(self) -> str:
        """How it is marked if not every slip of a digit in it would be noticed."""
        if self.protection is None or not self.protection.settled:
            return ""
        if not self.protection.caught:
            return "unguarded"
        return "partly" if self.protection.share < 1 else ""

    @property
    def noticed(self) -> Told:
        """Which part of its slips would be noticed."""
        if self.protection is None or not self.protection.settled:
            return message("undecided")
        share = percent(self.protection.share)
        return BothLanguages(share, share)

    @property
    def permits(self) -> Told:
        """The true values that print like it."""
        return Shown(self.figure.interval, Form.of(self.figure.reading))

    @property
    def anchor(self) -> str:
        """Where a link to the figure leads: its mark in the document, or its row in the list."""
        return f"m{self.id}" if self.in_document else self.id

    @property
    def reference(self) -> str:
        """The number of the finding about it, where there is something to read."""
        if self.outcome not in ("fails", "rounding") or not self.is_claim:
            return ""
        return next((id_.rpartition("c")[2] for id_ in self.findings if "c" in id_), "")

    @property
    def place(self) -> Told | None:
        """Where a reader would look it up."""
        return where(self.figure)


def where(figure: Figure) -> Told | None:
    """Where a reader would look a figure up; None for a dataset."""
    place = figure.place
    if place is None:
        return None
    if place.page is not None:
        return message("page %(page)s", page=str(place.page))
    if place.cell is not None and "!" in place.cell:
        return BothLanguages(place.cell, place.cell)
    if place.line is not None and not place.document.lower().endswith(_WITHOUT_LINES):
        return message("line %(line)s", line=str(place.line))
    return None


def figure_views(
    report: Report,
    id_: str,
    numbered: Sequence[Numbered],
    marked: frozenset[str],
    protection: Mapping[str, Protection],
) -> tuple[FigureView, ...]:
    """The figures in the order of the suite; `marked` names those that the document shows.

    `protection` tells of each how its checks guard it, where that was tried.
    """
    outcomes: dict[str, set[str]] = {}
    findings: dict[str, list[str]] = {}
    claims: set[str] = set()
    for finding, verdict in numbered:
        claim = claim_of(verdict.check)
        for quantity in verdict.check.quantities():
            outcomes.setdefault(quantity.name, set()).add(verdict.outcome)
            findings.setdefault(quantity.name, []).append(finding)
            if quantity is claim and verdict.outcome in ("fails", "rounding"):
                claims.add(quantity.name)
    for number, conflict in enumerate(report.joint, 1):
        suspected = {name for suspect in conflict.suspects for name in suspect.figures}
        for figure in suspected or conflict.figures:
            outcomes.setdefault(figure, set()).add("fails")
            findings.setdefault(figure, []).insert(0, f"{id_}x{number}")
    return tuple(
        FigureView(
            f"{id_}f{number}",
            figure,
            next((mark for mark in _MARKED if mark in outcomes.get(figure.name, ())), ""),
            figure.name in claims,
            tuple(findings.get(figure.name, ())),
            figure.name in marked,
            protection.get(figure.name),
        )
        for number, figure in enumerate(report.figures, 1)
    )


def claim_of(check: Check) -> Quantity | None:
    """The figure that a check is about: the claimed one, or the first."""
    return check.claimed or next(check.quantities(), None)
