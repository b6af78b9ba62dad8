"""The relation `part_of`."""

from __future__ import annotations

from crossfoot.formula import Symbol, sum_of
from crossfoot.relation import Many, relation


@relation(aliases={"parts": "part"}, cues=("其中", "of which", "including"))
def part_of(parts: Many, whole: Symbol) -> object:
    """A part, or several that do not overlap, cannot exceed the whole.

    What it checks: 其中 and "of which" lists that need not be complete; all figures are of things
    that cannot be negative.

    Rounding: it is wrong only if the least permitted parts exceed the greatest permitted whole.

    Often wrong because: a part is cumulative and the whole is of one year, or one of them was
    mistyped.

    ---
    部分（或互不重叠的几个部分之和）不能超过总体。

    检查什么：“其中”所列、不必完整的部分；各数都不会为负。

    舍入：只有各部分所允许的最小值仍超过总体所允许的最大值，才判为错误。

    常见错因：部分是累计数而总体是当年数，或其中一个有误。
    """
    return sum_of(parts) <= whole


part_of.holds(part="4家", whole="8家")
part_of.holds(parts=["483个", "252个"], whole="2037个")
part_of.rounding(part="3.75亿元", whole="3.7亿元")
part_of.fails(part="12家", whole="8家")
