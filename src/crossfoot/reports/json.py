"""The report as JSON, and the difference of two: the contract that other programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from crossfoot.check import Verdict
from crossfoot.difference import Change, Difference, Finding, LeftBehind
from crossfoot.figure import Figure
from crossfoot.interval import Interval
from crossfoot.message import LANGUAGES, Language
from crossfoot.show import exact
from crossfoot.suite import Conflict, Report

NAMES = ("json", ".json")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """One object with every report; messages are in both languages whatever `language` is."""
    content = {"reports": [report_object(report) for report in reports]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def difference(differences: Sequence[Difference], language: Language) -> bytes:
    """One object with what every suite has apart in two versions; in both languages."""
    content = {"differences": [difference_object(one) for one in differences]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def report_object(report: Report) -> dict[str, Any]:
    """A report as plain data."""
    suite = report.suite
    return {
        "suite": suite.name,
        "document": suite.document,
        "figures": [figure_object(figure) for figure in report.figures],
        "unknowns": {name: ends(interval) for name, interval in sorted(report.remaining.items())},
        "verdicts": [verdict_object(verdict) for verdict in report.verdicts],
        "conflicts": [conflict_object(conflict) for conflict in report.conflicts],
        "unsettled": [
            {"checks": list(one.checks), "reason": one.reason.told("en")}
            for one in report.unsettled
        ],
        "counts": report.counts,
    }


def figure_object(figure: Figure) -> dict[str, Any]:
    """A figure; `value` is null for a range, an end is null where there is no limit."""
    reading, place = figure.reading, figure.place
    interval = reading.interval
    return {
        "name": figure.name,
        "text": reading.text,
        "start": None if place is None else place.start,
        "end": None if place is None else place.end,
        "value": None if reading.qualifier == "range" else exact(reading.value),
        "low": _end(interval.low),
        "high": _end(interval.high),
        "low_closed": interval.low_closed,
        "high_closed": interval.high_closed,
        "integer": reading.integer,
        "unit": reading.unit,
        "kind": reading.kind,
        "qualifier": reading.qualifier,
        "direction": reading.direction,
        "metric": figure.metric,
        "period": figure.period,
        "place": None
        if place is None
        else {
            key: value
            for key, value in (
                ("document", place.document),
                ("line", place.line),
                ("page", place.page),
                ("cell", place.cell),
            )
            if value is not None
        },
    }


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """A verdict; `known` is the reason for a known inconsistency."""
    check = verdict.check
    figures: dict[str, Any] = {}
    for role in check.relation.roles:
        names = [quantity.name for quantity in check.figures.get(role.name, ())]
        if role.plural and not (role.alias and len(names) == 1):
            figures[role.name] = names
        else:
            figures[role.alias or role.name] = names[0] if names else None
    return {
        "check": check.name,
        "relation": check.relation.name,
        "figures": figures,
        "outcome": verdict.outcome,
        "claimed": ends(verdict.claimed),
        "computed": ends(verdict.computed),
        "implied": {role: ends(interval) for role, interval in verdict.implied.items()},
        "message": {language: verdict.message.told(language) for language in LANGUAGES},
        "because": check.because,
        "known": check.known,
    }


def difference_object(one: Difference) -> dict[str, Any]:
    """What two versions have apart, as plain data; a version that is missing is null."""
    return {
        "old": _version(one.old),
        "new": _version(one.new),
        "figures": {
            "changed": [_change(change) for change in one.changed],
            "appeared": [figure_object(figure) for figure in one.appeared],
            "went": [figure_object(figure) for figure in one.went],
        },
        "left_behind": [_left_behind(left) for left in one.left_behind],
        "findings": {
            "appeared": [_finding(finding, "before") for finding in one.findings_appeared],
            "went": [_finding(finding, "now") for finding in one.findings_went],
        },
        "counts": one.counts,
    }


def _version(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    suite = report.suite
    dataset = None if suite.dataset is None else suite.dataset.as_posix()
    return {"suite": suite.name, "document": suite.document, "dataset": dataset}


def _change(change: Change) -> dict[str, Any]:
    return {"old": figure_object(change.old), "new": figure_object(change.new)}


def _left_behind(left: LeftBehind) -> dict[str, Any]:
    """Figures by their names in the new version; of a contradiction the conflict alone."""
    return {
        "check": left.name,
        "figures": [figure.name for figure in left.figures],
        "because_of": [{"old": change.old.name, "new": change.new.name} for change in left.changes],
        "stated": left.stated,
        "before": None if left.before is None else verdict_object(left.before),
        "now": None if left.now is None else verdict_object(left.now),
        "conflict": None if left.conflict is None else conflict_object(left.conflict),
    }


def _finding(finding: Finding, other: str) -> dict[str, Any]:
    problem = finding.problem
    return {
        "name": problem.name,
        "outcome": problem.outcome,
        other: finding.other,
        "known": problem.known,
        "message": {language: problem.told.told(language) for language in LANGUAGES},
        "verdict": None if finding.verdict is None else verdict_object(finding.verdict),
        "conflict": None if finding.conflict is None else conflict_object(finding.conflict),
    }


def conflict_object(conflict: Conflict) -> dict[str, Any]:
    """A conflict with its suspects."""
    return {
        "checks": list(conflict.checks),
        "figures": list(conflict.figures),
        "suspects": [
            {
                "figures": list(suspect.figures),
                "must_lie_in": _ends_by_name(suspect.must_lie_in),
                "outer": list(suspect.outer),
                "likely": [
                    {"figure": one.figure, "text": one.text, "slip": one.slip}
                    for one in suspect.likely
                ],
            }
            for suspect in conflict.suspects
        ],
        "complete": conflict.complete,
    }


def ends(interval: Interval | None) -> list[str | None] | None:
    """Both ends, null for an infinite one; null when there is no value at all."""
    return None if interval is None else [_end(interval.low), _end(interval.high)]


def _ends_by_name(intervals: Mapping[str, Interval]) -> dict[str, list[str | None] | None]:
    return {name: ends(interval) for name, interval in intervals.items()}


def _end(value: Fraction | None) -> str | None:
    return None if value is None else exact(value)
