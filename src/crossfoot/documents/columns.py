"""Tables in plain text that have lost their columns: figures after a label.

Text copied out of a PDF reads `Net sales $ 53,437 $ 49,417`, line after line. It is a table only
where the same shape repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.documents.lines import Found, Line

Cells = tuple[tuple[int, int, int, int], ...]
Span = tuple[int, int]

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(
    r"[~≈]?[$£€¥￥]?[(（]?[-–−+]?[$£€¥￥]?(?:\d[\d,]*\.)?(?:[\d,]*\d)[)）]?(?:[%％‰]|x|bps?)?[)）]?"
)
_NOTHING = re.compile(r"[—–－-]{1,2}|[nN]/?[aA]\.?|n\.m\.?|[nN]/[mM]|NM|nm|\.\.|不适用")
_MARK = re.compile(r"\d{1,2}(?:[.(]?[a-z\d]\)?)?|[(（]\d{1,2}[)）]|[—–-]", re.I)
_SIGN = re.compile(r"[~≈]|[~≈]?(?:US|HK)?[$£€¥￥]")
_PERCENT = re.compile(r"[%％‰]\)?")
_FOOTNOTE = re.compile(r"[(（]\d{1,2}[)）]")
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = rf"{_MONTH} (?:\d{{1,2}},? ?)?(?:{_YEAR}\b)?|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)\b"
_PERIOD = re.compile(
    rf"(?:Q[1-4]|Full Year|Fiscal(?: Year)?) (?:FY ?)?'?(?:{_YEAR}|\d\d)\b"
    rf"|(?:(?:First|Second|Third|Fourth|One|Two|Three|Six|Nine|Twelve|\d{{1,2}}) )?"
    rf"(?:Fiscal )?(?:Months?|Weeks?|Quarters?|Half|Years?)(?: Ended| Ending)?(?: {_DATE})?"
    rf"|{_DATE}|(?:Q[1-4]|[1-4]Q|[HF]Y?[12]?) ?'?(?:{_YEAR}|\d\d)\b|{_YEAR}年(?:\d{{1,2}}月)?"
    rf"(?:\d{{1,2}}日)?(?:末|底)?|{_YEAR}(?:[-/–]\d\d)?\b|[%$] Change|Change(?: %)?|Variance",
    re.I,
)
_PERIOD_ENDS = (*"0123456789,年月日末底", "ended", "ending", "change", "months", "weeks", "quarter",
                "quarters", "half", "year", "years", "variance", "change %")  # fmt: skip
_BEFORE_YEAR = re.compile(rf"(?:\d,|\b(?:{_MONTH}|in|of|fiscal|year|since|from|to)) $", re.I)
_SPANNING = re.compile(r"\d|ended|ending|months|weeks|year|quarter|half", re.I)
_COLUMN_WORD = re.compile(
    r"(?:actuals?|after|all|amounts?|approximately|audited|average|basic|before|budget(?:ed)?|change"
    r"|count|credit|current|debit|diluted|estimated?|female|females|forecast|gaap|gross|high|low"
    r"|male|males|max(?:imum)?|mean|median|men|min(?:imum)?|net|non-?current|non-gaap|number|percent"
    r"|plan(?:ned)?|previous|prior|rate|revised|share|target|total|unaudited|variance|women|[%$£€])"
    r"[*^†()\d]{0,4}",
    re.I,
)
# A header of several columns: a period, a change in two words, or a word of its own.
_TOKEN = re.compile(
    rf"(?P<period>{_DATE}|{_YEAR}(?:[-/–]\d\d)?\b|Q[1-4](?: FY)? ?'?(?:{_YEAR}|\d\d)\b"
    r"|[1-4]Q\d\d\b)|(?:Inc(?:rease)?\.? ?/? ?[(（](?:Dec(?:rease)?)\.?[)）]"
    r"|(?:[%$]|percent(?:age)?|dollar) (?:change|chg\.?|inc(?:rease)?|var(?:iance)?)"
    r"|(?:change|chg\.?|increase|variance) ?[(（]?[%$][)）]?"
    r"|[%％] of (?:net |total )?(?:sales|revenues?)|vs\.? (?:19|20)\d\d)[*^†]*|(?P<word>\S+)",
    re.I,
)
_LONE_PERCENT = re.compile(r"(?<= )[%％](?= |$)")
_STUB = re.compile(r".{0,3}(?:项目|指标|名称|类别|地区|行业|科目|产品|年份|区县|品种|分类|内容)")
_CORNER = re.compile(r"[(（][^()（）]{1,60}[)）] ")
# A header of a unit a column: millions of dollars % change, also where copying glued them.
_UNITS = re.compile(
    r"(?:in )?(?:thousands|millions|billions)(?: of (?:(?:current|chained|constant|US|Canadian"
    r"|Australian) )*(?:\(?\d{4}\)? )?(?:dollars|euros?|pounds|persons|people|tonnes|units|jobs))?"
    r"|[%％] ?(?:change|of total|share)?|per ?cent(?:age)?(?: change| of total| points?)?"
    r"|[$£€](?: ?(?:thousands?|millions?|billions?|'000|000|bn|m))?|'000|dollars|number|index"
    r"|ratio",
    re.I,
)
_ENDED = re.compile(r"[.;!?。；！？]$|^.{160}")
_SENTENCE = re.compile(r"\b(?:and|or|of|to|by|in|at|for|from|with|than|was|were|is|are) $")
_LONGEST = 300
_LOOK_UP = 4
_TALL = 8  # lines of a header of several short lines
_SHORT = 40  # characters of such a line


def figures_of(text: str) -> list[Span]:
    """The figures that end a line, each with its currency sign and percent sign, left to right."""
    if len(text) > _LONGEST or not text:
        return []
    words = list(_WORD.finditer(text))
    found: list[Span] = []
    index = len(words) - 1
    while index >= 0:
        word = words[index]
        end = word.end()
        if _PERCENT.fullmatch(word[0]) and index > 0:
            index -= 1
            word = words[index]
        number = _NUMBER.fullmatch(word[0]) is not None
        if not number and not _NOTHING.fullmatch(word[0]):
            break
        start = word.start()
        index -= 1
        while index >= 0 and _SIGN.fullmatch(words[index][0]):
            start = words[index].start()
            index -= 1
        found.append((start, end))
    while found and _is_date(text, *found[-1]):
        found.pop()
    return found[::-1]


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether a figure is the year of a date that belongs to the label: `April 30, 2023`."""
    return (
        re.fullmatch(_YEAR, text[start:end]) is not None
        and _BEFORE_YEAR.search(text[max(start - 20, 0) : start]) is not None
    )


def trailing(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of `label figure figure ...` with equally many figures, and their headers."""
    tails = [figures_of(line.text) for line in lines]
    headed = [_is_dates(line.text, tail) for line, tail in zip(lines, tails, strict=True)]
    index = 0
    floor = 0
    while index < len(lines):
        if len(tails[index]) < 2 or headed[index]:
            index += 1
            continue
        count = _count(lines, tails, headed, index)
        rows, last, after = _run(lines, tails, headed, index, count)
        first, headers = _headers(lines, index, _levels(lines, tails, index, count), floor)
        body = sum(len(row) > 1 for row in rows)
        labelled = sum(row[0][2] == 0 and len(row) > 1 for row in rows)
        if body >= (2 if headers else 3) and labelled * 2 >= body:
            yield Found(first, last, (*headers, *rows))
            floor = last + 1
        index = after


def _count(
    lines: Sequence[Line], tails: Sequence[list[Span]], headed: Sequence[bool], index: int
) -> int:
    """How many figures a row has here: as many as the dates above, else the commonest number."""
    near = [len(tails[k]) for k in range(index, min(index + 12, len(tails))) if not headed[k]]
    seen = [n for n in near if n >= 2][:5]
    common = max(seen, key=lambda n: (seen.count(n), -seen.index(n)))
    marks = [
        int(mark[0].strip("()（）"))
        for k in range(index, min(index + 12, len(tails)))
        if len(tails[k]) == common
        and (mark := _FOOTNOTE.fullmatch(lines[k].text[slice(*tails[k][0])]))
    ]
    if len(marks) > 2 and all(b == a + 1 for a, b in pairwise(marks)):
        return common - 1  # a column of footnote marks, not of losses
    firsts = [
        lines[k].text[slice(*tails[k][0])]
        for k in range(index, min(index + 12, len(tails)))
        if len(tails[k]) == common
    ]
    for above in range(index - 1, max(index - 1 - _LOOK_UP, -1), -1):
        dates = len(_periods(lines[above].text)[0]) if headed[above] else 0
        if dates == common - 1 and dates > 1 and all(map(_MARK.fullmatch, firsts)):
            return dates  # one more: a column of footnote marks
    return common


def _run(
    lines: Sequence[Line],
    tails: Sequence[list[Span]],
    headed: Sequence[bool],
    index: int,
    count: int,
) -> tuple[list[Cells], int, int]:
    """The rows from `index` on, the last line that is one, and the line to go on from."""
    rows: list[Cells] = []
    pending: list[Cells] = []
    last = after = index
    levels: list[int] = []  # the columns whose figures are not per cent, in the last full row
    while after < len(lines):
        line, tail = lines[after], tails[after]
        row = None if headed[after] else _row(line, tail, count) or _short(line, tail, levels)
        if row is not None:
            if len(tail) == count:
                signed = [line.text[b - 1] in "%％" for _, b in tail]
                levels = [c for c, is_rate in enumerate(signed, 1) if not is_rate]
                levels = levels if len(levels) < count else []
            rows += [*pending, row]
            pending = []
            last = after
        elif not line.text or headed[after] or _ENDED.search(line.text) or len(pending) == 3:
            break
        else:
            # A subheading, the first line of a long label, or figures that miss some columns.
            pending.append(_partial(line, tail, count) or ((line.start, line.end, 0, 1),))
        after += 1
    return rows, last, max(last + 1, index + 1)


def _row(line: Line, tail: list[Span], count: int) -> Cells | None:
    extra = len(tail) - count
    if extra < 0 or not all(_FOOTNOTE.fullmatch(line.text[a:b]) for a, b in tail[:extra]):
        return None
    tail = tail[extra:]
    label = len(line.text[: tail[0][0]].rstrip())
    cells = [(line.start + a, line.start + b, c + 1, 1) for c, (a, b) in enumerate(tail)]
    return (((line.start, line.start + label, 0, 1), *cells)) if label else tuple(cells)


def _partial(line: Line, tail: list[Span], count: int) -> Cells | None:
    """A row that leaves out some columns, nobody knows which: its figures stand in none."""
    row = _row(line, tail, len(tail)) if 0 < len(tail) < count else None
    if row is None or row[0][2] != 0 or _SENTENCE.search(line.text[: tail[0][0]]):
        return None
    if all(_FOOTNOTE.fullmatch(line.text[a:b]) for a, b in tail):
        return None
    signed = any(not char.isdigit() for a, b in tail for char in line.text[a:b])
    return tuple((a, b, c, int(c == 0)) for a, b, c, _ in row) if signed else None


def _short(line: Line, tail: list[Span], levels: Sequence[int]) -> Cells | None:
    """A row that leaves out the columns of rates: an adjustment between two lines of a table."""
    signs = {line.text[b - 1] in "%％" for _, b in tail}
    if len(tail) != len(levels) or len(tail) < 2 or len(signs) > 1:
        return None  # levels, or rates that are levels here: an occupancy, a margin
    row = _row(line, tail, len(tail))
    if row is None or row[0][2] != 0:
        return None
    label, *cells = row
    return (label, *((a, b, levels[c - 1], span) for a, b, c, span in cells))


def _is_dates(text: str, tail: list[Span]) -> bool:
    """Whether a line names periods: `(In millions) Dec 31, 2022 Dec 25, 2021`, `2023 2022`."""
    groups, _ = _periods(text)
    if len(groups) >= 2:
        return True
    return len(tail) >= 2 and all(re.fullmatch(_YEAR, text[a:b]) for a, b in tail)


def _periods(text: str) -> tuple[list[Span], int]:
    """The periods that end a line, and the length of what stands before them."""
    if len(text) > _LONGEST or not text.lower().endswith(_PERIOD_ENDS):
        return [], 0
    groups = [m.span() for m in _PERIOD.finditer(text)]
    kept: list[Span] = []
    edge = len(text)
    for start, end in reversed(groups):
        if text[end:edge].strip(" ,"):
            break
        kept.append((start, len(text[:end].rstrip())))
        edge = start
    return kept[::-1], len(text[:edge].rstrip())


def _levels(
    lines: Sequence[Line], tails: Sequence[list[Span]], index: int, count: int
) -> list[bool]:
    """For every column, whether its first figures are anything but per cent."""
    near = [k for k in range(index, min(index + 3, len(tails))) if len(tails[k]) == count]
    return [
        not any(lines[k].text[slice(*tails[k][column])].endswith(("%", "％")) for k in near)
        for column in range(count)
    ]


def _headers(
    lines: Sequence[Line], index: int, levels: Sequence[bool], floor: int
) -> tuple[int, list[Cells]]:
    """The header rows right above line `index`, and the first of their lines.

    `levels` says of every column of figures whether it is one of rates.
    """
    count = len(levels)
    dated: dict[int, Cells] = {}
    worded: dict[int, Cells] = {}
    passed = 0  # lines that are words of headers, nobody knows over which columns
    for above in range(index - 1, max(index - 1 - _TALL, floor - 1), -1):
        line = lines[above]
        if not line.text or _ENDED.search(line.text):
            break
        if above == index - 1 and (row := _measured(line, count)) is not None:
            return above, [row]
        row = _dated(line, count) or _mixed(line, count) or _over_levels(line, levels)
        if row is not None:
            dated[above] = row
        elif (row := _worded(line, count) or _repeated(line, count)) is not None and not dated:
            worded[above] = row
        elif (
            (len(line.text) <= _SHORT or _is_twice(line.text.split()))
            and (dated or worded)
            and passed < _LOOK_UP
        ):
            passed += 1
        elif dated or index - above >= _LOOK_UP:
            break
    # One word a column names columns only where no line of dates does so already.
    if dated and len(dated[max(dated)]) >= count:
        worded = {}
    found = dated | {k: row for k, row in worded.items() if not dated or k > max(dated)}
    if not found:
        return index, []
    first = min(found)
    plain = range(first, index)
    return first, [found.get(k, ((lines[k].start, lines[k].end, 0, 1),)) for k in plain]


def _measured(line: Line, count: int) -> Cells | None:
    """A header of a unit a column, whatever footnote marks stand behind them."""
    found = list(_UNITS.finditer(line.text)) if len(line.text) <= _LONGEST else []
    left = _UNITS.sub("", line.text)
    if len(found) != count or count < 2 or left.strip(" 0123456789,|/"):
        return None
    return _over(line, [unit.span() for unit in found], 0, count)


def _over_levels(line: Line, levels: Sequence[bool]) -> Cells | None:
    """A header of periods over the columns that are not per cent: 2022 2021 over three columns."""
    columns = [column for column, level in enumerate(levels, 1) if level]
    stub, tokens = _tokens(line.text)
    dates = [token.span() for token in tokens if token["period"] is not None]
    if len(dates) < 2 or len(dates) != len(columns) or len(tokens) > len(levels):
        return None
    cells = _over(line, dates, stub, len(dates))
    return tuple((a, b, columns[c - 1] if c else 0, span) for a, b, c, span in cells)


def _tokens(text: str) -> tuple[int, list[re.Match[str]]]:
    """The headers that a line may hold, and the length of the unit in brackets before them."""
    corner = _CORNER.match(text)
    stub = len(corner[0]) if corner else 0
    return len(text[:stub].rstrip()), list(_TOKEN.finditer(text, stub))


def _mixed(line: Line, count: int) -> Cells | None:
    """A header of a period or a word a column: 2023 2022 Inc/ (Dec) Translation."""
    if len(line.text) > _LONGEST:
        return None
    stub, tokens = _tokens(line.text)
    dates = sum(token["period"] is not None for token in tokens)
    words = sum(token["word"] is not None for token in tokens)
    if len(tokens) != count or words > dates or dates < 2:
        return None
    return _over(line, [token.span() for token in tokens], stub, count)


def _repeated(line: Line, count: int) -> Cells | None:
    """A header whose words come again for every group of columns: range range."""
    text = line.text
    stub = len(found[0]) if (found := _CORNER.match(text)) else 0
    spans = [word.span() for word in _WORD.finditer(text, stub)]
    words = [text[a:b] for a, b in spans]
    if len(words) != count or len(text) > 80 or any(map(str.isdigit, text[stub:])):
        return None
    if not _is_twice(words) and len(set(words)) > 1:
        return None
    return _over(line, spans, len(text[:stub].rstrip()), count)


def _is_twice(words: list[str]) -> bool:
    return words[: len(words) // 2] * 2 == words


def _dated(line: Line, count: int) -> Cells | None:
    """A header of periods over `count` columns of figures, or None if the line is not one."""
    groups, stub = _periods(_LONE_PERCENT.sub(" ", line.text).rstrip())
    if not groups or count % len(groups):
        return None
    if len(groups) < count and not all(_SPANNING.search(line.text[a:b]) for a, b in groups):
        return None
    if len(groups) == 1 and stub and not line.text.startswith(("(", "（")):
        return None
    return _over(line, groups, stub, count)


def _worded(line: Line, count: int) -> Cells | None:
    """A header of one usual word a column, in Chinese with a word over the labels as well."""
    words = list(_WORD.finditer(line.text))
    spans = [word.span() for word in words]
    if len(line.text) > 80 or count < 2:
        return None
    if len(words) == count and all(_COLUMN_WORD.fullmatch(word[0]) for word in words):
        return _over(line, spans, 0, count)
    if len(words) == count + 1 and _STUB.fullmatch(words[0][0]):
        return _over(line, spans[1:], spans[0][1], count)
    return None


def _over(line: Line, groups: Sequence[Span], stub: int, count: int) -> Cells:
    span = count // len(groups)
    cells = [
        (line.start + a, line.start + b, 1 + k * span, span) for k, (a, b) in enumerate(groups)
    ]
    return ((line.start, line.start + stub, 0, 1), *cells) if stub else tuple(cells)
