"""Assertions for tests: a table foots, a document or suite is consistent."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Literal

from crossfoot.check import Check
from crossfoot.errors import CrossfootError
from crossfoot.failure import language_of, told_check, told_conflict
from crossfoot.figure import Figure, Reading
from crossfoot.languages import read_figure
from crossfoot.project import load_target, run
from crossfoot.rounding import Rounding
from crossfoot.suite import Report, Suite

_SHOWN = 10  # rows or findings told about; the first ones say what is wrong with the rest
_NOTHING = frozenset(("", "-", "–", "—", "…", "...", ".."))  # what tables print for no figure


def assert_consistent(target: Suite | str | Path) -> None:
    """Assert that nothing in a suite, project or document is provably wrong.

    `target` is a suite, or the path of whatever `crossfoot check` takes. A finding marked as
    known does not count. Raises AssertionError that tells each finding, and CrossfootError for
    what cannot be checked.
    """
    __tracebackhide__ = True
    suites = [target] if isinstance(target, Suite) else list(load_target(Path(target)))
    findings = [told for report in run(suites) for told in _findings(report)]
    if findings:
        more = [f"... and {len(findings) - _SHOWN} more"] if len(findings) > _SHOWN else []
        raise AssertionError("\n\n".join([*findings[:_SHOWN], *more]))


def _findings(report: Report) -> Iterator[str]:
    language = language_of(report.figures)
    for verdict in report.verdicts:
        if verdict.outcome == "fails" and verdict.check.known is None:
            yield "\n".join(told_check(report, verdict, language))
    for conflict in report.joint:
        if report.known(conflict) is None:
            yield "\n".join(told_conflict(report, conflict, language))


def assert_foots(
    table: Any,
    total: str,
    parts: Sequence[str],
    *,
    decimals: int | None = None,
    unit: str | None = None,
    rounding: Rounding = "half",
    missing: Literal["fail", "skip"] = "fail",
) -> None:
    """Assert that `total` is the sum of `parts`, row by row, as far as the prints permit.

    `table` is a pandas or polars frame, or a mapping of columns; with pandas the names may also
    be those of rows, which are then added column by column. Texts are read as printed figures,
    `unit` being that of their header. Integers and decimals are printed as they are; floats say
    nothing of the places printed, so they need `decimals`, the number of decimal places.

    A row with an empty cell cannot be checked: it fails, unless `missing="skip"`. At least one
    row has to be checked. Raises AssertionError that tells the rows, CrossfootError for what is
    not a figure, KeyError for a column that does not exist.
    """
    __tracebackhide__ = True
    wrong: list[str] = []
    checked = 0
    for row, cells in _rows(table, [total, *parts]):
        empty = [name for name, cell in zip([total, *parts], cells, strict=True) if _empty(cell)]
        if empty:
            if missing == "fail":
                wrong.append(f"[{row}] {', '.join(empty)}: there is no figure to add up")
            continue
        figures = []
        for name, cell in zip([total, *parts], cells, strict=True):
            try:
                figures.append(Figure(name, _reading(cell, decimals, unit, rounding)))
            except CrossfootError as error:
                error.problem = f"row {row}, {name}: {error.problem}"
                raise
        checked += 1
        verdict = _check(figures).verdict()
        if verdict.outcome in ("fails", "undecided"):
            wrong.append(f"[{row}] {verdict.message.told(language_of(figures))}")
    if wrong:
        more = ["..."] if len(wrong) > _SHOWN else []
        head = f"{total} = {' + '.join(parts)} does not foot in {len(wrong)} rows:"
        raise AssertionError("\n".join([head, *wrong[:_SHOWN], *more]))
    if not checked:
        raise AssertionError(f"{total} = {' + '.join(parts)}: there is no row to check")


def _check(figures: list[Figure]) -> Check:
    from crossfoot.relations import builtin

    named = [Figure(f"{one.name}.{n}", one.reading) for n, one in enumerate(figures)]
    return Check("total", builtin()["total"], {"total": (named[0],), "parts": tuple(named[1:])})


def _rows(table: Any, names: list[str]) -> Iterator[tuple[object, tuple[object, ...]]]:
    """Row labels and cells, of columns or else of rows that have these names."""
    columns = list(getattr(table, "columns", table))
    absent = [name for name in names if name not in columns]
    if absent and hasattr(table, "loc") and all(name in table.index for name in names):
        table = table.loc[names].T
    elif absent:
        raise KeyError(f"there is no column {absent[0]!r}, only {', '.join(map(str, columns))}")
    cells = zip(*(list(table[name]) for name in names), strict=True)
    labels = getattr(table, "index", None)
    if labels is None or callable(labels):
        yield from enumerate(cells)
    else:
        yield from zip(labels, cells, strict=True)


def _empty(cell: Any) -> bool:
    if isinstance(cell, str):
        return cell.strip() in _NOTHING
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or type(cell).__name__ in ("NAType", "NaTType")


def _reading(cell: Any, decimals: int | None, unit: str | None, rounding: Rounding) -> Reading:
    if isinstance(cell, str):
        return read_figure(cell, unit=unit, rounding=rounding)
    if isinstance(cell, Decimal) and cell.is_finite():
        exponent = cell.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        value, shown = Fraction(cell), f"{cell:f}"
    elif isinstance(cell, Integral) and not isinstance(cell, bool):
        value, places, shown = Fraction(int(cell)), 0, str(int(cell))
    elif isinstance(cell, Real) and not isinstance(cell, bool) and math.isfinite(cell):
        if decimals is None:
            raise CrossfootError(
                f"{cell!r} is a float, which does not say how many places were printed.",
                remedy="Pass decimals=..., or the figures as texts.",
            )
        shown = f"{float(cell):.{decimals}f}"
        value, places = Fraction(shown), decimals
    else:
        raise CrossfootError(f"{cell!r} is no figure.")
    places = places if decimals is None else decimals
    whole = places == 0 and decimals is None
    return Reading(
        shown, value, Fraction(0) if whole else Fraction(1, 10**places), rounding=rounding
    )
