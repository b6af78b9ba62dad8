"""What a report has to say to a code host: one problem a finding, with its place and identity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.expression import words
from crossfoot.figure import Figure
from crossfoot.files import as_seen_here
from crossfoot.finding import label
from crossfoot.message import Sentences, Told, message
from crossfoot.relation import Relation
from crossfoot.suite import Conflict, Report

_TEXTS = (".csv", ".markdown", ".md", ".rst", ".txt", ".yaml", ".yml")  # a line is the file's line


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, seen from the working folder; lines and columns count from 1.

    `cell` names what has no line: a page, or a cell of a table.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not plainly hold, or is wrongly marked as known.

    `relation` is None for a conflict. `known` is the reason why it does not gate. `states` has
    the formulas over the names of figures, `figures` these names and what is printed.
    """

    suite: str
    name: str
    outcome: Literal["holds", "rounding", "fails", "undecided", "conflict"]
    told: Told
    known: str | None
    relation: Relation | None
    spot: Spot | None
    states: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> str:
        """Equal for the same finding on the same prints, wherever they have moved to."""
        return identity(self.suite, self.states, self.outcome, dict(self.figures))

    @property
    def fingerprint(self) -> str:
        """The identity as 64 hexadecimal digits."""
        return sha256(self.identity.encode()).hexdigest()


def identity(suite: str, states: Sequence[str], outcome: str, figures: Mapping[str, str]) -> str:
    """What makes a finding the same one: its suite, its formulas and its prints."""
    parts = [suite, sorted(states), outcome, dict(sorted(figures.items()))]
    return json.dumps(parts, ensure_ascii=False)


def problems(report: Report) -> Iterator[Problem]:
    """Every verdict that does not plainly hold, then every conflict of several checks."""
    spots = Spots(report)
    for verdict in report.verdicts:
        check = verdict.check
        if verdict.outcome == "holds" and check.known is None:
            continue
        yield Problem(
            suite=report.suite.name,
            name=check.name,
            outcome=verdict.outcome,
            told=_told(verdict),
            known=check.known,
            relation=check.relation,
            spot=spots.of(check),
            states=_states(check),
            figures=_figures(check.quantities()),
        )
    named = {verdict.check.name: verdict.check for verdict in report.verdicts}
    for conflict in report.joint:
        checks = [named[name] for name in conflict.checks if name in named]
        yield Problem(
            suite=report.suite.name,
            name=conflict_name(conflict),
            outcome="conflict",
            told=message("These checks contradict each other: %(checks)s.",
                         checks=", ".join(conflict.checks)),
            known=report.known(conflict),
            relation=None,
            spot=spots.of(*checks[:1]),
            states=_states(*checks),
            figures=_figures(one for check in checks for one in check.quantities()),
        )  # fmt: skip


def conflict_name(conflict: Conflict) -> str:
    """A conflict named after its checks."""
    return f"conflict[{'+'.join(conflict.checks)}]"


def _told(verdict: Verdict) -> Told:
    known = verdict.check.known
    if known is None or verdict.outcome == "fails":
        return verdict.message
    stale = message("Marked as known (%(reason)s), but it no longer fails.", reason=known)
    return Sentences((verdict.message, stale))


def _states(*checks: Check) -> tuple[str, ...]:
    return tuple(
        check.relation.name if check.statement is None else words(check.statement)
        for check in checks
    )


def _figures(quantities: Iterator[Quantity]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((one.name, label(one)) for one in quantities))


class Spots:
    """Finds checks in their document or suite; each file is read once."""

    def __init__(self, report: Report) -> None:
        self.suite = report.suite
        self.lines: dict[Path, list[str]] = {}

    def of(self, *checks: Check) -> Spot | None:
        """Where the claim of the first check stands, or else where the suite states it."""
        for check in checks:
            claim = check.claimed or next(check.quantities(), None)
            if isinstance(claim, Figure) and claim.place is not None:
                return self._in_document(claim)
        source = self.suite.source
        if source is None:
            document = self.suite.document
            return None if document is None else Spot(as_seen_here(Path(document)))
        if not checks or checks[0].line is None:
            return Spot(as_seen_here(source))
        line = checks[0].line
        text = self._line(source, line)
        start = len(text) - len(text.lstrip(" -"))
        return Spot(as_seen_here(source), line, start + 1, len(text.rstrip()) + 1)

    def _in_document(self, claim: Figure) -> Spot:
        place = claim.place
        assert place is not None
        path = Path(place.document)
        file = as_seen_here(path)
        if path.suffix.lower() not in _TEXTS or place.line is None:
            page = None if place.page is None else f"page {place.page}"
            return Spot(file, cell=place.cell or page)
        text = self._line(path, place.line)
        # Columns are told only where the print stands once on its line.
        if text.count(claim.text) != 1:
            return Spot(file, place.line)
        start = text.index(claim.text)
        return Spot(file, place.line, start + 1, start + 1 + len(claim.text))

    def _line(self, path: Path, line: int) -> str:
        if path not in self.lines:
            try:
                self.lines[path] = path.read_text("utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError):
                self.lines[path] = []
        lines = self.lines[path]
        return lines[line - 1] if 0 < line <= len(lines) else ""
