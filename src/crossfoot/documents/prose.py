"""Running text: which lines are one paragraph, and what kind of paragraph it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.documents.document import Style
from crossfoot.documents.lines import Line, width

_HEADING = re.compile(
    r"#{1,6}\s|第[一二三四五六七八九十百\d]{1,4}[章节编篇部分]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|(?:附?表|图)\s?\d|(?:table|figure|chart|exhibit|box)\s\d|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s?[A-Z一-鿿]",
    re.I,
)
_LIST = re.compile(
    r"[-–—*+•·▪●○■◆►]\s|[▪●•■◆►]|[(（]?(?:\d{1,3}|[a-z]|[ivx]{1,4})[)）.．、]\s?(?=\D)|[①-⑳]|[一二三四五六七八九十]{1,3}是"
)
_NOTE = re.compile(
    r"(?:注释?|备注|说明|资料来源|数据来源|来源|脚注)\s*(?:[(（]?\d{0,2}[)）]?)?\s*[:：]|[(（]\d{1,2}[)）]\s?[A-Z“\"]"
    r"|(?:notes?|sources?|footnotes?)\b[^.]{0,30}:|\[\^?\w{1,8}\]:",
    re.I,
)
_SOURCE = re.compile(r"#{1,6}(?:source|note)", re.I)
_CLOSED = re.compile(r"[。！？；.!?;:：][\"'”’)）\]】*_]{0,3}$")
_LOWER = re.compile(r"[a-z]")
_CJK_END = re.compile(r"[一-鿿、，,（《“\d%％]$")
_LONGEST_WRAP = 170
_SHORTEST_WRAP = 36


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the lines of a text were broken, or 0 if they were not.

    A text is hard-wrapped when its lines are of like length: nearly none beyond a width that a
    page has, and a fair share of them close to it.
    """
    widths = sorted(
        width(line.text) if len(line.text) < 500 else 500 for line in lines if len(line.text) > 20
    )
    if len(widths) < 3:
        return 0
    full = widths[int(len(widths) * 0.9)]
    if not _SHORTEST_WRAP <= full <= _LONGEST_WRAP:
        return 0
    near = sum(full * 0.85 <= w <= full * 1.15 for w in widths)
    return full if near * 3 >= len(widths) else 0


def style_of(text: str) -> Style:
    """What a paragraph's look says it is."""
    head = text[:80]
    if _NOTE.match(head) or _SOURCE.match(head):
        return "note"
    if _HEADING.match(head) and len(text) <= 80 and not _CLOSED.search(text):
        return "heading"
    if _LIST.match(head):
        return "list"
    if len(text) <= 60 and not _CLOSED.search(text) and "，" not in text and "," not in text:
        return "heading" if not text[0].islower() else "body"
    return "body"


def paragraphs(lines: Sequence[Line], wrapped: int) -> Iterator[tuple[int, int, Style]]:
    """Paragraphs of consecutive lines as (start, end, style); blank lines part them."""
    current: list[Line] = []
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        if current and not goes_on(current[-1].text, line.text, wrapped, blank):
            yield _paragraph(current)
            current = []
        current.append(line)
        blank = False
    if current:
        yield _paragraph(current)


def _paragraph(lines: Sequence[Line]) -> tuple[int, int, Style]:
    text = lines[0].text
    style = style_of(text)
    if style == "heading" and len(lines) > 1:
        style = "body"
    return lines[0].start, lines[-1].end, style


def goes_on(line: str, following: str, wrapped: int, blank: bool) -> bool:
    """Whether the sentence of one line surely goes on in the next."""
    head = following[:80]
    if _NOTE.match(head) or line[0] in "#|" or following[0] in "#|>":
        return False
    closed = _CLOSED.search(line[-6:]) is not None
    long = len(line) >= _LONGEST_WRAP * 2
    wide = 0 if long else width(line)
    if blank:  # double-spaced text: only a sentence that plainly goes on
        return not closed and bool(wrapped) and wide >= wrapped * 0.6 and bool(_LOWER.match(head))
    if long:
        return False
    if _LIST.match(head) or _HEADING.match(head):
        # "2.5 percent" or "3月" may start a wrapped line; a full line before it is needed.
        return bool(wrapped) and not closed and wide >= wrapped * 0.93 and head[0].isdigit()
    if not wrapped:
        return not closed and wide >= 60 and bool(_LOWER.match(head))
    if not closed and _LOWER.match(head):
        return wide >= wrapped * 0.5
    return wide >= wrapped * 0.85 and (not closed or wide <= wrapped * 1.15)
