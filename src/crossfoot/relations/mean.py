"""The relation `mean`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="mean", positive="count", cues=("平均", "人均", "户均", "average", "mean", "per"))
def mean(total: Symbol, count: Symbol, mean: Symbol) -> object:
    """A mean is the total over the number of cases.

    What it checks: the printed mean against total and count. With a total that is an unknown whole
    number this is the GRIM test (Brown and Heathers, 2017).

    Rounding: total and mean may be off by half a unit of their last place; the count is exact.

    Often wrong because: another group was counted, or the mean was computed before a case was
    dropped.

    ---
    平均数等于总量除以个数。

    检查什么：文中的平均数与总量、个数。
    总量为未列出的整数时，即为 GRIM 检验（Brown 与 Heathers，2017）。

    舍入：总量和平均数可以差末位的半个单位；个数是精确的。

    常见错因：个数取自另一组，或剔除个案后没有重算平均数。
    """
    return mean == total / count


mean.holds(total="205.86亿元", count="72支", mean="2.86亿元")
mean.rounding(total="3.7亿元", count="283家", mean="132万元")
mean.fails(total="87", count="25", mean="3.47")
