"""The relation `share`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="share", positive="whole", cues=("占", "比重", "of which", "share", "per cent of"))
def share(part: Symbol, whole: Symbol, share: Symbol) -> object:
    """A share is a part over its whole.

    What it checks: the printed percentage against the part and the whole.

    Rounding: part, whole and share may each be off by half a unit of their last place.

    Often wrong because: the whole is that of another year or class, or the share is one of growth.

    ---
    比重等于部分除以总体。

    检查什么：文中的百分比与部分、总体。

    舍入：部分、总体和比重各自可以差末位的半个单位。

    常见错因：总体取自别的年份或类别，或把对增长的贡献当成了比重。
    """
    return share == part / whole


share.holds(part="4家", whole="8家", share="50%")
share.holds(part="364.63亿元", whole="19,500.27亿元", share="1.87%")
share.rounding(part="1.2亿元", whole="9.8亿元", share="12.7%")
share.fails(part="3家", whole="8家", share="35%")
