"""Comparing two reports: which check is which, what appeared, what should have changed.

Figures are paired by `pairing`; a check is the same in both versions when its relation and its
paired figures are, whatever either version calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.difference import Change, Difference, Finding, LeftBehind
from crossfoot.difference.pairing import Pairing, pair
from crossfoot.expression import words
from crossfoot.figure import Figure
from crossfoot.problem import conflict_name, problems
from crossfoot.suite import Conflict, Report

_T = TypeVar("_T")

_WORSE = {"holds": 0, "undecided": 1, "rounding": 2, "fails": 3, "conflict": 3}
_HELD = ("holds", "rounding")


def compare(old: Report | None, new: Report | None) -> Difference:
    """What changed from one version to the other; a suite may be missing in either."""
    if old is None or new is None:
        return Difference(
            old,
            new,
            appeared=() if new is None else new.figures,
            went=() if old is None else old.figures,
            findings_appeared=() if new is None else tuple(_findings(new, {}, True)),
            findings_went=() if old is None else tuple(_findings(old, {}, False)),
        )
    versions = _Versions(old, new)
    pairing = versions.pairing
    appeared, went, stayed = versions.findings()
    return Difference(
        old,
        new,
        tuple(versions.changes.values()),
        pairing.appeared,
        pairing.went,
        len(pairing.pairs) - len(versions.changes),
        tuple(versions.left_behind()),
        tuple(appeared),
        tuple(went),
        stayed,
    )


def _differ(old: Figure, new: Figure) -> bool:
    """Whether the print changed, or what it permits, as where a table's unit did."""
    return old.text != new.text or old.unit != new.unit or old.interval != new.interval


class _Versions:
    """Two reports with their figures paired and their checks matched."""

    def __init__(self, old: Report, new: Report) -> None:
        self.old, self.new = old, new
        self.pairing: Pairing = pair(old.suite, new.suite)
        self.changes = {
            after.name: Change(before, after)
            for before, after in self.pairing.pairs
            if _differ(before, after)
        }
        self.old_of = {after.name: before for before, after in self.pairing.pairs}
        self.new_of = {before.name: after for before, after in self.pairing.pairs}
        self.matched = _matched(
            old.verdicts,
            new.verdicts,
            (self._same_figures, self._same_claim, _same_prints),
        )

    # -- which check is which ----------------------------------------------------------------

    def _same_figures(self, verdict: Verdict, is_old: bool) -> Hashable:
        check = verdict.check
        if check.relation.name == "formula" and check.statement is not None:
            return ("formula", words(check.statement, lambda name: str(self._id(name, is_old))))
        roles = tuple(
            (role, tuple(sorted(str(self._id(one.name, is_old)) for one in some)))
            for role, some in check.figures.items()
        )
        return (check.relation.name, roles)

    def _same_claim(self, verdict: Verdict, is_old: bool) -> Hashable:
        claim = verdict.check.claimed
        if not isinstance(claim, Figure):
            return None
        return (verdict.check.relation.name, self._id(claim.name, is_old))

    def _id(self, name: str, is_old: bool) -> str:
        """One name for a figure of both versions: the new one's, where it has a partner."""
        if not is_old:
            return name if name in self.old_of or self._is_unknown(name) else f"new {name}"
        partner = self.new_of.get(name)
        if partner is not None:
            return partner.name
        return name if self._is_unknown(name) else f"old {name}"

    def _is_unknown(self, name: str) -> bool:
        return any(one.name == name for one in self.new.suite.unknowns)

    # -- findings ----------------------------------------------------------------------------

    def findings(self) -> tuple[list[Finding], list[Finding], int]:
        """Those that appeared, those that went, and how many are in both."""
        before = {old.check.name: new for old, new in self.matched}
        now = {new.check.name: old for old, new in self.matched}
        conflicts = _matched(self.old.joint, self.new.joint, (self._in_conflict,))
        of_new: dict[str, str] = {name: one.outcome for name, one in now.items()}
        of_old: dict[str, str] = {name: one.outcome for name, one in before.items()}
        for old, new in conflicts:
            of_new[conflict_name(new)] = of_old[conflict_name(old)] = "conflict"
        found = list(_findings(self.new, of_new, True))
        appeared = [one for one in found if _is_worse(one)]
        went = [one for one in _findings(self.old, of_old, False) if _is_worse(one)]
        stayed = sum(one.problem.outcome == one.other for one in found)
        return appeared, went, stayed

    def _in_conflict(self, conflict: Conflict, is_old: bool) -> Hashable:
        return tuple(sorted(self._id(name, is_old) for name in conflict.figures))

    # -- figures left behind -----------------------------------------------------------------

    def left_behind(self) -> Iterator[LeftBehind]:
        """The figures that should have changed with others."""
        before = {new.check.name: old for old, new in self.matched}
        for verdict in self.new.verdicts:
            yield from self._left(before.get(verdict.check.name), verdict, stated=True)
        matched = {old.check.name for old, _ in self.matched}
        for verdict in self.old.verdicts:
            if verdict.check.name not in matched:
                check = self._carried(verdict.check)
                if check is not None:
                    yield from self._left(verdict, check.verdict(), stated=False)
        together = {conflict_name(new) for _, new in
                    _matched(self.old.joint, self.new.joint, (self._in_conflict,))}  # fmt: skip
        for conflict in self.new.joint:
            name = conflict_name(conflict)
            changes = self._changes(conflict.figures)
            claims = [self._claimed(one) for one in self.new.verdicts
                      if one.check.name in conflict.checks]  # fmt: skip
            figures = tuple(dict.fromkeys(one for some in claims for one in some))
            if name not in together and changes and figures:
                yield LeftBehind(name, figures, changes, conflict=conflict)

    def _left(self, before: Verdict | None, now: Verdict, stated: bool) -> Iterator[LeftBehind]:
        if now.outcome not in ("fails", "rounding"):
            return
        changes = self._changes(one.name for one in now.check.quantities())
        figures = self._claimed(now)
        if not changes or not figures:
            return
        if before is None:
            check = self._restored(now.check)
            before = None if check is None else check.verdict()
        if before is None or before.outcome not in _HELD:
            return
        if _WORSE[now.outcome] > _WORSE[before.outcome]:
            yield LeftBehind(now.check.name, figures, changes, before, now, stated=stated)

    def _changes(self, names: Iterable[str]) -> tuple[Change, ...]:
        return tuple(self.changes[name] for name in dict.fromkeys(names) if name in self.changes)

    def _claimed(self, verdict: Verdict) -> tuple[Figure, ...]:
        """What a check claims, if it did not change; without a claim, all that did not."""
        claim = verdict.check.claimed
        figures = verdict.check.quantities() if claim is None else iter([claim])
        return tuple(
            one
            for one in figures
            if isinstance(one, Figure) and one.name in self.old_of and one.name not in self.changes
        )

    def _restored(self, check: Check) -> Check | None:
        """A check of the new version on the old figures."""
        return _rebound(check, self.old_of)

    def _carried(self, check: Check) -> Check | None:
        """A check of the old version on the new figures, where the words about them are the same.

        With the same words a figure has the direction that it had: the sentence gives it.
        """
        told = {}
        for quantity in check.quantities():
            partner = self.new_of.get(quantity.name)
            if isinstance(quantity, Figure) and partner is not None:
                if partner.name not in self.pairing.worded:
                    return None
                reading = replace(partner.reading, direction=quantity.reading.direction)
                told[quantity.name] = replace(partner, reading=reading)
        return _rebound(check, told)


def _rebound(check: Check, figures: Mapping[str, Figure]) -> Check | None:
    """The check on other figures; None where one of them is not there, or it was not judged."""
    filled: dict[str, tuple[Quantity, ...]] = {}
    for role, some in check.figures.items():
        others = [figures.get(one.name) if isinstance(one, Figure) else one for one in some]
        filled[role] = tuple(one for one in others if one is not None)
        if len(filled[role]) < len(some):
            return None
    if check.undecided is not None or check.relation.name == "formula":
        return None  # a formula is stated by a suite over its own names
    return replace(check, figures=filled)


def _same_prints(verdict: Verdict, is_old: bool) -> Hashable:
    check = verdict.check
    return (check.relation.name, tuple(getattr(one, "text", one.name)
                                       for one in check.quantities()))  # fmt: skip


def _matched(
    old: Sequence[_T], new: Sequence[_T], keys: Sequence[Callable[[_T, bool], Hashable]]
) -> list[tuple[_T, _T]]:
    """Pairs by the first key that is equal and that only one of each version has."""
    pairs: list[tuple[_T, _T]] = []
    before, now = list(old), list(new)
    for key in keys:
        by_key: dict[Hashable, list[_T]] = {}
        for one in before:
            by_key.setdefault(key(one, True), []).append(one)
        others: dict[Hashable, list[_T]] = {}
        for one in now:
            others.setdefault(key(one, False), []).append(one)
        found = [
            (by_key[value][0], some[0])
            for value, some in others.items()
            if value is not None and len(some) == 1 == len(by_key.get(value, ()))
        ]
        pairs += found
        done = {id(one) for both in found for one in both}
        before = [one for one in before if id(one) not in done]
        now = [one for one in now if id(one) not in done]
    return pairs


def _findings(report: Report, others: Mapping[str, str], is_new: bool) -> Iterator[Finding]:
    verdicts = {verdict.check.name: verdict for verdict in report.verdicts}
    conflicts = {conflict_name(conflict): conflict for conflict in report.joint}
    for problem in problems(report):
        if problem.outcome != "holds":  # marked as known, and holds: nothing to find
            name = problem.name
            yield Finding(problem, verdicts.get(name), conflicts.get(name), others.get(name),
                          is_new)  # fmt: skip


def _is_worse(finding: Finding) -> bool:
    return finding.other is None or _WORSE[finding.problem.outcome] > _WORSE[finding.other]
