"""Claimed figures as data: one CSV file, one row a figure, as printed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar, get_args

from crossfoot.errors import CrossfootError, SuiteError
from crossfoot.figure import MARGIN, Figure, Reading
from crossfoot.files import read_text
from crossfoot.languages import TrailingZeros, read_figure
from crossfoot.rounding import ROUNDINGS, Rounding

COLUMNS = ("name", "text", "metric", "period", "section", "note")
# Columns that a dataset may have and that change how its figures are read.
READING_COLUMNS = ("unit", "rounding", "trailing_zeros")

_Choice = TypeVar("_Choice", bound=str)

_NAME = re.compile(r"[^\W\d]\w*(?:[.-]\w+)*")


class Settings:
    """How the figures of a suite are read, unless a row of the dataset says otherwise."""

    def __init__(
        self,
        rounding: Rounding = "half",
        trailing_zeros: TrailingZeros = "ambiguous",
        margin: Fraction = MARGIN,
    ) -> None:
        self.rounding = rounding
        self.trailing_zeros = trailing_zeros
        self.margin = margin


def load_dataset(path: Path, settings: Settings | None = None) -> tuple[Figure, ...]:
    """The figures of a CSV file, in its order. Raises SuiteError naming file, line and figure."""
    settings = settings or Settings()
    return tuple(figure_of(row, line, path, settings) for line, row in read_rows(path))


def is_dataset(path: Path) -> bool:
    """Whether a CSV file has the columns of a dataset, and is not just any table."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(StringIO(file.readline(10_000))), [])
    except (OSError, UnicodeDecodeError, csv.Error):
        return False  # who reads it says what is wrong
    return set(COLUMNS) <= set(header)


def read_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows as printed, with their lines; columns and names are checked. Raises SuiteError."""
    text = read_text(path)
    if "\0" in text:
        raise SuiteError("holds NUL bytes; a dataset is a UTF-8 CSV file.", file=path)
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    seen: dict[str, int] = {}
    try:
        header = list(reader.fieldnames or ())
        _check_header(header, path)
        for row in reader:
            line = reader.line_num
            if None in row or any(value is None for value in row.values()):
                raise SuiteError(
                    f"the row has not as many fields as the header ({len(header)}).",
                    remedy="Quote texts that hold commas.",
                    file=path,
                    line=line,
                )
            _check_name(row["name"], seen, line, path)
            rows.append((line, row))
    except csv.Error as error:
        raise SuiteError(f"not a CSV file: {error}.", file=path, line=reader.line_num) from None
    return rows


def _check_header(header: list[str], path: Path) -> None:
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise SuiteError(
            f"the columns {', '.join(missing)} are missing."
            if len(missing) > 1
            else f"the column {missing[0]} is missing.",
            remedy=f"A dataset starts with the line {','.join(COLUMNS)}",
            file=path,
            line=1,
        )
    twice = [column for column in dict.fromkeys(header) if header.count(column) > 1]
    if twice:
        raise SuiteError(f"the column {twice[0]!r} stands twice.", file=path, line=1)


def _check_name(name: str, seen: dict[str, int], line: int, path: Path) -> None:
    if not _NAME.fullmatch(name):
        raise SuiteError(
            f"{name!r} is not a name." if name else "the figure has no name.",
            remedy="Names are letters, digits and underscores and start with a letter.",
            file=path,
            line=line,
        )
    if name in seen:
        raise SuiteError(
            f"the name {name!r} stands twice, first in line {seen[name]}.",
            remedy="Give each figure a name of its own.",
            file=path,
            line=line,
        )
    seen[name] = line


def figure_of(row: Mapping[str, str], line: int, path: Path, settings: Settings) -> Figure:
    """The figure of one row. Raises CrossfootError naming file, line and figure."""
    rounding = row.get("rounding") or settings.rounding
    zeros = row.get("trailing_zeros") or settings.trailing_zeros
    try:
        reading = _read(
            row["text"],
            row.get("unit") or "",
            rounding=_one_of("rounding", rounding, ROUNDINGS),
            trailing_zeros=_one_of("trailing_zeros", zeros, get_args(TrailingZeros)),
            margin=settings.margin,
        )
    except CrossfootError as error:
        error.problem = f"figure {row['name']!r}: {error.problem}"
        raise error.at(path, line) from None
    return Figure(
        name=row["name"],
        reading=reading,
        metric=row["metric"],
        period=row["period"],
        section=row["section"],
        note=row["note"],
        extra={key: value for key, value in row.items() if key not in COLUMNS},
    )


def _read(text: str, unit: str, **settings: Any) -> Reading:
    """A text with the unit of its row: that of a bare number, or the full name of a printed one."""
    reading = read_figure(text, **settings)
    if not unit or unit == reading.unit:
        return reading
    if not reading.unit:
        return read_figure(text, unit=unit, **settings)
    return replace(reading, unit=unit)


def reread(figure: Figure, text: str) -> Reading:
    """Another text in place of a figure's own, in its context. Raises UnreadableFigure.

    What the figure has from its surroundings (the scale of a table's header, a direction told in
    the sentence) is what its own text alone does not say; another text keeps that.
    """
    old = figure.reading
    zeros: TrailingZeros = "exact" if old.coarse is None and not old.step else "ambiguous"
    alone, other = (
        read_figure(one, rounding=old.rounding, trailing_zeros=zeros, margin=old.margin)
        for one in (old.text, text)
    )
    turned = alone.direction != other.direction and other.direction is not None
    direction = other.direction if turned else old.direction
    if alone.unit != other.unit:  # such as points for percent: a slip in the unit itself
        return replace(other, direction=direction)
    scale = old.value / alone.value if alone.value else Fraction(1)
    return replace(
        old,
        text=text,
        value=other.value * scale,
        step=other.step * abs(scale) or old.step,
        direction=direction,
        qualifier=other.qualifier if alone.qualifier == old.qualifier else old.qualifier,
        coarse=None if other.coarse is None or old.coarse is None else other.coarse * abs(scale),
        upper=None if other.upper is None else other.upper * scale,
    )


def _one_of(column: str, text: str, choices: tuple[_Choice, ...]) -> _Choice:
    for choice in choices:
        if choice == text:
            return choice
    raise SuiteError(f"unknown {column} {text!r}.", remedy=f"Use one of {', '.join(choices)}.")
