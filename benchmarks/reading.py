"""How well figures are found in real documents labelled by hand.

Run `python benchmarks/reading.py [--misses] [--labels DIR] [STEM ...]`. It reads shared/labelled
beside the project when that folder is there (each `<stem>.json` labels one slice of
`<stem>.txt`) and prints one row a document: figures found with the right value, spurious ones,
units, qualifiers, kinds and directions right, characters a second.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from crossfoot.documents import from_text
from crossfoot.figure import Figure
from crossfoot.reading import suite_of

_SHARED = [folder / "shared" / "labelled" for folder in Path(__file__).resolve().parents]
LABELLED = next((folder for folder in _SHARED if folder.is_dir()), _SHARED[2])


@dataclass
class Score:
    """Counts of one document."""

    wanted: int = 0
    found: int = 0
    predicted: int = 0
    spurious: int = 0
    units: int = 0
    qualifiers: int = 0
    kinds: int = 0
    directions: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for name in (
            "wanted",
            "found",
            "predicted",
            "spurious",
            "units",
            "qualifiers",
            "kinds",
            "directions",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def same_value(found: Figure, label: dict[str, Any]) -> bool:
    """Whether the reading has the labelled value, a range both its ends."""
    value = label["value"]
    reading = found.reading
    if isinstance(value, list):
        return reading.upper is not None and all(
            abs(got - Fraction(str(want))) <= abs(got) / 10**9
            for got, want in zip((reading.value, reading.upper), value, strict=True)
        )
    if value is None:
        return True
    want = Fraction(str(value))
    return abs(reading.value - want) <= abs(want) / 10**9


def _span(figure: Figure) -> tuple[int, int]:
    place = figure.place
    assert place is not None and place.start is not None and place.end is not None
    return place.start, place.end


def overlaps(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < two[1] and two[0] < one[1]


def score(text: str, labels: dict[str, Any], figures: Sequence[Figure]) -> Score:
    """Compare the figures found in the labelled slice with its labels."""
    low, high = labels["slice"]
    inside = [found for found in figures if low <= _span(found)[0] < high]
    result = Score(wanted=len(labels["figures"]), predicted=len(inside))
    spans = [(label["start"], label["end"]) for label in labels["figures"]]
    fine = spans + [(allowed["start"], allowed["end"]) for allowed in labels["allowed"]]
    for label in labels["figures"]:
        span = label["start"], label["end"]
        near = [found for found in inside if overlaps(span, _span(found))]
        best = next((found for found in near if same_value(found, label)), None)
        if best is None:
            got = [(found.reading.text, str(found.reading.value)) for found in near]
            result.notes.append(
                f"missed {label['text']!r} = {label['value']} got {got} in "
                f"{text[max(0, span[0] - 25) : span[1] + 15]!r}"
            )
            continue
        result.found += 1
        reading = best.reading
        for name, got_word, want_word in (
            ("units", reading.unit, label["unit"] or ""),
            ("qualifiers", reading.qualifier, label["qualifier"]),
            ("kinds", reading.kind, label["kind"]),
            ("directions", reading.direction, label["direction"]),
        ):
            if got_word == want_word:
                setattr(result, name, getattr(result, name) + 1)
            else:
                result.notes.append(
                    f"{name} {label['text']!r} {got_word!r} not {want_word!r} in "
                    f"{text[max(0, span[0] - 25) : span[1] + 15]!r}"
                )
    for found in inside:
        if not any(overlaps(_span(found), span) for span in fine):
            result.spurious += 1
            result.notes.append(
                f"spurious {found.reading.text!r} {found.reading.unit!r} in "
                f"{text[max(0, _span(found)[0] - 25) : _span(found)[1] + 15]!r}"
            )
    return result


def row(name: str, counts: Score, speed: float) -> str:
    """One line of the table."""

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:7.2f}" if whole else "      -"

    return (
        f"{name:34} {counts.wanted:5} {share(counts.found, counts.wanted)} "
        f"{share(counts.spurious, counts.predicted)} {share(counts.units, counts.found)} "
        f"{share(counts.qualifiers, counts.found)} {share(counts.kinds, counts.found)} "
        f"{share(counts.directions, counts.found)} {speed:9.0f}"
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stems", nargs="*")
    parser.add_argument("--misses", action="store_true", help="print every difference")
    parser.add_argument("--labels", type=Path, default=LABELLED, help="the folder of labels")
    options = parser.parse_args()
    if not options.labels.is_dir():
        print(f"{options.labels} is not there: nothing to measure", file=sys.stderr)
        return 0
    folder = options.labels
    stems = options.stems or sorted(path.stem for path in folder.glob("*.json"))
    print(
        f"{'document':34} {'label':>5} {'found%':>7} {'spur.%':>7} {'unit%':>7} {'qual.%':>7} "
        f"{'kind%':>7} {'dir.%':>7} {'chars/s':>9}"
    )
    total = Score()
    for stem in stems:
        labels = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
        with (folder / labels["doc"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        began = time.perf_counter()
        figures = suite_of(from_text(text, labels["doc"])).figures
        speed = len(text) / (time.perf_counter() - began)
        counts = score(text, labels, figures)
        total.add(counts)
        print(row(stem, counts, speed))
        if options.misses:
            print("\n".join("    " + note for note in counts.notes))
    print(row("all", total, 0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
