"""What a relation means, told from its docstring, formula and examples."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.message import Language, translate
from crossfoot.relation import Example, Relation

_DIVIDER = "\n---\n"  # between the English and the Chinese text of an explanation


def explanation(relation: Relation, language: Language) -> str:
    """The docstring in that language; the English one where there is no other."""
    english, _, chinese = relation.explanation.partition(_DIVIDER)
    return (chinese if language == "zh" and chinese else english).strip()


def example_check(relation: Relation, example: Example) -> Check:
    """An example as a check; figures are named after their roles."""
    figures: dict[str, tuple[Figure, ...]] = {}
    for spelled, given in example.figures.items():
        role = relation.by_name[spelled]
        texts = (given,) if isinstance(given, str) else given
        figures[role.name] = tuple(
            Figure(f"{spelled}_{number}" if len(texts) > 1 else spelled, read_figure(text))
            for number, text in enumerate(texts, start=1)
        )
    ordered = {role.name: figures[role.name] for role in relation.roles}
    return Check(f"{relation.name}[example]", relation, ordered)


def explain_relation(relation: Relation, language: Language) -> str:
    """Formula, explanation and judged examples, as plain text."""
    lines = [relation.name, f"  {relation.formula}", "", explanation(relation, language), ""]
    if relation.examples:
        lines.append(translate("Examples:", language))
    for example in relation.examples:
        check = example_check(relation, example)
        given = ", ".join(
            f"{role}: {text if isinstance(text, str) else '[' + ', '.join(text) + ']'}"
            for role, text in example.figures.items()
        )
        lines.append(f"  {given}")
        lines.append(
            f"    {translate(example.outcome, language)}: {check.verdict().message.told(language)}"
        )
    return "\n".join(lines)


def list_relations(relations: Iterable[Relation], language: Language) -> str:
    """A line a relation: name, formula, first sentence."""
    rows = [
        (relation.name, relation.formula, explanation(relation, language).partition("\n")[0])
        for relation in relations
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(
        f"{name:{widths[0]}}  {formula:{widths[1]}}  {summary}" for name, formula, summary in rows
    )
