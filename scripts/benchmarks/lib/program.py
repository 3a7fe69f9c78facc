"""The frame of every benchmark: where it may run, its folder and its processes, and how it ends."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from lib.processes import Failure, Processes, Stopped

CANNOT_MEASURE = 3


def start(name, root, run, options):
    """Runs `run(options, folder)` and returns the exit code; what it cannot do is said in one line."""
    folder = Path(root, "target", "bench")
    try:
        if not sys.platform.startswith("linux"):
            raise Failure("needs Linux, as it looks at what other processes do")
        folder.mkdir(parents=True, exist_ok=True)
        return run(options, folder)
    except (Failure, OSError) as failure:
        print(f"bench {name}: {failure}", file=sys.stderr)
        return CANNOT_MEASURE


@contextmanager
def measuring(folder, results):
    """Gives processes and a folder for them, and ends all of them; a run that is stopped is noted as incomplete."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=folder) as scratch:
        processes = Processes(Path(scratch))
        try:
            yield processes, Path(scratch)
        except Stopped as stopped:
            results.facts.insert(0, f"INCOMPLETE: stopped by {stopped}")
            results.exit_code = stopped.exit_code
        finally:
            processes.end_all()
