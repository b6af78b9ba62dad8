"""The English noun that a bare number counts: 439,942 civil servants."""

from __future__ import annotations

import re

from crossfoot.languages.context import EN_LEFT
from crossfoot.languages.text import words
from crossfoot.languages.units import EN, Unit

_PLURAL = re.compile(
    r"(?: |\n(?=[a-z]))((?:[A-Za-z][A-Za-z-]* ){0,2}?(?:[A-Za-z][a-z-]+s|people|men|women"
    r"|children|staff|cattle))\b"
)
_STOPS = frozenset(
    words("""
    and or but than versus vs per the a an is was were are has have had in on at to for from with
    of by as its his this that these those which who whose less years months weeks days times
    shows includes remains represents accounts refers reports has does https http see analysis
    plus minus compared between during across against respectively basis gains losses
    while whereas when where although though because since after before until if then so both
    either not also only about over under above below into through among within without
    following including excluding would could may might will can do did
    """)
)
ADJECTIVES = frozenset(
    words("""
    new more additional extra further net total other different full-time part-time active
    fewer less such separate individual major key main small large local
    """)
)
# Nouns that count something else without the word before them.
_COMPOUNDS = frozenset(
    f"{first} {second}"
    for first, second in (
        listed.split("-")
        for listed in words("""
    civil-servants usual-residents police-officers prison-officers public-servants health-workers
    local-authorities limited-partnerships mobile-phones motor-vehicles traffic-accidents
    nautical-miles seat-miles trading-days working-days life-years hospital-beds credit-cards
    vehicle-miles passenger-miles train-miles labour-days man-days loan-accounts bank-accounts
        """)
    )
)


def plural(text: str, at: int) -> tuple[int, Unit] | None:
    """The English noun that a bare number counts: 439,942 civil servants."""
    noun = _PLURAL.match(text, at)
    if not noun:
        return None
    parts = noun[1].split()
    if any(
        part.lower() in _STOPS or (part.lower() in EN_LEFT and part.lower() not in ADJECTIVES)
        for part in parts
    ):
        return None
    while len(parts) > 1 and parts[0].lower() in ADJECTIVES:
        parts = parts[1:]
    name = " ".join(parts)
    if EN.get(name.lower()) is None and " ".join(parts[-2:]).lower() not in _COMPOUNDS:
        name = parts[-1]  # inward acquisitions are acquisitions
    elif len(parts) > 2:
        name = " ".join(parts[-2:])
    return noun.end(), EN.get(name.lower()) or Unit(name, "count", integer=True)
