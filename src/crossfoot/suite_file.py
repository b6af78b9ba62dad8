"""Suites as YAML files: what must hold between which figures, and because of what.

Read from the nodes of the YAML document, not from values built of it, so that every error knows
its line, and texts such as `1.20` stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml

from crossfoot.check import Check, Quantity
from crossfoot.dataset import Settings, load_dataset
from crossfoot.errors import SuiteError
from crossfoot.expression import variables
from crossfoot.figure import Unknown
from crossfoot.files import read_text
from crossfoot.formula import parse_statement
from crossfoot.interval import Interval
from crossfoot.languages import TrailingZeros
from crossfoot.relation import Relation, Role
from crossfoot.relations import builtin
from crossfoot.rounding import ROUNDINGS, Rounding
from crossfoot.suite import LIMIT, Suite, Trust

SUITE_KEYS = (
    "dataset", "document", "rounding", "trailing_zeros", "margin", "unknowns", "trust", "limit",
    "expect",
)  # fmt: skip
CHECK_KEYS = ("because", "known", "name")
UNKNOWN_KEYS = ("integer", "unit", "metric", "period", "note", "at_least", "at_most")

_Choice = TypeVar("_Choice", bound=str)

_DEPTH = 200  # levels of YAML; a suite has five
_MAY_NEST = re.compile(r"(?:[-?:][ \t]){50}|^[ ]{200}", re.MULTILINE)

_NUMBER = re.compile(r"[-+]?\d{1,60}(?:\.\d{1,60})?%?")


def load_suite(
    path: Path,
    *,
    relations: Mapping[str, Relation] | None = None,
    datasets: Path | None = None,
    version: Path | None = None,
    rounding: Rounding = "half",
) -> Suite:
    """The suite of a file. Raises SuiteError naming file, line and figure.

    `relations` adds a project's own to the built-in ones. The dataset is looked for in
    `datasets`, by default the folder of that name beside the suite's. `version` is another
    version of the dataset to read in its place; checks on figures it lacks are left out.
    `rounding` is the convention of a suite that names none.
    """
    loader = _Loader(path, {**builtin(), **(relations or {})}, datasets, version, rounding)
    return loader.suite()


class _NoFigure(SuiteError):
    """A check names a figure that is not in the dataset."""


class _Loader:
    """One suite file while it is read; every method knows where it stands."""

    def __init__(
        self,
        path: Path,
        relations: Mapping[str, Relation],
        datasets: Path | None,
        version: Path | None,
        rounding: Rounding,
    ) -> None:
        self.path = path
        self.rounding = rounding
        self.version = version
        self.relations = relations
        self.datasets = datasets or path.parent.parent / "datasets"
        self.seen: set[int] = set()
        self.quantities: dict[str, Quantity] = {}
        self.names: set[str] = set()

    def suite(self) -> Suite:
        root = self._compose()
        parts = dict(self._mapping(root, "a suite", SUITE_KEYS))
        if "expect" not in parts:
            raise self._error(root, "the suite has no `expect`.", "List the relations under it.")
        dataset = self._dataset(parts.get("dataset"))
        figures = () if dataset is None else load_dataset(dataset, self._settings(parts))
        self.quantities.update((figure.name, figure) for figure in figures)
        unknowns = self._unknowns(parts.get("unknowns"))
        self.quantities.update((unknown.name, unknown) for unknown in unknowns)
        items = self._items(parts["expect"], "expect")
        checks = tuple(check for item in items for check in self._checks(item))
        if not items:
            raise self._error(parts["expect"], "the suite expects nothing.", "Add a relation.")
        document = parts.get("document")
        return Suite(
            name=self.path.stem,
            checks=checks,
            figures=figures,
            unknowns=unknowns,
            source=self.path,
            dataset=dataset,
            document=None if document is None else self._text(document, "document"),
            trust=self._trust(parts.get("trust")),
            limit=self._limit(parts.get("limit")),
        )

    # -- parts -----------------------------------------------------------------------------

    def _dataset(self, node: yaml.Node | None) -> Path | None:
        if node is None or self.version is not None:
            return self.version
        named = self._text(node, "dataset")
        direct = self.path.parent / named
        path = direct if direct.suffix == ".csv" else self.datasets / f"{named}.csv"
        if not path.is_file():
            raise self._error(node, f"there is no dataset {named!r}.", f"Expected at {path}.")
        return path

    def _settings(self, parts: Mapping[str, yaml.Node]) -> Settings:
        settings = Settings(self.rounding)
        if "rounding" in parts:
            settings.rounding = self._one_of(parts["rounding"], "rounding", ROUNDINGS)
        if "trailing_zeros" in parts:
            settings.trailing_zeros = self._one_of(
                parts["trailing_zeros"], "trailing_zeros", get_args(TrailingZeros)
            )
        if "margin" in parts:
            settings.margin = self._number(parts["margin"], "margin")
            if not 0 <= settings.margin < 1:
                raise self._error(parts["margin"], "the margin is not between 0% and 100%.")
        return settings

    def _unknowns(self, node: yaml.Node | None) -> tuple[Unknown, ...]:
        if node is None:
            return ()
        unknowns = []
        for name, body in self._mapping(node, "`unknowns`"):
            if name in self.quantities:
                raise self._error(body, f"{name!r} is a figure of the dataset, so it is known.")
            fields = dict(self._mapping(body, f"the unknown {name!r}", UNKNOWN_KEYS))
            low, high = (
                None if fields.get(key) is None else self._number(fields[key], key)
                for key in ("at_least", "at_most")
            )
            interval = Interval.between(low, high)
            if interval is None:
                raise self._error(body, f"the unknown {name!r} has no value left.")
            words = {
                key: self._text(fields[key], key)
                for key in ("unit", "metric", "period", "note")
                if key in fields
            }
            integer = (
                "integer" in fields
                and self._one_of(fields["integer"], "integer", ("true", "false")) == "true"
            )
            unknowns.append(Unknown(name, interval, integer, **words))
        return tuple(unknowns)

    def _trust(self, node: yaml.Node | None) -> dict[str, Trust]:
        trust: dict[str, Trust] = {}
        for name, body in self._mapping(node, "`trust`") if node is not None else ():
            if self.version is None or name in self.quantities:
                self._quantity(name, body)
            text = self._text(body, f"the trust in {name!r}")
            trust[name] = "always" if text == "always" else self._number(body, "trust")
            if trust[name] != "always" and not trust[name] > 0:  # type: ignore[operator]  # a number
                raise self._error(body, "trust is a number above 0, or `always`.")
        return trust

    def _limit(self, node: yaml.Node | None) -> Fraction:
        if node is None:
            return LIMIT
        limit = self._number(node, "limit")
        if limit <= 0:
            raise self._error(node, "the limit is a number of seconds above 0.")
        return limit

    def _checks(self, node: yaml.Node) -> Iterator[Check]:
        """The check of an item; none where another version of the dataset lacks a figure."""
        try:
            yield self._check(node)
        except _NoFigure:
            if self.version is None:
                raise

    def _check(self, node: yaml.Node) -> Check:
        parts = list(self._mapping(node, "a check"))
        stated = [(key, value) for key, value in parts if key not in CHECK_KEYS]
        if len(stated) != 1:
            keys = ", ".join(key for key, _ in stated) or "none"
            raise self._error(
                node,
                f"a check names exactly one relation, this one: {keys}.",
                self._suggest(stated[0][0], self.relations) if len(stated) == 1 else "",
            )
        ((key, body),) = stated
        texts = {k: self._text(value, k) for k, value in parts if k in CHECK_KEYS}
        relation, figures = self._formula(body) if key == "formula" else self._bound(key, body)
        first = next(iter(figures.values()))[0].name
        return Check(
            name=self._unique(texts.get("name") or f"{relation.name}[{first}]", node),
            relation=relation,
            figures=figures,
            because=texts.get("because", ""),
            known=texts.get("known"),
            line=node.start_mark.line + 1,
        )

    def _bound(self, key: str, body: yaml.Node) -> tuple[Relation, dict[str, tuple[Quantity, ...]]]:
        relation = self.relations.get(key)
        if relation is None:
            raise self._error(
                body, f"there is no relation {key!r}.", self._suggest(key, self.relations)
            )
        figures: dict[str, tuple[Quantity, ...]] = {}
        used: set[str] = set()
        for spelled, value in self._mapping(body, f"`{key}`", tuple(relation.by_name)):
            role = relation.by_name[spelled]
            if role.name in figures:
                raise self._error(value, f"{key!r} takes {role.name} or {spelled}, not both.")
            figures[role.name] = self._role(role, value)
            for quantity in figures[role.name]:
                if quantity.name in used:
                    raise self._error(
                        value,
                        f"the figure {quantity.name!r} stands twice in one check.",
                        "A figure cannot be checked against itself.",
                    )
                used.add(quantity.name)
        missing = [role.name for role in relation.roles if role.name not in figures]
        if missing:
            raise self._error(
                body,
                f"{key!r} lacks {', '.join(missing)}.",
                f"It takes {', '.join(role.name for role in relation.roles)}.",
            )
        return relation, {role.name: figures[role.name] for role in relation.roles}

    def _role(self, role: Role, node: yaml.Node) -> tuple[Quantity, ...]:
        if isinstance(node, yaml.SequenceNode):
            if not role.plural:
                raise self._error(node, f"{role.name} takes one figure, not a list.")
            items = self._items(node, role.name)
            if not items:
                raise self._error(node, f"{role.name} is empty.")
        else:
            items = [node]
        return tuple(self._quantity(self._text(item, role.name), item) for item in items)

    def _formula(self, body: yaml.Node) -> tuple[Relation, dict[str, tuple[Quantity, ...]]]:
        text = self._text(body, "formula")
        try:
            statement = parse_statement(text)
        except SuiteError as error:
            raise error.at(self.path, body.start_mark.line + 1) from None
        names = list(dict.fromkeys(variables(statement)))
        if not names:
            raise self._error(body, f"the formula {text!r} names no figure.")
        figures: dict[str, tuple[Quantity, ...]] = {
            name: (self._quantity(name, body),) for name in names
        }
        roles = tuple(Role(name) for name in names)
        relation = Relation("formula", roles, statement, None, None, text)
        return relation, figures

    def _quantity(self, name: str, node: yaml.Node) -> Quantity:
        quantity = self.quantities.get(name)
        if quantity is None:
            raise _NoFigure(
                f"there is no figure {name!r}.",
                remedy=self._suggest(name, self.quantities)
                or "Add it to the dataset, or to `unknowns` if it is not printed.",
                file=self.path,
                line=node.start_mark.line + 1,
            )
        return quantity

    def _unique(self, name: str, node: yaml.Node) -> str:
        unique, number = name, 1
        while unique in self.names:
            number += 1
            unique = f"{name}-{number}"
        self.names.add(unique)
        return unique

    # -- nodes -----------------------------------------------------------------------------

    def _compose(self) -> yaml.Node:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        text = read_text(self.path)
        try:
            if _MAY_NEST.search(text) or _bracket_depth(text) > _DEPTH:
                self._refuse_depth(text, loader)
            root = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = None if mark is None else mark.line + 1
            problem = error.problem or error.context or ""
            if "nesting depth" in problem:  # newer readers of events have a limit of their own
                raise self._too_deep(line) from None
            raise SuiteError(f"not YAML: {problem}.", file=self.path, line=line) from None
        except (yaml.YAMLError, RecursionError) as error:
            problem = str(error).splitlines()[0] if str(error) else "too deeply nested"
            raise SuiteError(f"not YAML: {problem}.", file=self.path) from None
        if root is None:
            raise SuiteError("the suite is empty.", file=self.path)
        return root

    def _refuse_depth(self, text: str, loader: Any) -> None:
        """The composer in C recurses without a limit; the event reader before it does not."""
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH:
                raise self._too_deep(event.start_mark.line + 1 if event.start_mark else None)

    def _too_deep(self, line: int | None) -> SuiteError:
        return SuiteError("the suite is nested too deeply.", file=self.path, line=line)

    def _mapping(
        self, node: yaml.Node, what: str, keys: Sequence[str] | None = None
    ) -> Iterator[tuple[str, yaml.Node]]:
        """Key and value nodes of a mapping; keys are distinct and among `keys`."""
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, f"{what} has to be a mapping (`key: value` lines).")
        self._once(node)
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self._text(key_node, "a key")
            if key in seen:
                raise self._error(key_node, f"the key {key!r} stands twice.")
            if keys is not None and key not in keys:
                raise self._error(
                    key_node,
                    f"{what} has no key {key!r}.",
                    self._suggest(key, keys) or f"It has {', '.join(keys)}.",
                )
            seen.add(key)
            yield key, value

    def _items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._error(node, f"`{what}` has to be a list (`- ...` lines).")
        self._once(node)
        items: list[yaml.Node] = node.value
        return items

    def _once(self, node: yaml.Node) -> None:
        """Aliases give a node several places; refusing them leaves no way to a YAML bomb."""
        if id(node) in self.seen:
            raise self._error(node, "YAML aliases (*name) are not supported.", "Write it out.")
        self.seen.add(id(node))

    def _text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._error(node, f"{what} has to be a text.")
        text: str = node.value
        return text

    def _number(self, node: yaml.Node, what: str) -> Fraction:
        text = self._text(node, what)
        if not _NUMBER.fullmatch(text):
            raise self._error(node, f"{what} has to be a number, not {text[:40]!r}.")
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)

    def _one_of(self, node: yaml.Node, what: str, choices: tuple[_Choice, ...]) -> _Choice:
        text = self._text(node, what)
        for choice in choices:
            if choice == text:
                return choice
        raise self._error(
            node, f"{what} cannot be {text[:40]!r}.", f"Use one of {', '.join(choices)}."
        )

    def _suggest(self, name: str, names: Sequence[str] | Mapping[str, object]) -> str:
        close = get_close_matches(name, list(names), n=1, cutoff=0.6)
        return f"Did you mean {close[0]!r}?" if close else ""

    def _error(self, node: yaml.Node, problem: str, remedy: str = "") -> SuiteError:
        line = node.start_mark.line + 1
        return SuiteError(problem, remedy=remedy, file=self.path, line=line)


def _bracket_depth(text: str) -> int:
    """How deeply brackets nest at most, taking no notice of quotes: never too little."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
