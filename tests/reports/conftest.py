"""One report with everything in it that a writer has to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.check import Check, Quantity
from crossfoot.documents import open_document
from crossfoot.expression import variables
from crossfoot.figure import Figure, Unknown
from crossfoot.formula import parse_statement
from crossfoot.interval import NOT_NEGATIVE, Interval
from crossfoot.languages import read_figure
from crossfoot.relation import Relation, Role
from crossfoot.relations import builtin
from crossfoot.suite import Conflict, Likely, Report, Suite, Suspect

Texts = dict[str, str]

# What the sample says of itself; a test may put something else in each place.
PLAIN: Texts = {
    "suite": "harbour",
    "document": "harbour.md",
    "metric": "vessels in port",
    "period": "2025",
    "because": "The table gives both years beside the rate.",
    "known": "the base was corrected after printing",
    "text": "1,204艘",
    "slip": "digits transposed",
    "name": "vessels",
}


def make_report(texts: Texts = PLAIN) -> Report:
    """A report in which every outcome, a conflict, an unknown and known findings occur."""
    name = texts["name"]
    printed = {
        name: "1240艘", "vessels_before": "1000艘", "vessels_growth": "24.0%",
        "cargo": "3.1万吨", "cargo_before": "3.0万吨", "cargo_growth": "增长2%",
        "north": "483艘", "south": "252艘", "both": "753艘",
        "share": "超过60%", "whole": "2000艘",
        "dues": "$12.5 million", "dues_before": "$10.0 million", "dues_growth": "up 35%",
        "berths": "12", "berths_planned": "10", "moored": "364.63万吨", "moored_again": "364.6万吨",
        "spare": "约40艘", "fee_growth": "3.3%", "fee": "41.2", "fee_before": "42.6",
    }  # fmt: skip
    figures: dict[str, Quantity] = {
        key: Figure(key, read_figure(text), texts["metric"], texts["period"], note=texts["because"])
        for key, text in printed.items()
    }
    figures["pilots"] = Unknown("pilots", NOT_NEGATIVE, True, "人", texts["metric"])
    figures["depth"] = Unknown("depth", Interval(None, None), False, "m", texts["metric"])

    def check(relation: str, known: str | None = None, /, **roles: str | list[str]) -> Check:
        filled = {
            role: tuple(figures[one] for one in ([names] if isinstance(names, str) else names))
            for role, names in roles.items()
        }
        first = next(iter(filled.values()))[0].name
        return Check(f"{relation}[{first}]", builtin()[relation], filled, texts["because"], known)

    checks = (
        check("growth", current=name, base="vessels_before", rate="vessels_growth"),
        check("growth", current="cargo", base="cargo_before", rate="cargo_growth"),
        check("total", total="both", parts=["north", "south"]),
        check("share", part=name, whole="whole", share="share"),
        check("growth", texts["known"], current="dues", base="dues_before", rate="dues_growth"),
        check("same", texts["known"], figures=["moored", "moored_again"]),
        check("at_most", lesser="berths", greater="berths_planned"),
        check("change", current=name, base="vessels_before", change="depth"),
        check("change", current="both", base="north", change="pilots"),
        check("growth", current="fee", base="fee_before", rate="fee_growth"),
        _formula(f"{name} >= north + south", figures, texts),
    )
    suite = Suite(
        texts["suite"],
        checks,
        tuple(one for one in figures.values() if isinstance(one, Figure)),
        tuple(one for one in figures.values() if isinstance(one, Unknown)),
        document=texts["document"],
    )
    report = suite.run()
    conflict = Conflict(
        (checks[0].name, checks[1].name),
        (name, "vessels_before", "pilots"),
        (
            Suspect(
                (name,),
                {name: Interval(Fraction(1203), None)},
                (Likely(texts["text"], texts["slip"]),),
            ),
            Suspect(("vessels_before", "pilots"), {"vessels_before": Interval.point(971)}),
        ),
    )
    return Report(suite, report.verdicts, (conflict,), report.remaining)


def _formula(text: str, figures: dict[str, Quantity], texts: Texts) -> Check:
    statement = parse_statement(text)
    names = list(dict.fromkeys(variables(statement)))
    relation = Relation("formula", tuple(map(Role, names)), statement, None, None, text)
    return Check("enough", relation, {name: (figures[name],) for name in names}, texts["because"])


@pytest.fixture(scope="session")
def report() -> Report:
    """The sample as it is."""
    return make_report()


@pytest.fixture(scope="session")
def report_saying() -> Callable[[Texts], Report]:
    """The sample with other texts in it."""
    return lambda texts: make_report({**PLAIN, **texts})


@pytest.fixture(scope="session")
def payloads() -> list[str]:
    """Texts that would run, fetch or break out if any place did not escape them."""
    file = Path(__file__).with_name("payloads.txt")
    return file.read_text(encoding="utf-8").splitlines()


_SAMPLES = Path(__file__).parent / "samples"
_PRINTED = {
    "harbour.md": (
        "vessels=1,247 vessels|growth=24.0%|vessels_before=1,000 vessels|fees=$12.5 million|"
        "fees_growth=35%|fees_before=$10.0 million|cargo=3.1 million tonnes|"
        "cargo_before=3.0 million tonnes|cargo_growth=2%|share=More than 60%|berths=2,003 berths|"
        "n24=483|n25=500|n=983|s24=252|s25=260|s=512|t24=735|t25=761|t=1,496|"
        "grain=33.4%|ore=33.3%|timber=33.4%|all=100%|pilots=About 40"
    ),
    "港口.md": (
        "vessels=1247艘|vessels_before=1000艘|growth=24.0%|fees=1250万元|fees_before=1000万元|"
        "fees_growth=35%|cargo=3.1亿吨|cargo_before=3.0亿吨|cargo_growth=2%|share=超过60%|"
        "berths=2003个|n24=483|n25=500|n=983|s24=252|s25=260|s=512|t24=735|t25=761|t=1,496|"
        "grain=33.4%|ore=33.3%|timber=33.4%|all=100%|pilots=约40人"
    ),
}
_STATED = (
    "growth current=vessels base=vessels_before rate=growth",
    "growth current=fees base=fees_before rate=fees_growth",
    "growth current=cargo base=cargo_before rate=cargo_growth",
    "total total=t24 parts=n24,s24",
    "total total=t25 parts=n25,s25",
    "total total=t parts=n,s",
    "total total=n parts=n24,n25",
    "total total=s parts=s24,s25",
    "total total=t parts=t24,t25",
    "total total=all parts=grain,ore,timber",
    "share part=vessels whole=berths share=share",
)


def make_document_report(name: str, extra: str = "") -> Report:
    """A sample document with its figures and checks; `extra` is text put below it."""
    text = (_SAMPLES / name).read_text(encoding="utf-8")
    document = open_document((text + extra).encode(), name=name)
    figures: dict[str, Figure] = {}
    at = 0
    for printed in _PRINTED[name].split("|"):
        key, _, shown = printed.partition("=")
        start = document.text.index(shown, at)
        at = start + len(shown)
        figures[key] = Figure(key, read_figure(shown), place=document.place(start, at))
    checks = tuple(_stated(stated, figures, n) for n, stated in enumerate(_STATED))
    suite = Suite(name, checks, tuple(figures.values()), document=name, opened=document)
    return replace(suite.run(), conflicts=())


def _stated(stated: str, figures: dict[str, Figure], number: int) -> Check:
    relation, *roles = stated.split()
    filled = {
        role: tuple(figures[name] for name in names.split(","))
        for role, _, names in (part.partition("=") for part in roles)
    }
    return Check(f"{relation}[{number}]", builtin()[relation], filled)


@pytest.fixture(scope="session")
def document_report() -> Report:
    """The English sample document, checked."""
    return make_document_report("harbour.md")


@pytest.fixture(scope="session")
def chinese_report() -> Report:
    """The Chinese sample document, checked."""
    return make_document_report("港口.md")


@pytest.fixture(scope="session")
def document_saying() -> Callable[[str], Report]:
    """The English sample document with a text below it."""
    return lambda extra: make_document_report("harbour.md", extra)
