"""The relation `growth`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="rate", positive="base", cues=("增长", "下降", "up", "down", "rose", "fell"))
def growth(current: Symbol, base: Symbol, rate: Symbol) -> object:
    """A growth rate is the new level over the old one, less one.

    What it checks: the printed rate against the level and the level it started from.

    Rounding: both levels and the rate may each be off by half a unit of their last place; the rate
    is wrong only if no levels that print like these give it.

    Often wrong because: the rate was divided by the new level, taken from another row, carried over
    from a draft, or is a change in percentage points.

    ---
    增长率等于本期数除以基期数再减一。

    检查什么：文中的增长率与本期、基期两个水平是否相符。

    舍入：两个水平和增长率各自可以差末位的半个单位；只有任何舍入后写成这样的水平都得不出该增长率时，才判为错误。

    常见错因：除以了本期数，取了别的行，沿用了旧稿，或把百分点写成了百分比。
    """
    return rate == current / base - 1


growth.holds(current="8079", base="6725", rate="20.1%")
growth.holds(current="41.2亿元", base="42.6亿元", rate="下降3.3%")
growth.rounding(current="18.1", base="18.0", rate="0.8%")
growth.fails(current="8079", base="6725", rate="21.0%")
growth.fails(current="201,345", base="302,018", rate="down 50%")
growth.rounding(current="200,000", base="300,000", rate="down 50%")
growth.undecided(current="3.1万元", base="0.0万元", rate="20%")
growth.undecided(current="120万元", base="-80万元", rate="250%")
