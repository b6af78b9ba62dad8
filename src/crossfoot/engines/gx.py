"""Great Expectations: relations as expectations, with what a reader of Data Docs has to see.

Importing this module registers the expectations. A stored suite that is run where it was not
imported loses them without an error (GX 1.24 logs and goes on), so `guard` compares what was
planned with what was evaluated; the projects that `crossfoot export` writes import it by
themselves, because their `great_expectations.yml` names the class of files below.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from great_expectations.data_context.store import TupleFilesystemStoreBackend
from great_expectations.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.render import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from crossfoot.engines.gx_metrics import ColumnFooting, ColumnsVerdicts, FiguresVerdict, Kwargs
from crossfoot.errors import SuiteError
from crossfoot.relations import builtin


class _Relation(BatchExpectation):
    """What the expectations have in common: one metric, asked in JSON, and how it is shown."""

    # GX stores no argument that equals its default. None is no setting of ours, so whatever is
    # said is stored, and nothing changes when a default does.
    relation: str
    figures: dict[str, Any]

    metric: ClassVar[str]
    metric_dependencies: ClassVar[tuple[str, ...]] = ()

    def asked(self) -> dict[str, Any]:
        """The arguments as data."""
        kwargs = dict(self.configuration.kwargs)
        return {key: value for key, value in kwargs.items() if key in self.domain_of_arguments()}

    @classmethod
    def domain_of_arguments(cls) -> tuple[str, ...]:
        """The arguments that the metric is asked with."""
        raise NotImplementedError

    def get_validation_dependencies(
        self, execution_engine: ExecutionEngine | None = None, runtime_configuration: Any = None
    ) -> Any:
        """Ask for our metric on the whole table."""
        from great_expectations.validator.metric_configuration import MetricConfiguration

        dependencies = super().get_validation_dependencies(execution_engine, runtime_configuration)
        dependencies.set_metric_configuration(
            self.metric,
            MetricConfiguration(
                metric_name=self.metric,
                metric_domain_kwargs=self.configuration.get_domain_kwargs(),
                metric_value_kwargs={"asked": json.dumps(self.asked(), sort_keys=True)},
            ),
        )
        return dependencies

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: Any = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> dict[str, Any]:
        found = metrics[self.metric]
        result: dict[str, Any] = {"observed_value": _observed(found), "details": found}
        if "counts" in found:
            result["element_count"] = found["element_count"]
            result["unexpected_count"] = found["counts"]["fails"]
        return {"success": found["success"], "result": result}

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls,
        configuration: Any = None,
        result: Any = None,
        runtime_configuration: Any = None,
        **_: Any,
    ) -> list[Any]:
        stored = configuration if configuration is not None else result.expectation_config
        template, params = cls.prescribed(dict(stored.kwargs))
        return [
            RenderedStringTemplateContent(
                content_block_type="string_template",
                string_template={"template": template, "params": params},
            )
        ]

    @classmethod
    def prescribed(cls, kwargs: Kwargs) -> tuple[str, dict[str, str]]:
        """The expectation in words, with places for what comes from the suite."""
        figures = ", ".join(f"{role} {_names(names)}" for role, names in kwargs["figures"].items())
        known = builtin().get(kwargs["relation"])
        formula = known.formula if known is not None else str(kwargs["figures"].get("formula", ""))
        template = "$relation: $formula, where $figures; every figure may be off by its rounding"
        params = {"relation": kwargs["relation"], "formula": formula, "figures": figures}
        if kwargs.get("because"):
            template += ". Because: $because"
            params["because"] = str(kwargs["because"])
        if kwargs.get("known"):
            template += ". Known: $known"
            params["known"] = str(kwargs["known"])
        return template, params

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls,
        configuration: Any = None,
        result: Any = None,
        runtime_configuration: Any = None,
        **_: Any,
    ) -> str:
        # GX puts this into the page as it is.
        return html.escape(str(result.result.get("observed_value", "not evaluated")))

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: Any = None,
        result: Any = None,
        runtime_configuration: Any = None,
        **_: Any,
    ) -> Any:
        details = result.result.get("details") or {}
        lines = _table_lines(details)
        if not lines:
            return None
        header = list(dict.fromkeys(name for line in lines for name in line))
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=[html.escape(name) for name in header],
                table=[[html.escape(str(line.get(name, ""))) for name in header] for line in lines],
                styling={"body": {"classes": ["table-sm", "table-bordered", "mt-3"]}},
            )
        ]


def _names(names: Any) -> str:
    return names if isinstance(names, str) else " + ".join(map(str, names))


def _observed(found: Mapping[str, Any]) -> str:
    if "error" in found:
        return str(found["error"])
    if "counts" in found:
        return ", ".join(f"{count} {outcome}" for outcome, count in found["counts"].items())
    told = f"{found['outcome']}: {found['message']['en']}"
    if found["contradicted"]:
        told += " It is contradicted by other checks."
    return told


def _table_lines(details: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One line for each row that fails: its cells, what is claimed, computed and implied."""
    if "rows" in details:
        found = details["rows"]
    elif details.get("outcome") == "fails":
        found = [{"row": details["figures"], **details}]
    else:
        found = []
    return [
        {
            **one["row"],
            **{key: one[key] for key in ("claimed", "computed") if one.get(key)},
            **{f"{role} would be": value for role, value in one.get("implied", {}).items()},
        }
        for one in found
    ]


class ExpectFiguresToSatisfy(_Relation):
    """Expect a relation to hold between claimed figures, the rows of a table of figures.

    The table has the columns `name` and `text` (the figure as printed). `figures` names the
    figures by role.
    """

    name: str | None = None
    settings: dict[str, str] | None = None
    unknowns: dict[str, Any] | None = None
    among: list[dict[str, Any]] | None = None
    because: str | None = None
    known: str | None = None

    metric = FiguresVerdict.metric_name
    metric_dependencies = (FiguresVerdict.metric_name,)

    @classmethod
    def domain_of_arguments(cls) -> tuple[str, ...]:
        """See `crossfoot.engines.claims.Claim`."""
        return ("name", "relation", "figures", "settings", "unknowns", "among", "because", "known")


class ExpectColumnsToSatisfy(_Relation):
    """Expect a relation to hold in every row of a table; `figures` names the columns by role."""

    printed: dict[str, str] | None = None
    rounding: str | None = None
    trailing_zeros: str | None = None
    key: list[str] | None = None

    metric = ColumnsVerdicts.metric_name
    metric_dependencies = (ColumnsVerdicts.metric_name,)

    @classmethod
    def domain_of_arguments(cls) -> tuple[str, ...]:
        """See `crossfoot.columns.check`."""
        return ("relation", "figures", "printed", "rounding", "trailing_zeros", "key")


class ExpectColumnsToFoot(_Relation):
    """Expect a column to add up to its printed totals, group by group or up a hierarchy."""

    relation: str = "total"
    figures: dict[str, Any] = {}  # noqa: RUF012  # a field of pydantic, copied for each instance
    column: str
    by: list[str] | None = None
    marked: dict[str, str] | None = None
    key: str | None = None
    parent: str | None = None
    printed: dict[str, str] | None = None
    rounding: str | None = None
    trailing_zeros: str | None = None

    metric = ColumnFooting.metric_name
    metric_dependencies = (ColumnFooting.metric_name,)

    @classmethod
    def domain_of_arguments(cls) -> tuple[str, ...]:
        """See `crossfoot.columns.foot`."""
        return ("column", "by", "marked", "key", "parent", "printed", "rounding", "trailing_zeros")

    @classmethod
    def prescribed(cls, kwargs: Kwargs) -> tuple[str, dict[str, str]]:
        """The expectation in words."""
        params = {"column": str(kwargs["column"])}
        if kwargs.get("parent"):
            template = "$column: every row is the total of those that name it in $parent"
            return template, params | {"parent": str(kwargs["parent"])}
        params["by"] = ", ".join(kwargs.get("by") or ()) or "all rows"
        return "$column adds up to its printed totals, by $by", params


# -- the guard --------------------------------------------------------------------------------


class ExpectationFiles(TupleFilesystemStoreBackend):
    """GX's own store of files. Naming it in `great_expectations.yml` imports this module."""


def guard(result: Any, suites: Sequence[str | Path]) -> None:
    """Make sure that a checkpoint's result evaluated every expectation of the suites' JSON files.

    Raises SuiteError for fewer, for one that ended in an exception, and for a suite without any.
    """
    planned = 0
    for path in map(Path, suites):
        expectations = json.loads(path.read_text("utf-8"))["expectations"]
        if not expectations:
            raise SuiteError("the suite expects nothing.", file=path)
        planned += len(expectations)
    evaluated = 0
    for run in result.run_results.values():
        evaluated += len(run.results)
        for one in run.results:
            if _raised(one.exception_info):
                raise SuiteError(f"{one.expectation_config.type} could not be evaluated.")
    if evaluated != planned:
        raise SuiteError(
            f"{planned} expectations were planned and {evaluated} evaluated.",
            remedy="Import crossfoot.gx before the suites are loaded.",
        )


def _raised(information: Any) -> bool:
    if not information:
        return False
    if "raised_exception" in information:
        return bool(information["raised_exception"])
    return any(one.get("raised_exception") for one in information.values())
