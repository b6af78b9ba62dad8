"""How well relations between figures are found in real documents labelled by hand.

Run `python benchmarks/linking.py [--misses] [--injected] [--corpus] [--labels DIR] [STEM ...]`;
it reads shared/labelled and shared/corpus beside the project when that folder is there, or the
labelled documents of DIR. One row a document: checkable relations recovered as the same set of
figures, decided checks that no label has, injected one-digit errors caught. `--corpus` prints every
check that fails there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from crossfoot.check import Check
from crossfoot.documents import from_text
from crossfoot.errors import UnreadableFigure
from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.reading import suite_of
from crossfoot.relations import builtin
from crossfoot.suite import Report

_SHARED = [folder / "shared" for folder in Path(__file__).resolve().parents]
SHARED = next((folder for folder in _SHARED if folder.is_dir()), _SHARED[2])
DEVELOPED_ON = (
    "seed-chongqing-2018", "zh-luoyang-2025-tjgb", "zh-lvliang-2025-budget", "zh-gwr2026-hainan",
    "en-earn-intel-2022q4", "en-ons-civil-service-2014", "zh-annual-psbc-2019-finsummary",
)  # fmt: skip
_ROLES = {
    "growth_from_delta": ("growth_from_change", {"delta": "change"}),
    "change": ("change", {"delta": "change"}),
    "points_change": ("points_change", {"delta": "change"}),
    "subset": ("part_of", {"part": "parts"}),
    "shares_sum": ("shares_total", {}),
    "balance": ("balance", {"a": "inflow", "b": "outflow"}),
}


@dataclass
class Score:
    """Counts of one document."""

    wanted: int = 0
    recovered: int = 0
    decided: int = 0
    wrong: int = 0
    injected: int = 0
    caught: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for name in ("wanted", "recovered", "decided", "wrong", "injected", "caught"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def checked(text: str, name: str, *, undecided: bool = False) -> Report:
    """The report on a text; with `undecided` also of what was not judged."""
    return suite_of(from_text(text, name), undecided=undecided).run()


def starts_of(check: Check, labels: dict[str, Any]) -> frozenset[int] | None:
    """The labelled figures that a check is about; None when one has no label."""
    starts = set()
    for quantity in check.quantities():
        if not isinstance(quantity, Figure) or quantity.place is None:
            continue  # a number of years, say, that is no figure of the text
        low, high = quantity.place.start or 0, quantity.place.end or 0
        if not labels["slice"][0] <= low < labels["slice"][1]:
            continue  # the same fact outside the slice
        hit = [f["start"] for f in labels["figures"] if f["start"] < high and low < f["end"]]
        if not hit:
            return None
        starts.add(hit[0])
    return frozenset(starts)


def label_starts(relation: dict[str, Any]) -> frozenset[int]:
    """The figures of a labelled relation."""
    starts: set[int] = set()
    for role in relation["roles"].values():
        if isinstance(role, list):
            starts.update(role)
        elif role is not None:
            starts.add(role)
    return frozenset(starts)


def score(labels: dict[str, Any], report: Report) -> Score:
    """Compare the checks of a report with the labelled relations of the slice."""
    low, high = labels["slice"]
    by_start = {figure["start"]: figure["text"] for figure in labels["figures"]}
    wanted = {label_starts(one): one for one in labels["relations"] if one["checkable"]}
    result = Score(wanted=len(wanted))
    seen: dict[frozenset[int], str] = {}
    for verdict in report.verdicts:
        places = [q.place for q in verdict.check.quantities() if isinstance(q, Figure) and q.place]
        inside = [low <= (place.start or 0) < high for place in places]
        repeated = verdict.check.relation.name == "same" and sum(inside) > 1
        if not all(inside) and not repeated:
            continue
        starts = starts_of(verdict.check, labels)
        decided = verdict.outcome != "undecided"
        if starts is not None and (decided or starts not in seen):
            seen[starts] = verdict.outcome
        if decided:
            result.decided += 1
            if starts not in wanted:
                result.wrong += 1
                shown = [(p.start, report_text(labels, p)) for p in places]
                what = f"{verdict.outcome} {verdict.check.relation.name} {shown}"
                result.notes.append(f"unlabelled {what} | {verdict.check.because[:60]!r}")
    for starts, relation in wanted.items():
        printed = [by_start.get(start) for start in sorted(starts)]
        if starts in seen:
            result.recovered += 1
            if seen[starts] not in ("holds", "rounding") and relation["verdict"] == "holds":
                result.notes.append(f"{seen[starts]} not holds: {relation['kind']} {printed}")
        else:
            what = f"{relation['kind']} {printed} at {min(starts)}"
            result.notes.append(f"missed {what} {relation.get('why', '')[:70]}")
    return result


def report_text(labels: dict[str, Any], place: Any) -> str:
    """The print at a place, for a note."""
    return labels["text"][place.start : place.end]


def injections(labels: dict[str, Any], seed: int = 7) -> list[tuple[str, int, str]]:
    """Copies of the text with one digit changed so that one labelled relation cannot hold."""
    text, made = labels["text"], []
    figures = {figure["start"]: figure for figure in labels["figures"]}
    source = random.Random(seed)
    for relation in labels["relations"]:
        if not relation["checkable"] or relation["verdict"] != "holds":
            continue
        starts = sorted(label_starts(relation))
        for _ in range(60):
            start = source.choice(starts)
            figure = figures[start]
            spots = [i for i in range(start, figure["end"]) if text[i] in "0123456789"]
            if not spots:
                continue
            spot = source.choice(spots)
            digit = source.choice([d for d in "0123456789" if d != text[spot]])
            if digit == "0" and not text[spot - 1].isdigit() and text[spot - 1] != ".":
                continue
            changed = text[:spot] + digit + text[spot + 1 :]
            if impossible(relation, figures, changed):
                before, after = (one[start : figure["end"]] for one in (text, changed))
                what = f"{relation['kind']} {before}@{start} -> {after}"
                made.append((changed, start, what))
                break
    return made


def impossible(relation: dict[str, Any], figures: dict[int, Any], text: str) -> bool:
    """Whether the labelled relation cannot hold between the figures as printed in `text`."""
    name, renamed = _ROLES.get(relation["kind"], (relation["kind"], {}))
    roles: dict[str, tuple[Figure, ...]] = {}
    for role, starts in relation["roles"].items():
        listed = starts if isinstance(starts, list) else [starts]
        if None in listed:
            return False  # a role that is not printed
        made = [_figure(figures[start], text) for start in listed]
        if any(one is None for one in made):
            return False
        roles[renamed.get(role, role)] = tuple(one for one in made if one is not None)
    return Check("injected", builtin()[name], roles).verdict().outcome == "fails"


def _figure(label: dict[str, Any], text: str) -> Figure | None:
    printed = text[label["start"] : label["end"]]
    try:
        reading = read_figure(printed)
        if label["unit"] and reading.unit != label["unit"]:
            reading = read_figure(printed, unit=label["unit"])
    except UnreadableFigure:
        try:
            reading = read_figure(printed)
        except UnreadableFigure:
            return None
    value = label["value"]
    if not isinstance(value, list) and value and reading.value:
        factor = abs(Fraction(str(value)) / read_value(label))
        reading = replace(
            reading,
            value=reading.value * factor,
            step=reading.step * factor,
            coarse=None if reading.coarse is None else reading.coarse * factor,
        )
    if label["qualifier"] != "range":
        reading = replace(reading, qualifier=label["qualifier"], direction=label["direction"])
    return Figure(str(label["start"]), reading)


def read_value(label: dict[str, Any]) -> Fraction:
    """The value of the print as labelled, before its table's scale."""
    try:
        reading = read_figure(label["text"])
        if label["unit"] and reading.unit != label["unit"]:
            reading = read_figure(label["text"], unit=label["unit"])
        return reading.value or Fraction(1)
    except UnreadableFigure:
        return read_figure(label["text"]).value or Fraction(1)


def inject(labels: dict[str, Any], name: str, result: Score) -> None:
    """Count how many injected errors make a check of the changed figure fail, or contradict others.

    What is missed is told by what became of the checks that the figure was in before.
    """
    before = _of(checked(labels["text"], name, undecided=True))
    for text, start, what in injections(labels):
        result.injected += 1
        after = _of(checked(text, name, undecided=True))
        outcomes = [outcome for (low, high), outcome in after if low <= start < high]
        if "fails" in outcomes or "conflict" in outcomes:
            result.caught += 1
            continue
        known = [outcome for (low, high), outcome in before if low <= start < high]
        left = len(known) - len(outcomes)
        why = "in no check" if not known else f"{left} of {len(known)} gone" if left > 0 else ""
        result.notes.append(f"not caught: {what} | {why or 'now ' + ' '.join(sorted(outcomes))}")


def _of(report: Report) -> list[tuple[tuple[int, int], str]]:
    """The figures by where they stand, with the outcome of every check or conflict they are in."""
    places = {
        one.name: (one.place.start or 0, one.place.end or 0) for one in report.figures if one.place
    }
    found = [
        (q.name, verdict.outcome)
        for verdict in report.verdicts
        for q in verdict.check.quantities()
        if isinstance(q, Figure)
    ]
    joint = ((name, "conflict") for one in report.joint for name in one.figures)
    return [(places[name], outcome) for name, outcome in (*found, *joint) if name in places]


def load(folder: Path, stem: str) -> dict[str, Any]:
    """The labels of one document with its text."""
    labels: dict[str, Any] = json.loads((folder / f"{stem}.json").read_text("utf-8"))
    with (folder / labels["doc"]).open(encoding="utf-8", newline="") as file:
        labels["text"] = file.read()
    return labels


def corpus(folders: list[Path], wanted: list[str]) -> None:
    """Print every check that fails in the documents, with its words, and the speed."""
    characters, seconds, counts = 0, 0.0, {"holds": 0, "rounding": 0, "fails": 0, "undecided": 0}
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        if wanted and path.stem not in wanted:
            continue
        text = path.read_text("utf-8")
        began = time.perf_counter()
        report = checked(text, path.stem)
        seconds += time.perf_counter() - began
        characters += len(text)
        for verdict in report.verdicts:
            counts[verdict.outcome] += 1
            if verdict.outcome != "fails":
                continue
            printed = [
                f"{role}={[q.text for q in some if isinstance(q, Figure)]}"
                for role, some in verdict.check.figures.items()
            ]
            starts = [
                q.place.start or 0
                for q in verdict.check.quantities()
                if isinstance(q, Figure) and q.place
            ]
            print(f"{path.stem}:{min(starts)} {verdict.check.relation.name} {' '.join(printed)}")
            print(f"    {verdict.message.told('en')}\n    {verdict.check.because[:300]!r}")
        for conflict in report.conflicts:
            print(f"{path.stem} conflict {conflict.checks}")
    print(counts, f"{characters} characters, {characters / max(seconds, 1e-9):.0f} a second")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stems", nargs="*")
    parser.add_argument("--misses", action="store_true", help="print every difference")
    parser.add_argument("--injected", action="store_true", help="inject errors and look for them")
    parser.add_argument("--corpus", action="store_true", help="print what fails in the corpus")
    parser.add_argument("--unseen", action="store_true", help="the half not developed on")
    parser.add_argument("--labels", type=Path, metavar="DIR", help="labelled documents elsewhere")
    options = parser.parse_args()
    if options.labels is None and not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to measure", file=sys.stderr)
        return 0
    if options.corpus:
        corpus([SHARED / "corpus", SHARED / "labelled"], options.stems)
        return 0
    folder = options.labels or SHARED / "labelled"
    known = [path.stem for path in sorted(folder.glob("*.json"))]
    stems = options.stems or (known if options.labels else list(DEVELOPED_ON))
    if options.unseen:
        stems = [stem for stem in known if stem not in DEVELOPED_ON]
    print(f"{'document':38} {'label':>5} {'found%':>7} {'decided':>7} {'other':>6} {'inject':>6} "
          f"{'caught%':>7}")  # fmt: skip
    total = Score()
    for stem in stems:
        labels = load(folder, stem)
        result = score(labels, checked(labels["text"], stem))
        if options.injected:
            inject(labels, stem, result)
        total.add(result)
        print(row(stem, result))
        if options.misses:
            print("\n".join("    " + note for note in result.notes))
    print(row("all", total))
    return 0


def row(name: str, counts: Score) -> str:
    """One line of the table."""

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:7.2f}" if whole else "      -"

    return (
        f"{name:38} {counts.wanted:5} {share(counts.recovered, counts.wanted)} {counts.decided:7} "
        f"{counts.wrong:6} {counts.injected:6} {share(counts.caught, counts.injected)}"
    )


if __name__ == "__main__":
    sys.exit(main())
