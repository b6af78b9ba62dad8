"""The relation `growth_from_change`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="rate", positive="current - change", cues=("比上年增加", "增长"))
def growth_from_change(current: Symbol, change: Symbol, rate: Symbol) -> object:
    """A growth rate follows from the new level and the change: the old level is their difference.

    What it checks: the printed rate against change / (current - change).

    Rounding: the level, the change and the rate may each be off by half a unit of their last place.

    Often wrong because: the change was divided by the new level instead of the old one.

    ---
    增长率可由本期数和增减量得出：基期数等于本期数减增减量。

    检查什么：文中的增长率与 增减量 /（本期数 - 增减量）。

    舍入：本期数、增减量和增长率各自可以差末位的半个单位。

    常见错因：增减量除以了本期数而不是基期数。
    """
    return rate == 1 / (1 - change / current) - 1


growth_from_change.holds(current="8079家", change="1354家", rate="20.1%")
growth_from_change.rounding(current="25.0亿元", change="1.2亿元", rate="5.2%")
growth_from_change.fails(current="8079家", change="1354家", rate="16.8%")
