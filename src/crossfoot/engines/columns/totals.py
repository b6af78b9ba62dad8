"""Where the printed totals of a column stand, and which rows are their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from crossfoot.engines.columns.binding import Binding, require_column
from crossfoot.engines.columns.footing import PARTS, TOTAL, Footing
from crossfoot.engines.columns.frames import open_table, wrap
from crossfoot.errors import SuiteError
from crossfoot.languages import TrailingZeros
from crossfoot.rounding import Rounding


class Settings(TypedDict, total=False):
    """What `crossfoot.columns.foot` may be told."""

    by: str | Sequence[str]
    totals: Any
    total: str | None
    marked: Mapping[str, str] | None
    key: str | None
    parent: str | None
    printed: Mapping[str, str] | None
    rounding: Rounding
    trailing_zeros: TrailingZeros
    engine: str


def footing(table: Any, column: str, **settings: Unpack[Settings]) -> Footing:
    """The totals of a column and their parts: see `crossfoot.columns.foot`."""
    engine = settings.get("engine", "auto")
    given = open_table(table, engine)
    frame, by = wrap(given), settings.get("by", ())
    groups = [by] if isinstance(by, str) else list(by)
    _require(frame, column, *groups)
    totals, total = settings.get("totals"), settings.get("total") or column
    marked, parent = settings.get("marked"), settings.get("parent")
    if (totals is not None) + (marked is not None) + (parent is not None) != 1:
        raise _refused("what the totals are is not said, or said twice.")
    if totals is None and total != column:
        raise _refused("`total` is a column of `totals`.")
    if parent is not None:
        key = settings.get("key")
        if key is None or groups:
            raise _refused("`parent` goes with `key`, the column that names a row, not with `by`.")
        groups = [key]
        parts, claims = _hierarchy(frame, column, key, parent)
    elif marked is not None:
        parts, claims = _marked(frame, column, groups, marked)
    else:
        other = wrap(open_table(totals, engine))
        _require(other, total, *groups)
        parts, claims = _chosen(frame, groups, column, PARTS), _chosen(other, groups, total, TOTAL)
    if not groups:
        parts, claims, groups = _as_one_group(parts), _as_one_group(claims), ["group"]
    return Footing(parts, claims, tuple(groups), _binding(column, total, settings), given)


def _binding(column: str, total: str, settings: Settings) -> Binding:
    printed = settings.get("printed") or {}
    for name in printed:
        if name not in (column, total):
            raise SuiteError(f"`printed` names the column {name!r}, which is not added up.")
    texts = {PARTS: printed.get(column), TOTAL: printed.get(total)}
    return Binding.of(
        "total",
        {"total": TOTAL, "parts": [PARTS]},
        {name: text for name, text in texts.items() if text is not None},
        rounding=settings.get("rounding", "half"),
        trailing_zeros=settings.get("trailing_zeros", "ambiguous"),
    )


def _hierarchy(frame: Any, column: str, key: str, parent: str) -> tuple[Any, Any]:
    """Every row is a part of the row it names; one that names itself is at the top."""
    import narwhals as nw

    _require(frame, key, parent)
    schema = frame.collect_schema()
    if schema[key] != schema[parent]:
        raise SuiteError(
            f"the columns {key!r} and {parent!r} hold {schema[key]} and {schema[parent]}.",
            remedy="A row names its parent by what stands in the key of that row.",
        )
    below = frame.filter(~nw.col(parent).is_null(), nw.col(parent) != nw.col(key))
    parts = below.select(nw.col(parent).alias(key), nw.col(column).alias(PARTS))
    above = parts.select(key).unique().rename({key: "_crossfoot_above"})
    claims = _chosen(frame, [key], column, TOTAL)
    claims = claims.join(above, how="inner", left_on=[key], right_on=["_crossfoot_above"])
    return parts, claims.select(key, TOTAL)


def _marked(
    frame: Any, column: str, groups: Sequence[str], marked: Mapping[str, str]
) -> tuple[Any, Any]:
    import narwhals as nw

    if not isinstance(marked, Mapping) or not marked:
        raise _refused("`marked` is not a column and the value that marks a total.")
    _require(frame, *marked)
    cells = (nw.col(name).cast(nw.String) == str(value) for name, value in marked.items())
    # A cell without a value marks nothing.
    is_total = nw.all_horizontal(*(cell.fill_null(False) for cell in cells), ignore_nulls=False)
    parts = _chosen(frame.filter(~is_total), groups, column, PARTS)
    return parts, _chosen(frame.filter(is_total), groups, column, TOTAL)


def _chosen(frame: Any, groups: Sequence[str], column: str, name: str) -> Any:
    import narwhals as nw

    return frame.select(*groups, nw.col(column).alias(name))


def _require(frame: Any, *names: str) -> None:
    schema = frame.collect_schema()
    for name in names:
        require_column(name, schema)


def _as_one_group(frame: Any) -> Any:
    import narwhals as nw

    return frame.with_columns(nw.lit("all").alias("group"))


def _refused(problem: str) -> SuiteError:
    """A call of `foot` that does not say what the totals are."""
    return SuiteError(
        problem,
        remedy="Give `totals` (a table with the totals), `marked` (which rows are totals) or"
        " `parent` (the column that names the row a row is a part of).",
    )
