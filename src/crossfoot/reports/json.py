"""The report as JSON: the contract that other programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from crossfoot.check import Verdict
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
            {"checks": list(one.checks), "reason": one.reason} for one in report.unsettled
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


def conflict_object(conflict: Conflict) -> dict[str, Any]:
    """A conflict with its suspects."""
    return {
        "checks": list(conflict.checks),
        "figures": list(conflict.figures),
        "suspects": [
            {
                "figures": list(suspect.figures),
                "must_lie_in": _ends_by_name(suspect.must_lie_in),
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
