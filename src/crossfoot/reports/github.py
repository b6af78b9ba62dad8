"""Workflow commands that GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crossfoot.check import Verdict
from crossfoot.message import Language, translate
from crossfoot.suite import Report

NAMES = ("github",)

_LEVELS = {"fails": "error", "rounding": "notice", "undecided": "notice"}


def render(reports: Sequence[Report], language: Language) -> bytes:
    """An annotation for every check that does not plainly hold, and for every conflict."""
    lines = (line for report in reports for line in _annotations(report, language))
    return "".join(f"{line}\n" for line in lines).encode()


def _annotations(report: Report, language: Language) -> Iterator[str]:
    for verdict in report.verdicts:
        if verdict.outcome == "holds" and verdict.check.known is None:
            continue
        yield _command(_level(verdict), _place(report, verdict), verdict.check.name,
                       verdict.message.told(language))  # fmt: skip
    for conflict in report.conflicts:
        text = translate("These checks contradict each other: %(checks)s.", language)
        yield _command("error", _place(report), "conflict",
                       text % {"checks": ", ".join(conflict.checks)})  # fmt: skip


def _level(verdict: Verdict) -> str:
    if verdict.check.known is not None:
        return "warning" if verdict.outcome in ("holds", "rounding") else "notice"
    return _LEVELS[verdict.outcome]


def _place(report: Report, verdict: Verdict | None = None) -> dict[str, str]:
    source = report.suite.source
    if source is None:
        return {} if report.suite.document is None else {"file": report.suite.document}
    line = None if verdict is None else verdict.check.line
    place = {"file": _relative(source)}
    return place if line is None else {**place, "line": str(line)}


def _relative(path: Path) -> str:
    """As the repository names it: annotations with absolute paths are not shown."""
    absolute = path.resolve()
    here = Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def _command(level: str, place: dict[str, str], title: str, text: str) -> str:
    properties = ",".join(
        f"{key}={_escape_property(value)}" for key, value in {**place, "title": title}.items()
    )
    return f"::{level} {properties}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
