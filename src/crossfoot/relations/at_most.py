"""The relation `at_most`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(cues=("不超过", "以内", "at most", "within"))
def at_most(lesser: Symbol, greater: Symbol) -> object:
    """One figure does not exceed another.

    What it checks: bounds and orders that the text states or the matter implies.

    Rounding: it is wrong only if every permitted lesser value exceeds every permitted greater one.

    Often wrong because: the two were swapped, or one was updated and the other forgotten.

    ---
    一个数不超过另一个数。

    检查什么：文中说明的、或事理上必有的大小关系。

    舍入：只有较小者允许的所有值都超过较大者允许的所有值，才判为错误。

    常见错因：两数颠倒，或只改了其中一个。
    """
    return lesser <= greater


at_most.holds(lesser="120.45亿元", greater="205.86亿元")
at_most.rounding(lesser="3.72亿元", greater="3.7亿元")
at_most.fails(lesser="205.86亿元", greater="120.45亿元")
