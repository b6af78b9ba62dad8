"""One JSON object a line and verdict or conflict: for logs and line-wise tools."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from crossfoot.message import Language
from crossfoot.reports.json import conflict_object, verdict_object
from crossfoot.suite import Report

NAMES = ("jsonl", ".jsonl")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """Every finding with its suite; messages are in both languages."""
    lines = (json.dumps(line, ensure_ascii=False) for line in _lines(reports))
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(reports: Sequence[Report]) -> Iterator[dict[str, Any]]:
    for report in reports:
        place = {"suite": report.suite.name, "document": report.suite.document}
        for verdict in report.verdicts:
            yield {"type": "verdict", **place, **verdict_object(verdict)}
        for conflict in report.conflicts:
            yield {"type": "conflict", **place, **conflict_object(conflict)}
