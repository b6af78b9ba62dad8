"""The JSON Schema of suites, for completion and checking in editors.

`suite.schema.json` beside this file is its output; `crossfoot init` copies it into a project.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from crossfoot.languages import TrailingZeros
from crossfoot.relation import Relation, Role
from crossfoot.rounding import ROUNDINGS

PUBLISHED = Path(__file__).parent / "suite.schema.json"

_NAME = {"type": "string", "description": "A figure of the dataset, or an unknown."}
_TEXTS = {
    "because": "The passage that states the relation, in words.",
    "known": "Why this known inconsistency is accepted: it is reported and does not gate.",
    "name": "Name of the check, instead of relation[figure].",
}


def schema(relations: Iterable[Relation]) -> dict[str, Any]:
    """The schema, with the roles of these relations."""
    texts = {key: {"type": "string", "description": what} for key, what in _TEXTS.items()}
    stated = {relation.name: _roles(relation) for relation in relations}
    stated["formula"] = {
        "type": "string",
        "description": "Figure names, numbers, + - * / ^, sum(...), parentheses, one comparison.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "crossfoot suite",
        "type": "object",
        "required": ["expect"],
        "additionalProperties": False,
        "properties": {
            "dataset": {"type": "string", "description": "Name of a file in datasets/."},
            "document": {"type": "string", "description": "Where the figures are printed."},
            "rounding": {"enum": list(ROUNDINGS)},
            "trailing_zeros": {"enum": list(get_args(TrailingZeros))},
            "margin": {"type": ["string", "number"], "description": "Of about and nearly: 10%."},
            "unknowns": {"type": "object", "additionalProperties": _unknown()},
            "trust": {
                "type": "object",
                "description": "Weights of figures when suspects are sought.",
                "additionalProperties": {"anyOf": [{"type": "number"}, {"const": "always"}]},
            },
            "limit": {
                "type": ["string", "number"],
                "description": "Seconds that checks which share figures may take together: 10.",
            },
            "expect": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {**stated, **texts},
                    "additionalProperties": False,
                    "oneOf": [{"required": [name]} for name in stated],
                },
            },
        },
    }


def _unknown() -> dict[str, Any]:
    text = {"type": "string"}
    number = {"type": ["string", "number"]}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "integer": {"type": "boolean"},
            "unit": text,
            "metric": text,
            "period": text,
            "note": text,
            "at_least": number,
            "at_most": number,
        },
    }


def _roles(relation: Relation) -> dict[str, Any]:
    names = {role.name: _figures(role) for role in relation.roles}
    aliases = {role.alias: _figures(role) for role in relation.roles if role.alias}
    required = [role.name for role in relation.roles if not role.alias]
    result: dict[str, Any] = {
        "type": "object",
        "description": relation.explanation.partition("\n")[0],
        "properties": {**names, **aliases},
        "additionalProperties": False,
        "required": required,
    }
    either = [
        {"oneOf": [{"required": [role.name]}, {"required": [role.alias]}]}
        for role in relation.roles
        if role.alias
    ]
    return {**result, "allOf": either} if either else result


def _figures(role: Role) -> dict[str, Any]:
    if not role.plural:
        return _NAME
    return {"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}


def published(relations: Iterable[Relation]) -> bytes:
    """The bytes of the published file."""
    return (json.dumps(schema(relations), ensure_ascii=False, indent=1) + "\n").encode()
