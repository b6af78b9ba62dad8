"""Words and kinds that both languages share."""

from __future__ import annotations

import re

PERCENT = frozenset(["%", "‰", "％"])
LEVELS = frozenset(["amount", "count", "measure", "ratio", "index"])
# What columns of shares are called.
SHARE = re.compile(
    r"比重|占比|比例|构成|份额|\bshare\b|% of|percent(?:age)? of|proportion", re.IGNORECASE
)
# What columns of changes and of rates are called.
CHANGE = re.compile(
    r"增长|增减|增幅|变动|变化|同比|环比|升降|±|change|chg|growth|inc/|\(dec|increase|decrease|vs",
    re.IGNORECASE,
)
OVER = re.compile(r"[%％]|百分比|per ?cent", re.IGNORECASE)
