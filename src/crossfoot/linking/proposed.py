"""A proposed link between figures, and the check that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.linking.slips import one_slip
from crossfoot.message import Told, message
from crossfoot.relation import Outcome
from crossfoot.relations import builtin

Roles = Mapping[str, Figure | Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Link:
    """Figures that a rule takes to stand in a relation, and the words or places that say so.

    `stated` is False where the text does not say it in words. `open` is a reason not to judge
    at all, `doubt` one not to call the figures wrong: if they agree the link is confirmed by
    that, and if they do not, the link may be wrong as well as a figure. With `slip` the doubt is
    dropped where one wrong digit would explain the disagreement. A link in doubt proves nothing
    against other checks. A `guess` was found because its figures agree: it gives way to any other
    link that has the same claim.
    """

    relation: str
    roles: Roles
    because: str
    stated: bool = True
    open: Told | None = None
    doubt: Told | None = None
    slip: bool = False
    guess: bool = False

    @property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of every role."""
        return {
            role: (some,) if isinstance(some, Figure) else tuple(some)
            for role, some in self.roles.items()
        }

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What makes two links the same: the relation and the set of its figures."""
        names = frozenset(one.name for some in self.figures.values() for one in some)
        return self.relation, names

    @property
    def claim(self) -> tuple[str, str]:
        """The relation, and the figure that it claims: a rate is claimed of its levels."""
        role = builtin()[self.relation].claims
        return self.relation, self.figures[role][0].name if role in self.figures else ""

    @property
    def outcome(self) -> Outcome:
        """What its check would come to."""
        return self.check("probe").verdict().outcome

    @property
    def holds(self) -> bool:
        """Whether its figures agree, if only thanks to rounding."""
        return self.outcome in ("holds", "rounding")

    def reread(self, told: Mapping[str, Figure]) -> Link:
        """The link with figures as another rule told them, by name."""
        if not any(one.name in told for some in self.figures.values() for one in some):
            return self
        roles = {
            role: [told.get(one.name, one) for one in some] for role, some in self.figures.items()
        }
        return replace(self, roles=roles)

    def check(self, name: str) -> Check:
        """The check; one that would fail for a link in doubt is left undecided instead."""
        made = Check(
            name,
            builtin()[self.relation],
            self.figures,
            self.because,
            undecided=self.open,
            inferred=not self.stated or self.doubt is not None,
        )
        if self.doubt is None or self.open is not None or made.verdict().outcome != "fails":
            return made
        if self.slip and one_slip(made):
            return made
        return replace(made, undecided=self.doubt)


CONSTANT_PRICES = message(
    "The rate is, or by convention may be, at constant prices; the levels are at current prices."
)
ADJUSTED = message("The rate is on an adjusted basis, so the printed base need not be its base.")
MAY_BE_INCOMPLETE = message(
    "The list may be incomplete, or hold more than the parts of this total."
)
MAY_OVERLAP = message("The parts may overlap, or some that are not printed may be negative.")
ANOTHER_WHOLE = message("The share may be one of another whole.")
ANOTHER_BASE = message("The figures may be about different things, times or scopes.")
ANOTHER_FACT = message("These may be two different facts.")
NOT_CLEAR = message("The text does not say clearly enough which figures belong together.")
