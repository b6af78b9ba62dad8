"""From a grid of texts to a table: which cells are headers, and which unit is declared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crossfoot.documents.document import Cell, Table
from crossfoot.documents.units import (
    caption_unit,
    excepts_per_share,
    own_unit,
    per_share,
    to_the_cent,
    unit_in,
)

_FULL_WIDTH = str.maketrans("０１２３４５６７８９（）％，．－＋　", "0123456789()%,.-+ ")
_MEASURE = (
    "(?:[十百千万亿]{0,3}(?:元|美元|人次|人|户|家|个百分点|个|吨|公里|千瓦时|亩|公顷|倍|项|头|只|台|辆"
    "|件|千瓦|平方米|立方米|公斤|千克|张|套|所|位|名)?)"
)
_VALUE = re.compile(
    r"[<>≤≥≈~约近+＋\-–—−]{0,2} ?(?:[A-Z]{0,3}[$£€¥￥])? ?\(? ?[$£€¥￥]? ?[+\-–—−]?"
    r"\d[\d,]*(?:\.\d+)? ?(?:[%‰x×*]|pp|bps|bp|bn|[kKmMpc]|million|billion|"
    + _MEASURE
    + r")? ?\)? ?%?[*#†‡]?"
)
_NO_VALUE = re.compile(r"[-–—−－―/*.…xX#+:]{0,4}|n\.?/?a\.?|n\.?m\.?|nil|不适用|无|不详|持平", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CUT = re.compile(r"\s*[|\t]\s*")
_LOST = re.compile(r"\( ?[$£€¥￥]? ?\d[\d,]*(?:\.\d+)?")
_FOOTNOTE = re.compile(r"\(\d{1,2}\)|[①-⑳]|\[\d{1,2}\]")
_PERIOD_ZH = re.compile(
    r"(?:截至)?(?:(?:19|20)\d\d年?(?:度)?)?(?:[-–—至~](?:19|20)?\d\d年)?(?:第?[一二三四1-4]季度?"
    r"|[上下]半年|前[一二三四五六七八九十]+个?[月季]度?|\d{1,2}(?:[-–—至~]\d{1,2})?月份?|全年)?"
    r"(?:\d{1,2}日)?(?:末|底|初|止|累计|同期|执行数|预算数|决算数|完成数)?"
    r"|[本上]年(?:度|末|同期|累计)?|[本上]期|期[初末]|年[初末]|去年同期|今年"
)
_PERIOD_EN = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august"
    r"|september|october|november|december|q[1-4]|[1-4]q|h[12]|[12]h|fy(?:19|20)?\d{0,2}|cy\d\d"
    r"|(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?[a-z*]?|\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth"
    r"|quarter|half|full|year|years|months?|weeks?|three|six|nine|twelve|\d\d|ended|ending|end|as"
    r"|of|at|to|the|and|fiscal|prior|current|previous|p|e|f|r|est)"
)
_WORD = re.compile(r"[A-Za-z0-9/*–-]+")
_SERIAL = re.compile(r"序号|编号|行次|no\.?|#|rank|排名|位次", re.I)
_UNIT_COLUMN = re.compile(r"(?:计量)?单\s*位|units?(?: of measure(?:ment)?)?", re.I)
_FIGURE = re.compile(r"[$£€¥￥] ?\(?\d|\d ?[%％‰]|^[\d\W]+$")
_SOURCE = re.compile(r"(?:sources?|notes?|资料来源|数据来源|注)\b|注[:：(（\d]", re.I)
_TITLE = re.compile(
    r"(?:附?表|附件|专栏|table|exhibit|schedule)\s*[\d一二三四五六七八九十A-Z]", re.I
)
_LAST_SENTENCE = re.compile(r"(?:[。；;!?！？]|[a-z)]\. )\s*([^。；;!?！？]{8,200})$")
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_NUMBERED = re.compile(r"^(?:table|exhibit|schedule)\s*[\dA-Z]{1,4}\.\s", re.I)
_LONGEST_VALUE = 40
_NEAR = 5  # lines above a table among which its title and unit are looked for
_CAPTION = 9  # the same where its header takes several lines
_SHORT = 40  # characters of such a line


@dataclass(slots=True)
class Draft:
    """A cell as a reader found it; `header` is what the format itself says, None if nothing.

    `pieces` are the (text, part, at) its text is made of, where the format has anchors.
    """

    row: int
    column: int
    text: str
    start: int = 0
    end: int = 0
    row_span: int = 1
    col_span: int = 1
    header: bool | None = None
    address: str = ""
    pieces: Sequence[tuple[str, str, tuple[int, ...]]] = ()


def mended(text: str) -> str:
    """A cell as it was meant: (7 | )% was cut in two, and (15.0 has lost its bracket."""
    text = _CUT.sub("", text) if "|" in text or "\t" in text else text
    return f"{text})" if _LOST.fullmatch(text) else text


def plain(text: str) -> str:
    """The text of a cell with full-width forms narrowed and white space made single."""
    return " ".join(mended(text.translate(_FULL_WIDTH)).split())


@lru_cache(maxsize=1 << 16)  # asked of each cell several times
def is_value(text: str) -> bool:
    """Whether a cell holds a single figure (a year is one, too)."""
    if len(text) > _LONGEST_VALUE or not any(c.isdigit() for c in text):
        return False
    return _VALUE.fullmatch(plain(text)) is not None


@lru_cache(maxsize=1 << 16)
def is_blank(text: str) -> bool:
    """Whether a cell is empty or says that there is no figure."""
    return len(text) <= _LONGEST_VALUE and _NO_VALUE.fullmatch(plain(text)) is not None


@lru_cache(maxsize=1 << 16)
def is_period(text: str) -> bool:
    """Whether a text is nothing but a date or period: `2025年末`, `Dec 31, 2022`, `Q3 FY2023`."""
    text = _FOOTNOTE.sub("", plain(text)[:60]) if len(text) <= 60 else ""
    if not text.strip():
        return False
    if _PERIOD_ZH.fullmatch(text.replace(" ", "")):
        return True
    words = _WORD.findall(text.lower())
    if not words or re.search(r"[^\w\s,.'()/*–-]", text):
        return False
    telling = any(_YEAR.match(w) or w[0] in "qhfjasond" or "month" in w for w in words)
    return telling and all(_PERIOD_EN.fullmatch(w) for w in words)


def make_table(
    rows: Sequence[Sequence[Draft]],
    number: int,
    above: Sequence[str] = (),
    start: int | None = None,
    end: int | None = None,
) -> Table:
    """A table from its cells (each row by column) and the lines above it, nearest first."""
    width = max((c.column + c.col_span for row in rows for c in row), default=0)
    headers = _header_rows(rows)
    body = [row for i, row in enumerate(rows) if i not in headers]
    labels = _label_columns(body, rows, headers, width)
    sections = _sections(body, labels, width)
    if sections:  # a new row of column headers ends the section above it
        sections = sorted([*sections, *((index, "") for index in headers)])
    unit, excepted = caption_unit(list(above))
    corner = _corner_unit(rows, headers, labels)
    cells: list[tuple[Cell, ...]] = []
    columns: dict[tuple[int, int], Cell] = {}
    labelled: dict[tuple[int, int], Cell] = {}
    carried: dict[int, Cell] = {}
    unit_columns: list[int] = []
    _spread(rows, headers)
    for index, row in enumerate(rows):
        made = []
        for draft in row:
            heads = index in headers
            names = draft.column in labels and not is_blank(draft.text)
            stated = unit_in(draft.text) if heads or names else own_unit(mended(draft.text))
            cell = Cell(
                draft.row, draft.column, draft.start, draft.end, draft.text, draft.row_span,
                draft.col_span, heads or names, stated, draft.address,
            )  # fmt: skip
            made.append(cell)
            if heads and cell.text.strip():
                for r in range(cell.row, min(cell.row + cell.row_span, len(rows))):
                    for c in range(cell.column, min(cell.column + cell.col_span, width)):
                        columns[r, c] = cell
                if _UNIT_COLUMN.fullmatch(plain(cell.text).replace(" ", "")):
                    unit_columns.append(cell.column)
            elif draft.column in labels and cell.text.strip():
                for r in range(cell.row, min(cell.row + cell.row_span, len(rows))):
                    labelled[r, cell.column] = cell
        _carry(made, labels, carried, labelled, index in headers)
        cells.append(tuple(made))
    flat = [c for row in cells for c in row]
    return Table(
        start=min((c.start for c in flat), default=0) if start is None else start,
        end=max((c.end for c in flat), default=0) if end is None else end,
        number=number,
        rows=tuple(row for row in cells if row),
        caption=" ".join(" ".join(line.split()) for line in reversed(above)),
        caption_unit=corner or unit,
        header_rows=tuple(sorted(headers)),
        label_columns=tuple(sorted(labels)),
        sections=tuple(sections),
        except_per_share=excepted or _corner_excepts(rows, headers, labels),
        cents=_some_cents(flat),
        per_share_only=_per_share_only(flat),
        unit_columns=tuple(sorted(set(unit_columns))),
        _columns=columns,
        _labels=labelled,
    )


def _some_cents(cells: Sequence[Cell]) -> bool:
    """Whether some figures are printed to the cent and others are not."""
    figures = [c.text for c in cells if not c.header and "%" not in c.text and is_value(c.text)]
    return len({to_the_cent(text) for text in figures}) == 2


def _per_share_only(cells: Sequence[Cell]) -> bool:
    """Whether all figures are to the cent and some row says per share: earnings reconciled."""
    figures = [c.text for c in cells if not c.header and "%" not in c.text and is_value(c.text)]
    return all(map(to_the_cent, figures)) and any(c.header and per_share(c.text) for c in cells)


def _spread(rows: Sequence[Sequence[Draft]], headers: set[int]) -> None:
    """Let a header reach over blank cells to its right that have a header of their own below."""
    for index in headers:
        if index + 1 not in headers:
            continue
        below = {cell.column for cell in rows[index + 1] if cell.text.strip()}
        last: Draft | None = None
        for cell in rows[index]:
            if cell.text.strip():
                last = cell
            elif last is not None and last.column and {last.column, cell.column} <= below:
                last.col_span = cell.column - last.column + 1


def _carry(
    row: list[Cell],
    labels: set[int],
    carried: dict[int, Cell],
    labelled: dict[tuple[int, int], Cell],
    header: bool,
) -> None:
    """Let an outer label stand for the rows below it that leave it blank."""
    if header:
        carried.clear()
        return
    texts = {cell.column: cell for cell in row if cell.column in labels and cell.text.strip()}
    for column in sorted(labels):
        if column in texts:
            carried[column] = texts[column]
        elif column + 1 in texts and column in carried and row:
            labelled.setdefault((row[0].row, column), carried[column])


def _header_rows(rows: Sequence[Sequence[Draft]]) -> set[int]:
    """The rows that name columns: those before the first figure, and repetitions of them."""
    if any(cell.header is False for row in rows for cell in row):
        return {i for i, row in enumerate(rows) if row and all(cell.header for cell in row)}
    top: list[int] = []
    for index, row in enumerate(rows):
        said = [cell for cell in row if cell.text.strip()]
        marked = bool(said) and all(cell.header for cell in said)
        if not marked and not _names_columns(
            row, rows[index + 1 :], rows[index - 1] if top else ()
        ):
            break
        top.append(index)
    while top and len(top) == len(rows):
        top.pop()
    while top and _lone(rows[top[-1]]):
        top.pop()
    if not any(is_value(c.text) for row in rows for c in row):
        top = top[:1]
    return set(top) | _repeated(rows, top)


def _repeated(rows: Sequence[Sequence[Draft]], top: Sequence[int]) -> set[int]:
    """Rows further down that name the columns anew."""
    found: set[int] = set()
    first = [plain(c.text) for c in rows[top[0]]] if top else []
    for index in range(len(top), len(rows) - 1):
        row = rows[index]
        rest = [c for c in row if c.column > 0 and c.text.strip()]
        again = bool(first) and [plain(c.text) for c in row] == first
        dates = len(rest) >= 2 and all(is_period(c.text) for c in rest) and _years_run(rest)
        same_stub = bool(first) and bool(row) and plain(row[0].text) in (first[0], "")
        if again or (dates and (same_stub or index - 1 in found)):
            found.add(index)
    return found


def _names_columns(
    row: Sequence[Draft], below: Sequence[Sequence[Draft]], above: Sequence[Draft]
) -> bool:
    """Whether a row without figures other than years can name columns."""
    if any(len(cell.text) > 200 for cell in row):
        return False
    if any(is_value(c.text) and not is_period(c.text) for c in row):
        return False
    years = [c for c in row if is_value(c.text)]
    if years and not (_years_run(years) and below):
        return False
    complete = len(above) > 2 and all(c.text.strip() and c.col_span == 1 for c in above)
    if not complete or not row or not row[0].text.strip() or _lone(row):
        return True
    # Under a header for every column, words are the first row of the body.
    return all(is_period(c.text) or unit_in(c.text) for c in row[1:] if c.text.strip())


def _years_run(cells: Sequence[Draft]) -> bool:
    """Whether bare years go up or down in even steps, or repeat, as in headers."""
    years = [int(plain(c.text)[:4]) for c in cells if _YEAR.fullmatch(plain(c.text)[:4])]
    steps = {b - a for a, b in pairwise(years)}
    return len(set(years)) != len(years) or (len(steps) <= 1 and all(abs(s) <= 10 for s in steps))


def _lone(row: Sequence[Draft]) -> bool:
    """Whether a row says something in its first cell only: a title or a subheading."""
    said = [cell for cell in row if cell.text.strip()]
    return len(said) == 1 and said[0].column == 0 and said[0].col_span > 0


def _label_columns(
    body: Sequence[Sequence[Draft]],
    rows: Sequence[Sequence[Draft]],
    headers: set[int],
    width: int,
) -> set[int]:
    """The columns that name rows: words rather than figures, or dates, or serial numbers."""
    words, values, periods = [0] * width, [0] * width, [0] * width
    for row in body:
        if _lone(row):
            continue
        for cell in row:
            if is_blank(cell.text):
                continue
            if is_period(cell.text):
                periods[cell.column] += 1
            elif is_value(cell.text):
                values[cell.column] += 1
            else:
                words[cell.column] += 1
    figures = [c for c in range(width) if values[c] and values[c] >= words[c]]
    last = max(figures, default=1)
    labels = {c for c in range(last) if words[c] > values[c]} if figures else {0}
    if width and periods[0] > values[0] + words[0]:
        labels.add(0)
    for index in headers:
        for cell in rows[index]:
            if cell.column < 2 and _SERIAL.fullmatch(plain(cell.text)):
                labels.add(cell.column)
    return labels


def _sections(
    body: Sequence[Sequence[Draft]], labels: set[int], width: int
) -> list[tuple[int, str]]:
    """Rows inside the body that only name what follows, with their row number."""
    if 0 not in labels or width < 2:
        return []
    return [
        (row[0].row, " ".join(row[0].text.split()))
        for row in body
        if _lone(row) and not _FIGURE.search(row[0].text) and len(row[0].text) <= 120
    ]


def _corner_unit(
    rows: Sequence[Sequence[Draft]], headers: set[int], labels: set[int]
) -> str | None:
    """A unit in the corner over the row labels, `(In Millions)`, counts for the whole table."""
    for index in sorted(headers, reverse=True):
        for cell in rows[index]:
            if 0 in labels and cell.column == 0 and cell.col_span and (unit := unit_in(cell.text)):
                return unit
    return None


def _corner_excepts(rows: Sequence[Sequence[Draft]], headers: set[int], labels: set[int]) -> bool:
    """Whether a corner says `(In millions, except per share data)`."""
    corners = [cell.text for index in headers for cell in rows[index] if cell.column == 0]
    return 0 in labels and any(map(excepts_per_share, corners))


def caption_lines(texts: Sequence[str]) -> list[str]:
    """Of the paragraphs above a table, nearest first, those that are its title and unit."""
    found: list[str] = []
    for text in texts[:_CAPTION]:
        line = " ".join(text.split())
        # Further up only over a header of several short lines, a word or two a column.
        if len(found) >= _NEAR and len(found[-1]) > _SHORT:
            break
        if is_value(line):
            continue  # a page number
        if _SOURCE.match(line):
            break
        if line[-1] in ":：" and (tail := _LAST_SENTENCE.search(line)):
            found.append(tail[1])  # "... The change was as follows (in millions):"
            break
        said = _ASIDE.sub("", _NUMBERED.sub("", line))
        if not line or len(line) > 160 or re.search(r"[。；;!?！？]|\.\s|[^.]\.$|\d\.\d+ \d", said):
            break
        if len(line) > 60 and unit_in(line) is None and not _TITLE.match(line):
            break
        found.append(line)
        if _TITLE.match(line):
            break
    return found
