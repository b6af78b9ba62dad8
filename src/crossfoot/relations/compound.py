"""The relation `compound`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="rate", positive="start", cues=("年均增长", "复合", "CAGR", "annual rate"))
def compound(start: Symbol, end: Symbol, periods: Symbol, rate: Symbol) -> object:
    """A compound rate, applied period by period, leads from the first level to the last.

    What it checks: the printed average annual rate against both levels and the number of periods.

    Rounding: levels and rate may be off by half a unit of their last place; the number of periods
    is exact.

    Often wrong because: the years were counted instead of the steps between them, or the simple
    mean of the yearly rates was printed.

    ---
    年均（复合）增长率逐期相乘，从期初水平得到期末水平。

    检查什么：文中的年均增长率与期初、期末水平和期数。

    舍入：水平和增长率可以差末位的半个单位；期数是精确的。

    常见错因：把年份个数当成了期数，或用了各年增长率的简单平均。
    """
    return end / start == (1 + rate) ** periods


compound.holds(start="100亿元", end="121亿元", periods="2", rate="10%")
compound.rounding(start="1.2亿元", end="1.5亿元", periods="2", rate="12.0%")
compound.fails(start="1024亿元", end="1500亿元", periods="5", rate="9.3%")
