"""Markdown: for a job summary, a merge request or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.message import Language, translate
from crossfoot.suite import Report

NAMES = ("markdown", ".md")

_MARKS = {"holds": "✅", "rounding": "🟡", "fails": "❌", "undecided": "❔"}


def render(reports: Sequence[Report], language: Language) -> bytes:
    """A table a report: what does not hold first."""
    return "\n".join(line for report in reports for line in _report(report, language)).encode()


def _report(report: Report, language: Language) -> Iterator[str]:
    def word(text: str) -> str:
        return translate(text, language)

    order = list(_MARKS)
    yield f"## {_escape(report.suite.document or report.suite.name)}"
    yield ""
    yield " · ".join(f"{report.counts[outcome]} {word(outcome)}" for outcome in order)
    yield ""
    if report.verdicts:
        yield f"| | {word('check')} | {word('finding')} |"
        yield "|---|---|---|"
    worst_first = sorted(
        report.verdicts,
        key=lambda verdict: ("fails", "undecided", "rounding", "holds").index(verdict.outcome),
    )
    for verdict in worst_first:
        finding = verdict.message.told(language)
        if verdict.check.known is not None:
            finding += f" {word('Known: %(reason)s') % {'reason': verdict.check.known}}"
        mark = f"{_MARKS[verdict.outcome]} {word(verdict.outcome)}"
        yield f"| {mark} | {_escape(verdict.check.name)} | {_escape(finding)} |"
    for conflict in report.joint:
        told = word("These checks contradict each other: %(checks)s.")
        told %= {"checks": ", ".join(conflict.checks)}
        known = report.known(conflict)
        if known is not None:
            told += f" {word('Known: %(reason)s') % {'reason': known}}"
        yield ""
        yield f"❌ {_escape(told)}"
    yield ""


# Everything that Markdown or the HTML inside it could take as more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
