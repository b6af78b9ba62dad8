"""Markdown: for a job summary, a merge request or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crossfoot.check import Verdict
from crossfoot.figure import Figure
from crossfoot.message import Language, translate
from crossfoot.reports.html.figures import claim_of, where
from crossfoot.reports.html.suspicion import because, doubt, suspicion
from crossfoot.suite import Conflict, Report

NAMES = ("markdown", ".md")

_MARKS = {"fails": "❌", "undecided": "❔", "rounding": "🟡", "holds": "✅"}


def render(reports: Sequence[Report], language: Language) -> bytes:
    """A table a report: what does not hold first, what holds folded away below it."""
    return "\n".join(line for report in reports for line in _report(report, language)).encode()


def _report(report: Report, language: Language) -> Iterator[str]:
    counts = [f"{report.counts[one]} {translate(one, language)}" for one in _MARKS]
    yield f"## {_escape(report.suite.document or report.suite.name)}"
    yield ""
    yield " · ".join(counts)
    yield ""
    order = list(_MARKS)
    verdicts = sorted(report.verdicts, key=lambda verdict: order.index(verdict.outcome))
    quiet = [one for one in verdicts if one.outcome == "holds" and one.check.known is None]
    rows = [_conflict(report, conflict, language) for conflict in report.joint]
    rows += [_verdict(report, one, language) for one in verdicts if one not in quiet]
    if rows:
        yield from _table(rows, language)
    if quiet:
        yield f"<details><summary>{len(quiet)} {translate('holds', language)}</summary>"
        yield ""
        yield from _table([_verdict(report, one, language) for one in quiet], language)
        yield "</details>"
        yield ""


def _table(rows: Sequence[str], language: Language) -> Iterator[str]:
    heads = [translate("check", language), translate("place", language),
             translate("finding", language)]  # fmt: skip
    yield f"| | {' | '.join(heads)} |"
    yield "|---|---|---|---|"
    yield from rows
    yield ""


def _conflict(report: Report, conflict: Conflict, language: Language) -> str:
    told = translate("These checks contradict each other: %(checks)s.", language)
    lines = [told % {"checks": ", ".join(conflict.checks)}]
    known = report.known(conflict)
    if known is not None:
        lines.append(translate("Known: %(reason)s", language) % {"reason": known})
    lines += _suspects(report, conflict, language)
    return _row("fails", translate("contradiction", language), "", "", lines)


def _verdict(report: Report, verdict: Verdict, language: Language) -> str:
    check = verdict.check
    lines = [verdict.message.told(language)]
    if check.known is not None:
        lines.append(translate("Known: %(reason)s", language) % {"reason": check.known})
    alone = report.alone(check)
    if verdict.outcome == "fails" and check.because:
        lines.append(because(check, language))
    if alone is not None:
        lines += _suspects(report, alone, language)
    claim = claim_of(check)
    place = where(claim) if isinstance(claim, Figure) else None
    told = "" if place is None else place.told(language)
    word = translate(verdict.outcome, language)
    return _row(verdict.outcome, word, check.name, told, lines)


def _suspects(report: Report, conflict: Conflict, language: Language) -> Iterator[str]:
    yield from filter(None, [doubt(conflict, language)])
    yield from suspicion(report, conflict, language)


def _row(outcome: str, word: str, name: str, place: str, lines: Iterable[str]) -> str:
    cells = (_escape(name), _escape(place), "<br>".join(map(_escape, lines)))
    return f"| {_MARKS[outcome]} {word} | {' | '.join(cells)} |"


# Everything that Markdown or the HTML inside it could take as more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
