"""A document from the file to its suite: text, figures, and the checks between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path, PurePath

from crossfoot.dataset import reread
from crossfoot.documents import Cell, Document, Table, from_text, open_document
from crossfoot.documents.tables import mended
from crossfoot.figure import Figure
from crossfoot.languages import Found, cell_unit, find_figures, read_cell
from crossfoot.languages.counted import counted_in
from crossfoot.languages.dollars import as_dollars, dollar_of
from crossfoot.languages.numerals import unglued
from crossfoot.languages.units import HeaderUnit
from crossfoot.linking import link
from crossfoot.rounding import Rounding
from crossfoot.suite import Report, Suite
from crossfoot.suite_file import load_suite

_WORD = re.compile(r"[^\W\d_](?:\w*[^\W_])?")
_MARKS = re.compile("[①-⑳㈠-㈩]")
_PERCENT = "%％"
_SIGNS = ("$", "£", "€", "¥")
_WHOLE = re.compile(r"[-–−+(]?(?:\d{1,3}(?:,\d{3})*|\d+)\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = HeaderUnit(1, None)
_SMALL = re.compile(r"(?<![\d,.])\d{1,3}(?:\.\d+)?(?![\d,.])")  # what a rate may be
_COUNTED = re.compile(
    r"\b(?:shares?|outstanding|number|count|head ?count|employees|customers|subscribers|members"
    r"|stores|restaurants|locations|warehouses|rooms|units|tons|tonnes|barrels|ounces|miles|hours"
    r"|days|weeks|ratio|margin|rate|percent|percentage|yield)\b|%",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:revenues?|sales|expenses?|costs?|income|profit|earnings|loss|losses|cash|debt|tax(?:es)?"
    r"|payables?|receivables?|assets|liabilities|equity|dividends?|proceeds|payments?|purchases?)\b"
    r"(?!.*\b(?:shares|margin|ratio|rate|percent)\b|.*%)",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"\bshares (?:issued|authori[sz]ed)\b", re.IGNORECASE)  # at their par value
_SHARES_EXCEPTED = re.compile(r"\bexcept (?:for )?(?:the )?(?:number of )?shares?\b", re.IGNORECASE)
_SCALES = {10**3: "thousands", 10**6: "millions", 10**9: "billions"}
_CURRENCIES = ("USD", "GBP", "EUR", "CAD", "AUD", "HKD", "JPY", "INR", "SGD", "CHF",
               "DKK", "SEK", "NOK", "NZD", "KRW")  # fmt: skip
_LONGEST_NAME = 24
_WORDS = re.compile(r"[\s\u2e80-\U0010ffff]")


def figures_of(document: Document, rounding: Rounding = "half") -> list[Figure]:
    """The claimed figures of a document, in order, each under a name of its own."""
    named: dict[str, int] = {}
    figures = []
    for found in _found(document, rounding):
        name = _name(found)
        named[name] = named.get(name, 0) + 1
        if named[name] > 1:
            name = f"{name}_{named[name]}"
        figures.append(
            Figure(
                name=name,
                reading=found.reading,
                metric=found.metric,
                period=found.period,
                place=document.place(found.start, found.end),
            )
        )
    return figures


def suite_of(
    document: Document,
    *,
    strict: bool = False,
    undecided: bool = False,
    rounding: Rounding = "half",
) -> Suite:
    """The figures of a document and the checks that it states about them.

    `strict` keeps only what is stated; `undecided` also keeps links that were not judged;
    `rounding` is the convention by which the document was printed.
    """
    figures = figures_of(document, rounding)
    checks = link(document, figures, strict=strict)
    # Linking may have told the direction of a figure from the sentence it stands in.
    told = {
        one.name: one for check in checks for one in check.quantities() if isinstance(one, Figure)
    }
    return Suite(
        name=PurePath(document.name).stem,
        checks=tuple(check for check in checks if undecided or check.undecided is None),
        figures=tuple(told.get(one.name, one) for one in figures),
        document=document.name,
        opened=document,
    )


def read(path: str | PathLike[str]) -> tuple[Figure, ...]:
    """The claimed figures of a document, in order. Raises DocumentError."""
    return read_document(path).figures


def check(
    source: str | PathLike[str], *, strict: bool = False, rounding: Rounding = "half"
) -> Report:
    """Read a document, find what its figures say about each other, and check it.

    `source` is the path of a document or suite, or a text in hand: a string that names no file
    and has a blank or Chinese in it. With `strict` only links that the text states are checked;
    `rounding` is the convention where the source names none.
    Raises DocumentError or SuiteError.
    """
    if isinstance(source, str) and _WORDS.search(source):
        try:
            there = Path(source).exists()
        except (OSError, ValueError):  # too long for a path, or with a NUL
            there = False
        if not there:
            return read_text(source, strict=strict, rounding=rounding).run(read=reread)
    if Path(source).suffix in (".yaml", ".yml"):
        return load_suite(Path(source), rounding=rounding).run(read=reread)
    return read_document(source, strict=strict, rounding=rounding).run(read=reread)


def read_document(
    source: str | PathLike[str],
    *,
    strict: bool = False,
    undecided: bool = False,
    rounding: Rounding = "half",
) -> Suite:
    """The suite of a document, `-` for standard input. Raises DocumentError."""
    document = open_document(str(source))
    return suite_of(document, strict=strict, undecided=undecided, rounding=rounding)


def read_text(
    text: str,
    *,
    name: str = "text",
    strict: bool = False,
    undecided: bool = False,
    rounding: Rounding = "half",
) -> Suite:
    """The suite of a text in hand."""
    document = from_text(text, name)
    return suite_of(document, strict=strict, undecided=undecided, rounding=rounding)


def _found(document: Document, rounding: Rounding) -> Iterator[Found]:
    dollar = dollar_of(document.text)
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _cells(document, block, rounding, dollar)
        else:
            yield from _running(document, block.start, block.end, rounding, dollar)


def _running(
    document: Document, start: int, end: int, rounding: Rounding, dollar: str
) -> Iterator[Found]:
    for found in find_figures(document.text[start:end], rounding=rounding):
        reading = as_dollars(found.reading, found.reading.text, dollar)
        yield replace(found, start=found.start + start, end=found.end + start, reading=reading)


def _cells(document: Document, table: Table, rounding: Rounding, dollar: str) -> Iterator[Found]:
    signs: dict[int, str] = {}
    bare: set[int] = set()  # columns of levels by their first cell, where a rate stands alone
    beside = (-1, "")
    prose = set(table.prose)
    counts = _columns_of_numbers(table)
    body = (cell for cell in table.cells if not cell.header and any(map(str.isdigit, cell.text)))
    first = next((table.row_header(cell) for cell in body), "")
    for cell in table.cells:
        if cell in prose:
            yield from _running(document, cell.start, cell.end, rounding, dollar)
            continue
        if cell.header or not any(char.isdigit() for char in cell.text):
            continue
        if cell.unit is not None and (cell.unit not in _PERCENT or cell.column not in bare):
            signs[cell.column] = cell.unit
            if cell.unit not in _PERCENT:
                bare.add(cell.column)
        elif cell.unit is None and cell.column not in signs:
            bare.add(cell.column)
        if cell.unit in _SIGNS:
            beside = (cell.row, cell.unit)
        if cell.column not in signs and beside[0] == cell.row:
            signs[cell.column] = beside[1]  # $ 2 4: the sign of a row
        unit = _unit(table, cell, signs.get(cell.column))
        whole = (cell.start, cell.end, cell.text)
        for start, end, text in _pieces(cell) or [whole]:
            units = [unit] if unit else (_BARE if cell.column in counts else None)
            reading = read_cell(mended(text), units, rounding=rounding)
            if reading is None:
                continue
            reading = as_dollars(reading, f"{text} {unit or ''}", dollar)
            if not reading.unit and reading.kind in ("count", "measure"):
                head, label = table.column_header(cell), table.row_header(cell)
                noun = counted_in(text, head, label, first, table.caption)
                # A count that may be rounded: its noun says nothing of its scale.
                reading = replace(reading, unit=noun, kind="count") if noun else reading
            if reading.unit in _CURRENCIES and table.per_share(cell):
                reading = replace(reading, unit=f"{reading.unit}/share", kind="ratio")
            yield Found(
                start,
                end,
                reading,
                metric=table.row_header(cell),
                period=table.column_header(cell),
            )


def _columns_of_numbers(table: Table) -> set[int]:
    """Columns with whole numbers that are no years, so that 1958 is none in them, either."""
    plain = (cell for cell in table.cells if not cell.header and _WHOLE.fullmatch(cell.text))
    found = Counter(cell.column for cell in plain if not _YEAR.fullmatch(cell.text))
    return {column for column, count in found.items() if count > 1}


def _pieces(cell: Cell) -> list[tuple[int, int, str]]:
    """The figures of a cell that lost its separators."""
    return [(cell.start + a, cell.start + b, cell.text[a:b]) for a, b in unglued(cell.text)]


def _unit(table: Table, cell: Cell, sign: str | None) -> str | None:
    """What a cell counts. `sign` is the last one printed in its column.

    A statement prints % and $ in the first row of a column and means them in the next ones; a
    scale over the whole table is that of the money, not of a column of rates.
    """
    declared = table.unit(cell)
    if cell.unit is None and table.counts_shares(cell):
        return _of_shares(declared, table.caption if declared == table.caption_unit else "")
    if cell.unit is not None or sign is None:
        return declared
    if sign in _PERCENT:
        alone = declared is None or (
            declared == table.caption_unit and _SMALL.search(cell.text) is not None
        )
        return sign if alone else declared
    label = table.row_header(cell)
    if _COUNTED.search(label) and not _MONEY.search(label) and not _ISSUED.search(label):
        return declared
    if declared is None:
        return sign
    header = cell_unit([declared])
    return f"{sign} {declared}" if header is not None and header.unit is None else declared


def _of_shares(declared: str | None, caption: str) -> str:
    """The unit of a number of shares, under the scale that the table declares."""
    if declared and "share" in declared.lower():
        return declared
    header = cell_unit([declared]) if declared else None
    if header is None or header.scale == 1 or _SHARES_EXCEPTED.search(caption):
        return "shares"
    return f"shares in {_SCALES.get(header.scale, declared)}"


def _name(found: Found) -> str:
    words = "_".join(_WORD.findall(_MARKS.sub("", found.metric)))[:_LONGEST_NAME].rstrip("_")
    return words or "figure"
