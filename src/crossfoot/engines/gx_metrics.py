"""What Great Expectations' expectations of crossfoot measure: a whole table, one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import (
    PandasExecutionEngine,
    SparkDFExecutionEngine,
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from crossfoot import columns
from crossfoot.check import Quantity, Verdict
from crossfoot.engines.claims import Claim
from crossfoot.engines.columns.binding import Binding
from crossfoot.engines.columns.frames import fetch, wrap
from crossfoot.engines.columns.rows import Rows
from crossfoot.errors import SuiteError
from crossfoot.interval import Interval
from crossfoot.show import Form, Shown

_SHOWN = 20  # rows told about; the counts say how many there are

Kwargs = Mapping[str, Any]


class _TableMetric(TableMetricProvider):
    """A metric that hands a whole table, and what is asked of it, to one of our functions."""

    value_keys = ("asked",)

    def _frame(
        cls,  # noqa: N805  # GX calls it with the class
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        metrics: Any,
        runtime_configuration: Any,
    ) -> Any:
        table, _, _ = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        return cls.answer(table, json.loads(metric_value_kwargs["asked"]))

    _pandas = metric_value(engine=PandasExecutionEngine)(_frame)
    _spark = metric_value(engine=SparkDFExecutionEngine)(_frame)

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(
        cls,  # noqa: N805  # GX calls it with the class
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        metrics: Any,
        runtime_configuration: Any,
    ) -> Any:
        import pandas as pd
        import sqlalchemy as sa

        selectable, _, _ = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        asked = json.loads(metric_value_kwargs["asked"])
        # A database has no integers wide enough in general: the rows come here.
        rows = execution_engine.execute_query(sa.select(sa.text("*")).select_from(selectable))
        found = rows.mappings().all()
        return cls.answer(
            pd.DataFrame([dict(row) for row in found], columns=list(rows.keys())), asked
        )

    @classmethod
    def answer(cls, table: Any, asked: Kwargs) -> dict[str, Any]:
        """What the table says, as data that GX can store."""
        raise NotImplementedError


class FiguresVerdict(_TableMetric):
    """The kernel's verdict on one check of a table of figures."""

    metric_name = "table.crossfoot.figures"

    @classmethod
    def answer(cls, table: Any, asked: Kwargs) -> dict[str, Any]:
        """See `crossfoot.engines.claims`."""
        try:
            judged = Claim.of(asked).judge(fetch(wrap(table)))
        except SuiteError as error:
            return {"error": str(error), "success": False}
        return {
            **_told(judged.verdict),
            "contradicted": judged.contradicted,
            "success": judged.passes,
        }


class ColumnsVerdicts(_TableMetric):
    """How many rows of a table have which outcome, and the first that fail."""

    metric_name = "table.crossfoot.columns"

    @classmethod
    def answer(cls, table: Any, asked: Kwargs) -> dict[str, Any]:
        """See `crossfoot.columns.check`."""
        try:
            rows = Rows(
                table,
                Binding.of(
                    asked["relation"],
                    asked["figures"],
                    asked.get("printed"),
                    rounding=asked.get("rounding") or "half",
                    trailing_zeros=asked.get("trailing_zeros") or "ambiguous",
                ),
            )
            counts = rows.counts()
            failing = (
                rows.first("fails", most=_SHOWN, key=asked.get("key") or ())
                if counts["fails"]
                else []
            )
        except SuiteError as error:
            return {"error": str(error), "success": False}
        told = [{"row": _plain(row), **_told(rows.verdict(row))} for row in failing]
        total = sum(counts.values())
        success = not counts["fails"] and total > 0
        return {"counts": dict(counts), "rows": told, "element_count": total, "success": success}


class ColumnFooting(_TableMetric):
    """Which totals of a table do not foot."""

    metric_name = "table.crossfoot.foot"

    @classmethod
    def answer(cls, table: Any, asked: Kwargs) -> dict[str, Any]:
        """See `crossfoot.columns.foot`."""
        arguments = {key: value for key, value in asked.items() if key != "column" and value}
        try:
            footed = fetch(wrap(columns.foot(table, asked["column"], **arguments)))
        except SuiteError as error:
            return {"error": str(error), "success": False}
        counts = dict.fromkeys(("holds", "rounding", "fails", "undecided"), 0)
        for row in footed:
            counts[row["outcome"]] += 1
        failing = [{"row": _plain(row)} for row in footed if row["outcome"] == "fails"]
        return {
            "counts": counts,
            "rows": failing[:_SHOWN],
            "element_count": len(footed),
            "success": not counts["fails"] and bool(footed),
        }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as JSON has them."""
    kept = (str, int, float, bool, type(None))
    cells = {name: getattr(cell, "item", lambda cell=cell: cell)() for name, cell in row.items()}
    return {name: cell if isinstance(cell, kept) else str(cell) for name, cell in cells.items()}


def _told(verdict: Verdict) -> dict[str, Any]:
    check = verdict.check
    quantities = {
        f"{role.name}[{index}]" if role.plural else role.name: one
        for role in check.relation.roles
        for index, one in enumerate(check.figures.get(role.name, ()))
    }
    of_claim = check.claimed or next(iter(quantities.values()), None)
    return {
        "outcome": verdict.outcome,
        "figures": {role: getattr(one, "text", one.name) for role, one in quantities.items()},
        "claimed": _shown(verdict.claimed, of_claim),
        "computed": _shown(verdict.computed, of_claim),
        "implied": {
            role: _shown(interval, quantities[role]) or "no value"
            for role, interval in verdict.implied.items()
        },
        "message": {"en": verdict.message.told("en"), "zh": verdict.message.told("zh")},
    }


def _shown(interval: Interval | None, quantity: Quantity | None) -> str | None:
    """An interval in the form in which the figure is printed."""
    if interval is None:
        return None
    return Shown(interval, Form.of(getattr(quantity, "reading", None))).told("en")
