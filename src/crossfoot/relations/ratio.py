"""The relation `ratio`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="ratio", cues=("之比", "ratio", "per"))
def ratio(numerator: Symbol, denominator: Symbol, ratio: Symbol) -> object:
    """A ratio is one figure over another of any kind.

    What it checks: the printed ratio, density or rate per head against its two figures.

    Rounding: all three may be off by half a unit of their last place.

    Often wrong because: the denominator is of another year, or a unit such as 万 was dropped.

    ---
    比率等于一个数除以另一个数。

    检查什么：文中的比率、密度或人均数与其分子、分母。

    舍入：三个数各自可以差末位的半个单位。

    常见错因：分母取自别的年份，或丢了“万”等单位。
    """
    return ratio == numerator / denominator


ratio.holds(numerator="3000", denominator="1200", ratio="2.5")
ratio.rounding(numerator="7.4", denominator="3.1", ratio="2.41")
ratio.fails(numerator="3001", denominator="1201", ratio="2.6")
ratio.undecided(numerator="3000", denominator="0.0", ratio="2.6")
