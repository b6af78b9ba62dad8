"""Whole-process times of the command on a real suite and on generated ones.

Run as `python benchmarks/kernel.py [--large]`; prints asked and measured side by side. Times are
medians of five runs of the whole process, after one that warms the disk.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5


def seconds(arguments: Sequence[str], runs: int = RUNS) -> tuple[float, float, float]:
    """Least, median and greatest seconds of `crossfoot` with these arguments."""
    command = [sys.executable, "-c", "from crossfoot.cli import main; main()", *arguments]
    taken = []
    for run in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{arguments}: {done.stderr.decode()[-400:]}")
        if run:
            taken.append(time.perf_counter() - start)
    return min(taken), statistics.median(taken), max(taken)


def generate(folder: Path, checks: int, seed: int = 1) -> Path:
    """A project suite of that many checks on true figures as they would be printed."""
    random.seed(seed)
    rows, lines = ["name,text,metric,period,section,note"], ["dataset: generated", "expect:"]
    for number in range(checks):
        base = random.randint(1_000, 999_999)
        current = base + random.randint(-900, 90_000)
        rate = Fraction(current, base) - 1
        printed = f"{float(rate) * 100:.1f}%"
        rows.append(f"c{number},{current}家,enterprises,2018,,")
        rows.append(f"b{number},{base}家,enterprises,2017,,")
        rows.append(f"r{number},{printed},growth,2018,,")
        lines.append(f"  - growth: {{current: c{number}, base: b{number}, rate: r{number}}}")
    for name in ("datasets", "expectations"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "datasets" / "generated.csv").write_text("\n".join(rows) + "\n", "utf-8")
    suite = folder / "expectations" / "generated.yaml"
    suite.write_text("\n".join(lines) + "\n", "utf-8")
    return suite


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 100,000 checks")
    large = parser.parse_args().large
    print(f"{'what':44} {'asked':>12} {'least':>8} {'median':>8} {'most':>8}")
    suite = "expectations/chongqing-2018.yaml"
    _row("the Chongqing suite, whole process", "0.9 s", seconds(["check", suite]))
    with tempfile.TemporaryDirectory() as name:
        sizes = [1_000, 10_000, *([100_000] if large else [])]
        for checks in sizes:
            path = generate(Path(name) / str(checks), checks)
            asked = "3 s" if checks == 10_000 else "linear" if checks > 10_000 else "-"
            runs = 1 if checks > 10_000 else 3
            _row(f"{checks:,} generated checks", asked, seconds(["check", str(path)], runs))


def _row(what: str, asked: str, measured: tuple[float, float, float]) -> None:
    print(f"{what:44} {asked:>12} " + " ".join(f"{value:8.2f}" for value in measured))


if __name__ == "__main__":
    main()
