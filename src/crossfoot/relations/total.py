"""The relation `total`."""

from __future__ import annotations

from crossfoot.formula import Symbol, sum_of
from crossfoot.relation import Many, relation


@relation(claims="total", cues=("合计", "总计", "共", "total", "in all"))
def total(total: Symbol, parts: Many) -> object:
    """A total is the sum of its parts: the column foots.

    What it checks: the printed total against the sum of all parts, where the parts are complete.

    Rounding: every part may be off by half a unit of its last place, so a total of n parts may
    differ from their printed sum by about n/2 units; counts printed in full have to add exactly.

    Often wrong because: a part was updated and the total forgotten, a part is missing or counted
    twice, or a digit was mistyped.

    ---
    合计等于各部分之和。

    检查什么：文中的合计与全部组成部分之和（组成部分必须完整）。

    舍入：每一部分可以差末位的半个单位，n 个部分之和与文中合计大约可差 n/2 个单位；
    未经舍入的计数必须正好相等。

    常见错因：改了分项忘了改合计，漏列或重复计算了分项，或某一位数字有误。
    """
    return total == sum_of(parts)


total.holds(total="735个", parts=["483个", "252个"])
total.rounding(total="100.1", parts=["33.3", "33.3", "33.4"])
total.fails(total="113", parts=["32", "38", "45"])
total.fails(total="17.1", parts=["11.3", "6.7"])
