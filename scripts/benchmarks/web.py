#!/usr/bin/env python3
"""netkit's chat over WebSocket beside the same chat over TCP: deliveries to 1 000 members."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

sys.dont_write_bytecode = True

from lib import build, machine, talkers  # noqa: E402
from lib.measure import Load  # noqa: E402
from lib.netkit import netkits_here  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import case_rows, quiet, report, verdict, write_raw  # noqa: E402
from lib.rounds import Bench, CaseRun, Patience, Results  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

MEMBERS = 1_000
WINDOW = 64
WEB = "web"
LEAST = 0.5
"""Deliveries over WebSocket to those over TCP."""


@dataclass(frozen=True)
class Case:
    """What is measured, in the load generator's words."""

    key: str
    title: str
    outstanding: int
    mode: str = "spread"
    unit: str = "deliveries/s"
    connections: int = MEMBERS
    left_out: tuple = ()
    one_core: bool = False

    def arguments(self, options, peer):
        return [*self._room(peer), "-w", options.lead, "-t", options.seconds]

    def warm_up_arguments(self, options, peer):
        return [*self._room(peer), "-w", 0, "-t", options.jvm_warm_up]

    def _room(self, peer):
        return ["-p", peer.protocol, "-m", MEMBERS, "-s", 1, "-o", self.outstanding]


CASES = (
    Case("one", "1 sender, 1 outstanding", 1),
    Case("window", f"1 sender, {WINDOW} outstanding", WINDOW),
)


def target(case, peer, by_server, ratio):
    """What the case asks of WebSocket, and whether it is reached."""
    if peer.protocol != WEB:
        return ""
    samples = by_server.get(peer.name, {}).values()
    parts = []
    if case.key == "window":
        parts.append(f"at least {LEAST:g} times TCP: {verdict(ratio is not None and ratio >= LEAST)}")
    if any(sample.errors for sample in samples):
        parts.append(f"nothing lost, doubled or changed: {verdict(False)}")
    return "; ".join(parts)


def carriers(program):
    """The same server twice: one for each way to it."""
    tcp = talkers.netkit(program)
    return tcp, replace(tcp, name=f"{tcp.name}, WebSocket", protocol=WEB)


def parse(arguments):
    parser = Parser("web", __doc__, [case.key for case in CASES])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (3; quick: 1)")
    parser.add_argument("--seconds", type=between(float, 0.1, 60), help="length of a round (3; quick: 0.7)")
    options = parser.parse(arguments)
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.seconds = options.seconds or (0.7 if options.quick else 3.0)
    options.lead = 0.3 if options.quick else 0.5  # load before each round counts
    options.jvm_warm_up = 2.0 if options.quick else 5.0
    options.patience = 10 if options.quick else 60
    return options


def how(options):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} round{'s' * (options.rounds > 1)} of {options.seconds:g} s on loopback, in turn "
        f"in every round, after {options.jvm_warm_up:g} s of warming up; {MEMBERS} members of one room, one of them "
        "the sender, everybody hears everything",
        "100 bytes of text in a message; the same JSON in binary frames over TCP, and in WebSocket's text messages; "
        "every delivery is checked for sender, order and text, and all that was sent must arrive",
        "outstanding: sent and not yet with every member",
        "ratio: to TCP on the same Java, in brackets the range over the rounds; CPU: the server's, for a delivery; "
        "memory: highest resident size; latency: 50 % / 99 %, from handing over to each delivery",
    ]


def run(options, folder):
    """Measures and prints; returns the exit code."""
    results = Results(facts=[machine.describe()])
    pairs = []
    with measuring(folder, results) as (processes, scratch):
        load = Load(build.compile_c(HERE / "chatload.c", folder), processes)
        bench = Bench(options, processes, load, results, Patience(options.patience))
        pairs += map(carriers, netkits_here(ROOT, options, scratch, processes, results))
        for case in CASES:
            if case.key in options.only:
                CaseRun(bench, case).measure([peer for pair in pairs for peer in pair])
    results.facts.append(quiet(results))
    rows = [row for case in CASES for pair in pairs for row in case_rows(case, pair, pair[0].name, target, results)]
    if options.json:
        write_raw(options.json, "web", {**vars(options), "json": None}, results)
    print(report("netkit chat over WebSocket benchmark", how(options), rows, results), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("web", ROOT, run, parse(sys.argv[1:])))
