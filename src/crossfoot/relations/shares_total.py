"""The relation `shares_total`."""

from __future__ import annotations

from crossfoot.formula import sum_of
from crossfoot.relation import Many, relation


@relation(cues=("占", "其中", "per cent"))
def shares_total(parts: Many) -> object:
    """The shares of one whole add up to 100%.

    What it checks: the printed shares of all classes, where the classes are complete and do not
    overlap.

    Rounding: n shares may miss 100% by about n/2 units of their last place.

    Often wrong because: a class is missing, classes overlap, or one share belongs to another whole.

    ---
    同一总体的各项比重之和为 100%。

    检查什么：文中全部类别的比重（类别完整且互不重叠）。

    舍入：n 项比重之和与 100% 大约可差末位的 n/2 个单位。

    常见错因：漏了一类，类别有重叠，或某一比重属于另一个总体。
    """
    return sum_of(parts) == 1


shares_total.holds(parts=["20.5%", "30.5%", "49.0%"])
shares_total.rounding(parts=["33.3%", "33.3%", "33.3%"])
shares_total.fails(parts=["40%", "35%", "30%"])
