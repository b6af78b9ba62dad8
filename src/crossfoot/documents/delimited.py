"""Tables in plain text whose columns are set apart by tabs, pipes or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.documents.aligned import Piece, Row, align
from crossfoot.documents.lines import Found, Line, is_sentence, width
from crossfoot.documents.tables import is_blank, is_period, is_value
from crossfoot.documents.units import unit_in

Span = tuple[int, int]
_LIST_MARK = re.compile(
    r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,5})[.)）、．]?|[-*•▪●○–—]"
)
_RULE = re.compile(r"[\s|+:=\-─━┼┬┴├┤┌┐└┘│]+")
_GAP = re.compile(r"[ \t]{2,}|[ \t]*　[ \t　]*")
_NOTE = re.compile(r"(?:附?表|图|注|资料来源|数据来源|来源|table|figure|chart|source|note)", re.I)
_LONGEST_CELL = 400
_SIGN = re.compile(r"(?:US|HK|[ACS])?[$£€¥￥] ?\(?|\(")
_OPEN = re.compile(
    r"(?:(?:US|HK|[ACS])?[$£€¥￥])?[\s|]*[(-]?[\s|]*[$£€¥￥]?[\s|]*\d[\d,.]*[\s|]*\)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSE = re.compile(r"\)|\)? ?[%％]\)?|pts|bps|x")
_LONGEST_SUBHEADING = 120


def tabbed(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines with tabs; a short line between them is a subheading."""
    return _marked(lines, "\t")


def barred(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines with pipes and nothing that rules them off: a web page copied as text."""
    return _marked(lines, "|")


def _marked(lines: Sequence[Line], mark: str) -> Iterator[Found]:
    index = 0
    while index < len(lines):
        if mark not in lines[index].text:
            index += 1
            continue
        rows = [(index, _split(lines[index], mark))]
        after = index + 1
        while after < len(lines):
            if mark in lines[after].text:
                rows.append((after, _split(lines[after], mark)))
                after += 1
                continue
            step = _resumes(lines, after, len(rows[-1][1]), mark)
            if not step:
                break
            rows += [(after + k, [(0, len(lines[after + k].text))]) for k in range(step)]
            after += step
        yield from _tab_table(lines, rows)
        index = after


def _resumes(lines: Sequence[Line], at: int, columns: int, mark: str) -> int:
    """How many lines from `at` are subheadings before the same table goes on; 0 if it ends."""
    for step in range(1, 3):
        line = lines[at + step - 1].text if at + step - 1 < len(lines) else ""
        widest = _LONGEST_SUBHEADING if line.endswith(":") else 60
        if not line or width(line) > widest or is_sentence(line) or _NOTE.match(line):
            return 0
        if at + step < len(lines) and mark in lines[at + step].text:
            cells = _split(lines[at + step], mark)
            texts = [lines[at + step].text[a:b] for a, b in cells[1:]]
            figures = sum(is_value(text) or is_blank(text) for text in texts)
            fresh = unit_in(line) is not None and figures == 0
            return step if len(cells) == columns and figures and not fresh else 0
    return 0


def _tab_table(lines: Sequence[Line], rows: list[tuple[int, list[Span]]]) -> Iterator[Found]:
    texts = [[lines[i].text[a:b] for a, b in cells] for i, cells in rows]
    if len(rows) < 2 or any(len(t) > _LONGEST_CELL for row in texts for t in row):
        return
    if sum(sum(bool(t) for t in row) >= 2 for row in texts) * 2 < len(rows):
        return
    marks = sum(_LIST_MARK.fullmatch(row[0]) is not None for row in texts)
    figures = sum(is_value(t) for row in texts for t in row[1:])
    size = sum(len(t) for row in texts for t in row) / max(sum(map(len, texts)), 1)
    if figures == 0 and (marks * 2 > len(rows) or size > 60):
        return
    yield Found(rows[0][0], rows[-1][0], tuple(_placed(lines, rows, texts)))


def _placed(
    lines: Sequence[Line], rows: list[tuple[int, list[Span]]], texts: list[list[str]]
) -> Iterator[Row]:
    """The cells of each row in their columns, which headers with fewer cells have to find."""
    columns = max(len(cells) for _, cells in rows)
    blanks: list[int] = []
    heading = True
    for (index, cells), text in zip(rows, texts, strict=True):
        start = lines[index].start
        if 1 < len(cells) == columns - 2 and all(text[::2]) and not any(text[1::2]):
            # Every second header is blank and the last blank was cut off with its tab.
            cells, text = [*cells, (cells[-1][1],) * 2], [*text, ""]
        heading = heading and not any(is_value(t) and not is_period(t) for t in text)
        size, rest = divmod(columns - 1, max(len(cells) - 1, 1))
        if heading and not text[0] and all(text[1:]) and len(cells) > 1 and size > 1 and not rest:
            # Nothing over the labels, and each header over equally many columns.
            yield tuple(
                (start + a, start + b, 1 + k * size, size) for k, (a, b) in enumerate(cells[1:])
            )
            continue
        if not heading or len(cells) in (1, columns):
            places = list(range(len(cells)))
        elif len(cells) == len(blanks):
            places = blanks  # subheaders stand where the row above has none
        elif len(cells) == columns - 1:
            places = list(range(1, columns))  # no header over the row labels
        else:
            yield ((start + cells[0][0], start + cells[-1][1], 0, 0),)
            continue
        blanks = [c for c, t in zip(places, text, strict=True) if not t and c] if heading else []
        yield tuple((start + a, start + b, c, 1) for c, (a, b) in zip(places, cells, strict=True))


def piped(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines with pipes: Markdown tables, with or without outer pipes, and drawn boxes."""
    index = 0
    while index < len(lines):
        first = index
        rows: list[tuple[int, list[Span]]] = []
        ruled: int | None = None
        while index < len(lines) and (_has_pipe(lines[index].text) or _is_rule(lines, index)):
            text = lines[index].text
            if _RULE.fullmatch(text):
                ruled = len(rows) if ruled is None and rows else ruled
            else:
                rows.append((index, _split(lines[index], "|│")))
            index += 1
        if index == first:
            index += 1
            continue
        counts = {len(cells) for _, cells in rows}
        wide = max(counts, default=0)
        outer = sum(lines[i].text[0] in "|│" for i, _ in rows) == len(rows)
        sure = ruled is not None or outer
        if len(rows) < 2 or wide < 2 or not sure:
            continue
        texts = [[lines[i].text[a:b] for a, b in cells] for i, cells in rows]
        while ruled is not None and ruled < len(rows) and _are_units(texts[ruled]):
            ruled += 1  # a unit a column, below the rule
        shifts = [_shift(row, texts, r < (ruled or 0)) for r, row in enumerate(texts)]
        yield Found(
            first,
            index - 1,
            tuple(
                tuple(
                    (lines[i].start + a, lines[i].start + b, c + shift, 1)
                    for c, (a, b) in enumerate(row[: len(row) - shift])
                )
                for (i, row), shift in zip(rows, shifts, strict=True)
            ),
            ruled,
        )


def _are_units(row: Sequence[str]) -> bool:
    """Whether a row prints nothing but units, two of them at least."""
    told = [text for text in row if text]
    return len(told) > 1 and all(unit_in(text) and not is_value(text) for text in told)


def _shift(row: Sequence[str], rows: Sequence[Sequence[str]], heads: bool) -> int:
    """1 for a header row that has no cell over the labels, and so one too many at its end."""
    if not heads or not row[0] or row[-1] or not all(row[:-1]):
        return 0
    if not (is_period(row[0]) or unit_in(row[0])):
        return 0
    full = [one for one in rows if len(one) == len(row) and is_value(one[-1])]
    return int(bool(full) and not any(is_value(one[0]) for one in full))


def _has_pipe(text: str) -> bool:
    return text.count("|") + text.count("│") >= (1 if text[:1] in ("|", "│") else 2)


def _is_rule(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of dashes belongs to a piped table above or below it."""
    text = lines[index].text
    if len(text) < 3 or not _RULE.fullmatch(text):
        return False
    beside = [lines[k].text for k in (index - 1, index + 1) if 0 <= k < len(lines)]
    return any("|" in t or "│" in t for t in beside)


def _split(line: Line, separators: str) -> list[Span]:
    """The trimmed cells of a line, relative to its start; outer pipes make no cells."""
    text = line.text
    cells, at = [], 0
    for k, char in enumerate(text):
        if char in separators and text[k - 1 : k] != "\\":
            cells.append((at, k))
            at = k + 1
    cells.append((at, len(text)))
    if separators == "\t":
        before, after = line.tabs
        cells = [(0, 0)] * before + cells + [(len(text), len(text))] * after
    else:
        if text[0] in separators:
            cells = cells[1:]
        if text[-1] in separators and len(cells) > 1:
            cells = cells[:-1]
    return _joined(text, [_trim(text, a, b) for a, b in cells])


def _joined(text: str, cells: list[Span]) -> list[Span]:
    """The cells with a sign that stands in one of its own put to its figure: $ | 41, (7 | )%."""
    joined: list[Span] = []
    sign: int | None = None
    for a, b in cells:
        if _SIGN.fullmatch(text[a:b]):
            sign = a if sign is None else sign
            continue
        if joined and _CLOSE.fullmatch(text[a:b]):
            before = text[slice(*joined[-1])]
            if _OPEN.fullmatch(before) and not _YEAR.fullmatch(before):
                joined[-1] = joined[-1][0], b
                continue
        joined.append((a if sign is None else sign, b))
        sign = None
    return joined if sign is None else cells


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def spaced(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines whose cells stand apart by two spaces or more, and line up in columns."""
    index = 0
    while index < len(lines):
        rows: list[list[Piece]] = []
        first = index
        while index < len(lines) and lines[index].text:
            pieces = _pieces(lines[index])
            if len(pieces) < 2 and (not rows or is_sentence(lines[index].text)):
                break
            rows.append(pieces)
            index += 1
        while rows and len(rows[-1]) < 2:
            rows.pop()
        if len(rows) >= 2 and (found := align(rows)) is not None:
            yield Found(first, first + len(rows) - 1, found)
        index = max(index, first + 1)


def _pieces(line: Line) -> list[Piece]:
    text = line.text
    if len(text) > _LONGEST_CELL:
        return []
    cells, at = [], 0
    for gap in _GAP.finditer(text):
        alone = gap[0] == "　" and _single(text, at, gap.start(), gap.end())
        if not alone:
            cells.append((at, gap.start()))
            at = gap.end()
    cells.append((at, len(text)))
    made, column, done = [], line.indent, 0
    for a, b in cells:
        column += width(text[done:a])
        wide = width(text[a:b])
        made.append(Piece(column, column + wide, line.start + a, line.start + b, text[a:b]))
        column, done = column + wide, b
    return made


def _single(text: str, at: int, before: int, after: int) -> bool:
    """Whether a full-width space only spreads a word of two characters: 合　计."""
    return (
        before - at == 1
        and after < len(text)
        and (after + 1 == len(text) or text[after + 1].isspace())
    )
