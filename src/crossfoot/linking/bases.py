"""What a level is held against: the year before, the month before, a plan, the end of a year."""

from __future__ import annotations

import re

from crossfoot.linking.scene import Frame, Mention

# In Chinese the base stands before the figure: 比上年末增加; in English after it.
_CHINESE = tuple(
    (name, re.compile(said))
    for name, said in (
        ("plan", "[比较超与][^,，]{0,6}(?:预算|计划|目标|任务|预期)"),
        ("end", "(?:[比较与]|^)(?:年初|期初|上?年[末底]|去年[末底])"),
        (
            "last",
            r"环比|(?:[比较与]|^)(?:上(?:个?月|季|一季|半年|期|周)|第?[一二三四]季度|\d{1,2}月)",
        ),
        ("several", "年均|平均"),
        ("year", "同比|(?:[比较与]|^)(?:上年|去年|上一年)(?:同期|同月)?"),
    )
)
_ENGLISH = tuple(
    (name, re.compile(said, re.IGNORECASE))
    for name, said in (
        ("plan", r"\b(?:budget|plan|target|guidance|forecast|estimate)"),
        (
            "end",
            r"year[- ]end|since (?:December|the start)|end of (?:last|the previous)"
            r"|(?:start|beginning) of",
        ),
        (
            "last",
            r"sequential|(?:quarter|month)[- ]o(?:n|ver)[- ](?:quarter|month)|\b[qm]o[qm]\b"
            r"|(?:last|previous|prior|preceding) (?:quarter|month|half)(?! of last)"
            r"|(?<!of the )(?:first|second|third|fourth) (?:quarter|half)(?! of last)",
        ),
        ("several", r"\ba year\b(?! (?:ago|earlier|before))|annual|CAGR"),
        (
            "year",
            r"year[- ]o(?:n|ver)[- ]year|\by/?o/?y\b|\ba year (?:earlier|ago|before)|on the year"
            r"|(?:last|previous|prior|preceding) year|same (?:period|quarter|month)|prior-year",
        ),
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THEN = re.compile(r"[比较与]“?((?:19|20)\d\d)年")
_THEN_ENGLISH = re.compile(
    r"^\W*(?:(?:higher|lower|more|less|fewer|up|down) )?(?:from|than|since|on|over|above|below"
    r"|compared (?:with|to)) (?:in |that of |(?:the|its) (?:[a-z]+ )?(?:level|figure|number|total"
    r"|value)s? (?:of|in|for|recorded in|seen in) )?((?:19|20)\d\d)\b"
)
_CLAUSE = re.compile("[,，；;。(]")
_AND = re.compile(r"\b(?:and|but|while)\b")
_NEAR = 60


def bases_differ(frame: Frame) -> bool:
    """Whether a frame names two bases: 比2019年增长9%，比上年增加2亿元."""
    said = {_base(m) for slot, m in frame.slots.items() if slot in ("change", "rate", "points")}
    said.add(_base_level(frame))
    return len(said - {""}) > 1


def bases_differ_between(one: Frame, other: Frame) -> bool:
    """Whether the rates of two frames name bases that are not the same."""
    said = {_base(frame.slots["rate"]) for frame in (one, other) if "rate" in frame.slots}
    return len(said - {""}) > 1


def _base(mention: Mention) -> str:
    """What the clause of a change says that it is held against, if it does."""
    if mention.lead.isascii() and mention.tail.isascii():
        clause = _CLAUSE.split(mention.tail[:_NEAR])[0]
        year = _THEN_ENGLISH.match(clause)
        return year[1] if year else _named(clause, _ENGLISH)
    clause = _CLAUSE.split(mention.lead[-_NEAR:])[-1]
    year = _THEN.search(clause)
    return year[1] if year else _named(clause, _CHINESE)


def _base_level(frame: Frame) -> str:
    """The same of the level before: 上年为, and a year where that is not the one before."""
    level, base = frame.slots.get("current"), frame.slots.get("base")
    if level is None or base is None:
        return ""
    if base.lead.isascii() and base.tail.isascii():
        return _named(_CLAUSE.split(_AND.split(base.tail[:_NEAR])[0])[0], _ENGLISH)
    clause = _CLAUSE.split(base.lead[-_NEAR:])[-1]
    years = [_YEAR.findall(m.lead[-_NEAR:]) for m in (level, base)]
    if all(years):
        apart = int(years[0][-1]) - int(years[1][-1])
        return years[1][-1] if apart > 1 else "year" if apart == 1 else ""
    return _named(re.sub("^.*(?=上年|去年|年初|上年末|上月)", "", clause), _CHINESE)


def _named(clause: str, bases: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    return next((name for name, said in bases if said.search(clause)), "")
