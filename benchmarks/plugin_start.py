"""What the plug-in adds to the start of pytest in a project without suites; at most 30 ms.

Run `python benchmarks/plugin_start.py [RUNS]`: pytest starts with and without the plug-in, in turn,
and prints one row each: median and quartiles of the processor time, which other programs on the
machine disturb less than the time by the clock.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

SOURCE = Path(__file__).parent.parent / "src"
LIMIT_MS = 30


def start(folder: str, *options: str) -> float:
    """Processor time of one run of pytest, in milliseconds."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> int:
    """Measure, and tell whether the limit is kept."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    plugin = ("-p", "crossfoot.pytest_plugin")
    times: dict[tuple[str, ...], list[float]] = {(): [], plugin: []}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_one.py").write_text("def test_one(): pass\n")
        for options in times:
            start(folder, *options)  # writes the bytecode
        for _ in range(runs):
            for options, taken in times.items():
                taken.append(start(folder, *options))
    for options, taken in times.items():
        low, middle, high = quantiles(taken, n=4)
        name = "with the plug-in" if options else "pytest alone"
        print(f"{name:<18} {middle:7.1f} ms  ({low:.1f} to {high:.1f})")
    added = median(times[plugin]) - median(times[()])
    print(f"{'added':<18} {added:7.1f} ms  (limit {LIMIT_MS})")
    return 0 if added <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
