"""The findings of a report as the page shows them: each verdict and conflict with its workings.

Only what the templates cannot say themselves is worked out here. Everything to be read is a
`Told`, so that the page can hold both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.expression import words
from crossfoot.figure import Figure
from crossfoot.finding import form_of, label, unknown_shown
from crossfoot.interval import Interval
from crossfoot.message import Told, message
from crossfoot.relation import Relation
from crossfoot.reports.html.figures import BothLanguages, FigureView, claim_of
from crossfoot.reports.html.number_line import NumberLine, number_line
from crossfoot.reports.html.pull import Pull, Web, pull, web
from crossfoot.show import Form, Shown, difference, places_apart
from crossfoot.suite import Conflict, Suspect

_URGENCY = {"fails": 0, "rounding": 3, "undecided": 4, "holds": 5}


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a check: what it permits, and what it would have to be.

    `excluded` tells that no value it permits is among those it would have to have.
    """

    role: str
    figure: FigureView | None
    quantity: Quantity
    permits: Told | None
    would_be: Told | None
    excluded: bool


@dataclass(frozen=True, slots=True)
class Sets:
    """The two sets of a verdict, in digits that tell them apart, and on one number line.

    `apart` is how far two sets that do not meet are from each other.
    """

    claimed: Told | None
    computed: Told | None
    line: NumberLine
    apart: Told | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its workings; `number` is what a reader calls it by."""

    id: str
    number: int
    verdict: Verdict
    figures: tuple[FigureView, ...]
    detailed: bool
    suspects: tuple[tuple[Suspect, tuple[Change, ...]], ...] = ()
    complete: bool = True

    @property
    def check(self) -> Check:
        """The check judged."""
        return self.verdict.check

    @property
    def told(self) -> Told:
        """What it says in one sentence."""
        return self.verdict.message

    @property
    def claim(self) -> Quantity | None:
        """The figure that it is about."""
        return claim_of(self.check)

    @property
    def claim_text(self) -> str:
        """That figure as printed; one that is not printed by what it counts."""
        return "" if self.claim is None else label(self.claim)

    @property
    def claim_view(self) -> FigureView | None:
        """That figure as it is marked; None where it is not printed."""
        name = None if self.claim is None else self.claim.name
        return next((view for view in self.figures if view.figure.name == name), None)

    @property
    def outcome(self) -> str:
        """One of the four."""
        return self.verdict.outcome

    @property
    def is_stale(self) -> bool:
        """Whether it is marked as known and no longer fails."""
        return self.check.known is not None and self.outcome != "fails"

    @property
    def is_open(self) -> bool:
        """Whether its workings are shown without a click."""
        return self.outcome in ("fails", "rounding") or self.is_stale

    @property
    def rule(self) -> Told | None:
        """What the relation says, in words; None for a free formula."""
        return summary(self.check.relation)

    @property
    def numbers(self) -> str | None:
        """The formula with the figures put in as printed."""
        statement = self.check.statement
        if statement is None:
            return None
        names = {quantity.name: label(quantity) for quantity in self.check.quantities()}
        return words(statement, names.__getitem__)

    @property
    def repeats(self) -> bool:
        """Whether figures that permit the same values are said to be one: nothing to draw."""
        if self.check.relation.name != "same":
            return False
        permitted = {one.interval for one in self.check.quantities() if isinstance(one, Figure)}
        return len(permitted) == 1

    @property
    def sets(self) -> Sets | None:
        """What the claim permits beside what the other figures give; None with nothing to draw."""
        if self.repeats:
            return None
        claimed, computed = self.verdict.claimed, self.verdict.computed
        form, places = form_of(self.check), None
        line = number_line(claimed, computed, form)
        if line is None:
            return None
        gap = None
        if claimed is not None and computed is not None:
            places, gap = places_apart(claimed, computed, form), claimed.gap(computed)
        return Sets(
            None if claimed is None else Shown(claimed, form, places),
            None if computed is None else Shown(computed, form, places),
            line,
            None if gap is None or gap.width is None else difference(gap.width, form, places),
        )

    @property
    def others(self) -> tuple[Part, ...]:
        """Its figures but for the claimed one where `sets` tells both of its sets already."""
        if self.repeats:
            return ()
        claimed, verdict = self.check.claimed, self.verdict
        if claimed is None or verdict.claimed is None or verdict.computed is None:
            return self.parts
        return tuple(part for part in self.parts if part.quantity is not claimed)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its figures in the order of the roles."""
        implied = self.verdict.implied
        views = {view.figure.name: view for view in self.figures}
        found = []
        for role in self.check.relation.roles:
            for index, quantity in enumerate(self.check.figures.get(role.name, ())):
                key = f"{role.name}[{index}]" if role.plural else role.name
                found.append(_part(role.name, quantity, implied, key, views))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a suspect, what it would have to be, and what was perhaps meant."""

    figure: FigureView | None
    name: str
    would: Told | None


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict with its checks and figures resolved to what the page shows of them."""

    id: str
    conflict: Conflict
    findings: tuple[Finding, ...]
    figures: tuple[FigureView, ...]
    suspects: tuple[tuple[Suspect, tuple[Change, ...]], ...]
    known: str | None = None
    trusted: bool = False

    @property
    def told(self) -> Told:
        """What it says in one sentence."""
        names = ", ".join(self.conflict.checks)
        return message("These checks contradict each other: %(checks)s.", checks=names)

    @property
    def outcome(self) -> str:
        """How it is marked."""
        return "fails"

    @property
    def complete(self) -> bool:
        """Whether the suspects are all there are."""
        return self.conflict.complete

    @property
    def web(self) -> Web | None:
        """Which of its checks rest on which figures."""
        return web(self.findings, self.conflict.figures)

    @property
    def pull(self) -> Pull | None:
        """Two of its checks that leave a figure no common value."""
        return pull(self.findings)


def urgency(verdict: Verdict) -> int:
    """Where a verdict comes in the order of reading: proofs, stale marks, known ones, the rest."""
    if verdict.check.known is None:
        return _URGENCY[verdict.outcome]
    return 2 if verdict.outcome == "fails" else 1


def summary(relation: Relation) -> Told | None:
    """The first sentence of a relation's explanation, in both languages; None if it has none."""
    english, _, chinese = relation.explanation.partition("\n---\n")
    if not chinese:
        return None
    return BothLanguages(english.split("\n", 1)[0].strip(), chinese.strip().split("\n", 1)[0])


def _part(
    role: str,
    quantity: Quantity,
    implied: Mapping[str, Interval | None],
    key: str,
    views: Mapping[str, FigureView],
) -> Part:
    form = Form.of(quantity.reading) if isinstance(quantity, Figure) else None
    interval = implied.get(key)
    would_be: Told | None = None
    excluded = False
    if key in implied:
        if interval is None:
            would_be, excluded = message("no value"), True
        elif isinstance(quantity, Figure) and form is not None:
            excluded = quantity.interval.intersection(interval) is None
            would_be = Shown(interval, form, places_apart(quantity.interval, interval, form))
        elif not isinstance(quantity, Figure):
            would_be = unknown_shown(quantity, interval)
    figure = views.get(quantity.name)
    return Part(
        role, figure, quantity, None if figure is None else figure.permits, would_be, excluded
    )


def conflict_view(
    conflict: Conflict,
    id_: str,
    findings: Sequence[Finding],
    figures: Mapping[str, FigureView],
    known: str | None = None,
    trusted: bool = False,
) -> ConflictView:
    """The conflict, with `findings` and `figures` looked up; `known` is why it does not gate.

    `trusted` says that none of its figures may be suspected.
    """
    names = set(conflict.checks)
    return ConflictView(
        id_,
        conflict,
        tuple(finding for finding in findings if finding.check.name in names),
        tuple(figures[name] for name in conflict.figures if name in figures),
        suspect_views(conflict.suspects, figures),
        known,
        trusted,
    )


def suspect_views(
    suspects: Sequence[Suspect], figures: Mapping[str, FigureView]
) -> tuple[tuple[Suspect, tuple[Change, ...]], ...]:
    """The suspects with what each of their figures would have to be."""
    return tuple(
        (suspect, tuple(_change(name, suspect, figures.get(name)) for name in suspect.figures))
        for suspect in suspects
    )


def _change(name: str, suspect: Suspect, figure: FigureView | None) -> Change:
    interval = suspect.must_lie_in.get(name)
    if interval is None:
        return Change(figure, name, None)
    form = Form.of(None if figure is None else figure.figure.reading)
    return Change(figure, name, suspect.would(name, Shown(interval, form)))
