"""What rows and columns that add others up are called."""

from __future__ import annotations

import re

TOTAL = re.compile(
    r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总额|总数|总和|全[市省国县区]|总)|(?:合计|总计|小计"
    r"|总额|总和)$|^(?:grand |sub-?)?totals?\b|\btotals?$|^all\b",
    re.IGNORECASE,
)
OF_WHICH = re.compile(r"^\s*(?:其中|#|of which|including|－|—|-\s)", re.IGNORECASE)
