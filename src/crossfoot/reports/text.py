"""The short table that the command line prints, of one version or of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from crossfoot.check import Verdict
from crossfoot.difference import Difference, Finding, LeftBehind, called
from crossfoot.figure import Figure
from crossfoot.finding import label, unknown_shown
from crossfoot.message import Language, translate
from crossfoot.reports.html.figures import claim_of, where
from crossfoot.reports.html.suspicion import because, doubt, suspicion
from crossfoot.suite import Conflict, Report

NAMES = ("text", ".txt")

_MARKS = {"holds": "✓", "rounding": "≈", "fails": "✗", "undecided": "?", "conflict": "✗"}
_COLOURS = {"holds": "green", "rounding": "yellow", "fails": "red", "undecided": None,
            "conflict": "red"}  # fmt: skip
OUTCOMES = ("holds", "rounding", "fails", "undecided")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """A line a check, the findings below it, the counts at the end."""
    return click.unstyle(coloured(reports, language)).encode()


def coloured(reports: Sequence[Report], language: Language) -> str:
    """The same with colours as ANSI codes, for a terminal."""
    lines = [line for report in reports for line in _report(report, language)]
    return "\n".join([*lines, _summary(reports, language)]) + "\n"


def _report(report: Report, language: Language) -> Iterator[str]:
    yield click.style(report.suite.document or report.suite.name, bold=True)
    for verdict in report.verdicts:
        yield from _verdict(verdict, language)
        alone = report.alone(verdict.check)
        if alone is not None:
            yield from _suspects(report, alone, language)
    for conflict in report.joint:
        yield from _conflict(conflict, report.known(conflict), language)
        yield from _suspects(report, conflict, language)
    for unsettled in report.unsettled:
        told = translate("Not settled whether these can all be true: %(checks)s.", language)
        reason = unsettled.reason.told(language)
        yield f"  ? {told % {'checks': ', '.join(unsettled.checks)}} ({reason})"
    for name in report.remaining:
        yield _remaining(report, name, language)
    yield ""


def _verdict(verdict: Verdict, language: Language) -> Iterator[str]:
    mark = _mark(verdict.outcome)
    outcome = translate(verdict.outcome, language)
    known = verdict.check.known
    if known is not None:
        outcome += f" ({translate('known', language)})"
    if verdict.outcome != "holds":
        outcome += _place(verdict, language)
    yield f"  {mark} {verdict.check.name}: {outcome}"
    if verdict.outcome != "holds":
        yield f"      {verdict.message.told(language)}"
    if verdict.outcome == "fails" and verdict.check.because:
        yield f"      {because(verdict.check, language)}"
    if known is not None and verdict.outcome != "fails":
        told = translate("Marked as known (%(reason)s), but it no longer fails.", language)
        yield f"      {told % {'reason': known}}"
    elif known is not None:
        yield f"      {translate('Known: %(reason)s', language) % {'reason': known}}"


def _place(verdict: Verdict, language: Language) -> str:
    """Where a reader would look the claim up."""
    claim = claim_of(verdict.check)
    return _where(claim, language) if isinstance(claim, Figure) else ""


def _conflict(conflict: Conflict, known: str | None, language: Language) -> Iterator[str]:
    told = translate("These checks contradict each other: %(checks)s.", language)
    yield f"  {_mark('conflict')} {told % {'checks': ', '.join(conflict.checks)}}"
    if known is not None:
        yield f"      {translate('Known: %(reason)s', language) % {'reason': known}}"


def _suspects(report: Report, conflict: Conflict, language: Language) -> Iterator[str]:
    """Who may be wrong, and what was perhaps meant."""
    unsure = doubt(conflict, language)
    if unsure is not None:
        yield f"      {unsure}"
    for line in suspicion(report, conflict, language):
        yield f"      - {line}"


def _remaining(report: Report, name: str, language: Language) -> str:
    unknown = next(one for one in report.suite.unknowns if one.name == name)
    told = translate("%(figure)s is not printed; what remains possible: %(values)s", language)
    shown = unknown_shown(unknown, report.remaining[name]).told(language)
    return f"  · {told % {'figure': label(unknown), 'values': shown}}"


def _summary(reports: Sequence[Report], language: Language) -> str:
    counts = [report.counts for report in reports]
    parts = [
        f"{sum(count[outcome] for count in counts)} {translate(outcome, language)}"
        for outcome in OUTCOMES
    ]
    known = sum(count["known"] for count in counts)
    conflicts = sum(count["conflicts"] for count in counts)
    if known:
        parts.append(f"{known} {translate('known', language)}")
    if conflicts:
        parts.append(f"{conflicts} {translate('conflicts', language)}")
    return " · ".join(parts)


def _mark(outcome: str) -> str:
    return click.style(_MARKS[outcome], fg=_COLOURS[outcome], bold=True)


# -- two versions --------------------------------------------------------------------------


def difference(differences: Sequence[Difference], language: Language) -> bytes:
    """What every suite has apart in two versions: what to look at first comes first."""
    return click.unstyle(coloured_difference(differences, language)).encode()


def coloured_difference(differences: Sequence[Difference], language: Language) -> str:
    """The same with colours as ANSI codes, for a terminal."""
    lines = [line for one in differences for line in _difference(one, language)]
    return "\n".join(lines) + "\n"


def _difference(one: Difference, language: Language) -> Iterator[str]:
    titles = ["—" if report is None else report.suite.document or report.suite.name
              for report in (one.old, one.new)]  # fmt: skip
    yield click.style(" → ".join(titles), bold=True)
    if one.left_behind:
        yield f"  {translate('Figures left behind', language)}"
        for left in one.left_behind:
            yield from _left_behind(left, language)
    for title, findings in (
        (translate("Findings that appeared", language), one.findings_appeared),
        (translate("Findings that went", language), one.findings_went),
    ):
        if findings:
            yield f"  {title}"
            for finding in findings:
                yield from _finding(finding, language)
    if one.changed:
        yield f"  {translate('Figures that changed', language)}"
        for change in one.changed:
            yield f"    {change.told.told(language)}{_where(change.new, language)}"
    for title, figures in (
        (translate("Figures that appeared", language), one.appeared),
        (translate("Figures that went", language), one.went),
    ):
        if figures:
            yield f"  {title}"
            for figure in figures:
                yield f"    {called(figure)}: {figure.text}{_where(figure, language)}"
    yield f"  {one.headline.told(language)}"
    yield ""


def _left_behind(left: LeftBehind, language: Language) -> Iterator[str]:
    yield f"    {_mark(left.outcome)} {left.told.told(language)}{_where(left.figures[0], language)}"
    yield f"        {left.tie.told(language)}"


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    problem = finding.problem
    told = f"{problem.name}: {finding.outcome.told(language)}"
    if problem.known is not None:
        told += f" ({translate('known', language)})"
    yield f"    {_mark(problem.outcome)} {told} ({finding.beside.told(language)})"
    yield f"        {problem.told.told(language)}"


def _where(figure: Figure, language: Language) -> str:
    told = where(figure)
    return "" if told is None else f" ({told.told(language)})"
