"""What `crossfoot probe` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from crossfoot.message import Language, translate
from crossfoot.solver.probe import Probe, Protection


def render(probes: Sequence[Probe], form: str, language: Language) -> str:
    """The probes as a table, or as JSON with exact shares."""
    if form == "json":
        content = {"probes": [_object(probe) for probe in probes]}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return "\n".join(line for probe in probes for line in _table(probe, language)) + "\n"


def _object(probe: Probe) -> dict[str, Any]:
    return {
        "suite": probe.suite.name,
        "score": None if probe.score is None else str(probe.score),
        "figures": [
            {
                "name": one.figure.name,
                "text": one.figure.text,
                "checks": one.checks,
                "slips": one.slips,
                "caught": one.caught,
                "settled": one.settled,
            }
            for one in probe.figures
        ],
    }


def _table(probe: Probe, language: Language) -> Iterator[str]:
    yield probe.suite.document or probe.suite.name
    for one in sorted(probe.figures, key=lambda one: (one.settled, one.share)):
        if not one.checks:
            continue
        yield f"  {_share(one, language):>5}  {one.figure.name} {one.figure.text}"
    uncovered = [f"{figure.metric or figure.name} {figure.text}" for figure in probe.uncovered]
    if uncovered:
        told = translate("No check says anything of: %(figures)s", language)
        yield f"  {told % {'figures': '; '.join(uncovered)}}"
    if probe.score is not None:
        told = translate("Of all slips of one digit %(share)s would be noticed.", language)
        yield f"  {told % {'share': percent(probe.score)}}"
    yield ""


def _share(one: Protection, language: Language) -> str:
    return percent(one.share) if one.settled else translate("undecided", language)


def percent(share: Fraction) -> str:
    """A share in whole percent; 100% only when it is all."""
    return f"{int(share * 100)}%"
