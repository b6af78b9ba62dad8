"""Relations written a second time, as plain functions: what the kernel is tested against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod

Values = list[Fraction]


@dataclass(frozen=True)
class Truth:
    """The claimed role of a relation as a function of its other roles.

    `inputs` are the other roles; with `many`, the first of them takes any number of figures.
    `positive` lists the inputs that have to be above zero.
    """

    claims: str
    inputs: tuple[str, ...]
    value: Callable[[Values], Fraction]
    many: bool = False
    positive: tuple[str, ...] = ()


TRUTHS: dict[str, Truth] = {
    "growth": Truth("rate", ("current", "base"), lambda v: v[0] / v[1] - 1, positive=("base",)),
    "change": Truth("change", ("current", "base"), lambda v: v[0] - v[1]),
    "total": Truth("total", ("parts",), lambda v: sum(v, Fraction(0)), many=True),
    "share": Truth("share", ("part", "whole"), lambda v: v[0] / v[1], positive=("whole",)),
    "mean": Truth("mean", ("total", "count"), lambda v: v[0] / v[1], positive=("count",)),
    "ratio": Truth(
        "ratio", ("numerator", "denominator"), lambda v: v[0] / v[1], positive=("denominator",)
    ),
    "completion": Truth("rate", ("actual", "target"), lambda v: v[0] / v[1], positive=("target",)),
    "points_change": Truth("change", ("current", "base"), lambda v: v[0] - v[1]),
    "balance": Truth("balance", ("inflow", "outflow"), lambda v: v[0] - v[1]),
    "product": Truth("product", ("factors",), lambda v: Fraction(prod(v)), many=True),
    "multiple": Truth("multiple", ("current", "base"), lambda v: v[0] / v[1], positive=("base",)),
    # The rate over one change: current and change are kept apart by the strategies below.
    "growth_from_change": Truth(
        "rate",
        ("current", "change"),
        lambda v: v[1] / (v[0] - v[1]),
        positive=("current",),
    ),
}
