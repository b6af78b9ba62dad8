"""What the numbers of a table count, where its heads, rows or title only name it: Usual residents."""

from __future__ import annotations

import re

_NOUNS = (
    "residents|people|persons|inhabitants|citizens|households|families|dwellings|homes|houses"
    "|establishments|enterprises|companies|businesses|firms|farms|schools|hospitals|institutions"
    "|employees|workers|staff|civil servants|jobs|vacancies|students|pupils|teachers|patients"
    "|births|deaths|marriages|divorces|adoptions|visitors|tourists|passengers|vehicles|cars"
    "|acquisitions|disposals|mergers|transactions|offences|crimes|cases|claims|claimants|visits"
    "|applications|registrations|subscribers|subscriptions|accounts|members|pensioners"
    "|immigrants|emigrants|migrants|refugees|prisoners|voters|children|women|men|males|females"
)
_NOUN = re.compile(
    rf"\b(?:(?:usual|short-term|full-time|part-time) )?(?:{_NOUNS})\b", re.IGNORECASE
)
_HEADS = re.compile(
    r"\b(?:population|employment|unemployment|workforce|headcount)\b", re.IGNORECASE
)
# Heads of columns that are no counts, whatever they name.
_NOT = re.compile(
    r"%|per ?cent|\bper\b|\brates?\b|\bratio\b|\bshare\b|\bproportion\b|\bchange\b|\bgrowth\b"
    r"|\bindex\b|\baverage\b|\bmean\b|\bmedian\b|\bprice|\bcosts?\b|\bvalue\b|\byears?\b"
    r"|\brank|\bhours\b|\bdays\b|\bearnings\b|\bpay\b|\bincome\b|[$£€¥]",
    re.IGNORECASE,
)
_LAST = re.compile(r"[\w-]+(?: [\w-]+)?$")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]|:.*$")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def counted_in(printed: str, head: str, label: str, *around: str) -> str:
    """The noun that a whole number in a cell counts; "" where nothing names one.

    The head of its column tells it, or its row where the name ends in the noun (All deaths), or
    what stands `around`: the first row of the table, and its title.
    """
    if not _WHOLE.fullmatch(printed.strip()) or _NOT.search(f"{head} {label}"):
        return ""
    own = _LAST.search(_ASIDE.sub("", label).strip())
    for said in (head, own[0] if own else "", *around):
        if noun := _NOUN.search(said):
            return " ".join(noun[0].lower().split())
        if _HEADS.search(said):
            return "people"
    return ""
