"""Relations as Great Expectations' expectations; importing this registers them."""

from __future__ import annotations

from crossfoot.engines.gx import (
    ExpectationFiles,
    ExpectColumnsToFoot,
    ExpectColumnsToSatisfy,
    ExpectFiguresToSatisfy,
    guard,
)

__all__ = [
    "ExpectColumnsToFoot",
    "ExpectColumnsToSatisfy",
    "ExpectFiguresToSatisfy",
    "ExpectationFiles",
    "guard",
]
