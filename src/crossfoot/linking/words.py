"""Words and kinds that both languages share."""

from __future__ import annotations

import re

PERCENT = frozenset(["%", "‰", "％"])
LEVELS = frozenset(["amount", "count", "measure", "ratio", "index"])
# What columns of shares are called.
SHARE = re.compile(
    r"比重|占比|比例|构成|份额|\bshare\b|% of|percent(?:age)? of|proportion", re.IGNORECASE
)
