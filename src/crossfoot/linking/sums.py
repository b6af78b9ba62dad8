"""Whether listed parts are all of their whole."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.linking.lists import Parts
from crossfoot.linking.partitions import complete
from crossfoot.relations import builtin


def agrees(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts add up to the total as printed or within rounding.

    Only figures printed exactly count: what is about 100 agrees with too much.
    """
    if len(parts) < 2 or any(one.reading.qualifier != "exact" for one in (total, *parts)):
        return False
    missing = total.reading.value - sum(part.reading.value for part in parts)
    steps = sum(one.reading.coarse or one.reading.step for one in (total, *parts))
    if abs(missing) > steps and all(one.reading.sign > 0 for one in (total, *parts)):
        return False
    names = [Figure(f"part_{index}", part.reading) for index, part in enumerate(parts)]
    check = Check(
        "sum",
        builtin()["total"],
        {"total": (Figure("total", total.reading),), "parts": tuple(names)},
    )
    return check.verdict().outcome in ("holds", "rounding")


def is_total(one: Parts) -> bool:
    """Whether the parts are complete by what they are called."""
    return complete([part.label for part in one.parts])
