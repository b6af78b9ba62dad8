"""Baselines: findings accepted for now, so that only new ones fail.

A finding is its suite, what was checked and the figures as printed. When one of these prints
changes and the check still fails, that is a new finding; moving lines about changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crossfoot.errors import SuiteError
from crossfoot.files import read_text, write_whole
from crossfoot.message import Language, translate
from crossfoot.problem import Problem, conflict_name, identity, problems
from crossfoot.project import gating
from crossfoot.suite import Report


@dataclass(frozen=True, slots=True)
class Baseline:
    """The identities of the findings that a file accepts."""

    path: Path
    accepted: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """The baseline of a file. Raises SuiteError where it is not one."""
        if not path.exists():
            raise SuiteError(
                "there is no such baseline.",
                remedy="Write it with --write-baseline where you work, and commit it.",
                file=path,
            )
        try:
            content = json.loads(read_text(path))
            entries = content["accepted"]
            return cls(path, frozenset(_identity(entry) for entry in entries))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise SuiteError(
                "is not a baseline.",
                remedy="Write it again with --write-baseline.",
                file=path,
            ) from None

    @classmethod
    def write(cls, path: Path, reports: Iterable[Report], fail_on: str) -> Baseline:
        """Accept what gates now; in a file that reads well in a review. Raises SuiteError."""
        found = gating(reports, fail_on)
        content = {"accepted": [_entry(problem) for problem in found]}
        write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        return cls(path, frozenset(problem.identity for problem in found))

    def marked(self, reports: Sequence[Report], language: Language) -> list[Report]:
        """The reports with accepted findings marked as known, with this file as the reason."""
        reason = translate("accepted in %(file)s", language) % {"file": self.path.name}
        return [self._marked(report, reason) for report in reports]

    def _marked(self, report: Report, reason: str) -> Report:
        accepted = {one.name for one in problems(report) if one.identity in self.accepted}
        verdicts = tuple(
            replace(verdict, check=replace(verdict.check, known=reason))
            if verdict.check.name in accepted and verdict.outcome == "fails"
            else verdict
            for verdict in report.verdicts
        )
        conflicts = tuple(
            replace(conflict, known=reason) if conflict_name(conflict) in accepted else conflict
            for conflict in report.joint
        )
        return replace(report, verdicts=verdicts, conflicts=conflicts)

    def gone(self, reports: Iterable[Report]) -> int:
        """How many accepted findings no longer occur, so that the file can be renewed."""
        present = {one.identity for report in reports for one in problems(report)}
        return len(self.accepted - present)


def may_be_written() -> bool:
    """Whether a missing baseline is written, or is an error.

    On a CI server nobody would commit the file, and every run would accept everything.
    """
    return not os.environ.get("CI")


def _entry(problem: Problem) -> dict[str, Any]:
    return {
        "suite": problem.suite,
        "states": list(problem.states),
        "outcome": problem.outcome,
        "figures": dict(problem.figures),
    }


def _identity(entry: Any) -> str:
    return identity(entry["suite"], entry["states"], entry["outcome"], entry["figures"])
