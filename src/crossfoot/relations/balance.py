"""The relation `balance`."""

from __future__ import annotations

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation(claims="balance", cues=("顺差", "逆差", "结余", "净", "surplus", "deficit", "net"))
def balance(inflow: Symbol, outflow: Symbol, balance: Symbol) -> object:
    """A balance is what comes in less what goes out.

    What it checks: a surplus, deficit or net figure against its two sides; a deficit is negative.

    Rounding: all three may be off by half a unit of their last place.

    Often wrong because: one side was revised, or the sign was lost.

    ---
    差额等于流入减流出。

    检查什么：顺差、逆差、结余或净额与收支两方；逆差和赤字为负。

    舍入：三个数各自可以差末位的半个单位。

    常见错因：一方作过修订，或丢了正负号。
    """
    return balance == inflow - outflow


balance.holds(inflow="37.5亿元", outflow="30.2亿元", balance="7.3亿元")
balance.holds(inflow="$48.2 billion", outflow="$52.6 billion", balance="-$4.4 billion")
balance.rounding(inflow="37.5亿元", outflow="30.2亿元", balance="7.4亿元")
balance.fails(inflow="37.5亿元", outflow="30.2亿元", balance="7.9亿元")
