"""GitLab's code quality report: what fails, for the widget of a merge request.

Source: GitLab documentation, "Code Quality report format", a subset of the Code Climate one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from crossfoot.message import Language
from crossfoot.problem import Problem, problems
from crossfoot.suite import Report

NAMES = ("gitlab", ".codequality.json")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """An issue for every check that fails, every conflict and every stale `known`."""
    issues = [
        _issue(problem, severity, language)
        for report in reports
        for problem in problems(report)
        if (severity := _severity(problem)) is not None
    ]
    return (json.dumps(issues, ensure_ascii=False, indent=1) + "\n").encode()


def _severity(problem: Problem) -> str | None:
    """None for what is not a finding: rounding, and what nobody can decide."""
    if problem.outcome in ("fails", "conflict"):
        return "major" if problem.known is None else "info"
    return "minor" if problem.known is not None and problem.outcome != "undecided" else None


def _issue(problem: Problem, severity: str, language: Language) -> dict[str, Any]:
    spot = problem.spot
    return {
        "description": f"{problem.name}: {problem.told.told(language)}",
        "check_name": "conflict" if problem.relation is None else problem.relation.name,
        "fingerprint": problem.fingerprint,
        "severity": severity,
        "location": {
            "path": problem.suite if spot is None else spot.file,
            "lines": {"begin": (spot.line if spot is not None else None) or 1},
        },
    }
