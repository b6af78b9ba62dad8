"""Whose dollars a document means by a bare $: those of the country that it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from crossfoot.figure import Reading
from crossfoot.languages.text import normalise

_HOME = {
    "USD": r"United States|U\.S\.|America(?:n|ns)?|Federal Reserve|Washington|NYSE|Nasdaq|GAAP",
    "SGD": r"Singapore(?:an|ans)?|S\$|SGD",
    "CAD": r"Canad(?:a|ian|ians)|C(?:A|dn)?\$|CAD|Quebec|Ontario|Alberta",
    "AUD": r"Australian?s?|AU?\$|AUD|New South Wales|Queensland",
    "HKD": r"Hong Kong|HK\$|HKD",
    "NZD": r"New Zealand(?:er|ers)?|NZ\$|NZD|Aotearoa",
    "TWD": r"Taiwan(?:ese)?|NT\$|TWD",
}
_COUNTRY = re.compile("|".join(rf"(?P<{code}>(?<!\w)(?:{said}))" for code, said in _HOME.items()))
_FOREIGN = re.compile(r"US\$|\bUS dollars?\b|U\.S\. ?(?:\$|dollars?\b)|\bUSD\b")
_DOLLAR = re.compile(r"(?<![A-Za-z.])\$|(?<!US )(?<!U\.S\. )\bdollars?\b")
_ENOUGH = 3  # times that a country is spoken of
_SAMPLE = 400_000  # characters that are looked at


def dollar_of(text: str) -> str:
    """The ISO code of the dollars that a bare $ stands for; USD where nothing tells.

    A country tells that is named more often than all other countries with dollars together, and
    often enough. A text that also prints US$ means others by $, so that naming one once is enough.
    """
    sample = normalise(text[:_SAMPLE])
    if _DOLLAR.search(sample) is None:
        return "USD"
    named = Counter(found.lastgroup or "" for found in _COUNTRY.finditer(sample))
    if not named:
        return "USD"
    (code, most), *others = named.most_common()
    enough = 1 if _FOREIGN.search(sample) else _ENOUGH
    return code if most >= enough and most > sum(count for _, count in others) else "USD"


def as_dollars(reading: Reading, printed: str, code: str) -> Reading:
    """The reading with a bare $ taken for these dollars.

    `printed` is what states its unit; where that is a header out of sight, it is no US$.
    """
    said = normalise(printed)
    if not reading.unit.startswith("USD") or _FOREIGN.search(said):
        return reading
    return replace(reading, unit=code + reading.unit.removeprefix("USD"))
