"""What two versions of a document or dataset have apart: figures, stale ones, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.check import Verdict
from crossfoot.figure import Figure
from crossfoot.message import Language, Message, Sentences, Told, message
from crossfoot.problem import Problem
from crossfoot.show import Form, Shown
from crossfoot.suite import Conflict, Report


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is printed differently in the new version, or means something else there."""

    old: Figure
    new: Figure

    @property
    def texts(self) -> tuple[str | Told, str | Told]:
        """Both prints; where they are the same, as below another unit, what they permit."""
        if self.old.text != self.new.text:
            return self.old.text, self.new.text
        before, now = (Shown(one.interval, Form.of(None, one.unit)) for one in (self.old, self.new))
        return before, now

    @property
    def told(self) -> Told:
        """The figure and both prints in words."""
        before, now = self.texts
        return message("%(figure)s: %(old)s → %(new)s", figure=called(self.new), old=before,
                       new=now)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Figures that did not change although figures that they are tied to did.

    The tie is a check that held before and does not now, or (`now` None) checks that contradict
    each other only now. `stated` tells that the new version itself states the check; otherwise
    it is the old version's, whose words are the same in the new one. `figures` are those of the
    new version: what the check claims, or all that did not change where it claims none.
    """

    name: str
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    before: Verdict | None = None
    now: Verdict | None = None
    conflict: Conflict | None = None
    stated: bool = True

    @property
    def outcome(self) -> str:
        """What came of the tie in the new version."""
        return "fails" if self.now is None else self.now.outcome

    @property
    def told(self) -> Told:
        """What did not change, and what did."""
        figures = [f"{called(figure)} {figure.text}" for figure in self.figures]
        return message(
            "%(figures)s did not change, but this did: %(changes)s.",
            figures=Listed(figures),
            changes=Listed([change.told for change in self.changes]),
        )

    @property
    def tie(self) -> Told:
        """The check that ties them, and what came of it in both versions."""
        if self.now is None or self.before is None:
            return message("Only now these contradict each other: %(check)s.", check=self.name)
        told = message("%(check)s — before: %(old)s, now: %(new)s.", check=self.name,
                       old=_word(self.before.outcome), new=_word(self.now.outcome))  # fmt: skip
        if self.stated:
            return told  # the finding itself is among those that appeared
        note = message("The new version shows this tie no longer, in words that have not changed.")
        return Sentences((told, note, self.now.message))


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that is in one version only, or is worse there.

    `other` is the outcome that the check has in the other version; None where it is not there.
    """

    problem: Problem
    verdict: Verdict | None
    conflict: Conflict | None
    other: str | None
    is_new: bool

    @property
    def outcome(self) -> Told:
        """Its outcome in words."""
        return _word(self.problem.outcome)

    @property
    def beside(self) -> Told:
        """What the other version has in its place."""
        if self.other is None:
            return message("not checked before") if self.is_new else message("no longer checked")
        outcome = _word(self.other)
        if self.is_new:
            return message("before: %(outcome)s", outcome=outcome)
        return message("now: %(outcome)s", outcome=outcome)

    @property
    def gates(self) -> bool:
        """Whether it makes a run fail."""
        return self.problem.outcome in ("fails", "conflict") and self.problem.known is None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that two versions have apart; a version that is missing has no report."""

    old: Report | None
    new: Report | None
    changed: tuple[Change, ...] = ()
    appeared: tuple[Figure, ...] = ()
    went: tuple[Figure, ...] = ()
    unchanged: int = 0
    left_behind: tuple[LeftBehind, ...] = ()
    findings_appeared: tuple[Finding, ...] = ()
    findings_went: tuple[Finding, ...] = ()
    findings_stayed: int = 0

    @property
    def gates(self) -> bool:
        """Whether a failing finding appeared that is not known."""
        return any(finding.gates for finding in self.findings_appeared)

    @property
    def is_empty(self) -> bool:
        """Whether the versions say the same."""
        return not (
            self.changed or self.appeared or self.went or self.left_behind
            or self.findings_appeared or self.findings_went
        )  # fmt: skip

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each."""
        return {
            "changed": len(self.changed),
            "appeared": len(self.appeared),
            "went": len(self.went),
            "unchanged": self.unchanged,
            "left_behind": len(self.left_behind),
            "findings_appeared": len(self.findings_appeared),
            "findings_went": len(self.findings_went),
            "findings_stayed": self.findings_stayed,
        }

    @property
    def headline(self) -> Told:
        """What came of it as a whole."""
        new = sum(finding.gates for finding in self.findings_appeared)
        if new:
            return message("New findings that cannot be true: %(count)s.", count=str(new))
        if self.is_empty:
            return message("Nothing differs.")
        if self.left_behind:
            return message("No new finding fails, but figures were left behind.")
        return message("No new finding fails.")


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things after one another."""

    parts: Sequence[str | Told]

    def told(self, language: Language) -> str:
        """The list, with the commas of the language."""
        told = [one if isinstance(one, str) else one.told(language) for one in self.parts]
        return ("；" if language == "zh" else "; ").join(told)


def _word(outcome: str) -> Told:
    return message("contradiction") if outcome == "conflict" else Message(outcome)


def called(figure: Figure) -> str:
    """What a figure counts, and when; its name where that is not known."""
    return " · ".join(part for part in (figure.metric or figure.name, figure.period) if part)
