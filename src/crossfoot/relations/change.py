"""The relation `change`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="change", cues=("比上年增加", "减少", "an increase of", "more than"))
def change(current: Symbol, base: Symbol, change: Symbol) -> object:
    """A change is the new level less the old one.

    What it checks: the printed difference against the two levels.

    Rounding: each of the three may be off by half a unit of its last place, so rounded levels
    rarely differ by exactly the printed change.

    Often wrong because: one of the levels was updated and the difference forgotten, or it was taken
    against another year.

    ---
    增减量等于本期数减基期数。

    检查什么：文中的增减量与两个水平之差。

    舍入：三个数各自可以差末位的半个单位，所以舍入后的水平之差不一定正好等于文中增减量。

    常见错因：改了一个水平而忘了改差额，或与别的年份相比。
    """
    return change == current - base


change.holds(current="8079家", base="6725家", change="1354家")
change.holds(current="90人", base="100人", change="减少10人")
change.rounding(current="3.5亿元", base="1.2亿元", change="2.4亿元")
change.fails(current="8079家", base="6725家", change="1345家")
