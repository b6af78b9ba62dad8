"""Suites: unknowns that checks share, and errors that say where they are."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
import yaml

from crossfoot.check import Check
from crossfoot.errors import CrossfootError, SuiteError
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.suite import Suite
from crossfoot.suite_schema import PUBLISHED, published

ROWS = """name,text,metric,period,section,note
now,8079家,companies,2018,,
more,1354家,companies,2018,,
rate,20.1%,growth,2018,,
north,12,staff,2018,,
south,15,staff,2018,,
all,27,staff,2018,,
us_length,41.2万公里,railways,2010,,
us_share,35%,share,2010,,
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one dataset."""
    for folder in ("datasets", "expectations"):
        (tmp_path / folder).mkdir()
    (tmp_path / "datasets" / "data.csv").write_text(ROWS, "utf-8")
    return tmp_path


def load(project: Path, text: str) -> Suite:
    """A suite of that text."""
    path = project / "expectations" / "s.yaml"
    path.write_text(text, "utf-8")
    return Suite.load(path)


BAD = {
    "empty": ("", "empty"),
    "only a comment": ("# nothing\n", "empty"),
    "a list": ("- a\n", "has to be a mapping"),
    "no expect": ("dataset: data\n", "has no `expect`"),
    "expects nothing": ("dataset: data\nexpect: []\n", "expects nothing"),
    "unknown key": ("dataset: data\nexpects: []\n", "Did you mean 'expect'"),
    "no dataset": ("dataset: dat\nexpect: []\n", "there is no dataset 'dat'"),
    "not YAML": ("dataset: [data\nexpect: x\n", "not YAML"),
    "tab": ("dataset: data\nexpect:\n\t- same\n", "not YAML"),
    "key twice": ("dataset: data\ndataset: data\nexpect: []\n", "stands twice"),
    "unknown relation": (
        "dataset: data\nexpect:\n- grwth: {current: now}\n",
        "Did you mean 'growth'",
    ),
    "two relations": (
        "dataset: data\nexpect:\n- same: {figures: [now]}\n  total: {total: all, parts: [north]}\n",
        "exactly one relation",
    ),
    "wrong role": (
        "dataset: data\nexpect:\n- total: {total: all, part: [north]}\n",
        "Did you mean 'parts'",
    ),
    "missing role": ("dataset: data\nexpect:\n- total: {total: all}\n", "lacks parts"),
    "list in a single role": (
        "dataset: data\nexpect:\n- total: {total: [all], parts: [north]}\n",
        "takes one figure",
    ),
    "empty list": ("dataset: data\nexpect:\n- total: {total: all, parts: []}\n", "is empty"),
    "unknown figure": (
        "dataset: data\nexpect:\n- total: {total: all, parts: [nort, south]}\n",
        "Did you mean 'north'",
    ),
    "figure against itself": (
        "dataset: data\nexpect:\n- total: {total: all, parts: [all]}\n",
        "stands twice",
    ),
    "formula without comparison": ("dataset: data\nexpect:\n- formula: now + more\n", "comparison"),
    "formula of numbers": ("dataset: data\nexpect:\n- formula: 1 < 2\n", "names no figure"),
    "formula with an unknown": (
        "dataset: data\nexpect:\n- formula: noww < all\n",
        "Did you mean 'now'",
    ),
    "unknown is known": (
        "dataset: data\nunknowns: {now: {}}\nexpect: []\n",
        "a figure of the dataset",
    ),
    "impossible unknown": (
        "dataset: data\nunknowns: {x: {at_least: '2', at_most: '1'}}\nexpect: []\n",
        "no value left",
    ),
    "bad rounding": ("dataset: data\nrounding: up\nexpect: []\n", "rounding cannot be 'up'"),
    "bad margin": ("dataset: data\nmargin: 200%\nexpect: []\n", "between 0% and 100%"),
    "bad trust": (
        "dataset: data\ntrust: {now: '-1'}\nexpect:\n- same: {figures: [now]}\n",
        "trust is a number above 0",
    ),
    "alias": (
        "dataset: data\nexpect:\n- &a same: &b {figures: [north, south]}\n- same: *b\n",
        "aliases",
    ),
    "alias bomb": (
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b]\nexpect: *c\n",
        "has no key 'a'",
    ),
    "deep brackets": ("expect: " + "[" * 300_000 + "]" * 300_000 + "\n", "nested too deeply"),
    "deep lists": ("expect:\n" + "- " * 300_000 + "x\n", "nested too deeply"),
    "deep keys": ("expect:\n" + "? " * 300_000 + "x\n", "nested too deeply"),
    "a huge number": (
        "dataset: data\nunknowns: {x: {at_least: '" + "9" * 401 + "'}}\nexpect: []\n",
        "has to be a number",
    ),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_suite_is_refused_with_file_line_and_remedy(
    project: Path, text: str, said: str
) -> None:
    """The message names the file and says what is wrong."""
    with pytest.raises(SuiteError) as caught:
        load(project, text)
    assert said in str(caught.value)
    assert "s.yaml" in str(caught.value)


def test_the_line_of_an_error_is_the_line_of_the_check(project: Path) -> None:
    """A person finds the place without searching."""
    text = "dataset: data\nexpect:\n- same: {figures: [north, south]}\n- same: {figures: [nrth]}\n"
    with pytest.raises(SuiteError, match=r"s\.yaml:4: "):
        load(project, text)


BAD_ROWS = {
    "no column": ("name,metric\n", "columns text, period, section, note are missing"),
    "one column": ("name,text,metric,period,section\n", "column note is missing"),
    "empty": ("", "missing"),
    "name twice": ("{head}a,1,,,,\na,2,,,,\n", ":3: the name 'a' stands twice, first in line 2"),
    "no name": ("{head},1,,,,\n", ":2: the figure has no name"),
    "bad name": ("{head}1 a,1,,,,\n", ":2: '1 a' is not a name"),
    "not a figure": ("{head}a,many,,,,\n", ":2: figure 'a'"),
    "two figures": ("{head}a,12家和13家,,,,\n", ":2: figure 'a'"),
    "huge number": ("{head}a," + "9" * 401 + ",,,,\n", ":2: figure 'a'"),
    "too few fields": ("{head}a,1,,\n", ":2: the row has not as many fields"),
    "too many fields": ("{head}a,1,234,,,,,\n", ":2: the row has not as many fields"),
    "bad rounding": (
        "name,text,metric,period,section,note,rounding\na,1,,,,,up\n",
        "rounding 'up'",
    ),
    "quotes": ('{head}a,"1,,,,\n', "not a CSV file"),
    "NUL": ("{head}a,\0,,,,\n", "NUL"),
}


@pytest.mark.parametrize(("text", "said"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_dataset_is_refused_with_file_and_line(project: Path, text: str, said: str) -> None:
    """The message names the dataset, the line and the figure."""
    head = "name,text,metric,period,section,note\n"
    dataset = project / "datasets" / "data.csv"
    dataset.write_text(text.replace("{head}", head), "utf-8")
    with pytest.raises(CrossfootError) as caught:
        load(project, "dataset: data\nexpect:\n- same: {figures: [a]}\n")
    assert said in str(caught.value)
    assert "data.csv" in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"\x89PNG\r\n\x1a\n\x00\x80", b"\x80abc"])
def test_a_binary_file_is_refused(project: Path, content: bytes) -> None:
    """Neither a suite nor a dataset is guessed out of bytes."""
    (project / "datasets" / "data.csv").write_bytes(content)
    with pytest.raises(SuiteError, match="UTF-8"):
        load(project, "dataset: data\nexpect:\n- same: {figures: [a]}\n")
    path = project / "expectations" / "b.yaml"
    path.write_bytes(content)
    with pytest.raises(SuiteError):
        Suite.load(path)


def test_a_file_of_100_mb_is_refused_unread(project: Path) -> None:
    """Size is looked at first."""
    path = project / "datasets" / "data.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(SuiteError, match="MB"):
        load(project, "dataset: data\nexpect:\n- same: {figures: [a]}\n")


# -- unknowns ------------------------------------------------------------------------------


def test_a_shared_unknown_is_narrowed_by_every_check(project: Path) -> None:
    """Growth alone leaves five bases, the increase one."""
    suite = load(
        project,
        "dataset: data\nunknowns: {base: {integer: true}}\nexpect:\n"
        "- growth: {current: now, base: base, rate: rate}\n"
        "- change: {current: now, base: base, change: more}\n",
    )
    report = suite.run()
    assert [verdict.outcome for verdict in report.verdicts] == ["holds", "holds"]
    assert report.remaining["base"] == Interval.point(6725)


def test_checks_that_contradict_each_other_are_a_conflict(project: Path) -> None:
    """Each check could be true, both together could not."""
    suite = load(
        project,
        "dataset: data\nunknowns: {base: {integer: true}}\nexpect:\n"
        "- growth: {current: now, base: base, rate: rate}\n"
        "- change: {current: now, base: base, change: north}\n",
    )
    report = suite.run()
    assert "fails" not in {verdict.outcome for verdict in report.verdicts}
    assert [set(conflict.checks) for conflict in report.conflicts] == [
        {"growth[now]", "change[now]"}
    ]
    assert report.counts["conflicts"] == 1


def test_a_free_unknown_leaves_its_check_undecided(project: Path) -> None:
    """Nothing can contradict it, so it is not said to hold; its range is told."""
    suite = load(
        project,
        "dataset: data\nunknowns: {world: {unit: 公里}}\nexpect:\n"
        "- share: {part: us_length, whole: world, share: us_share}\n",
    )
    (verdict,) = suite.run().verdicts
    assert verdict.outcome == "undecided"
    assert "115.915万公里" in verdict.message.told("en") or "1,159,155" in verdict.message.told(
        "en"
    )


def test_a_known_inconsistency_is_counted(project: Path) -> None:
    """It is reported with its reason."""
    suite = load(
        project,
        "dataset: data\nexpect:\n"
        "- total: {total: all, parts: [north, north2]}\n  known: a misprint\n".replace(
            ", north2", ""
        ),
    )
    report = suite.run()
    assert report.counts["fails"] == 1
    assert report.counts["known"] == 1
    assert report.verdicts[0].check.known == "a misprint"


def test_names_of_checks_are_distinct(project: Path) -> None:
    """Two checks of one relation on one figure can still be told apart."""
    text = "dataset: data\nexpect:\n" + "- same: {figures: [north, south]}\n" * 2
    assert [check.name for check in load(project, text).checks] == ["same[north]", "same[north]-2"]


def test_a_chain_of_squares_has_an_answer() -> None:
    """Forty unknowns, each the square of the one before, do not stop a run."""
    before: Figure | Unknown = Figure("first", read_figure("at least 2.5 tonnes"))
    checks, unknowns = [], []
    for number in range(40):
        unknown = Unknown(f"u{number}")
        roles = {"numerator": (unknown,), "denominator": (before,), "ratio": (before,)}
        checks.append(Check(f"square_{number}", builtin()["ratio"], roles))
        unknowns.append(unknown)
        before = unknown
    report = Suite("squares", tuple(checks), unknowns=tuple(unknowns)).run()
    assert report.counts["fails"] == 0
    assert report.remaining["u0"].low == Fraction("2.5") ** 2


def test_rounding_of_a_suite_and_of_a_row(project: Path) -> None:
    """The suite's convention applies unless a row has its own."""
    (project / "datasets" / "data.csv").write_text(
        "name,text,metric,period,section,note,rounding\na,1.5%,,,,,\nb,1.5%,,,,,ceiling\n", "utf-8"
    )
    suite = load(project, "dataset: data\nrounding: floor\nexpect:\n- same: {figures: [a, b]}\n")
    assert [figure.reading.rounding for figure in suite.figures] == ["floor", "ceiling"]


# -- schema --------------------------------------------------------------------------------


def test_the_published_schema_is_fresh() -> None:
    """Editors complete the relations that there are."""
    assert PUBLISHED.read_bytes() == published(builtin().values())


@pytest.mark.parametrize("name", ["chongqing-2018", "published-errors"])
def test_suites_of_this_project_fit_the_schema(name: str) -> None:
    """The schema accepts what the loader accepts."""
    path = Path(__file__).parent.parent / "expectations" / f"{name}.yaml"
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), schema)


@pytest.mark.parametrize(
    "case", ["unknown relation", "two relations", "wrong role", "missing role", "bad rounding"]
)
def test_the_schema_refuses_what_the_loader_refuses(case: str) -> None:
    """An editor underlines the mistakes of form."""
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(BAD[case][0]), schema)


def test_a_suspect_lies_where_its_check_needs_it(project: Path) -> None:
    """The range of a suspect has both the ends that the formula, solved for it, has."""
    (project / "datasets" / "data.csv").write_text(
        ROWS.replace("rate,20.1%", "rate,21.0%"), "utf-8"
    )
    suite = load(
        project,
        "dataset: data\nexpect:\n- growth_from_change: {current: now, change: more, rate: rate}\n",
    )
    report = suite.run()
    needed = report.verdicts[0].implied["current"]
    assert needed is not None
    assert needed.is_bounded
    ranges = {
        name: one for s in report.conflicts[0].suspects for name, one in s.must_lie_in.items()
    }
    assert ranges["now"].issubset(needed)
