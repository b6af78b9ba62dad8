"""A suite as a complete Great Expectations project: plain files, equal for equal suites.

Nothing of GX is needed to write them. Ids, which GX draws at random, follow from names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from crossfoot.dataset import read_rows
from crossfoot.engines.claims import claims
from crossfoot.errors import SuiteError
from crossfoot.suite import Suite

_SITE = "local_site"
_DATASOURCE = "datasets"
_WHOLE = "whole"  # the batch definition: the file as it is

_RUN = '''"""Run the checkpoint, write the data docs, and fail closed."""

import sys
from contextlib import chdir
from pathlib import Path

import great_expectations as gx

from crossfoot.errors import CrossfootError
from crossfoot.gx import guard

root = Path(__file__).resolve().parent
with chdir(root / "gx"):  # a relative folder of data is one from the working directory
    context = gx.get_context(mode="file", project_root_dir=root)
    context.variables.progress_bars = {"globally": False}
    result = context.checkpoints.get("all").run()
try:
    guard(result, sorted((root / "gx" / "expectations").glob("*.json")))
except CrossfootError as error:
    sys.exit(f"crossfoot: {error}")
for run in result.run_results.values():
    for one in run.results:
        mark = "ok  " if one.success else "FAIL"
        kwargs = one.expectation_config.kwargs
        print(mark, kwargs.get("name", kwargs["relation"]), one.result["observed_value"])
sys.exit(0 if result.success else 1)
'''

_GITIGNORE = "uncommitted/\n.ge_store_backend_id\n"

_CONFIG = """\
config_version: 4
config_variables_file_path:
plugins_directory: plugins/
stores:
  expectations_store:
    class_name: ExpectationsStore
    store_backend:
      # This name makes GX load the expectations of crossfoot; without them it does not start.
      class_name: ExpectationFiles
      module_name: crossfoot.gx
      base_directory: expectations/
      suppress_store_backend_id: true
  validation_results_store:
    class_name: ValidationResultsStore
    store_backend:
      class_name: TupleFilesystemStoreBackend
      base_directory: uncommitted/validations/
      suppress_store_backend_id: true
  checkpoint_store:
    class_name: CheckpointStore
    store_backend:
      class_name: TupleFilesystemStoreBackend
      base_directory: checkpoints/
      suppress_store_backend_id: true
  validation_definition_store:
    class_name: ValidationDefinitionStore
    store_backend:
      class_name: TupleFilesystemStoreBackend
      base_directory: validation_definitions/
      suppress_store_backend_id: true
expectations_store_name: expectations_store
validation_results_store_name: validation_results_store
checkpoint_store_name: checkpoint_store
data_docs_sites:
  local_site:
    class_name: SiteBuilder
    show_how_to_buttons: false
    store_backend:
      class_name: TupleFilesystemStoreBackend
      base_directory: uncommitted/data_docs/local_site/
    site_index_builder:
      class_name: DefaultSiteIndexBuilder
      renderer:
        module_name: crossfoot.engines.gx_page
        class_name: IndexRenderer
      view:
        module_name: crossfoot.engines.gx_page
        class_name: OfflineIndexView
    site_section_builders:
      expectations:
        class_name: DefaultSiteSectionBuilder
        source_store_name: expectations_store
        renderer:
          module_name: great_expectations.render.renderer
          class_name: ExpectationSuitePageRenderer
        view:
          module_name: crossfoot.engines.gx_page
          class_name: OfflineView
      validations:
        class_name: DefaultSiteSectionBuilder
        source_store_name: validation_results_store
        renderer:
          module_name: great_expectations.render.renderer
          class_name: ValidationResultsPageRenderer
        view:
          module_name: crossfoot.engines.gx_page
          class_name: OfflineView
      profiling: none
analytics_enabled: false
"""


def suite_json(suite: Suite) -> bytes:
    """The suite as GX stores it; equal suites give equal bytes. Raises SuiteError."""
    expectations = [
        {
            "id": _id("expectation", suite.name, claim.name),
            "kwargs": claim.as_data(),
            "meta": {},
            "severity": "critical",
            "type": "expect_figures_to_satisfy",
        }
        for claim in claims(suite)
    ]
    return _json(
        {
            "expectations": expectations,
            "id": _id("suite", suite.name),
            "meta": {"crossfoot": {"source": suite.source.name if suite.source else suite.name}},
            "name": suite.name,
            "notes": None,
        }
    )


def project_files(suites: Sequence[Suite], folder: Path) -> dict[Path, bytes]:
    """Every file of a GX project in `folder` that checks these suites. Raises SuiteError."""
    for suite in suites:
        if suite.dataset is None:
            raise SuiteError("the suite has no dataset to read figures from.", file=suite.source)
    gx = folder / "gx"
    files = {
        folder / "run.py": _RUN.encode(),
        gx / ".gitignore": _GITIGNORE.encode(),
        gx / "great_expectations.yml": (_CONFIG + "".join(_datasources(suites, gx))).encode(),
        gx / "checkpoints" / "all.json": _json(
            {
                "actions": [
                    {"name": "data docs", "site_names": [_SITE], "type": "update_data_docs"}
                ],
                "id": _id("checkpoint", "all"),
                "name": "all",
                "result_format": "SUMMARY",
                "validation_definitions": [
                    {"id": _id("validation", suite.name), "name": suite.name} for suite in suites
                ],
            }
        ),
    }
    for suite in suites:
        files[gx / "expectations" / f"{suite.name}.json"] = suite_json(suite)
        files[gx / "validation_definitions" / f"{suite.name}.json"] = _json(
            {
                "data": {
                    "asset": {"id": _id("asset", suite.name), "name": suite.name},
                    "batch_definition": {"id": _id("batch", suite.name), "name": _WHOLE},
                    "datasource": {"id": _id("datasource", suite.name), "name": _source(suite)},
                },
                "id": _id("validation", suite.name),
                "name": suite.name,
                "suite": {"id": _id("suite", suite.name), "name": suite.name},
            }
        )
    return files


def _datasources(suites: Sequence[Suite], folder: Path) -> Iterator[str]:
    """The datasets, every cell as the text that is printed. JSON is YAML too."""
    yield "fluent_datasources:\n"
    for suite in suites:
        assert suite.dataset is not None
        rows = read_rows(suite.dataset)
        columns = list(rows[0][1]) if rows else ["name", "text"]
        base = os.path.relpath(suite.dataset.parent.resolve(), folder.resolve())
        source = {
            "type": "pandas_filesystem",
            "id": _id("datasource", suite.name),
            "base_directory": Path(base).as_posix(),
            "assets": {
                suite.name: {
                    "type": "csv",
                    "id": _id("asset", suite.name),
                    "dtype": dict.fromkeys(columns, "str"),
                    "keep_default_na": False,
                    "encoding": "utf-8-sig",
                    "batch_definitions": {
                        _WHOLE: {
                            "id": _id("batch", suite.name),
                            "partitioner": {
                                "regex": f"{suite.dataset.name}$",
                                "param_names": [],
                            },
                        }
                    },
                }
            },
        }
        yield f"  {_source(suite)}: {json.dumps(source, ensure_ascii=False)}\n"


def _source(suite: Suite) -> str:
    return f"{_DATASOURCE}-{suite.name}"


def _id(*names: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("crossfoot", *names))))


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def refresh(root: Path) -> list[Path]:
    """Write the GX form of a project's suites beside them, `expectations/<name>.json`."""
    from crossfoot.files import write_whole
    from crossfoot.project import EXPECTATIONS, Project

    written = []
    for suite in Project(root).suites():
        path = root / EXPECTATIONS / f"{suite.name}.json"
        write_whole(path, suite_json(suite))
        written.append(path)
    return written


if __name__ == "__main__":
    for path in refresh(Path.cwd()):
        print(path)
