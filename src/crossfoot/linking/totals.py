"""What rows and columns that add others up are called."""

from __future__ import annotations

import re

TOTAL = re.compile(
    r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总额|总数|总和|全[市省国县区]|总)|(?:合计|总计|小计"
    r"|总额|总和)$|^(?:grand |sub-?)?totals?\b|\btotals?$|^all\b",
    re.IGNORECASE,
)
OF_WHICH = re.compile(r"^\s*(?:其中|#|of which|including|－|—|-\s)", re.IGNORECASE)
# What rows are called that those above them lead to.
RESULT = re.compile(
    r"^$|^(?:adjusted |non-GAAP |GAAP |consolidated |pro forma |core )*"
    r"(?:net (?:income|loss|earnings|profit|sales|revenues?"
    r"|cash|assets|debt|interest|increase|decrease|change|position|surplus|deficit)|gross"
    r" (?:profit|margin|income)|operating (?:income|profit|loss|earnings|surplus)"
    r"|(?:income|loss|earnings|profit)\b.*\b(?:before|from (?:continuing )?operations"
    r"|attributable|available)|(?:diluted|basic)?.*earnings per|EBITDA?R?\b"
    r"|comprehensive (?:income|loss)"
    r"|free cash flow|surplus|deficit|profit (?:for|before|after)|(?:diluted|basic) net income"
    r"|EPS\b)|\bend(?:ing)? (?:of|balance)|\bat end\b|^(?:closing|ending) |^non-GAAP\b"
    r"|^adjusted\b|[(,] ?(?:pre|post|before|after|net of)[- ]?tax(?:es)?\b\)?$"
    r"|, net$|^cash (?:flows? )?(?:generated|provided|used|from|\(used)"
    r"|^(?:increase|decrease|change)(?: ?[(/] ?(?:in|de)crease\)?)? in cash"
    r"|利润总额|净利润$|营业利润|毛利|期末余额|结余$",
    re.IGNORECASE,
)
# What rows are called that are taken away where they are printed without a sign.
TAKEN = re.compile(
    r"\b(?:costs?|expenses?|provision|tax(?:es)?|less|losses|depreciation|amorti[sz]ation"
    r"|deductions?|payments?|outlays|expenditures?|spending|dividends?|allowances?)\b"
    r"|noncontrolling|minority|减|支出|成本|费用|所得税",
    re.IGNORECASE,
)
# What rows are called that are printed with the sign with which they count.
SIGNED = re.compile(
    r"\btax(?:es)?\)? (?:impacts?|effects?|adjustments?|benefits?)\b|\b(?:impacts?|effects?) of\b",
    re.IGNORECASE,
)
