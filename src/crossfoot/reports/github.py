"""Workflow commands that GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.message import Language
from crossfoot.problem import Problem, problems
from crossfoot.suite import Report

NAMES = ("github",)


def render(reports: Sequence[Report], language: Language) -> bytes:
    """An annotation for every check that does not plainly hold, and for every conflict."""
    found = [problem for report in reports for problem in problems(report)]
    return "".join(f"{_command(problem, language)}\n" for problem in found).encode()


def _level(problem: Problem) -> str:
    if problem.known is None:
        return "error" if problem.outcome in ("fails", "conflict") else "notice"
    return "warning" if problem.outcome in ("holds", "rounding") else "notice"


def _command(problem: Problem, language: Language) -> str:
    spot = problem.spot
    properties: dict[str, object] = {}
    if spot is not None:
        properties = {
            "file": spot.file,
            "line": spot.line,
            "col": spot.column,
            "endColumn": spot.end_column,
        }
    properties["title"] = problem.name
    written = ",".join(
        f"{key}={_escape_property(str(value))}"
        for key, value in properties.items()
        if value is not None
    )
    return f"::{_level(problem)} {written}::{_escape(problem.told.told(language))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
