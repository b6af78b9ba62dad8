"""One check of a suite as plain data that stands alone, for frameworks that store expectations.

A claim names its relation, its figures and how the figures are read. Where it has unknowns, the
other checks that bound them go with it (`among`), so that it is judged as in its suite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.dataset import Settings, figure_of
from crossfoot.engines.columns.binding import Binding
from crossfoot.errors import SuiteError
from crossfoot.figure import Unknown
from crossfoot.interval import Interval
from crossfoot.relations import builtin
from crossfoot.show import exact
from crossfoot.suite import Suite

_SETTINGS = ("rounding", "trailing_zeros", "margin")
_FIGURE_COLUMNS = ("name", "text")
_OTHER_COLUMNS = ("metric", "period", "section", "note")

Stated = Mapping[str, Any]  # {"name", "relation", "figures"} of one check


@dataclass(frozen=True, slots=True)
class Claim:
    """A check as data: see `as_data` for its form."""

    name: str
    relation: str
    figures: Mapping[str, Any]  # role: name or names; formula: its text
    settings: Mapping[str, str] = field(default_factory=dict)
    unknowns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    among: tuple[Stated, ...] = ()
    because: str = ""
    known: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Claim:
        """The claim of `as_data`. Raises SuiteError for what is none."""
        unknown = [key for key in data if key not in cls.__dataclass_fields__]
        if unknown or "relation" not in data or "figures" not in data:
            raise SuiteError(
                f"a claim has no {unknown[0]!r}." if unknown else "no relation is named."
            )
        kept = {key: value for key, value in data.items() if value is not None}
        return cls(
            **{"name": str(data["relation"]), **kept, "among": tuple(data.get("among") or ())}
        )

    def as_data(self) -> dict[str, Any]:
        """Texts, numbers, lists and mappings only; nothing that has no value."""
        data = {
            "name": self.name,
            "relation": self.relation,
            "figures": dict(self.figures),
            "settings": dict(self.settings),
            "unknowns": {name: dict(known) for name, known in self.unknowns.items()},
            "among": [dict(one) for one in self.among],
            "because": self.because,
            "known": self.known,
        }
        return {key: value for key, value in data.items() if value}

    def judge(self, rows: Sequence[Mapping[str, Any]]) -> Judged:
        """Judge it by the rows of a dataset (`name`, `text` and what else is there).

        Raises SuiteError for a row that is not a figure or a name that no row has.
        """
        settings = Settings(
            rounding=self.settings.get("rounding", "half"),  # type: ignore[arg-type]  # told below
            trailing_zeros=self.settings.get("trailing_zeros", "ambiguous"),  # type: ignore[arg-type]
            margin=Fraction(self.settings["margin"])
            if "margin" in self.settings
            else Fraction(1, 10),
        )
        stated: list[Stated] = [
            {"name": self.name, "relation": self.relation, "figures": self.figures}, *self.among,
        ]  # fmt: skip
        wanted = {name for one in stated for name in _names(one)}
        quantities: dict[str, Quantity] = {
            name: _unknown(name, told) for name, told in self.unknowns.items()
        }
        for line, row in enumerate(rows, start=2):
            cells = {key: "" if value is None else str(value) for key, value in row.items()}
            if missing := [column for column in _FIGURE_COLUMNS if column not in cells]:
                raise SuiteError(f"the table of figures has no column {missing[0]!r}.")
            if cells["name"] not in wanted:
                continue
            if cells["name"] in quantities:
                raise SuiteError(f"the name {cells['name']!r} stands twice.")
            cells = dict.fromkeys(_OTHER_COLUMNS, "") | cells
            quantities[cells["name"]] = figure_of(cells, line, Path("figures"), settings)
        checks = [self._check(one, quantities, index) for index, one in enumerate(stated)]
        unknowns = tuple(one for one in quantities.values() if isinstance(one, Unknown))
        report = Suite(self.name, tuple(checks), unknowns=unknowns).run()
        if len(report.verdicts) != len(checks):
            raise SuiteError("not every check was evaluated.")
        contradicted = any(self.name in conflict.checks for conflict in report.joint)
        return Judged(report.verdicts[0], contradicted)

    def _check(self, stated: Stated, quantities: Mapping[str, Quantity], index: int) -> Check:
        binding = Binding.of(stated["relation"], stated["figures"])
        absent = [name for name in binding.columns if name not in quantities]
        if absent:
            raise SuiteError(f"there is no figure {absent[0]!r}.")
        figures = {
            role: tuple(quantities[name] for name in names) for role, names in binding.roles.items()
        }
        first = index == 0
        return Check(
            stated["name"],
            binding.relation,
            figures,
            because=self.because if first else "",
            known=self.known if first else None,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and whether the check is part of a contradiction between several."""

    verdict: Verdict
    contradicted: bool

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong that was not known."""
        if self.verdict.check.known is not None:
            return True
        return self.verdict.outcome != "fails" and not self.contradicted


def _names(stated: Stated) -> list[str]:
    return Binding.of(stated["relation"], stated["figures"]).columns


def _unknown(name: str, told: Mapping[str, Any]) -> Unknown:
    low, high = (
        None if told.get(key) is None else Fraction(told[key]) for key in ("at_least", "at_most")
    )
    interval = Interval.between(low, high)
    if interval is None:
        raise SuiteError(f"the unknown {name!r} has no value left.")
    words = {key: str(told[key]) for key in ("unit", "metric", "period", "note") if key in told}
    return Unknown(name, interval, bool(told.get("integer")), **words)


# -- from a suite -----------------------------------------------------------------------------


def claims(suite: Suite) -> tuple[Claim, ...]:
    """Every check of a suite as a claim. Raises SuiteError for a relation of the project's own."""
    settings = _settings(suite)
    stated = [_stated(check) for check in suite.checks]
    result = []
    for check, one in zip(suite.checks, stated, strict=True):
        linked, unknowns = _linked(check, suite.checks)
        result.append(
            Claim(
                check.name,
                one["relation"],
                one["figures"],
                settings,
                {unknown.name: _told(unknown) for unknown in unknowns},
                tuple(other for at, other in zip(suite.checks, stated, strict=True)
                      if at is not check and at.name in linked),
                check.because,
                check.known,
            )
        )  # fmt: skip
    return tuple(result)


def _settings(suite: Suite) -> dict[str, str]:
    # The readings of a loaded suite hold their settings already; the claim needs them as told.
    if suite.source is None:
        return {}
    told = yaml.load(
        suite.source.read_text("utf-8-sig"), Loader=yaml.BaseLoader
    )  # builds texts only
    settings = {key: told[key] for key in _SETTINGS if key in told}
    if settings.get("margin", "").endswith("%"):
        settings["margin"] = exact(Fraction(settings["margin"][:-1]) / 100)
    return settings


def _stated(check: Check) -> Stated:
    relation = check.relation
    if relation.name == "formula":
        return {
            "name": check.name,
            "relation": "formula",
            "figures": {"formula": relation.explanation},
        }
    if builtin().get(relation.name) is not relation:
        raise SuiteError(
            f"the relation {relation.name!r} is the project's own.",
            remedy="Other frameworks know only crossfoot's own relations; write it as a formula.",
        )
    figures = {
        role.name: [one.name for one in check.figures[role.name]]
        if role.plural
        else check.figures[role.name][0].name
        for role in relation.roles
    }
    return {"name": check.name, "relation": relation.name, "figures": figures}


def _linked(check: Check, checks: Sequence[Check]) -> tuple[set[str], list[Unknown]]:
    """The checks that share unknowns with this one, directly or through others."""
    unknowns = {unknown.name: unknown for unknown in check.unknowns}
    linked: set[str] = set()
    while True:
        more = [
            other
            for other in checks
            if other.name not in linked and any(one.name in unknowns for one in other.unknowns)
        ]
        if not more:
            return linked, list(unknowns.values())
        for other in more:
            linked.add(other.name)
            unknowns.update((unknown.name, unknown) for unknown in other.unknowns)


def _told(unknown: Unknown) -> dict[str, Any]:
    interval = unknown.interval
    told: dict[str, Any] = {
        "integer": unknown.integer,
        "unit": unknown.unit,
        "metric": unknown.metric,
        "period": unknown.period,
        "at_least": None if interval.low is None else exact(interval.low),
        "at_most": None if interval.high is None else exact(interval.high),
    }
    return {key: value for key, value in told.items() if value not in (None, "", False)}
