"""pandera: the schemas that a project sets its datasets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crossfoot.errors import SuiteError

_SHOWN = 10  # rows told about; the first ones say what is wrong with the rest


def validate_rows(
    schemas: Sequence[type[Any]], rows: Sequence[tuple[int, dict[str, str]]], path: Path
) -> None:
    """Apply pandera models to the rows of a dataset, given with their lines.

    Every column is text as printed. Raises SuiteError naming the lines and what they break.
    """
    import pandas as pd
    from pandera.errors import SchemaErrors

    lines = [line for line, _ in rows]
    frame = pd.DataFrame([row for _, row in rows], dtype=str)
    for schema in schemas:
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            cases = [_told(case, lines) for case in errors.failure_cases.to_dict("records")]
            told = list(dict.fromkeys(text for _, text in sorted(cases)))
            more = f"; and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
            raise SuiteError(
                f"breaks the schema {schema.__name__}: {'; '.join(told[:_SHOWN])}{more}.",
                file=path,
                line=sorted(cases)[0][0] or None,
            ) from None


def _told(case: dict[Any, Any], lines: Sequence[int]) -> tuple[int, str]:
    index = case["index"]
    line = lines[int(index)] if isinstance(index, int | float) and index == index else 0
    where = f"line {line}: " if line else ""
    what = f" ({case['failure_case']})" if line else ""
    return line, f"{where}{case['column']}{what}: {case['check']}"
