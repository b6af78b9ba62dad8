"""The runs of a project over time: `reports/history.jsonl`, one line a run.

A line holds when the run was, the counts of every suite, and the findings that did not hold; a
contradiction is named after its checks:

    {"at": "2026-03-01T09:30:00Z", "suites": {"budget": {"counts": {"holds": 12, "fails": 1},
     "open": {"growth[revenue]": "fails"}}}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crossfoot.errors import SuiteError
from crossfoot.files import read_text
from crossfoot.problem import conflict_name
from crossfoot.suite import Report

OUTCOMES = ("fails", "rounding", "undecided", "holds")
KEPT = 1_000  # runs; older ones are forgotten


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """One suite in one run: how many checks had each outcome, and which did not hold."""

    counts: Mapping[str, int]
    open: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> SuiteRun:
        """What a report leaves to the history."""
        open_ = {
            verdict.check.name: verdict.outcome
            for verdict in report.verdicts
            if verdict.outcome != "holds"
        }
        open_.update((conflict_name(conflict), "fails") for conflict in report.joint)
        return cls({outcome: report.counts[outcome] for outcome in OUTCOMES}, open_)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when, and what came of each suite."""

    at: str
    suites: Mapping[str, SuiteRun]

    @classmethod
    def of(cls, reports: Sequence[Report], at: datetime) -> Run:
        """The run of these reports; `at` is aware of its time zone."""
        return cls(
            at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            {report.suite.name: SuiteRun.of(report) for report in reports},
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """How a suite differs from its last run: checks with their outcomes, by name."""

    since: str
    appeared: Mapping[str, str]
    went: Mapping[str, str]

    @classmethod
    def of(cls, report: Report, history: Sequence[Run]) -> Changes | None:
        """The changes since the last run that had this suite; None when there was none."""
        last = next((run for run in reversed(history) if report.suite.name in run.suites), None)
        if last is None:
            return None
        before, now = last.suites[report.suite.name].open, SuiteRun.of(report).open
        return cls(
            last.at,
            {name: outcome for name, outcome in now.items() if before.get(name) != outcome},
            {name: outcome for name, outcome in before.items() if name not in now},
        )


def read_history(path: Path) -> list[Run]:
    """The runs of a file, oldest first; none when there is no file. Raises SuiteError."""
    if not path.exists():
        return []
    runs = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip():
            try:
                runs.append(_run(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                raise SuiteError(
                    "the line is not a run.", remedy="Remove it.", file=path, line=number
                ) from None
    return runs


def written(history: Sequence[Run]) -> bytes:
    """The file of these runs; of very many only the last are kept."""
    lines = [
        json.dumps(
            {
                "at": run.at,
                "suites": {
                    name: {"counts": dict(suite.counts), "open": dict(suite.open)}
                    for name, suite in run.suites.items()
                },
            },
            ensure_ascii=False,
        )
        for run in history[-KEPT:]
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _run(content: Any) -> Run:
    suites = {
        str(name): SuiteRun(
            {outcome: int(suite["counts"].get(outcome, 0)) for outcome in OUTCOMES},
            {str(check): str(outcome) for check, outcome in suite["open"].items()},
        )
        for name, suite in content["suites"].items()
    }
    return Run(str(content["at"]), suites)
