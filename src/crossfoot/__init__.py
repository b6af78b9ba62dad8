"""The test runner for the numbers in a document.

The public names load their modules when they are first used, so that importing the package, as
pytest does at every start, costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossfoot.assertions import assert_consistent, assert_foots
    from crossfoot.claimed import claimed
    from crossfoot.reading import check, read
    from crossfoot.suite import Suite

__all__ = ["Suite", "assert_consistent", "assert_foots", "check", "claimed", "read"]

_HOMES = {
    "Suite": "crossfoot.suite",
    "assert_consistent": "crossfoot.assertions",
    "assert_foots": "crossfoot.assertions",
    "check": "crossfoot.reading",
    "claimed": "crossfoot.claimed",
    "read": "crossfoot.reading",
}


class _Package(ModuleType):
    """Holds the public names against submodules of the same name.

    Importing the submodule `crossfoot.claimed` sets the attribute `claimed` of the package to
    it. A property takes no notice, so `crossfoot.claimed` is the function whatever was imported.
    """

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


def _public(name: str) -> property:
    def get(package: _Package) -> Any:
        return getattr(import_module(_HOMES[name]), name)

    def keep(package: _Package, submodule: object) -> None:
        """The submodule stays reachable through `sys.modules` and `from ... import`."""

    return property(get, keep)


for _name in __all__:
    setattr(_Package, _name, _public(_name))
sys.modules[__name__].__class__ = _Package
