"""Words and kinds that both languages share."""

from __future__ import annotations

PERCENT = frozenset(["%", "‰", "％"])
LEVELS = frozenset(["amount", "count", "measure", "ratio", "index"])
