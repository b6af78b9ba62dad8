"""English: what a figure is about its subject, and which figures have one subject."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crossfoot.figure import Direction
from crossfoot.linking.en_compared import compare
from crossfoot.linking.en_words import BY, CUT, DOWN, DOWNWARD, RAISED, UP, UPWARD
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
_FUNCTION = re.compile(
    rf"\b(?:{_DATE}|{UP}|{DOWN}|by|to|from|an?|the|of|or|and|about|around|approximately|nearly"
    rf"|almost|just|over|in|on|at|during|for|with|than|was|were|is|which|representing|reflecting"
    r"|compared|compares|versus|vs|against|relative|as|same|period|quarter|year|years|month"
    r"|months|half|last|previous|prior|preceding|corresponding|earlier|ago|first|second|third"
    r"|fourth"
    r"|year-over-year|year-on-year|yoy|y/y|non-GAAP|GAAP|sequentially|percent|per cent|change"
    r"|total|record|level|respectively|its|that|end|ended|ending|over-year|on-year|between|since"
    r"|a|per|season|week|day|hour|barrel|tonne|ton|head|basis|slightly|sharply|it|comparable"
    r"|reported|revised|result|results|current|when"
    r"|previously|considerable|marginal|significant|slight|sharp|modest|further|substantial"
    r"|steep|shows?|showed|represents?|represented|recorded|recording|reach|reached|reaching|stand"
    r"|those|same time|registered|registering|posted|posting|achieved|seen|observed|noted|now|then"
    r"|average|averaging|close|settle|hit|time|before|previously|respective|bringing|taking)\b"
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
    r"^ ?\((?:FY ?|fiscal )?(?:19|20)\d\d: ?$"
    r"|\b(?:(?:last|prior|previous)[ -](?:year|quarter|month|period|season)(?:'s|’s)"
    r"|(?:a|one|the) (?:year|quarter|month) (?:earlier|ago|before) \() ?$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^ ?(?:the|its|that|those|as \w+ as|more than the|higher than the)"
    r"(?: (?:\w+ ){0,4}(?:of|was|were|paid))? ?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:to(?: (?:reach|average|total|stand at|close at|settle at|hit))?|reaching|at|totall?ing"
    r"|averaging)(?: (?:a|an|the|new|record|total|level|about|around|approximately|nearly|high"
    r"|low|of|just|over|under|only|almost)){0,5} ?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"\b(?:{UP}|{DOWN})\b(?:(?:(?!\bthan\b|\bfrom\b|\bagainst\b)[^.;()%]){{0,70}}?"
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
# Higher than a year earlier (£225,000): a figure in a bracket after a time.
_THEN = re.compile(
    r"\b(?:than|from|on|with|to|against|over)(?: in)?(?: (?:the|a|an|same|one|[a-z]+ing|previous"
    r"|first|second|third|fourth)){0,4} (?:year|quarter|month|week|half|period|(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8})(?: (?:earlier|before|ago|previously|of|last|year|(?:19|20)\d\d)){0,3} ?\($",
)
_DATED = re.compile(r"\((?:in )?(?:FY ?|Q[1-4] |[A-Z][a-z]{2,8} )?(?:19|20)\d\d: ?$")
# 1,230 (5.3%) more than in 2019: what stands between a change and its direction.
_RATED = re.compile(r"^ ?\([^()]{1,16}\)(?= [a-z])")
_MADE_UP = re.compile(r"\b(?:made|makes?|making|set|take[ns]?|backed|built) up\b")
_MOVED_BY = re.compile(
    rf"\b(?:{RAISED}|{CUT})\b[^.;()%]{{0,70}}?\bby(?: (?:about|around|approximately|nearly|almost"
    r"|just|over|another|an additional|a further|some|only|more than))* ?$",
    re.IGNORECASE,
)
# The 75-basis-point emergency cut.
_STEP = re.compile(
    r"^ ?(?:[a-z-]+ ){0,2}(?P<word>cut|reduction|decrease|fall|decline|drop|hike|increase|rise)\b"
)
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
# Where something is counted: 59,000 homes in England and Wales, an increase of 27%.
_PLACE = re.compile(
    r"\b(?:in|across|within|throughout) (?:the )?(?:[A-Z][a-z]+|U[KS])(?:(?: (?:and|of|the))*"
    r" (?:[A-Z][a-z]+|U[KS])){0,4}\b"
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
    return text if len(text) > 160 else _FUNCTION.sub("", _PLACE.sub("", text))


def label_of(lead: str) -> tuple[str, str]:
    """The content words before a figure, lower case, at most eight; English has no scope."""
    text = re.split(r"[.;:]\s", lead[-160:])[-1]
    words = [word.lower() for word in _WORD.findall(text)]
    kept = [
        w for w in words if w not in _STOP and not UPWARD.fullmatch(w) and not DOWNWARD.fullmatch(w)
    ]
    return "", " ".join(kept[-8:])


def _slot(mention: Mention, rest: str) -> str:
    """What a figure is about its subject; `rest` is the sentence after it."""
    reading = mention.figure.reading
    lead = _MADE_UP.sub("made", mention.lead[-90:])
    tail = _MARK.sub("", mention.tail[:40])
    if reading.kind in ("points", "multiple", "rank"):
        return reading.kind
    changed = (_CHANGED.search(lead) or _MOVED_BY.search(lead)) is not None
    changed = changed and not _TO.search(lead)
    after = _AFTER.match(_RATED.sub("", _MARK.sub("", rest[:60])))
    if reading.kind == "share" and reading.direction is not None:
        return "rate"  # cut by a quarter
    if reading.kind in LEVELS and reading.direction is None and _THEN.search(lead):
        return "base"
    if (reading.kind in LEVELS or reading.unit in PERCENT) and _DATED.search(lead):
        return "base"
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


def _directed(mention: Mention, rest: str) -> None:
    """Give a change the direction that its words have, where reading it alone did not tell."""
    reading = mention.figure.reading
    if mention.slot in ("base", "current") and reading.kind in LEVELS and reading.direction:
        mention.figure = replace(mention.figure, reading=replace(reading, direction=None))
    if mention.slot not in ("change", "rate", "points") or reading.direction or reading.value < 0:
        return
    after = _AFTER.match(_RATED.sub("", _MARK.sub("", rest[:60])))
    if after is None and mention.slot == "points":
        after = _STEP.match(rest)
    words = after["word"] if after else _MADE_UP.sub("made", mention.lead[-90:])
    down = [found.end() for found in DOWNWARD.finditer(words)]
    up = [found.end() for found in UPWARD.finditer(words)]
    if not down and not up:
        return
    direction: Direction = "down" if max(down, default=-1) > max(up, default=-1) else "up"
    mention.figure = replace(mention.figure, reading=replace(reading, direction=direction))


def frames(sentence: Sentence) -> list[Frame]:
    """Figures of one subject together: a level with its base, change, rate and shares."""
    from crossfoot.linking.scene import Frame

    found: list[Frame] = []
    last: tuple[Frame, Mention] | None = None
    changed: Mention | None = None
    for mention in sentence.mentions:
        rest = sentence.text[mention.end - sentence.start :][:60]
        mention.slot = _slot(mention, rest)
        _directed(mention, rest)
        mention.scope, mention.label = label_of(mention.lead)
        if mention.figure.reading.kind == "count" and " " in mention.figure.text:
            noun = " ".join(_WORD.findall(mention.figure.text)).lower()
            mention.label = f"{mention.label} {noun}".strip()
        if last is not None and _bracketed(mention, last[1]):
            _in_bracket(mention, last[1])
        if last is not None and last[1].slot == "multiple" and _TIMES.match(mention.lead):
            mention.slot = "base"  # three times the 1.5 million
        if last is not None and _listed(mention, last[1]):
            _as_before(mention, last[1])
        if last is not None:
            compare(sentence, mention, last[1])
        if changed is not None and _elliptical(mention, changed):
            _as_before(mention, changed)
        if mention.slot in ("change", "rate"):
            changed = mention
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
    if _AGAIN.fullmatch(mention.lead):
        return True
    opened = mention.lead.endswith("(") and last.slot == "change"  # 2,600 on the quarter (5.1%)
    return opened and mention.unit in PERCENT and not residue(mention.lead)


def _listed(mention: Mention, last: Mention) -> bool:
    """Increases of 492 and 682: a second one without words of its own."""
    return (
        mention.slot == "current"
        and last.slot in ("change", "rate", "points")
        and mention.lead.strip(" ,") in ("and", "")
        and mention.figure.reading.kind == last.figure.reading.kind
        and (mention.unit == last.unit or not mention.unit)
    )


def _elliptical(mention: Mention, changed: Mention) -> bool:
    """Exports grew by 5 per cent and imports by 3 per cent: the verb stands but once."""
    return (
        mention.slot == "current"
        and mention.figure.reading.kind in (*LEVELS, "share")
        and BY.search(mention.lead) is not None
        and changed.figure.reading.direction is not None
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
