"""Measuring one server once: the load generator runs, and the server's processes are looked at meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass, field

from lib.processes import Failure, busy_seconds, cpu_seconds, statistics

BACKSTOP_SECONDS = 300
"""The load generator ends itself long before; this is for one that was stopped or hangs."""

RUN_SECONDS = 60


@dataclass(frozen=True)
class Sample:
    """One server, one round. `rate` is per second, in the case's unit; CPU time is the server's, for one unit."""

    rate: float
    cpu_micros: float
    peak_bytes: int
    errors: int
    wrong: int
    first_error: str
    others: float
    """What other processes of the machine took meanwhile, as a share of one core."""
    p50_micros: float | None = None
    p99_micros: float | None = None
    resident_bytes: int = 0
    """While the connections were still open."""
    load_share: float = 0.0
    """What the load generator itself took, as a share of one core."""
    said: dict = field(default_factory=dict)
    """The load generator's own words."""


class Clocks:
    """CPU time of everybody concerned, read at one moment."""

    def __init__(self, server, load):
        self.wall = time.monotonic()
        self.all = busy_seconds()
        self.server = server.cpu_seconds()
        self.load = cpu_seconds(statistics(load.pid))


def kill_after(seconds, process):
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    return timer


class Load:
    """The compiled load generator, aimed at one server after another."""

    def __init__(self, program, processes):
        self._program, self._processes = str(program), processes

    def measure(self, server, mode, *arguments, core=None):
        """Runs the load with CPU time counted from the end of its warm-up, memory read while connections are open."""
        command = [self._program, mode, "127.0.0.1", str(server.port), "-k", *map(str, arguments)]
        process = self._processes.run(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      text=True)
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        backstop = kill_after(BACKSTOP_SECONDS, process)
        try:
            process.stdout.readline()
            before = Clocks(server, process)
            line = process.stdout.readline()
            after = Clocks(server, process)
            peak, resident = server.peak_bytes(), server.resident_bytes()
            if not line:
                said = process.stderr.read().strip().splitlines()
                raise Failure(said[-1] if said else "the load generator ended without a result")
        finally:
            backstop.cancel()
            self._processes.end(process)
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()
        result = json.loads(line)
        units = result.get("deliveries", result.get("requests", result.get("bytes", 0) / 1e6))
        cpu = after.server - before.server
        own, wall = after.load - before.load, after.wall - before.wall
        others = after.all - before.all - cpu - own
        return Sample(result["per_second"], cpu * 1e6 / units if units else 0.0, peak, result["errors"],
                      result["wrong"], result["first_error"], others / wall, result.get("p50_us"),
                      result.get("p99_us"), resident, own / wall, result)


@dataclass(frozen=True)
class Run:
    """One whole run of a short program."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    code: int
    output: str

    def epitaph(self):
        """How it ended and its last line, for one that failed."""
        lines = self.output.strip().splitlines()
        return f"exit {self.code}" + (f": {lines[-1]}" if lines else "")


def run_to_end(processes, command, environment, output, limit=RUN_SECONDS):
    """Runs a program from start to end; `output` is the file that takes what it prints."""
    with open(output, "wb") as file:
        began = time.perf_counter()
        process = processes.run(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                                env=environment)
    backstop = kill_after(limit, process)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    seconds = time.perf_counter() - began
    backstop.cancel()
    usage = processes.reap(process)
    with open(output, encoding="utf-8", errors="replace") as file:
        text = file.read()
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, process.returncode, text)


def run_watched(processes, command, environment, output, limit=RUN_SECONDS):
    """As `run_to_end`. Second value: what other processes of the machine took meanwhile, as a share of one core."""
    began, before = time.monotonic(), busy_seconds()
    run = run_to_end(processes, command, environment, output, limit)
    return run, max(0.0, busy_seconds() - before - run.cpu_seconds) / (time.monotonic() - began)
