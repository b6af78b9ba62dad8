"""What a row of a table is told: its outcome and reason as a code, and ends to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crossfoot.engines.columns.printed import (
    MISSING,
    MORE_DIGITS,
    NOT_POSITIVE,
    UNDECIDED,
    UNREADABLE,
    Reason,
)
from crossfoot.engines.columns.whole import Condition, Ratio
from crossfoot.relation import Outcome

# Codes of a row. The outcomes come first; from 3 on it is undecided, for a reason.
CODES: tuple[tuple[Outcome, Reason | None], ...] = (
    ("holds", None),
    ("rounding", None),
    ("fails", None),
    ("undecided", MISSING),
    ("undecided", MORE_DIGITS),
    ("undecided", UNREADABLE),
    ("undecided", NOT_POSITIVE),
    ("undecided", UNDECIDED),
)
(
    HOLDS,
    ROUNDING,
    FAILS,
    MISSING_CODE,
    MORE_DIGITS_CODE,
    UNREADABLE_CODE,
    NOT_POSITIVE_CODE,
    UNDECIDED_CODE,
) = range(len(CODES))
KERNEL = -1  # a row for the kernel
SIXTY_FOUR = 2**63 - 1

RESULTS = ("outcome", "reason", "claimed_low", "claimed_high", "computed_low", "computed_high")
ENDS = RESULTS[2:]
CODE = "_crossfoot_code"


def codes_of(outcomes: Sequence[Outcome]) -> list[int]:
    """The codes that stand for these outcomes."""
    return [number for number, (outcome, _) in enumerate(CODES) if outcome in outcomes]


def with_words(judged: Any, kept: Sequence[str]) -> Any:
    """These columns of a judged table and the columns of `RESULTS`."""
    import narwhals as nw

    outcome = _by_code(lambda code: CODES[code][0])
    reason = _by_code(lambda code: None if (why := CODES[code][1]) is None else why.text)
    return judged.select(
        *(nw.col(name) for name in kept),
        outcome.alias("outcome"),
        reason.alias("reason"),
        *(nw.col(name) for name in ENDS),
    )


def _by_code(value: Callable[[int], str | None]) -> Any:
    import narwhals as nw

    result = nw.lit(value(UNDECIDED_CODE), dtype=nw.String)
    for code in reversed(range(UNDECIDED_CODE)):
        result = (
            nw.when(nw.col(CODE) == code)
            .then(nw.lit(value(code), dtype=nw.String))
            .otherwise(result)
        )
    return result


def nothing() -> Any:
    """An end that is not shown."""
    import narwhals as nw

    return nw.lit(None, dtype=nw.Float64)


def case(*branches: tuple[Condition, Any], default: Any) -> Any:
    """The value of the first condition that is true; constants fold."""
    import narwhals as nw

    result = default
    for condition, value in reversed(branches):
        if condition is True:
            result = value
        elif condition is not False:
            result = nw.when(condition).then(value).otherwise(result)
    return result if not isinstance(result, int) else nw.lit(result)


def shown(end: Ratio, judgeable: Condition) -> Any:
    """An end as a binary fraction; null where it was not computed."""
    import narwhals as nw

    def real(column: Any) -> Any:
        return nw.lit(float(column)) if isinstance(column, int) else column.cast(nw.Float64)

    divisor = real(end.denominator.column) * float(end.factor.denominator)
    value = real(end.numerator.column) * float(end.factor.numerator) / divisor
    return value if judgeable is True else nw.when(judgeable).then(value)
