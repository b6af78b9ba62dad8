"""The relation `multiple`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="multiple", positive="base", cues=("倍", "翻一番", "times", "doubled"))
def multiple(current: Symbol, base: Symbol, multiple: Symbol) -> object:
    """A multiple is the new level over the old one.

    What it checks: "2.5 times", "doubled", 翻一番 against both levels. "Up 1.5 times" (增长1.5倍)
    is a multiple of 2.5.

    Rounding: all three may be off by half a unit of their last place.

    Often wrong because: "times as much" and "times more" were mixed up.

    ---
    倍数等于本期数除以基期数。

    检查什么：“是……的2.5倍”“翻一番”等与两个水平；“增长1.5倍”即为2.5倍。

    舍入：三个数各自可以差末位的半个单位。

    常见错因：混淆了“是……的几倍”与“增长了几倍”。
    """
    return multiple == current / base


multiple.holds(current="250家", base="125家", multiple="翻一番")
multiple.holds(current="250家", base="101家", multiple="增长1.5倍")
multiple.rounding(current="7.4", base="3.1", multiple="2.41倍")
multiple.fails(current="250家", base="101家", multiple="1.5倍")
