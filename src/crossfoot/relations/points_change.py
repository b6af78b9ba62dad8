"""The relation `points_change`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="change", cues=("个百分点", "percentage points", "bps"))
def points_change(current: Symbol, base: Symbol, change: Symbol) -> object:
    """A change of a percentage is the new percentage less the old one, in percentage points.

    What it checks: the printed points against the two percentages.

    Rounding: all three may be off by half a unit of their last place.

    Often wrong because: the change is printed as a percentage, or was taken against another period.

    ---
    百分比的变动等于本期百分比减基期百分比，单位是百分点。

    检查什么：文中的百分点与两个百分比之差。

    舍入：三个数各自可以差末位的半个单位。

    常见错因：把百分点写成了百分比，或与别的时期相比。
    """
    return change == current - base


points_change.holds(current="1.87%", base="1.72%", change="0.15个百分点")
points_change.holds(current="4.9%", base="5.2%", change="下降0.3个百分点")
points_change.rounding(current="13.3%", base="12.1%", change="1.3个百分点")
points_change.fails(current="13.25%", base="12%", change="2.25 percentage points")
