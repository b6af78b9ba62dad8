"""SARIF 2.1.0: what fails, for code hosts and editors that show findings beside the lines.

Only what is provably wrong is a result: hosts show every result as an alert, whatever kind the
standard gives it, and a claim that holds thanks to rounding is none. Columns count characters.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0 (2020).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from crossfoot.explanation import explanation
from crossfoot.message import Language, translate
from crossfoot.problem import Problem, Spot, problems
from crossfoot.suite import Report

NAMES = ("sarif", ".sarif")

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(reports: Sequence[Report], language: Language) -> bytes:
    """One run with a result for every check that fails and every conflict."""
    shown = [problem for report in reports for problem in problems(report) if _is_result(problem)]
    rules = {_rule_id(problem): _rule(problem, language) for problem in shown}
    order = sorted(rules)
    driver = {"name": "crossfoot", "rules": [rules[name] for name in order]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, order, language) for problem in shown],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()


def _is_result(problem: Problem) -> bool:
    stale = problem.known is not None and problem.outcome in ("holds", "rounding")
    return problem.outcome in ("fails", "conflict") or stale


def _rule_id(problem: Problem) -> str:
    return "conflict" if problem.relation is None else problem.relation.name


def _rule(problem: Problem, language: Language) -> dict[str, Any]:
    """A relation as a rule, explained by its docstring."""
    relation = problem.relation
    if relation is None:
        text = translate("Checks that cannot all be true although none is impossible alone.",
                         language)  # fmt: skip
    else:
        text = explanation(relation, language) or relation.formula
    return {
        "id": _rule_id(problem),
        "shortDescription": {"text": text.partition("\n")[0]},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": "error"},
    }


def _result(problem: Problem, order: list[str], language: Language) -> dict[str, Any]:
    wrong = problem.outcome in ("fails", "conflict")
    result: dict[str, Any] = {
        "ruleId": _rule_id(problem),
        "ruleIndex": order.index(_rule_id(problem)),
        "level": "error" if wrong else "warning",
        "message": {"text": f"{problem.name}: {problem.told.told(language)}"},
        "locations": [_location(problem)],
        "partialFingerprints": {"crossfoot/v1": problem.fingerprint},
    }
    if wrong and problem.known is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.known}]
    return result


def _location(problem: Problem) -> dict[str, Any]:
    # A host refuses a result without a place; what has none is in the suite of that name.
    spot = problem.spot or Spot(problem.suite)
    path = Path(spot.file)
    uri = path.as_uri() if path.is_absolute() else quote(spot.file)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if spot.line is not None:
        region = {"startLine": spot.line, "startColumn": spot.column, "endColumn": spot.end_column}
        physical["region"] = {key: value for key, value in region.items() if value is not None}
    location: dict[str, Any] = {"physicalLocation": physical}
    if spot.cell is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": spot.cell}]
    return location
