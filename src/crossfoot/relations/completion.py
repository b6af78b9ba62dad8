"""The relation `completion`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="rate", positive="target", cues=("完成", "为预算的", "of budget", "of target"))
def completion(actual: Symbol, target: Symbol, rate: Symbol) -> object:
    """A completion rate is the result over what was planned.

    What it checks: the printed percentage of the plan or budget against result and plan.

    Rounding: all three may be off by half a unit of their last place.

    Often wrong because: the plan was adjusted during the year and the rate is of the other plan.

    ---
    完成率等于实际数除以计划数。

    检查什么：文中“为预算（计划）的百分之几”与实际数、计划数。

    舍入：三个数各自可以差末位的半个单位。

    常见错因：年中调整过预算，而完成率对应另一个预算数。
    """
    return rate == actual / target


completion.holds(actual="1354家", target="4001家", rate="33.8%")
completion.rounding(actual="10.3亿元", target="9.6亿元", rate="107.1%")
completion.fails(actual="1354家", target="4001家", rate="38.3%")
