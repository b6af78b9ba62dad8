"""The contract that every relation in the folder keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossfoot.relations
from crossfoot.explanation import example_check, explain_relation, explanation
from crossfoot.expression import Equation
from crossfoot.feasibility import implied
from crossfoot.message import LANGUAGES
from crossfoot.relation import Relation
from crossfoot.relations import builtin

FOLDER = Path(crossfoot.relations.__file__).parent
RELATIONS = list(builtin().values())
EXAMPLES = [(relation, example) for relation in RELATIONS for example in relation.examples]

ROLES = {
    "growth": "current base rate",
    "change": "current base change",
    "growth_from_change": "current change rate",
    "total": "total parts",
    "shares_total": "parts",
    "share": "part whole share",
    "mean": "total count mean",
    "ratio": "numerator denominator ratio",
    "completion": "actual target rate",
    "points_change": "current base change",
    "balance": "inflow outflow balance",
    "product": "factors product",
    "compound": "start end periods rate",
    "multiple": "current base multiple",
    "part_of": "parts whole",
    "at_most": "lesser greater",
    "same": "figures",
}

every_relation = pytest.mark.parametrize("relation", RELATIONS, ids=lambda one: one.name)


def test_the_roles_are_those_of_the_contract() -> None:
    """Other programs rely on these names."""
    found = {one.name: " ".join(role.name for role in one.roles) for one in RELATIONS}
    assert found == ROLES


@every_relation
def test_a_relation_is_one_small_file_of_its_name(relation: Relation) -> None:
    """One idea a file, sixty lines at most."""
    lines = (FOLDER / f"{relation.name}.py").read_text("utf-8").splitlines()
    assert len(lines) <= 60


@every_relation
def test_an_explanation_has_its_headings_in_both_languages(relation: Relation) -> None:
    """The docstring is what reports and `explain` show."""
    english, chinese = (explanation(relation, language) for language in LANGUAGES)
    for heading in ("What it checks:", "Rounding:", "Often wrong because:"):
        assert heading in english
    for heading in ("检查什么：", "舍入：", "常见错因："):
        assert heading in chinese
    for language in LANGUAGES:
        assert relation.formula in explain_relation(relation, language)


@every_relation
def test_the_examples_show_agreement_and_failure(relation: Relation) -> None:
    """A relation that cannot be seen to fail checks nothing."""
    outcomes = {example.outcome for example in relation.examples}
    assert {"holds", "rounding", "fails"} <= outcomes


@pytest.mark.parametrize(
    ("relation", "example"), EXAMPLES, ids=[f"{one.name}-{ex.outcome}" for one, ex in EXAMPLES]
)
def test_an_example_is_judged_as_it_says(relation: Relation, example: object) -> None:
    """The examples of the explanations are true."""
    from crossfoot.relation import Example

    assert isinstance(example, Example)
    assert example_check(relation, example).verdict().outcome == example.outcome


@every_relation
def test_the_range_of_a_formula_is_tight(relation: Relation) -> None:
    """Every role is used once, so that the interval has no value that cannot be reached."""
    if isinstance(relation.statement, Equation):
        names = relation.statement.names
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("relation", "example"),
    [pair for pair in EXAMPLES if pair[1].outcome == "holds"],
    ids=[f"{one.name}" for one, ex in EXAMPLES if ex.outcome == "holds"],
)
def test_every_role_can_be_found_from_the_others(relation: Relation, example: object) -> None:
    """Backwards, each printed value lies where the other figures need it."""
    from crossfoot.relation import Example

    assert isinstance(example, Example)
    check = example_check(relation, example)
    box = check.permits({})
    assert check.statement is not None
    assert box is not None
    for quantity in check.quantities():
        found = implied(check.statement, quantity.name, box)
        assert found is not None
        assert found.intersection(quantity.interval) is not None
