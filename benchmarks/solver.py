"""Generated documents whose truth is known: time, false alarms, and what is said of a slip.

    python benchmarks/solver.py [--documents 1000] [--quick]

Sections of a dozen figures that share quantities: 40% growth, 30% totals of three to eight parts,
15% shares, 15% parts of a whole and means; true values from ones to ten trillions, rounded to
print. Prints what is asked beside what is measured.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from gc import collect
from importlib.util import find_spec
from math import floor, log10
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time

from crossfoot.check import Check
from crossfoot.figure import Figure, Kind, Reading
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.solver.bridge import system_of
from crossfoot.solver.findings import joint
from crossfoot.solver.repairs import Repairs
from crossfoot.solver.solve import Solver, solve
from crossfoot.solver.system import components
from crossfoot.suite import Suite

RELATIONS = builtin()


@dataclass
class Document:
    """Figures with their true values, and the checks between them."""

    random: Random
    figures: dict[str, Figure] = field(default_factory=dict)
    truth: dict[str, Fraction] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)

    def figure(self, value: Fraction, text: str, **reading: object) -> Figure:
        """A new figure; its reading is what `read_figure` would say, without the parsing."""
        name = f"f{len(self.figures)}"
        figure = Figure(name, replace(Reading(text, value, Fraction(0)), **reading))  # type: ignore[arg-type]
        self.figures[name], self.truth[name] = figure, value
        return figure

    def amount(self, true: Fraction, places: int | None = None, scale: int | None = None) -> Figure:
        """An amount in yuan, 万 or 亿, of two to five digits."""
        if scale is None:
            scale = 10**8 if true >= 10**8 else 10**4 if true >= 10**4 else 1
        if places is None:
            leading = floor(log10(max(true / scale, Fraction(1, 10)))) + 1
            places = max(0, min(2, self.random.randint(3, 5) - leading))
        unit = {10**8: "亿元", 10**4: "万元", 1: "元"}[scale]
        digits = floor(true / scale * 10**places + Fraction(1, 2))
        text = f"{digits // 10**places}"
        if places:
            text += f".{digits % 10**places:0{places}d}"
        figure = read_figure(text + unit)
        name = f"f{len(self.figures)}"
        self.figures[name] = Figure(name, figure)
        self.truth[name] = true
        return self.figures[name]

    def rate(self, true: Fraction, kind: Kind = "rate") -> Figure:
        """A percentage with one decimal, or two."""
        places = self.random.choice((1, 1, 2))
        digits = floor(abs(true) * 100 * 10**places + Fraction(1, 2))
        text = f"{digits // 10**places}.{digits % 10**places:0{places}d}%"
        if kind == "rate":
            text = ("下降" if true < 0 else "增长") + text
        name = f"f{len(self.figures)}"
        self.figures[name] = Figure(name, read_figure(text))
        self.truth[name] = true
        return self.figures[name]

    def check(self, relation: str, **figures: Figure | list[Figure]) -> None:
        """A check that is true of the true values."""
        bound = {role: tuple(f) if isinstance(f, list) else (f,) for role, f in figures.items()}
        self.checks.append(Check(f"{relation}{len(self.checks)}", RELATIONS[relation], bound))

    def section(self, pool: list[Figure]) -> None:
        """One claim on the pool of quantities, which grows."""
        draw = self.random
        kind = draw.choices(("growth", "total", "share", "part", "mean"), (40, 30, 15, 8, 7))[0]
        one = draw.choice(pool)
        value = self.truth[one.name]
        if kind == "growth":
            base = self.amount(value / Fraction(draw.randint(700, 1500), 1000))
            actual = self.truth[one.name] / self.truth[base.name] - 1
            self.check("growth", current=one, base=base, rate=self.rate(actual))
            pool.append(base)
        elif kind == "total":
            count = draw.randint(3, 8)
            cuts = [draw.randint(50, 1000) for _ in range(count)]
            scale = 10**8 if value >= 10**8 else 10**4 if value >= 10**4 else 1
            parts = [
                self.amount(value * cut / sum(cuts), 2 if scale > 1 else 0, scale) for cut in cuts
            ]
            self.check("total", total=one, parts=parts)
            pool += parts[:2]
        elif kind == "share":
            part = self.amount(value * draw.randint(20, 950) / 1000)
            share = self.rate(self.truth[part.name] / value, "share")
            self.check("share", part=part, whole=one, share=share)
            pool.append(part)
        elif kind == "part":
            part = self.amount(value * draw.randint(100, 950) / 1000)
            self.check("part_of", parts=[part], whole=one)
            pool.append(part)
        else:
            name = f"f{len(self.figures)}"
            cases = draw.randint(12, 9999)
            self.figures[name] = Figure(name, read_figure(f"{cases}家"))
            self.truth[name] = Fraction(cases)
            mean = self.amount(value / cases)
            self.check("mean", total=one, count=self.figures[name], mean=mean)


def generate(size: int, seed: int, section: int = 12) -> Document:
    """A document of about this many figures; `section` figures share quantities."""
    document = Document(Random(seed))
    while len(document.figures) < size:
        start = len(document.figures)
        true = Fraction(document.random.randint(10**4, 10**5)) * 10 ** document.random.randint(0, 8)
        pool = [document.amount(true)]
        while len(document.figures) < min(start + section, size):
            document.section(pool)
    return document


def cross_table(rows: int, columns: int, seed: int) -> Document:
    """Two years of a table with total rows and columns, growth of every cell, column shares."""
    document = Document(Random(seed))
    draw = document.random
    years: list[list[list[Figure]]] = []
    values: list[list[Fraction]] = [
        [Fraction(draw.randint(10**6, 10**8)) for _ in range(columns)] for _ in range(rows)
    ]
    for year in range(2):
        if year:
            values = [[v * draw.randint(800, 1400) / 1000 for v in line] for line in values]
        full = [[*line, sum(line)] for line in values]
        full.append([sum(column, Fraction(0)) for column in zip(*full, strict=True)])
        table = [[document.amount(Fraction(v), 2, 10**4) for v in line] for line in full]
        for line in table:
            document.check("total", total=line[-1], parts=line[:-1])
        for column in zip(*table, strict=True):
            document.check("total", total=column[-1], parts=list(column[:-1]))
        years.append(table)
    for old, new in zip(years[0], years[1], strict=True):
        for base, current in zip(old, new, strict=True):
            true = document.truth[current.name] / document.truth[base.name] - 1
            document.check("growth", current=current, base=base, rate=document.rate(true))
    cells = [figure for line in years[1] for figure in line]
    for part in cells[:-1]:
        share = document.rate(document.truth[part.name] / document.truth[cells[-1].name], "share")
        document.check("share", part=part, whole=cells[-1], share=share)
    return document


KINDS = ("wrong", "transposed", "dropped", "doubled", "point", "unit", "sign")
WEIGHTS = (40, 20, 10, 5, 10, 10, 5)


def slipped(text: str, random: Random) -> str:
    """The text with one slip of the pen."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    kind = random.choices(KINDS, WEIGHTS)[0]
    i = random.choice(at)
    if kind == "wrong":
        return text[:i] + random.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]
    if kind == "transposed" and i + 1 < len(text) and text[i + 1].isdigit():
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if kind == "dropped" and len(at) > 1:
        return text[:i] + text[i + 1 :]
    if kind == "doubled":
        return text[: i + 1] + text[i:]
    if kind == "point" and "." in text:
        point = text.index(".")
        bare = text[:point] + text[point + 1 :]
        moved = point + random.choice((-1, 1))
        if 0 < moved < at[-1]:
            return bare[:moved] + "." + bare[moved:]
    if kind == "unit":
        return text.replace("亿", "万") if "亿" in text else text.replace("万", "亿")
    if kind == "sign":
        if "增长" in text:
            return text.replace("增长", "下降")
        return text.replace("下降", "增长")
    return text


def with_errors(document: Document, errors: int, random: Random) -> tuple[Document, list[str]]:
    """A copy with this many figures misprinted."""
    changed = dict(document.figures)
    names = []
    while len(names) < errors:
        name = random.choice(list(changed))
        if name in names:
            continue
        text = slipped(changed[name].text, random)
        if text == changed[name].text:
            continue
        try:
            reading = read_figure(text)
        except Exception:
            continue
        changed[name] = Figure(name, reading)
        names.append(name)
    return rebuilt(document, changed), names


def rebuilt(document: Document, figures: dict[str, Figure]) -> Document:
    """The same checks on other figures."""
    checks = [
        Check(
            c.name,
            c.relation,
            {r: tuple(figures[f.name] for f in fs) for r, fs in c.figures.items()},
        )
        for c in document.checks
    ]
    return Document(document.random, figures, document.truth, checks)


def read(figure: Figure, text: str) -> Reading:
    return read_figure(text)


def suite(document: Document) -> Suite:
    return Suite("generated", tuple(document.checks), tuple(document.figures.values()))


def timed(document: Document, slips: bool = True) -> tuple[float, int]:
    """Seconds for conflicts, suspects, ranges and slips; and the number of conflicts."""
    whole = suite(document)
    system = system_of(whole.checks).system
    using: dict[str, list[Check]] = {}
    for check in whole.checks:
        for one in check.quantities():
            using.setdefault(one.name, []).append(check)
    collect()
    start = process_time()
    found = 0
    for part in components(system):
        solver = Solver(part)
        answer = solver.answer()
        found += sum(len(f.conflicts) for f in answer.findings)
        if slips and solver.diagnosis is not None:
            for group in solver.diagnosis.groups:
                repairs = Repairs(solver, group, document.figures, using, read)
                for chosen in group.sets:
                    repairs.of(chosen)
                repairs.swaps()
        if answer.verdict == "undecided":
            print("   undecided:", answer.reason, file=sys.stderr)
    return process_time() - start, found


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def speeds(quick: bool) -> Iterator[tuple[str, str, str]]:
    for size, errors, asked in (
        (500, 0, "0.1 s"),
        (500, 10, "0.1 s"),
        (10_000, 0, "0.6 s"),
        (10_000, 10, "0.6 s"),
    ):
        times = []
        for seed in range(1 if quick else 3):
            document = generate(size, seed)
            if errors:
                document, _ = with_errors(document, errors, Random(seed))
            times.append(timed(document)[0])
        yield f"{size} figures, {errors} errors", f"< {asked}", f"{median(times):.3f} s"
    for errors in (0, 3):
        times = []
        for seed in range(1 if quick else 3):
            document = cross_table(10, 10, seed)
            if errors:
                document, _ = with_errors(document, errors, Random(seed))
            times.append(timed(document)[0])
        size = len(document.figures)
        yield (
            f"10x10 two-year cross table ({size} figures), {errors} errors",
            "< 0.6 s",
            f"{median(times):.3f} s",
        )
    if not quick:
        for errors in (0, 10):
            document = generate(10_000, 1, section=10_000)
            if errors:
                document, _ = with_errors(document, errors, Random(1))
            seconds, _ = timed(document)
            yield f"10,000 figures in one component, {errors} errors", "< 15 s", f"{seconds:.2f} s"
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    yield "peak memory of all this", "< 150 MB", f"{memory:.0f} MB"


def clean(documents: int) -> Iterator[tuple[str, str, str]]:
    verdicts: Counter[str] = Counter()
    for seed in range(documents):
        system = system_of(generate(60, 1000 + seed).checks).system
        verdicts.update(answer.verdict for answer in solve(system))
    yield (
        f"conflicts in {documents} consistent documents of 60 figures",
        "0",
        f"{verdicts['inconsistent']} (undecided {verdicts['undecided']})",
    )


def oracle() -> type | None:
    """z3's judgement of a system, from the tests; None where z3 is not installed."""
    if find_spec("z3") is None:
        return None
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.solver.oracle import Oracle

    return Oracle


def slips_told(documents: int) -> Iterator[tuple[str, str, str]]:
    tally: Counter[str] = Counter()
    judge = oracle()
    judged: Counter[bool | None] = Counter()
    for seed in range(documents):
        random = Random(seed)
        original = generate(60, 5000 + seed)
        document, (name,) = with_errors(original, 1, random)
        whole = suite(document)
        conflicts, _ = joint(whole, [c.verdict() for c in whole.checks], read)
        if judge is not None:
            # every part of the document, so that a slip that was not reported is one that z3
            # satisfies as well
            answers = [
                judge(part).feasible() for part in components(system_of(whole.checks).system)
            ]
            possible = False if False in answers else None if None in answers else True
            judged[possible if possible is None else possible != bool(conflicts)] += 1
        if not conflicts:
            tally["not detectable"] += 1
            continue
        tally["found"] += 1
        suspects = [s for c in conflicts for s in c.suspects]
        tally["suspected"] += any(name in s.figures for s in suspects)
        if sum(name in {f.name for f in c.quantities()} for c in whole.checks) < 2:
            continue
        tally["in two checks"] += 1
        texts = list(
            dict.fromkeys((one.figure, one.text) for s in conflicts[0].suspects for one in s.likely)
        )
        wanted = (name, original.figures[name].text)
        if wanted in texts:
            tally["first"] += texts.index(wanted) == 0
            tally["among three"] += texts.index(wanted) < 3
            tally["listed"] += 1
    found, two = tally["found"], max(1, tally["in two checks"])
    yield f"slips that make a document infeasible, of {documents}", "always reported", str(found)
    if judge is not None:
        yield (
            "documents on which z3 says the same (infeasible or not)",
            "all",
            f"{judged[True]} of {documents}; other {judged[False]}, unknown {judged[None]}",
        )
    yield "the altered figure is among the suspects", "always", f"{tally['suspected']} of {found}"
    yield (
        "original text first, figure in two or more checks",
        ">= 60%",
        f"{tally['first'] / two:.1%} of {two}",
    )
    yield "original text among the first three", ">= 80%", f"{tally['among three'] / two:.1%}"
    yield "original text listed", "-", f"{tally['listed'] / two:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=("speed", "clean", "slips"))
    given = parser.parse_args()
    print(f"{'':58} {'asked':>16} measured")
    parts = {
        "speed": lambda: speeds(given.quick),
        "clean": lambda: clean(given.documents),
        "slips": lambda: slips_told(given.documents),
    }
    for name, part in parts.items():
        if given.only in (None, name):
            for what, asked, measured in part():
                print(f"{what:58} {asked:>16} {measured}", flush=True)


if __name__ == "__main__":
    main()
