"""The command line: `crossfoot check`, `diff`, `read`, `init`, `explain`."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import click

from crossfoot.check import Check
from crossfoot.errors import CrossfootError, SuiteError
from crossfoot.files import spare, write_all
from crossfoot.message import Language
from crossfoot.project import Project, Rules, chinese, find_project, gates, load_target, run
from crossfoot.relation import Relation
from crossfoot.relations import builtin
from crossfoot.reports import Writer, writer_for, writers
from crossfoot.reports.text import coloured
from crossfoot.rounding import ROUNDINGS, Rounding
from crossfoot.suite import Report, Suite

_FORMATS = ("text", "json", "jsonl", "github")
_FAIL_ON = ("fails", "rounding", "undecided", "never")
_SLOW = 2_000  # checks from which a progress bar is worth its flicker

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Show an error that the user can act on as one message, and exit with 2."""
    try:
        yield
    except CrossfootError as error:
        click.echo(f"crossfoot: {error}", err=True)
        sys.exit(2)
    except Exception:
        # An error of crossfoot's own must not look like a finding, which is what 1 stands for.
        click.echo(f"crossfoot: internal error\n{traceback.format_exc()}", err=True)
        sys.exit(2)


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="crossfoot")
def main() -> None:
    """Test the numbers in a document: what is called wrong is provably wrong."""
    # A run builds many objects and drops none before it ends, so looking for dropped ones is
    # a third of its time.
    gc.disable()


@main.command()
@click.argument("targets", nargs=-1, type=click.Path(path_type=Path), metavar="[TARGET]...")
@click.option("--report", "reports", multiple=True, type=click.Path(path_type=Path),
              metavar="PATH", help="Also write a report; the suffix says which: "
              ".html .docx .pdf .xlsx .xml (JUnit) .sarif .codequality.json (GitLab) .md .json "
              ".jsonl .txt. Repeatable.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text",
              help="What to print.")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "zh", "auto"]), default="auto",
              help="Language of findings; auto takes that of the figures.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="fails",
              help="What gives exit code 1 besides `fails`; `never` gives 0.")  # fmt: skip
@click.option("--suite", "table_suite", type=click.Path(path_type=Path), metavar="PATH",
              help="The suite whose checks name columns of a TARGET that is a table.")  # fmt: skip
@click.option("--engine", type=click.Choice(("auto", "duckdb", "polars", "pandas", "spark")),
              default="auto", help="What reads tables; auto is DuckDB.")  # fmt: skip
@click.option("--failures", type=click.Path(path_type=Path), metavar="PATH",
              help="Also write the failing rows of a table (.parquet .csv).")  # fmt: skip
@click.option("--rounding", type=click.Choice(ROUNDINGS), default="half", metavar="CONVENTION",
              help="How figures were rounded, where no suite says: "
              f"{' '.join(ROUNDINGS)}; half (ties either way) by default.")  # fmt: skip
@click.option("--limit", type=click.FloatRange(0, min_open=True), metavar="SECONDS",
              help="What each group of checks that share figures may take together; 10 by "
              "default. Beyond it they are undecided.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Documents: check only what the text states.")
@click.option("--all", "undecided", is_flag=True,
              help="Documents: also show links that were left undecided.")  # fmt: skip
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Accept the findings in FILE and fail on new ones; without FILE, write it "
              "(not on a CI server, where that is an error).")  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Write FILE anew with today's findings.")
def check(
    targets: tuple[Path, ...],
    reports: tuple[Path, ...],
    form: str,
    lang: str,
    fail_on: str,
    rounding: Rounding,
    limit: float | None,
    strict: bool,
    undecided: bool,
    baseline: Path | None,
    write_baseline: bool,
    table_suite: Path | None,
    engine: str,
    failures: Path | None,
) -> None:
    """Check every relation between the figures of each TARGET.

    A TARGET is a document (.txt .md .html .docx .pdf .xlsx .csv, - for standard input), a suite
    (*.yaml) or a project folder, one that holds expectations/. Without a TARGET it is the
    project here, and its pages are written to reports/. With --suite the TARGET is a table
    (.parquet .csv), and every row of it is checked.

    Exit code: 0 nothing fails, 1 something fails, 2 it could not be checked.
    """
    with _told_plainly():
        asked = {path: writer_for(path) for path in reports}
        if table_suite is not None or failures is not None:
            sys.exit(
                _check_tables(targets, table_suite, engine, failures, fail_on, lang, form, asked)
            )
        project = _project_here() if not targets else None
        suites = [
            suite
            for target in targets
            for suite in load_target(target, strict=strict, undecided=undecided, rounding=rounding)
        ]
        if project is not None:
            suites = list(project.suites(rounding=rounding))
        if limit is not None:
            suites = [replace(suite, limit=Fraction(str(limit))) for suite in suites]
        results = run(suites, progress=_progress(suites))
        language = _language(lang, results)
        accepted: frozenset[str] = frozenset()
        if baseline is not None:
            results, accepted = _accept(baseline, write_baseline, results, fail_on, language)
        elif write_baseline:
            raise SuiteError("which file?", remedy="Name it: --baseline FILE --write-baseline.")
        pages = {path: writer.render(results, language) for path, writer in asked.items()}
        if project is not None:
            from crossfoot.site import site

            pages.update(site(project, results, language, datetime.now(UTC)))
        write_all(pages, [*targets, *(path for suite in suites for path in suite.files)])
        if form == "text":
            click.echo(coloured(results, language), nl=False)
        else:
            click.echo(writers()[form].render(results, language).decode(), nl=False)
        if project is not None and form == "text":
            click.echo(f"\n{_relative(project.root / 'reports' / 'index.html')}")
    sys.exit(1 if gates(results, fail_on, accepted) else 0)


def _accept(
    path: Path, renew: bool, reports: list[Report], fail_on: str, language: Language
) -> tuple[list[Report], frozenset[str]]:
    """The reports with the findings of a baseline marked, and the identities it accepts."""
    from crossfoot.baseline import Baseline, may_be_written

    if renew or (not path.exists() and may_be_written()):
        baseline = Baseline.write(path, reports, fail_on)
        click.echo(f"crossfoot: wrote {path}, accepting {len(baseline.accepted)} findings; "
                   "commit it", err=True)  # fmt: skip
    else:
        baseline = Baseline.load(path)
        if gone := baseline.gone(reports):
            click.echo(f"crossfoot: {gone} findings accepted in {path} no longer occur; renew it "
                       "with --write-baseline", err=True)  # fmt: skip
    return baseline.marked(reports, language), baseline.accepted


def _check_tables(
    targets: Sequence[Path], suite: Path | None, engine: str, failures: Path | None,
    fail_on: str, lang: str, form: str, reports: Mapping[Path, Writer],
) -> int:  # fmt: skip
    """Check tables by a suite of columns; the exit code."""
    from crossfoot.engines.table_suite import TableSuite, require_writable

    if suite is None or not targets or (failures is not None and len(targets) > 1):
        raise SuiteError(
            "a table is checked by a suite.",
            remedy="crossfoot check table.parquet --suite table.yaml [--failures out.parquet]",
        )
    if failures is not None:
        require_writable(failures, targets)
    loaded = TableSuite.load(suite, relations=_relations_here())
    runs = [loaded.run(target, engine, fail_on) for target in targets]
    results: list[Report] = [one.report() for one in runs]
    language = _language(lang, results)
    if failures is not None:
        spare([suite, *targets], [failures])
        runs[0].write_failures(failures)
    pages = {path: writer.render(results, language) for path, writer in reports.items()}
    write_all(pages, [suite, *targets])
    if form == "text":
        click.echo(coloured(results, language), nl=False)
    else:
        click.echo(writers()[form].render(results, language).decode(), nl=False)
    return 1 if gates(results, fail_on) else 0


@main.command()
@click.argument("targets", nargs=-1, type=click.Path(path_type=Path), metavar="[TARGET]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="What to print.")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "zh", "auto"]), default="auto",
              help="Language; auto takes that of the figures.")  # fmt: skip
@click.option("--report", "page", type=click.Path(path_type=Path), metavar="PATH",
              help="Also write a page (.html) that marks what no check protects.")  # fmt: skip
def probe(targets: tuple[Path, ...], form: str, lang: str, page: Path | None) -> None:
    """Test the suites themselves, by the slips of a digit that they would notice.

    Every digit of every figure is replaced by every other one, one at a time. Printed is the
    part of a figure's slips that its checks would catch, and which figures no check covers.

    Exit code: 0, or 2 when it could not be done.
    """
    from crossfoot.dataset import reread
    from crossfoot.probing import render
    from crossfoot.reports import html
    from crossfoot.solver.probe import probe as probed

    with _told_plainly():
        if page is not None and page.suffix != ".html":
            raise SuiteError(f"no page ends in {page.suffix!r}; use .html.", file=page)
        suites = [suite for target in targets for suite in load_target(target)]
        if not targets:
            suites = list(_project_here().suites())
        language: Language = "zh" if lang == "zh" else "en"
        if lang == "auto" and chinese(figure for suite in suites for figure in suite.figures):
            language = "zh"
        probes = [probed(suite, reread) for suite in suites]
        if page is not None:
            files = [path for suite in suites for path in suite.files]
            write_all({page: html.render(run(suites), language, probes)}, [*targets, *files])
        click.echo(render(probes, form, language), nl=False)


def _project_here() -> Project:
    root = find_project(Path.cwd())
    if root is None:
        raise SuiteError(
            "there is no project here: no folder expectations/ at or above this one.",
            remedy="Name a target, or make a project with `crossfoot init`.",
        )
    return Project(root)


def _progress(suites: Sequence[Suite]):  # type: ignore[no-untyped-def]  # click's bar has no public type
    if sum(len(suite.checks) for suite in suites) < _SLOW or not sys.stderr.isatty():
        return None

    def bar(checks: Sequence[Check]) -> Iterable[Check]:
        with click.progressbar(checks, file=sys.stderr, label="checking") as shown:
            yield from shown

    return bar


def _language(lang: str, reports: Sequence[Report]) -> Language:
    if lang == "auto":
        figures = (figure for report in reports for figure in report.figures)
        return "zh" if chinese(figures) else "en"
    return "zh" if lang == "zh" else "en"


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@main.command()
@click.argument("name", required=False, metavar="[RELATION]")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="Language.")
def explain(name: str | None, lang: str) -> None:
    """Tell what a RELATION means, with examples; without one, list them all."""
    from crossfoot.explanation import explain_relation, list_relations

    language: Language = "zh" if lang == "zh" else "en"
    with _told_plainly():
        relations = _relations_here()
        if name is None:
            click.echo(list_relations(relations.values(), language))
            return
        if name not in relations:
            raise SuiteError(
                f"there is no relation {name!r}.", remedy=f"There are {', '.join(relations)}."
            )
        click.echo(explain_relation(relations[name], language))


def _relations_here() -> dict[str, Relation]:
    root = find_project(Path.cwd())
    own = {} if root is None else Rules.load(root / "checks").relations
    return {**builtin(), **own}


@main.command()
@click.argument("suites", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar="SUITE...")  # fmt: skip
@click.option("--to", "form", type=click.Choice(("gx",)), required=True,
              help="gx: a project of Great Expectations.")  # fmt: skip
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def export(suites: tuple[Path, ...], form: str, folder: Path) -> None:
    """Write each SUITE (*.yaml) for another framework to DIR; files there are replaced."""
    from crossfoot.engines.gx_project import project_files

    with _told_plainly():
        loaded = [suite for path in suites for suite in load_target(path)]
        files = project_files(loaded, folder)
        write_all(files, suites)
        for path in files:
            click.echo(f"wrote {path}")


@main.command()
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar="DOCUMENT...")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "text"]),
              default="table", help="text prints the text that offsets count in.")  # fmt: skip
def read(documents: tuple[Path, ...], form: str) -> None:
    """List the figures of each DOCUMENT (- for standard input)."""
    from crossfoot.documents import open_document
    from crossfoot.listing import LISTINGS
    from crossfoot.reading import suite_of

    with _told_plainly():
        opened = [open_document(path if str(path) != "-" else "-") for path in documents]
        if form == "text":
            printed = "".join(document.text for document in opened)
        else:
            printed = LISTINGS[form]([suite_of(document) for document in opened])
        click.echo(printed, nl=False)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".",
                metavar="[DIR]")  # fmt: skip
@click.option("--from", "document", type=click.Path(path_type=Path), metavar="DOCUMENT",
              help="Propose dataset and suite from the figures of a document.")  # fmt: skip
def init(folder: Path, document: Path | None) -> None:
    """Write the files of a new project to DIR (default: here); nothing is overwritten."""
    from crossfoot.scaffold import write_project

    with _told_plainly():
        if document is None:
            written = write_project(folder)
        else:
            from crossfoot.proposal import write_proposal
            from crossfoot.reading import read_document

            suite = read_document(document, undecided=True)
            written = write_proposal(folder, suite, suite.name)
        for path in written:
            click.echo(f"wrote {path}")


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--report", "reports", multiple=True, type=click.Path(path_type=Path),
              metavar="PATH", help="Also write it; the suffix says how: .html .json .txt. "
              "Repeatable.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="What to print.")  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "zh", "auto"]), default="auto",
              help="Language; auto takes that of the figures.")  # fmt: skip
@click.option("--suite", type=click.Path(path_type=Path), metavar="PATH",
              help="The suite that checks two versions of a dataset, where it is not one of the "
              "project around them.")  # fmt: skip
def diff(
    old: Path, new: Path, reports: tuple[Path, ...], form: str, lang: str, suite: Path | None
) -> None:
    """Tell what changed from OLD to NEW, and what should have changed with it.

    Two versions of a document (- for standard input), of a dataset, a suite or a project: figures
    that changed, figures left behind although figures that they are tied to changed, findings
    that appeared and that went.

    Exit code: 0 no new finding fails, 1 one does, 2 it could not be compared.
    """
    from crossfoot.difference.compare import compare
    from crossfoot.project import load_versions
    from crossfoot.reports import difference_writer_for
    from crossfoot.reports import json as as_json
    from crossfoot.reports import text as as_text

    with _told_plainly():
        asked = {path: difference_writer_for(path) for path in reports}
        differences = [
            compare(*(None if one is None else run([one])[0] for one in versions))
            for versions in load_versions(old, new, suite)
        ]
        results = [one for each in differences for one in (each.old, each.new) if one is not None]
        language = _language(lang, results)
        pages = {path: writer.difference(differences, language) for path, writer in asked.items()}
        write_all(pages, [old, new])
        if form == "text":
            click.echo(as_text.coloured_difference(differences, language), nl=False)
        else:
            click.echo(as_json.difference(differences, language).decode(), nl=False)
    sys.exit(1 if any(one.gates for one in differences) else 0)
