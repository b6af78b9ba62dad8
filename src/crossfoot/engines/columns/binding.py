"""A relation bound to the columns of a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from typing import Any, get_args

from crossfoot.check import Check, Verdict
from crossfoot.dimension import UnitMismatch, check_units
from crossfoot.engines.columns.field import Field, Kind
from crossfoot.engines.columns.printed import (
    MISSING,
    MORE_DIGITS,
    UNREADABLE,
    Printed,
    Reason,
    cell_figure,
)
from crossfoot.errors import SuiteError
from crossfoot.expression import Expression, Statement, variables
from crossfoot.figure import Figure
from crossfoot.formula import bind, parse_statement
from crossfoot.languages import TrailingZeros
from crossfoot.message import message
from crossfoot.relation import Relation, Role
from crossfoot.relations import builtin
from crossfoot.rounding import ROUNDINGS, Rounding

_OUTCOMES = {"holds": 0, "rounding": 1, "fails": 2}
_REASONS = {MISSING: 3, MORE_DIGITS: 4, UNREADABLE: 5}
_UNDECIDED = 7
_TRAILING_ZEROS = get_args(TrailingZeros)


@dataclass(frozen=True)
class Binding:
    """Which column fills which role, and how each is printed.

    A column without an entry in `printed` is of texts that tell their own precision, or of
    whole numbers printed in full.
    """

    relation: Relation
    roles: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, Printed] = field(default_factory=dict)
    rounding: Rounding = "half"
    trailing_zeros: TrailingZeros = "ambiguous"

    @classmethod
    def of(
        cls,
        relation: str | Relation,
        figures: Mapping[str, str | Sequence[str]],
        printed: Mapping[str, str] | None = None,
        *,
        rounding: Rounding = "half",
        trailing_zeros: TrailingZeros = "ambiguous",
        relations: Mapping[str, Relation] | None = None,
    ) -> Binding:
        """Bind a relation by name, or `formula` by its text. Raises SuiteError."""
        known = {**builtin(), **(relations or {})}
        if relation == "formula":
            found, figures = _formula(figures)
        elif isinstance(relation, Relation):
            found = relation
        elif relation in known:
            found = known[relation]
        else:
            close = get_close_matches(relation, known, n=1)
            raise SuiteError(
                f"there is no relation {relation!r}.",
                remedy=f"Did you mean {close[0]!r}?" if close else "",
            )
        for setting, value, known_ones in (
            ("rounding", rounding, ROUNDINGS),
            ("trailing_zeros", trailing_zeros, _TRAILING_ZEROS),
        ):
            if value not in known_ones:
                raise SuiteError(
                    f"unknown {setting} {value!r}.", remedy=f"Use one of {', '.join(known_ones)}."
                )
        roles = _roles(found, figures)
        columns = [column for some in roles.values() for column in some]
        for name in printed or {}:
            if name not in columns:
                raise SuiteError(
                    f"`printed` names the column {name!r}, which fills no role.",
                    remedy=f"The columns are {', '.join(columns)}.",
                )
        declared = {name: Printed.of(text, rounding) for name, text in (printed or {}).items()}
        return cls(found, roles, declared, rounding, trailing_zeros)

    @cached_property
    def columns(self) -> list[str]:
        """The columns that fill the roles, in the order of the roles."""
        return [column for some in self.roles.values() for column in some]

    @cached_property
    def statement(self) -> Statement:
        """The formula over columns."""
        return self.relation.bind(dict(self.roles))

    @cached_property
    def positive(self) -> Expression | None:
        """What has to be above zero, over columns."""
        positive = self.relation.positive
        return None if positive is None else bind(positive, dict(self.roles))

    @property
    def claimed(self) -> str | None:
        """The column of the claim, where the relation has one."""
        some = self.roles.get(self.relation.claims or "", ())
        return some[0] if some else None

    @cached_property
    def undecided(self) -> bool:
        """Whether the units of the columns keep every row from being judged."""
        units = {
            name: printed.reading.unit
            for name, printed in self.printed.items()
            if printed.reading.kind in ("amount", "measure")
        }
        if not any(units.values()):
            return False
        try:
            check_units(self.statement, units)
        except UnitMismatch:
            return True
        return False

    def fields(self, schema: Mapping[str, Any]) -> tuple[Field, ...]:
        """The columns as they are in a table of this schema. Raises SuiteError."""
        return tuple(
            self.field(f"_cf{index}", name, schema) for index, name in enumerate(self.columns)
        )

    def field(self, prefix: str, name: str, schema: Mapping[str, Any]) -> Field:
        """One column as it is in a table of this schema. Raises SuiteError."""
        require_column(name, schema)
        dtype, printed = schema[name], self.printed.get(name)
        kind = _kind(dtype)
        if kind is None:
            raise SuiteError(f"the column {name!r} holds {dtype}, not numbers or texts.")
        if kind == "integer":
            printed = printed or Printed.of("1", self.rounding)
        elif kind != "text" and printed is None:
            raise SuiteError(
                f"how the column {name!r} is printed is not said.",
                remedy=f"Add it to `printed`, for example {{{name}: '0.1%'}}.",
            )
        places = 0
        if kind == "decimal":
            places = getattr(dtype, "scale", 0)
            # Beyond units a remainder would have to be taken, which decimals leave to texts.
            kind = "decimal" if printed is not None and printed.grid <= 1 else "text"
        return Field(name, prefix, kind, printed, self.rounding, self.trailing_zeros, places)

    # -- one row, by the kernel ------------------------------------------------------------

    def figures(self, row: Mapping[str, Any]) -> dict[str, Figure | Reason]:
        """The figures of a row, by column."""
        return {name: self.figure(name, row[name]) for name in self.columns}

    def figure(self, column: str, cell: Any, name: str | None = None) -> Figure | Reason:
        """The figure of one cell of a column, or why there is none."""
        printed = self._print_of(column, cell)
        return cell_figure(name or column, cell, printed, self.rounding, self.trailing_zeros)

    def _print_of(self, name: str, cell: Any) -> Printed | None:
        printed = self.printed.get(name)
        if printed is None and isinstance(cell, int):
            return Printed.of("1", self.rounding)
        return printed

    def check(self, figures: Mapping[str, Figure | Reason], name: str = "row") -> Check:
        """The check of one row; a cell without a figure leaves its role empty."""
        told = {
            role: tuple(one for column in some if isinstance(one := figures[column], Figure))
            for role, some in self.roles.items()
        }
        whole = {role: some for role, some in told.items() if len(some) == len(self.roles[role])}
        reason = next((one.text for one in figures.values() if isinstance(one, Reason)), None)
        undecided = None if reason is None or reason == MISSING.text else message(reason)
        return Check(name, self.relation, whole, undecided=undecided)

    def verdict(self, row: Mapping[str, Any], name: str = "row") -> Verdict:
        """The kernel's verdict on a row."""
        return self.check(self.figures(row), name).verdict()

    def coded(self, row: Mapping[str, Any]) -> tuple[float | int | None, ...]:
        """The kernel's verdict on a row as a code (`rows.CODES`) and the four ends to show."""
        figures = self.figures(row)
        reasons = [one for one in figures.values() if isinstance(one, Reason)]
        if reasons:
            return min(_REASONS[reason] for reason in reasons), None, None, None, None
        verdict = self.check(figures).verdict()
        ends = [
            end
            for side in (verdict.claimed, verdict.computed)
            for end in ((None, None) if side is None else (side.low, side.high))
        ]
        shown = (None if end is None else _real(end) for end in ends)
        return _OUTCOMES.get(verdict.outcome, _UNDECIDED), *shown


def _real(end: Fraction) -> float:
    """An end as a binary fraction, for showing."""
    try:
        return float(end)
    except OverflowError:
        return math.inf if end > 0 else -math.inf


def require_column(name: str, schema: Mapping[str, Any]) -> None:
    """Raise SuiteError unless a table of this schema has the column."""
    if name in schema:
        return
    close = get_close_matches(str(name), schema, n=1)
    raise SuiteError(
        f"the table has no column {name!r}.",
        remedy=f"Did you mean {close[0]!r}?"
        if close
        else f"It has {', '.join(list(schema)[:20])}.",
    )


def _kind(dtype: Any) -> Kind | None:
    """How a column of this type is read; None where it cannot be."""
    import narwhals as nw

    if dtype.is_integer():
        return "integer"
    if dtype.is_decimal():
        return "decimal"
    if dtype.is_float():
        return "single" if dtype == nw.Float32 else "float"
    texts = (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown)
    return "text" if dtype in texts else None


def _formula(
    figures: Mapping[str, str | Sequence[str]],
) -> tuple[Relation, dict[str, str | Sequence[str]]]:
    text = figures.get("formula")
    if not isinstance(text, str) or len(figures) > 1:
        raise SuiteError("a formula is one text, such as formula='invested <= raised'.")
    statement = parse_statement(text)
    names = list(dict.fromkeys(variables(statement)))
    if not names:
        raise SuiteError(f"the formula {text!r} names no column.")
    roles = tuple(Role(name) for name in names)
    return Relation("formula", roles, statement, None, None, text), {name: name for name in names}


def _roles(
    relation: Relation, figures: Mapping[str, str | Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    filled: dict[str, tuple[str, ...]] = {}
    for spelled, columns in figures.items():
        role = relation.by_name.get(spelled)
        if role is None:
            raise SuiteError(
                f"{relation.name!r} has no role {spelled!r}.",
                remedy=f"It takes {', '.join(role.name for role in relation.roles)}.",
            )
        some = (columns,) if isinstance(columns, str) else tuple(columns)
        if not role.plural and len(some) != 1:
            raise SuiteError(f"{role.name} takes one column.")
        filled[role.name] = some
    missing = [role.name for role in relation.roles if not filled.get(role.name)]
    if missing:
        raise SuiteError(f"{relation.name!r} lacks {', '.join(missing)}.")
    columns = [column for some in filled.values() for column in some]
    if twice := next((name for name in columns if columns.count(name) > 1), None):
        raise SuiteError(
            f"the column {twice!r} stands twice in one check.",
            remedy="A figure cannot be checked against itself.",
        )
    return {role.name: filled[role.name] for role in relation.roles}
