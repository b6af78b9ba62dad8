"""A relation: what has to hold between figures, as one formula and one docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from crossfoot.expression import AllEqual, Equation, Expression, Statement, Variable, words
from crossfoot.formula import Symbol, bind, parse_expression

Many = Symbol
"""Annotation of a role that takes one or more figures."""

Outcome = Literal["holds", "rounding", "fails", "undecided"]


@dataclass(frozen=True, slots=True)
class Role:
    """One place in a relation. `plural` takes a list; `alias` is its other spelling."""

    name: str
    plural: bool = False
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Figures as printed, and what the relation has to say of them; also the relation's tests."""

    outcome: Outcome
    figures: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Relation:
    """A named equation or inequality between true values.

    `claims` is the role that the text states about the others, `positive` an expression that
    has to be above zero for the formula to mean what it says. `explanation` is the docstring:
    a summary, then the headings "What it checks", "Rounding" and "Often wrong because", and
    the same in Chinese below a line of three dashes.
    """

    name: str
    roles: tuple[Role, ...]
    statement: Statement
    claims: str | None
    positive: Expression | None
    explanation: str
    cues: tuple[str, ...] = ()
    examples: list[Example] = field(default_factory=list)

    @cached_property
    def by_name(self) -> dict[str, Role]:
        """Roles by every spelling."""
        spelled = {role.name: role for role in self.roles}
        return spelled | {role.alias: role for role in self.roles if role.alias}

    @property
    def formula(self) -> str:
        """The formula in words, over role names."""
        return words(self.statement)

    def bind(self, figures: dict[str, tuple[str, ...]]) -> Statement:
        """The formula over the names of figures; every role has to be filled."""
        match self.statement:
            case Equation(left, comparison, right):
                return Equation(bind(left, figures), comparison, bind(right, figures))
            case AllEqual(members):
                (role,) = members
                assert isinstance(role, Variable)
                return AllEqual(tuple(Variable(name) for name in figures[role.name]))

    def holds(self, **figures: str | list[str]) -> None:
        """An example whose printed values reproduce the claim."""
        self._example("holds", figures)

    def rounding(self, **figures: str | list[str]) -> None:
        """An example that agrees only thanks to rounding."""
        self._example("rounding", figures)

    def fails(self, **figures: str | list[str]) -> None:
        """An example that no permitted true values can satisfy."""
        self._example("fails", figures)

    def undecided(self, **figures: str | list[str]) -> None:
        """An example that the print does not decide."""
        self._example("undecided", figures)

    def _example(self, outcome: Outcome, figures: Mapping[str, str | list[str]]) -> None:
        kept = {
            role: text if isinstance(text, str) else tuple(text) for role, text in figures.items()
        }
        unknown = [role for role in kept if role not in self.by_name]
        if unknown:
            raise TypeError(f"{self.name} has no role {unknown[0]}")
        self.examples.append(Example(outcome, kept))


def relation(
    *,
    claims: str | None = None,
    positive: str | None = None,
    cues: tuple[str, ...] = (),
    aliases: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., object]], Relation]:
    """Make a relation of a formula over its roles, written as plain Python.

    The formula is traced once: it is called with a symbol for each role and returns the
    comparison to be checked. A role annotated `Many` takes a list of figures; `aliases` gives
    another spelling of a role.
    """

    def trace(formula: Callable[..., object]) -> Relation:
        parameters = inspect.signature(formula).parameters.values()
        roles = tuple(
            Role(
                parameter.name,
                plural=parameter.annotation in (Many, "Many"),
                alias=(aliases or {}).get(parameter.name),
            )
            for parameter in parameters
        )
        if claims is not None and claims not in {role.name for role in roles}:
            raise TypeError(f"{formula.__name__} claims {claims}, which is not one of its roles")
        stated = formula(**{role.name: Symbol(Variable(role.name)) for role in roles})
        if not isinstance(stated, (Equation, AllEqual)):
            raise TypeError(f"{formula.__name__} has to return a comparison of its roles")
        return Relation(
            name=formula.__name__,
            roles=roles,
            statement=stated,
            claims=claims,
            positive=None if positive is None else parse_expression(positive),
            explanation=inspect.cleandoc(formula.__doc__ or ""),
            cues=cues,
        )

    return trace


def all_equal(role: Symbol) -> AllEqual:
    """State that the figures of a plural role are one and the same number."""
    return AllEqual((role.expression,))
