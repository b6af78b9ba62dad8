"""English words of change, and which way they go."""

from __future__ import annotations

import re

UP = (
    r"(?<!made )(?<!make )(?<!makes )(?<!making )up|rose|risen|rises?|rising"
    r"|increas(?:e|es|ed|ing)|grew|grow(?:n|ing|th)?|gain(?:s|ed)?"
    r"|jumped|climbed|higher|more|surged|expanded|improved"
)
DOWN = (
    r"down|fell|fallen|falls?|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped)?"
    r"|reduc(?:ed|tion)|lower|less|fewer|lost|loss|shrank|contracted|slipped"
)
# Verbs that move what they are said of by something, and take an amount for their object as well:
# to raise a rate by 25 points, to raise $3 million.
RAISED = (
    r"rais(?:e[sd]?|ing)|hik(?:e[sd]?|ing)|lift(?:s|ed|ing)?|advanced|accelerated|soared"
    r"|appreciat(?:e[sd]?|ing|ion)|strengthened|widened|rebounded|boosted|picked up|surg(?:es?|ing)"
)
CUT = (
    r"cuts?|cutting|lower(?:s|ed|ing)|reduc(?:es?|ing|tions)|slid|slump(?:s|ed|ing)?|plunged"
    r"|tumbled|dipped|eased|easing|weakened|depreciat(?:e[sd]?|ing|ion)|narrowed|slowed|shrunk"
    r"|shrinking|sank|trimmed|decelerated"
)
DOWNWARD = re.compile(rf"\b(?:{DOWN}|{CUT})\b", re.IGNORECASE)
UPWARD = re.compile(rf"\b(?:{UP}|{RAISED})\b", re.IGNORECASE)
BY = re.compile(r"\bby(?: (?:about|around|some|nearly|almost|just|only|over|approximately))? ?$")
