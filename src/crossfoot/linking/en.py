"""English: what a figure is about its subject, and which figures have one subject."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crossfoot.figure import Direction
from crossfoot.linking.words import LEVELS, PERCENT

if TYPE_CHECKING:
    from crossfoot.linking.scene import Frame, Mention, Sentence

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d(?:[-/]\d\d)?"
    rf"|Q[1-4]|H[12]|FY ?\d{{2,4}}|fiscal(?: year)?"
)
_UP = (
    r"(?<!made )(?<!make )(?<!makes )(?<!making )up|rose|risen|rises?|rising"
    r"|increas(?:e|es|ed|ing)|grew|grow(?:n|ing|th)?|gain(?:s|ed)?"
    r"|jumped|climbed|higher|more|surged|expanded|improved"
)
_DOWN = (
    r"down|fell|fallen|falls?|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped)?"
    r"|reduc(?:ed|tion)|lower|less|fewer|lost|loss|shrank|contracted|slipped"
)
_FUNCTION = re.compile(
    rf"\b(?:{_DATE}|{_UP}|{_DOWN}|by|to|from|an?|the|of|or|and|about|around|approximately|nearly"
    rf"|almost|just|over|in|on|at|during|for|with|than|was|were|is|which|representing|reflecting"
    r"|compared|compares|versus|vs|against|relative|as|same|period|quarter|year|years|month"
    r"|months|half|last|previous|prior|preceding|corresponding|earlier|ago|first|second|third"
    r"|fourth"
    r"|year-over-year|year-on-year|yoy|y/y|non-GAAP|GAAP|sequentially|percent|per cent|change"
    r"|total|record|level|respectively|its|that|end|ended|ending|over-year|on-year|between|since"
    r"|a|per|season|week|day|hour|barrel|tonne|ton|head|basis|slightly|sharply|it|comparable|reported|revised|result|results|current|when"
    r"|previously|considerable|marginal|significant|slight|sharp|modest|further|substantial"
    r"|steep|shows?|showed|represents?|represented|recorded|recording)\b"
    r"|[\s,.()$%:;\-–—'’]",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:from|compared (?:with|to)|versus|vs\.?|against|compares (?:with|to)|as against|up from"
    r"|down from|higher than|lower than|more than the|less than the)"
    r"(?: (?:the|a|an|about|around|revised|its|net|loss|income|of|profit|only|just|nearly"
    r"|almost|average|number|value|values|level|figure|total|previous|reported|recorded|same"
    r"|estimated|some)){0,6} ?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:higher|lower|more|less|fewer|greater|larger|smaller|up|down) (?:than|from|on)"
    r"(?: [a-z'’-]+){0,8} ?$",
    re.IGNORECASE,
)
# A dividend of 1.25, above last year's 1.20; 1,120 more than a year earlier (17,120).
_EARLIER = re.compile(
    r"\b(?:(?:last|prior|previous)[ -](?:year|quarter|month|period|season)(?:'s|’s)"
    r"|(?:a|one|the) (?:year|quarter|month) (?:earlier|ago|before) \() ?$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^ ?(?:the|its|that|those|as \w+ as|more than the|higher than the)"
    r"(?: (?:\w+ ){0,4}(?:of|was|were|paid))? ?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:to|reaching|at|totall?ing)(?: (?:a|an|the|new|record|about|around|approximately|nearly"
    r"|high|low|of|just|over|under)){0,5} ?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"\b(?:{_UP}|{_DOWN})\b(?:(?:(?!\bthan\b|\bfrom\b|\bagainst\b)[^.;()%]){{0,70}}?"
    rf"\b(?:of|by))?(?: (?:about|around|approximately"
    rf"|nearly|almost|just|over|another|an additional|a further|some|only|more than))*(?: (?:of"
    rf"|by))? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^ ?(?:, )?(?:or [^,]{1,16},? )?(?P<word>higher|lower|more|less|fewer|increase|decrease"
    r"|decline|drop|rise)\b(?: than| from|,| compared| in|\.|$)",
    re.IGNORECASE,
)
_DOWNWARD = re.compile(rf"\b(?:{_DOWN})\b", re.IGNORECASE)
_UPWARD = re.compile(rf"\b(?:{_UP})\b", re.IGNORECASE)
_SHARE_AFTER = re.compile(r"^ ?(?:\(?of\b|share\b)", re.IGNORECASE)
_SHARE_BEFORE = re.compile(
    r"\b(?:share|proportion|accounted for|accounting for|representing|comprising|made up)\b",
    re.IGNORECASE,
)
_COMPLETION = re.compile(
    r"^ ?of (?:the )?(?:annual |full-year |revised |original )?(?:budget|target|plan|estimate)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\s*(?:\(|,?\s*\(?(?:or|representing|equivalent to|which is)(?: (?:about|around|some|nearly"
    r"|approximately|almost|a(?:n| sharp)? (?:in|de)crease of))?)\s*",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\d(?= )")  # of a note
_NP = re.compile(r"^[)\]]? ?in (?:the )?[A-Za-z' -]{1,90}? to ?$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_VERB = re.compile(
    r"\b(?:was|were|is|are|totall?ed|reached|fell|rose|increased|decreased|declined|grew|stood"
    r"|amounted|came|remained|dropped|climbed|had|has|have|generated|reported|paid|of|to|for|at"
    r"|in|on|by)\b",
    re.IGNORECASE,
)
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "to",
        "and",
        "or",
        "was",
        "were",
        "is",
        "are",
        "as",
        "with",
        "from",
        "that",
        "which",
        "its",
        "it",
        "this",
        "than",
        "over",
        "between",
        "during",
        "year",
        "quarter",
        "million",
        "billion",
        "total",
        "approximately",
        "about",
        "number",
    ]
)


def residue(text: str) -> str:
    """What a stretch between figures says besides function words."""
    return text if len(text) > 160 else _FUNCTION.sub("", text)


def label_of(lead: str) -> tuple[str, str]:
    """The content words before a figure, lower case, at most eight; English has no scope."""
    text = re.split(r"[.;:]\s", lead[-160:])[-1]
    words = [word.lower() for word in _WORD.findall(text)]
    kept = [
        w
        for w in words
        if w not in _STOP and not _UPWARD.fullmatch(w) and not _DOWNWARD.fullmatch(w)
    ]
    return "", " ".join(kept[-8:])


def _slot(mention: Mention) -> str:
    reading = mention.figure.reading
    lead, tail = mention.lead[-90:], _MARK.sub("", mention.tail[:40])
    if reading.kind in ("points", "multiple", "rank"):
        return reading.kind
    changed = _CHANGED.search(lead) is not None and not _TO.search(lead)
    after = _AFTER.match(tail)
    if reading.kind == "share" and reading.direction is not None:
        return "rate"  # cut by a quarter
    if reading.unit in PERCENT:
        if _COMPLETION.match(tail):
            return "completion"
        if _BASE.search(lead) or _THAN.search(lead):
            return "base"
        if reading.direction is not None or reading.kind == "rate" or after or changed:
            return "rate"
        if _TO.search(lead) and not _SHARE_AFTER.match(tail):
            return "current"
        if _SHARE_AFTER.match(tail) or _SHARE_BEFORE.search(lead[-40:]):
            return "share"
        return "current"
    if _BASE.search(lead) or (_THAN.search(lead) and not after) or _EARLIER.search(lead):
        return "base"
    if reading.qualifier in ("over", "under", "nearly") and reading.direction is None:
        return "current"
    if (reading.direction is not None and not _TO.search(lead)) or after or changed:
        return "change"
    return "current"


def _directed(mention: Mention) -> None:
    """Give a change the direction that its words have, where reading it alone did not tell."""
    reading = mention.figure.reading
    if mention.slot not in ("change", "rate", "points") or reading.direction or reading.value < 0:
        return
    after = _AFTER.match(_MARK.sub("", mention.tail[:40]))
    words = after["word"] if after else mention.lead[-90:]
    down = [found.end() for found in _DOWNWARD.finditer(words)]
    up = [found.end() for found in _UPWARD.finditer(words)]
    if not down and not up:
        return
    direction: Direction = "down" if max(down, default=-1) > max(up, default=-1) else "up"
    mention.figure = replace(mention.figure, reading=replace(reading, direction=direction))


def frames(sentence: Sentence) -> list[Frame]:
    """Figures of one subject together: a level with its base, change, rate and shares."""
    from crossfoot.linking.scene import Frame

    found: list[Frame] = []
    last: tuple[Frame, Mention] | None = None
    for mention in sentence.mentions:
        mention.slot = _slot(mention)
        _directed(mention)
        mention.scope, mention.label = label_of(mention.lead)
        if mention.figure.reading.kind == "count" and " " in mention.figure.text:
            mention.label = f"{mention.label} {mention.figure.unit}".strip()
        if last is not None and _bracketed(mention, last[1]):
            _in_bracket(mention, last[1])
        if last is not None and last[1].slot == "multiple" and _TIMES.match(mention.lead):
            mention.slot = "base"  # three times the 1.5 million
        if last is not None and _listed(mention, last[1]):
            _as_before(mention, last[1])
        if last is not None and _joins(sentence, last[0], last[1], mention):
            frame = last[0]
            if mention.slot in ("share", "completion"):
                frame.asides.append(mention)
            else:
                frame.slots[mention.slot] = mention
            frame.words = sentence.between(frame.start, mention.end)
        elif last is not None and _second_rate(sentence, last[0], last[1], mention):
            level = last[0].slots["current"]
            frame = Frame({"current": level, "rate": mention})
            frame.words = sentence.between(level.start, mention.end)
            found.append(frame)
        else:
            frame = (
                Frame({}, [mention])
                if mention.slot in ("share", "completion")
                else Frame({mention.slot: mention})
            )
            frame.words = sentence.between(mention.start, mention.end)
            found.append(frame)
        last = frame, mention
    for frame in found:
        members = sorted(frame.slots.values(), key=lambda m: m.start)
        subject = next((m.label for m in members if _told(m.label)), "")
        for mention in members:
            if not _told(mention.label):
                mention.label = subject
            elif mention.slot == "current" and mention is not members[0] and subject:
                mention.label = f"{subject} {mention.label}"
    return found


def _second_rate(sentence: Sentence, frame: Frame, last: Mention, mention: Mention) -> bool:
    """Down 32 percent and down 28 percent on another basis: two rates of one level."""
    if mention.slot != "rate" or not {"current", "rate"} <= frame.slots.keys():
        return False
    return not residue(sentence.between(last.end, mention.start))


def _told(label: str) -> bool:
    """Whether a label names anything besides a time."""
    return any(
        not re.fullmatch(_MONTH, word, re.IGNORECASE) and word not in ("period", "year", "same")
        for word in label.split()
    )


def _bracketed(mention: Mention, last: Mention) -> bool:
    """8,893 (2.0%), or $457 billion, or 9.3 percent: the same again right after a figure."""
    return _AGAIN.fullmatch(mention.lead) is not None


def _listed(mention: Mention, last: Mention) -> bool:
    """Increases of 492 and 682: a second one without words of its own."""
    return (
        mention.slot == "current"
        and last.slot in ("change", "rate", "points")
        and mention.lead.strip(" ,") in ("and", "")
        and mention.figure.reading.kind == last.figure.reading.kind
        and (mention.unit == last.unit or not mention.unit)
    )


def _as_before(mention: Mention, last: Mention) -> None:
    reading = replace(mention.figure.reading, direction=last.figure.reading.direction)
    mention.slot, mention.figure = last.slot, replace(mention.figure, reading=reading)


def _in_bracket(mention: Mention, last: Mention) -> None:
    if mention.figure.unit in PERCENT and last.slot == "change":
        mention.slot = "rate"
        reading = mention.figure.reading
        wanted = last.figure.reading.direction
        if reading.direction != wanted and reading.value >= 0:
            mention.figure = replace(mention.figure, reading=replace(reading, direction=wanted))


def _joins(sentence: Sentence, frame: Frame, last: Mention, mention: Mention) -> bool:
    """Whether a figure says more of the subject of a frame."""
    gap = sentence.between(last.end, mention.start)
    if mention.slot in frame.slots:
        return False
    if mention.slot == "base" and last.slot in ("change", "rate", "points"):
        if _THAN.fullmatch(gap.lstrip()):  # $31 billion lower than the estimate of
            return True
    if mention.slot in ("share", "completion"):
        return not residue(gap)
    if mention.slot == "current":
        if not (
            _TO.search(mention.lead) and ({"base", "change", "rate", "points"} & frame.slots.keys())
        ):
            return False
        return not residue(gap) or ("change" in frame.slots and _NP.match(gap.strip()) is not None)
    return not residue(gap)


def level_like(mention: Mention) -> bool:
    """Whether the figure can be a part or a whole: a level, counted or measured."""
    return mention.slot == "current" and mention.figure.reading.kind in LEVELS
