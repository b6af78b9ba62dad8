"""Relations as pandera checks: `satisfies`, `findings` and the schema of claimed figures."""

from __future__ import annotations

from crossfoot.engines.pandera import (
    Finding,
    figures_frames,
    figures_schema,
    findings,
    register,
    satisfies,
    suite_schema,
)

register()

FiguresSchema = figures_schema()

__all__ = ["FiguresSchema", "Finding", "figures_frames", "findings", "satisfies", "suite_schema"]
