"""The relations: one file each, registered by being in this folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from crossfoot.relation import Relation


@cache
def builtin() -> dict[str, Relation]:
    """Every relation of this folder by name, in alphabetical order."""
    found: dict[str, Relation] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        loaded = getattr(import_module(f"{__name__}.{module.name}"), module.name)
        assert isinstance(loaded, Relation), f"{module.name}.py defines the relation of its name"
        found[loaded.name] = loaded
    return found
