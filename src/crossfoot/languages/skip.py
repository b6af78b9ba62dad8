"""Numbers that claim nothing: ordinals, list marks, document numbers, codes, parts of names."""

from __future__ import annotations

import re

from crossfoot.languages import en
from crossfoot.languages.text import words

_CN = "零〇一二两三四五六七八九十百千"
_LIST = r"[0-9]{1,4}[a-zA-Z]?(?:\.[0-9]{1,3})*(?:\([a-z0-9]{1,2}\))*"
_AGE = r"[0-9]{1,3}(?:(?: ?[-–&+]| to| or| and) ?(?:[0-9]{1,3}|over|above|under|older|below))?"

# Forms recognised from their first digit on.
_FORWARD = re.compile(
    r"1[3-9][0-9]{9}(?![0-9])|0[0-9]{2,3}-[0-9]{7,8}|[0-9]{3}-[0-9]{3}-[0-9]{4}\b"
    r"|[0-9]{3}\) ?[0-9]{3}-[0-9]{4}"
    r"|[0-9]{1,6}(?:st|nd|rd|th)\b"
    r"|[0-9]{1,5} ?号(?!召)"
    r"|[0-9]{1,4}(?:\+[0-9A-Z]{1,4}){1,9}(?![%0-9])"
    r"|[0-9]{1,4}/[0-9]{1,4}(?:/[0-9]{1,4})?(?![0-9%])"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){2,6}(?![0-9])"
    rf"|{_AGE}(?:(?:, | and |, and | or )(?:the )?{_AGE}){{0,6}}[ -]"
    r"(?:year[- ]olds?|(?:age|aged) (?:group|band|bracket|range)s?|years? of age|years? old)"
    r"|[0-9]{1,4}(?:[- ]|-? ?(?=day))(?:year|month|week|day|quarter|hour|minute|point|step"
    r"|member|page|man|time|star"
    r"|way|inch)(?:[- ](?:old|long|high|low|period))?\b(?!s)"
    r"|[0-9]{1,4}(?:[-–][0-9]{1,4})? (?i:years|months|weeks|days)\b"
    r"|[0-9]{1,3}(?:多|余)?(?:[-–至][0-9]{1,3})?(?:年|周[岁年]|岁|月龄|世纪|届|点(?![0-9])"
    r"|强|大(?!型|于|卡)|线|纳米级|代(?!表))"
    r"|[0-9]+[A-Z][A-Za-z]*级?(?![A-Za-z/])"
    r"|[0-9]{1,3}-?(?:K|D|G)\b|[0-9.]{1,8} ?[KMk][Bb] (?i:pdf|xls|zip|word|excel)"
)
_MARK = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}(?:[.、)]|:(?= ))(?![0-9])"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3} {1,3}(?=[A-Z\u4e00-\u9fff])"
)
# 2014(25): too many for a note of that year.
_YEAR_TALLY = re.compile(r"(?:19|20)[0-9]{2}\((?:[2-9][0-9]|[1-9][0-9]{2})\)")
_CLOSED = re.compile(r"[0-9]{1,3}[)\]]")
# What stands before a number that belongs to a name.
_NAMED = frozenset(
    words("""
    per page pages map maps fig fig. figs table tables figure figures chart charts note notes
    section sections chapter
    chapters article articles exhibit exhibits grade grades item items part parts level levels
    phase phases step steps form forms rule rules act acts version annex appendix box paragraph
    paragraphs para paras schedule clause clauses number numbers no no. nos. volume vol. issue
    category tier stage type class series block lot area zone route highway flight room suite unit
    goal sdg scope resolution regulation directive law decree order circular s&p ftse fortune
    russell nasdaq nikkei cac dax nifty kospi csi windows boeing airbus iso ifrs ias asc asu sfas
    sab covid basel web industry stoxx top vision agenda model day
    """)
)
_AGED = re.compile(
    r"\b(?:aged?|ages|age (?:group|band|bracket|range)s?)(?: of)?(?: (?:over|under|between"
    r"|from|at least))?"
    rf"(?: {_AGE}(?:,| and|, and| or)(?: the)?){{0,6}} $",
    re.IGNORECASE,
)
_WORD = re.compile(r"([A-Za-z][A-Za-z&.]*)[ \u00a0\n]$")
_AND = re.compile(
    rf"(?:,| and| or| &| to| of|, and|[-–]) ?{_LIST}s?(?![0-9]|[.,][0-9]|%| ?(?:million"
    rf"|billion|percent))"
)
_PART = re.compile(rf"{_LIST}(?![0-9])")
_VALUED = re.compile(
    r"[%‰]|,[0-9]{3}|[.][0-9]| ?(?:per ?cent|percentage|million|billion|trillion)\b"
)
_GLUED = re.compile(r"[0-9A-Za-z]*(?:[.-][0-9A-Za-z]+)*")
_CODES = tuple(
    sorted((code for code in en.MONEY_BEFORE if code[-1].isascii() and code[-1].isalpha()), key=len)
)
_WEB = re.compile(r"(?:https?://|www\.|@)[^\s\u4e00-\u9fff]*$")
_REST = re.compile(r"[^\s\u4e00-\u9fff]*")
_YEARED = re.compile(r"[〔\[【〈(](?:19|20)[0-9]{2}[〕\]】〉)](?: ?第)? ?$")
_ZIP = re.compile(r"\b[A-Z]{2} $")
_AGE_OR_ZIP = re.compile(
    rf"(?:{_AGE}(?:-[0-9]{{4}})?|[0-9]{{5}}(?:-[0-9]{{4}})?)(?![0-9%]| ?(?:%|per ?cent)|[.,][0-9])"
)


def passed_over(text: str, start: int, end: int, *, cell: bool = False) -> int | None:
    """Where the text goes on when the digits at start:end claim nothing; None when they may."""
    before = text[start - 1] if start else "\n"
    if before == "=" and text[start:end] == "100":
        return end  # 上年=100 is the base of an index
    if text[max(0, start - 2) : start] in ("国道", "省道", "县道"):
        return end
    if "·" in (before, text[end : end + 1]) or before in "×*" or _QUOTED.match(text, start - 1):
        return end
    if before.isascii():
        if before.isalpha() or (
            before in "-._/&"
            and text[start - 2 : start - 1].isascii()
            and text[start - 2 : start - 1].isalnum()
        ):
            skipped = _part_of_name(text, start)
            if skipped:
                return skipped
        elif before in "[(":
            closed = None if _YEAR_TALLY.match(text, start - 5) else _CLOSED.match(text, start)
            spaced = before == "(" and text[start - 2 : start - 1].isspace()
            if closed and not (
                spaced and (cell or (end - start > 1 and text[start - 3].isascii()))
            ):
                return closed.end()
        elif before in " \n\u00a0\t":
            skipped = _named(text, start)
            if skipped:
                return skipped
    elif before in "第前注图表〔":
        match = _ORDINAL.match(text, start)
        assert match is not None
        if before != "前" or match["rank"] or not match["unit"]:
            return match.end()
    if text.rfind("\n", max(0, start - 9), start) >= 0 or start < 9:
        line = text[max(0, start - 9) : start].rpartition("\n")[2]
        if not line.strip(" \t-•*#▪") and (mark := _MARK.match(text, start)):
            return mark.end()
    found = _FORWARD.match(text, start)
    if found and found[0].endswith("岁") and _LIFE.search(text, max(0, start - 16), start):
        return None
    return found.end() if found else None


_LIFE = re.compile("寿命|平均年龄")


_QUOTED = re.compile(r"[“「『\"][0-9.]{1,8}[\u4e00-\u9fff]?[”」』\"]")  # 稳经济“30条”
_ORDINAL = re.compile(
    r"[0-9]+(?:[-–~至、.][0-9]+)*(?P<rank>[位名强列甲届次期批号条款章节]|(?=[,。;、)]"
    r"|\Z))?(?P<unit>[\u4e00-\u9fff])?"
)


_AMOUNT = re.compile(r"[0-9][0-9,.]* ?[万亿]")


def _part_of_name(text: str, start: int) -> int | None:
    if _AMOUNT.match(text, start):
        return None
    for code in _CODES:
        if (
            text.endswith(code, 0, start)
            and not text[start - len(code) - 1 : start - len(code)].isalpha()
        ):
            return None
    head = text[max(0, start - 60) : start]
    if _WEB.search(head):
        rest = _REST.match(text, start)
        return rest.end() if rest else None
    before = text[start - 1]
    if before == "-" and text[start - 2].isdigit():
        return None
    if before in ".-" and not text[start - 2].isalpha():
        return None
    glued = _GLUED.match(text, start)
    return glued.end() if glued else None


_EVERY = re.compile(r"1(?:0{1,6}|0{0,2}(?:,000){1,2})(?![0-9,])")


def _named(text: str, start: int) -> int | None:
    head = text[max(0, start - 48) : start]
    word = _WORD.search(head)
    if word and word[1].lower() == "per" and (every := _EVERY.match(text, start)):
        return every.end()
    if word and (word[1].lower() in _NAMED or word[1].lower().rstrip("s") in _NAMED):
        part = _PART.match(text, start)
        if part and not _VALUED.match(text, part.end()):
            end = part.end()
            while more := _AND.match(text, end):
                end = more.end()
            return end
    if _YEARED.search(head):
        return _FORWARD.match(text, start).end() if _FORWARD.match(text, start) else None  # type: ignore[union-attr] # tested
    if _AGED.search(head) or _ZIP.search(head):
        part = _AGE_OR_ZIP.match(text, start)
        return part.end() if part else None
    return None
