"""Running text: which lines are one paragraph, and what kind of paragraph it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.documents.document import Style
from crossfoot.documents.lines import Line, width

_HEADING = re.compile(
    r"#{1,6}\s|第[一二三四五六七八九十百\d]{1,4}[章节编篇部分]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|(?:附?表|图)\s?\d|(?:table|figure|chart|exhibit|box)\s\d|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s?(?-i:[A-Z一-鿿])",
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
_HANGING = re.compile(
    r"(?:^|\s)(?:the|of|by|and|an?|for|to|from|in|at|with|than|or|on|as|its|their|that|which|were)$"
)
_OPEN = "-\u00ad,，、（("
_LOWER = re.compile(r"[a-z]")
_LONGEST_WRAP = 170
_SHORTEST_WRAP = 36


def full_width(lines: Sequence[Line]) -> int:
    """The width of a full line of running text, or 0 without such lines."""
    widths = _widths(lines)
    return widths[int(len(widths) * 0.9)] if widths else 0


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the lines of a text were broken, or 0 if they were not.

    A text is hard-wrapped when its lines are of like length: nearly none beyond a width that a
    page has, and a fair share of them close to it.
    """
    widths = _widths(lines)
    full = full_width(lines)
    if len(widths) < 3 or not _SHORTEST_WRAP <= full <= _LONGEST_WRAP:
        return 0
    near = sum(full * 0.85 <= w <= full * 1.15 for w in widths)
    return full if near * 3 >= len(widths) else 0


def _widths(lines: Sequence[Line]) -> list[int]:
    return sorted(
        width(line.text) if len(line.text) < 500 else 500 for line in lines if len(line.text) > 20
    )


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
    hangs = not closed and (_HANGING.search(line[-12:]) is not None or line[-1] in "，、（")
    if _LIST.match(head) or _HEADING.match(head):
        # "2.5 percent" or "3月" may go on a sentence; only a full line before it says so.
        full = bool(wrapped) and not closed and wide >= wrapped * 0.93
        return head[0].isdigit() and (full or hangs)
    if hangs:
        return True
    if not wrapped:
        return not closed and wide >= 60 and bool(_LOWER.match(head))
    if not closed and (_LOWER.match(head) or line[-1] in _OPEN):
        return wide >= wrapped * 0.5
    if closed:
        return wrapped * 0.85 <= wide <= wrapped * 1.15
    # The line was full if the next word, or the next two Chinese characters, would not fit.
    word = head.split(" ", 1)[0] if head[0].isascii() else head[:2]
    return wide + 1 + width(word) >= wrapped * 0.93
