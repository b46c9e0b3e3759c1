"""`make bench`: every measurement, one after the other (about ten minutes on two cores)."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = (
    ["benchmarks.library"],
    ["benchmarks.evaluate", "test", "--quick"],
    ["benchmarks.nlu"],
    ["benchmarks.footprint"],
    ["benchmarks.turns"],
)


def main() -> int:
    """Run each as a process of its own, so that one does not warm up the next."""
    for module, *arguments in MEASUREMENTS:
        print(f"== python -m {' '.join([module, *arguments])}", flush=True)
        done = subprocess.run([sys.executable, "-m", module, *arguments])
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
