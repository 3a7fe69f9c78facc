#!/usr/bin/env python3
"""netkit's chat server beside NATS, mosquitto and Python: deliveries to 1 000 members, memory, a stalled reader."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import build, machine, talkers  # noqa: E402
from lib.measure import Load  # noqa: E402
from lib.netkit import netkits_here  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.processes import Failure  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import case_rows, quiet, report, verdict, write_raw  # noqa: E402
from lib.rounds import Bench, CaseRun, Patience, Results, progress  # noqa: E402
from lib.table import figure  # noqa: E402
from lib.talkers import MOSQUITTO, NATS, PYTHON  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

MEMBERS = 1_000
CROWD = 100
WINDOW = 64
FLOOD = 1_024
ROOMS = 100
"""Over which idle members are spread: in one room everybody would be told of everybody's coming."""
LOAD_LIMIT = 0.9
"""Share of a core from which the load generator, which has one thread, may be what is measured."""


@dataclass(frozen=True)
class Case:
    """What is measured, in the load generator's words."""

    key: str
    title: str
    mode: str = "spread"
    unit: str = "deliveries/s"
    members: int = MEMBERS
    senders: int = 1
    outstanding: int = 1
    stalled: bool = False
    left_out: tuple = ()
    one_core: bool = False

    @property
    def connections(self):
        return self.members + self.stalled

    def arguments(self, options, peer):
        stalled = ["-z"] if self.stalled else []
        return [*self._room(options, peer), "-w", options.lead, "-t", options.seconds, *stalled]

    def warm_up_arguments(self, options, peer):
        seconds = options.jvm_warm_up if peer.netkit else options.warm_up
        return [*self._room(options, peer), "-w", 0, "-t", seconds]

    def _room(self, options, peer):
        outstanding = options.flood if self.key == "flood" else self.outstanding
        return ["-p", peer.protocol, "-m", self.members, "-s", self.senders, "-o", outstanding]


CASES = (
    Case("one", "1 sender, 1 outstanding"),
    Case("window", f"1 sender, {WINDOW} outstanding", outstanding=WINDOW),
    Case("flood", "1 sender, flood"),
    Case("crowd", f"{CROWD} senders, {CROWD} outstanding", senders=CROWD, outstanding=CROWD),
    # Python waits for ever for somebody who does not read; mosquitto never closes a connection without keep-alive
    Case("stalled", f"1 sender, {WINDOW} outstanding, 1 stalled reader", outstanding=WINDOW, stalled=True,
         left_out=(MOSQUITTO, PYTHON)),
)
IDLE = Case("idle", "10 000 idle members", "idle", "kB a member", members=10_000)
DURABLE = Case("durable", f"{CROWD} senders, on disk before it is told", "confirm", "messages/s", CROWD, CROWD, CROWD)
ALL = (*CASES, IDLE, DURABLE)

# What netkit is to reach, on 25 and newer: deliveries to NATS, by case.
NEWEST = 25
LEAST = {"one": 1.2, "window": 3.0, "flood": 5.0, "crowd": 1.8}
P99_BELOW_NATS = "window"
MOST_MEMORY = 400e6
MOST_IDLE_KILOBYTES = 30
MOST_MOVED = 1.10
MOST_CUT_SECONDS = 30
LEAST_DURABLE = 5_000  # on every Java


# ---- targets ----


def target(case, peer, by_server, ratio):
    """What the case asks of netkit, and whether it is reached."""
    newest = peer.netkit.jdk.feature >= NEWEST
    samples, nats = (list(by_server.get(name, {}).values()) for name in (peer.name, NATS))
    parts = []
    if case is DURABLE:
        reached = bool(samples) and middle(samples, "rate") >= LEAST_DURABLE
        parts.append(f"at least {figure(LEAST_DURABLE)}: {verdict(reached)}")
    elif newest and case is IDLE:
        reached = bool(samples) and middle(samples, "rate") <= MOST_IDLE_KILOBYTES
        parts.append(f"at most {MOST_IDLE_KILOBYTES} kB: {verdict(reached)}")
    elif newest:
        parts += room_targets(case, samples, nats, ratio)
    if case.stalled and samples:
        parts.insert(0, told_of_stalled(samples, newest))
    if samples and any(sample.errors for sample in samples):
        parts.append(f"nothing lost, doubled or changed: {verdict(False)}")
    return "; ".join(parts)


def room_targets(case, samples, nats, ratio):
    if case.key in LEAST:
        reached = verdict(ratio is not None and ratio >= LEAST[case.key]) if nats else "no NATS to compare with"
        yield f"at least {LEAST[case.key]:g} times NATS: {reached}"
    if case.key == P99_BELOW_NATS and nats:
        below = bool(samples) and middle(samples, "p99_micros") < middle(nats, "p99_micros")
        yield f"p99 below NATS's: {verdict(below)}"
    fits = bool(samples) and max(sample.peak_bytes for sample in samples) <= MOST_MEMORY
    yield f"at most {MOST_MEMORY / 1e6:.0f} MB: {verdict(fits)}"


def told_of_stalled(samples, judged):
    """How much one who never reads moves the others' latency, and when its connection is closed."""
    moved = median(sample.p99_micros / sample.said["undisturbed_p99_us"] for sample in samples)
    cut = [sample.said["cut_seconds"] for sample in samples]
    always = min(cut) >= 0
    seconds = f"{max(cut):.1f} s" if always else f"not within {MOST_CUT_SECONDS} s"
    if not judged:
        return f"p99 {moved:.2f} times that without; cut off: {seconds}"
    return (f"p99 at most {MOST_MOVED:.2f} times that without: {moved:.2f}, {verdict(moved <= MOST_MOVED)}; "
            f"cut off within {MOST_CUT_SECONDS} s: {seconds}, {verdict(always)}")


def middle(samples, field):
    return median(getattr(sample, field) for sample in samples)


# ---- measuring ----


class IdleRun:
    """Members who say nothing: what the server's memory grows by, each time in a new server."""

    def __init__(self, bench):
        self._bench, self._options, self._results = bench, bench.options, bench.results

    def measure(self, peers):
        samples = self._results.samples.setdefault(IDLE.key, {peer.name: {} for peer in peers})
        for number in range(1, self._options.rounds + 1):
            for peer in peers:
                if (IDLE.key, peer.name) in self._results.failed:
                    continue
                try:
                    sample = samples[peer.name][number] = self._one(peer)
                    progress(f"{IDLE.title}, round {number} of {self._options.rounds}: {peer.name} "
                             f"{figure(sample.rate)} {IDLE.unit}")
                except Failure as reason:
                    self._results.failed.add((IDLE.key, peer.name))
                    self._results.note(f"{IDLE.title}: {peer.name} dropped in round {number}: {reason}")

    def _one(self, peer):
        server = peer.start(self._bench.processes)
        try:
            server.settle()
            before = server.resident_bytes()
            sample = self._bench.load.measure(server, IDLE.mode, "-p", peer.protocol, "-m", IDLE.members, "-r", ROOMS,
                                              "-t", 1)
            return replace(sample, rate=(sample.resident_bytes - before) / IDLE.members / 1000, p50_micros=None)
        finally:
            self._bench.processes.end(server.process)


def measure_all(bench, peers, netkits, scratch):
    for case in CASES:
        if case.key in bench.options.only:
            CaseRun(bench, case).measure(peers)
    if IDLE.key in bench.options.only:
        IdleRun(bench).measure(peers)
    if DURABLE.key in bench.options.only:
        CaseRun(bench, DURABLE).measure([talkers.durable(netkit, scratch) for netkit in netkits])


def remarks(results):
    """What the table has no column for."""
    for name, rounds in results.samples.get("stalled", {}).items():
        if rounds:
            yield f"stalled reader, {name}: {told_of_stalled(list(rounds.values()), False)}"
    for case in ALL:
        for name, rounds in results.samples.get(case.key, {}).items():
            share = max((sample.load_share for sample in rounds.values()), default=0)
            if share >= LOAD_LIMIT:
                yield f"{case.title}: beside {name} the load took {share:.0%} of a core: the limit may be the load's"


# ---- the program ----


def parse(arguments):
    parser = Parser("chat", __doc__, [case.key for case in ALL])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (3; quick: 1)")
    parser.add_argument("--seconds", type=between(float, 0.1, 60), help="length of a round (3; quick: 0.7)")
    parser.add_argument("--flood", type=between(int, WINDOW, 65536), default=FLOOD, metavar="MESSAGES",
                        help="the most that a flood has under way at any time, the same for every server: enough that "
                             "none is ever without work, and brokers do not cut off members as too slow (%(default)s)")
    return with_lengths(parser.parse(arguments))


def with_lengths(options):
    """Adds what follows from --quick."""
    quick = options.quick
    options.rounds = options.rounds or (1 if quick else 3)
    options.seconds = options.seconds or (0.7 if quick else 3.0)
    options.lead = 0.3 if quick else 0.5  # load before each round counts
    options.warm_up = 0.3 if quick else 1.0
    options.jvm_warm_up = 2.0 if quick else 5.0
    options.patience = 10 if quick else 150
    return options


def how(options):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} round{'s' * (options.rounds > 1)} of {options.seconds:g} s on loopback, servers "
        "in turn in every round; "
        f"{MEMBERS} members of one room, senders among them, everybody hears everything; servers are started once for "
        f"each case and warmed up for {options.warm_up:g} s, JVMs for {options.jvm_warm_up:g} s",
        "100 bytes of text in a message: netkit and Python take JSON in binary frames, parse it, number and stamp it "
        "and tell who said it; brokers pass the text on as it is, mosquitto at QoS 0; every delivery is checked for "
        "sender, order and text, and all that was sent must arrive",
        f"outstanding: sent and not yet with every member; flood: {options.flood} of them",
        f"stalled: the others are measured before and after one more joins who never reads; idle: {ROOMS} rooms, a new "
        "server in each round, what its memory grows by; on disk: done when the sender has its own message back",
        "ratio: to NATS, in brackets the range over the rounds; CPU: the server's, for a delivery or message; memory: "
        "highest resident size; latency: 50 % / 99 %, from handing over to each delivery",
    ]


def run(options, folder):
    """Measures and prints; returns the exit code."""
    results = Results(facts=[machine.describe()])
    peers = []
    with measuring(folder, results) as (processes, scratch):
        load = Load(build.compile_c(HERE / "chatload.c", folder), processes)
        bench = Bench(options, processes, load, results, Patience(options.patience))
        peers += talkers.peers_here(HERE / "peers", scratch, results)
        netkits = netkits_here(ROOT, options, scratch, processes, results)
        peers += map(talkers.netkit, netkits)
        measure_all(bench, peers, netkits, scratch)
    results.facts.append(quiet(results))
    results.notes += remarks(results)
    rows = [row for case in ALL for row in case_rows(case, peers, NATS, target, results)]
    if options.json:
        write_raw(options.json, "chat", {**vars(options), "json": None}, results)
    print(report("netkit chat benchmark", how(options), rows, results), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("chat", ROOT, run, parse(sys.argv[1:])))
