"""Benchmarks inside a JVM: Maven compiles them, JMH runs one at a time, each run in a JVM of its own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lib.build import compile_benchmarks
from lib.measure import run_watched
from lib.netkit import plain_environment
from lib.processes import Failure

ITERATIONS = 3
"""How many parts the warm-up and what is measured have."""
JVM_OPTIONS = "-XX:+UseSerialGC"
"""The launcher's choice for short commands, and the one collector that never works beside the measured thread."""
START_SECONDS = 60
"""What a run may take on top of what it measures."""


@dataclass(frozen=True)
class Speed:
    """One contender, one round. `rate` is per second, in the case's unit."""

    rate: float
    others: float
    """What other processes of the machine took meanwhile, as a share of one core."""
    parts: tuple = ()
    """The rate in each part of the round, where it has several."""


class Jmh:
    """The compiled benchmarks of a module."""

    def __init__(self, root, module, jdk, processes, folder):
        self._processes, self._folder = processes, Path(folder)
        self._class_path = compile_benchmarks(root, module, jdk, processes, folder)

    def version(self, library):
        """The version of a library on the class path, as the name of its file tells it."""
        found = re.search(rf"/{re.escape(library)}-([^/:]+)\.jar", self._class_path)
        return f"{library} {found.group(1)}" if found else library

    def measure(self, jdk, benchmark, options, scale=1.0, **parameters):
        """Operations per second, times `scale`."""
        result = self._folder / "jmh.json"
        result.unlink(missing_ok=True)
        limit = options.warm_up + options.seconds + START_SECONDS
        run, others = run_watched(self._processes, self._command(jdk, benchmark, options, parameters, result),
                                  plain_environment(jdk), self._folder / "jmh.txt", limit)
        try:
            measured = json.loads(result.read_text(encoding="utf-8"))[0]
        except (OSError, ValueError, IndexError) as error:
            raise Failure(f"JMH: {reason(run)}") from error
        parts = tuple(part * scale for fork in measured["primaryMetric"]["rawData"] for part in fork)
        return Speed(median(parts), others, parts)

    def _command(self, jdk, benchmark, options, parameters, result):
        command = [str(jdk.home / "bin" / "java"), "-cp", self._class_path, "org.openjdk.jmh.Main",
                   rf"\.{re.escape(benchmark)}$", "-bm", "thrpt", "-tu", "s", "-t", "1", "-f", "1", "-foe", "true",
                   "-wi", str(ITERATIONS), "-w", part_of(options.warm_up), "-i", str(ITERATIONS),
                   "-r", part_of(options.seconds), "-jvmArgs", JVM_OPTIONS, "-rf", "json", "-rff", str(result)]
        for name, value in parameters.items():
            command += ["-p", f"{name}={value}"]
        return command


def part_of(seconds):
    return f"{max(1, round(seconds * 1000 / ITERATIONS))}ms"


def reason(run):
    """What JMH complained of, or its last line."""
    complaints = [line.strip() for line in run.output.splitlines() if re.search(r"Exception|Error|ERROR", line)]
    return complaints[0] if complaints else run.epitaph()
