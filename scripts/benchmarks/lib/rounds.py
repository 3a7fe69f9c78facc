"""The order of measuring: cases one after another, in each the servers in turn, round by round."""

from __future__ import annotations

import os
import resource
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable

from lib import table
from lib.measure import run_to_end
from lib.processes import Failure, answers, busy_seconds, free_port

SPARE_FILES = 200
DISTURBED = 0.15
"""Share of one core in other processes' hands from which a sample is not trusted."""
REPEATS = 2
"""How often a disturbed sample is taken again, once the machine is quiet. The least disturbed one counts."""
QUIET_SECONDS = 10
"""The longest wait for quiet before each of them."""


@dataclass(frozen=True)
class Case:
    """What is measured, in the load generator's words."""

    key: str
    title: str
    mode: str
    unit: str
    connections: int = 1
    left_out: tuple = ()
    """Names of servers that cannot stand this case."""
    one_core: bool = False
    """
    Server and load share one core. With a single request under way only one of them works at any time, and left to
    themselves they meet on one core in one run and on two in the next: the same server is then 10 times slower, as it
    is a sleeping core's waking that is measured.
    """

    def arguments(self, options, _peer):
        if self.mode == "bulk":
            return ["-b", options.bulk_bytes]
        return ["-c", self.connections, "-w", options.lead, "-t", options.seconds]

    def warm_up_arguments(self, options, peer):
        if self.mode == "bulk":
            return ["-b", options.bulk_bytes]
        seconds = options.jvm_warm_up if peer.netkit else options.warm_up
        return ["-c", self.connections, "-w", 0, "-t", seconds]


def port_printed(text):
    """The port of a server that prints it as its only line; 0 until the line is there."""
    line = text.strip()
    return int(line) if text.endswith("\n") and line.isdigit() else 0


@dataclass(frozen=True)
class Peer:
    """A server that takes part. `command` is called with the port to listen on: 0 where it chooses one itself."""

    name: str
    command: Callable
    chooses_port: bool = True
    port_of: Callable = port_printed
    forks: bool = False
    netkit: Any = None

    def start(self, processes):
        if self.chooses_port:
            environment = self.netkit.environment if self.netkit else None
            return processes.serve(self.name, self.command(0), self.port_of, environment)
        port = free_port()
        return processes.serve(self.name, self.command(port), lambda _: port if answers(port) else 0)


@dataclass
class Results:
    """Everything that a run has found out, complete or not."""

    facts: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    samples: dict = field(default_factory=dict)  # case key -> server name -> round -> Sample
    starts: dict = field(default_factory=dict)  # name -> round -> Run
    failed: set = field(default_factory=set)  # (case key, server name), or name of a start
    exit_code: int = 0

    def note(self, text):
        self.notes.append(text)
        progress(text)


def progress(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


class Patience:
    """The time that a whole run may spend on waiting for a quiet machine and on measuring again."""

    def __init__(self, seconds):
        self._left = seconds

    @property
    def left(self):
        return self._left > 0

    @contextmanager
    def spent(self):
        began = time.monotonic()
        yield
        self._left -= time.monotonic() - began

    def wait_for_quiet(self):
        until = time.monotonic() + QUIET_SECONDS
        share = 1.0
        while share > DISTURBED and time.monotonic() < until:
            began, before = time.monotonic(), busy_seconds()
            time.sleep(0.5)
            share = (busy_seconds() - before) / (time.monotonic() - began)


@dataclass
class Bench:
    """What every case needs."""

    options: Any
    processes: Any
    load: Any
    results: Results
    patience: Patience


class CaseRun:
    """One case: its servers are all started first and stay, so that a JVM is warmed up once."""

    def __init__(self, bench, case):
        self._case, self._processes, self._load = case, bench.processes, bench.load
        self._options, self._results, self._patience = bench.options, bench.results, bench.patience
        self._samples = bench.results.samples.setdefault(case.key, {})
        self._running = {}
        self._core = max(os.sched_getaffinity(0)) if case.one_core else None

    def measure(self, peers):
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if files != resource.RLIM_INFINITY and files < self._case.connections + SPARE_FILES:
            self._results.note(f"{self._case.title}: left out, the hard limit of open files (ulimit -Hn) is too low")
            return
        for peer in peers:
            if peer.name not in self._case.left_out:
                self._start(peer)
        for number in range(1, self._options.rounds + 1):
            for peer in peers:
                self._round(peer, number)
        for server in self._running.values():
            self._processes.end(server.process)

    def _start(self, peer):
        self._samples[peer.name] = {}
        try:
            server = self._running[peer.name] = peer.start(self._processes)
        except Failure as reason:
            self._results.note(f"{self._case.title}: {peer.name} {reason}")
            self._results.failed.add((self._case.key, peer.name))
            return
        progress(f"{self._case.title}: warming up {peer.name}")
        self._sample(server, self._case.warm_up_arguments(self._options, peer), "in the warm-up")
        if self._core is not None:
            server.pin(self._core)

    def _round(self, peer, number):
        taken = [self._one(peer, number)]
        while is_disturbed(taken[-1], peer) and len(taken) <= REPEATS and self._patience.left:
            with self._patience.spent():
                self._patience.wait_for_quiet()
                taken.append(self._one(peer, number))
        usable = [sample for sample in taken if sample]
        if usable:
            self._samples[peer.name][number] = min(usable, key=lambda sample: sample.others)

    def _one(self, peer, number):
        """A sample, or None if the server takes no part any more."""
        if peer.name not in self._running:
            return None
        arguments = self._case.arguments(self._options, peer)
        sample = self._sample(self._running[peer.name], arguments, f"in round {number}", self._core)
        if sample:
            trouble = f", {sample.errors} errors ({sample.first_error})" if sample.errors else ""
            if is_disturbed(sample, peer):
                trouble += f"; other processes took {sample.others:.0%} of a core"
            progress(f"{self._case.title}, round {number} of {self._options.rounds}: "
                     f"{peer.name} {table.figure(sample.rate)} {self._case.unit}{trouble}")
        return sample

    def _sample(self, server, arguments, when, core=None):
        """A server that has died, or cannot be measured, takes no further part in the case."""
        reason = ""
        try:
            sample = self._load.measure(server, self._case.mode, *arguments, core=core)
            if server.alive:
                server.settle()
                return sample
        except Failure as failure:
            reason = str(failure)
        died = not server.alive
        self._processes.end(server.process)
        del self._running[server.name]
        self._results.failed.add((self._case.key, server.name))
        why = f"it ended by itself ({server.epitaph()})" if died else reason
        self._results.note(f"{self._case.title}: {server.name} dropped {when}: {why}")
        return None


def is_disturbed(sample, peer):
    """Nobody can tell of a server that forks: the time of children that it never waited for looks like others'."""
    return sample is not None and sample.others > DISTURBED and not peer.forks


def measure_starts(commands, rounds, processes, output, results):
    """Whole runs of short programs, in turn; name -> (command, environment, text that it must print)."""
    results.starts.update({name: {} for name in commands})
    left = dict(commands)
    began, before, own = time.monotonic(), busy_seconds(), 0.0
    for number in range(rounds + 1):
        for name, (command, environment, expected) in list(left.items()):
            run = run_to_end(processes, command, environment, output)
            own += run.cpu_seconds
            if run.code != 0 or expected not in run.output:
                results.note(f"start-up: {name} dropped: {run.epitaph()}")
                results.failed.add(name)
                del left[name]
            elif number > 0:  # the first one has read the files into memory
                results.starts[name][number] = run
    others = (busy_seconds() - before - own) / (time.monotonic() - began)
    if others > DISTURBED:
        results.note(f"start-up: DISTURBED, other processes took {others:.0%} of a core meanwhile")
