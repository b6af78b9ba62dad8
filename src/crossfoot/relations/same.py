"""The relation `same`."""

from __future__ import annotations

from crossfoot.relation import Many, all_equal, relation


@relation(cues=())
def same(figures: Many) -> object:
    """One fact printed in several places is one number.

    What it checks: that some true value prints as each of them, at its own precision.

    Rounding: 364.63 and 364.6 are the same figure; 364.63 and 364.7 are not.

    Often wrong because: one place was updated and the other forgotten.

    ---
    同一事实在几处出现，应是同一个数。

    检查什么：是否有一个真实值，能按各处的精度写成各处的样子。

    舍入：364.63 与 364.6 是同一个数；364.63 与 364.7 不是。

    常见错因：只改了其中一处。
    """
    return all_equal(figures)


same.holds(figures=["364.63亿元", "364.6亿元"])
same.holds(figures=["三支", "3支"])
same.rounding(figures=["4000人", "3712人"])
same.fails(figures=["364.63亿元", "364.7亿元"])
