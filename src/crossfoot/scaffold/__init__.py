"""The files of a new project, kept beside this module as they are written."""

from __future__ import annotations

from pathlib import Path

from crossfoot.errors import SuiteError
from crossfoot.files import write_whole
from crossfoot.suite_schema import PUBLISHED

_TEMPLATE = Path(__file__).parent / "project"


def write_project(folder: Path) -> list[Path]:
    """Write the project, and return its files. Raises SuiteError where one exists already."""
    sources = sorted(path for path in _TEMPLATE.rglob("*") if path.is_file())
    # A file that starts with a dot would be overlooked in a package, so it is kept without.
    targets = {
        source: folder / source.relative_to(_TEMPLATE).with_name(source.name.replace("dot-", "."))
        for source in sources
        if "__pycache__" not in source.parts
    }
    targets[PUBLISHED] = folder / "expectations" / PUBLISHED.name
    for target in targets.values():
        if target.exists():
            raise SuiteError(
                "exists already; nothing was written.",
                remedy="Choose another folder.",
                file=target,
            )
    for source, target in targets.items():
        write_whole(target, source.read_bytes())
    return list(targets.values())
