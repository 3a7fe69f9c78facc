#!/usr/bin/env python3
"""netkit's echo server beside others on loopback: throughput, CPU time, memory, start-up."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import build, machine  # noqa: E402
from lib.measure import Load  # noqa: E402
from lib.netkit import netkits_here, port_from_events  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.processes import Failure  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import case_rows, quiet, report, start_rows, verdict, write_raw  # noqa: E402
from lib.rounds import Bench, Case, CaseRun, Patience, Peer, Results, measure_starts, progress  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

LIMIT = "C epoll"
GO = "Go"
IMPORTS = "import json,socket,asyncio"
PYTHON_START = f"python3 -c '{IMPORTS}'"
FORKING = ("socat", "ncat")
LOOPS = 32
"""Connect loops at a time."""

CASES = (
    Case("1", "1 connection, 64 B", "rr", "requests/s", 1, one_core=True),
    Case("64", "64 connections, 64 B", "rr", "requests/s", 64),
    Case("1000", "1 000 connections, 64 B", "rr", "requests/s", 1000, FORKING),
    Case("10000", "10 000 connections, 64 B", "rr", "requests/s", 10000, FORKING),
    Case("connect", "connect, echo, close", "connect", "connections/s", LOOPS),
    Case("bulk", "bulk echo", "bulk", "MB/s", left_out=("ncat",)),  # it stops for good once both directions are full
)
START = "start"

# What netkit is to reach. Ratios are to C, by case: on Java 17, on 25 and newer.
NEWEST = 25
LEAST = {"1": (0.90, 0.90), "64": (0.75, 0.75), "1000": (0.50, 0.80), "10000": (None, 0.85), "connect": (0.50, 0.75),
         "bulk": (0.95, 0.95)}
CPU_AT_MOST_GO = "1000"
MOST_MEMORY = {"10000": 200e6}
NO_ERRORS = "10000"
MOST_START = {"--version": 2.0, "echo": 2.3}


# ---- who takes part ----


def peers_here(folder, python, results):
    """The servers other than netkit; what is not on this machine is noted as missing."""
    limit = build.compile_c(HERE / "peers" / "echo.c", folder)
    peers = [Peer(LIMIT, lambda port: [str(limit), str(port)])]
    try:
        go = build.compile_go(HERE / "peers" / "echo.go", folder)
        peers.append(Peer(GO, lambda port: [str(go), str(port)]))
    except Failure as reason:
        results.missing.append(f"Go ({reason})")
    asyncio = str(HERE / "peers" / "echo_asyncio.py")
    peers.append(Peer("Python asyncio", lambda port: [python, asyncio, str(port)]))
    for name, command in (("socat", socat), ("ncat", ncat)):
        if shutil.which(name):
            peers.append(Peer(name, command, chooses_port=False, forks=True))
        else:
            results.missing.append(name)
    versions = [machine.version(*command) for command in (
        [*build.c_compiler(), "--version"], ["go", "version"], [python, "--version"], ["socat", "-V"],
        ["ncat", "--version"])]
    results.facts.append("; ".join(filter(None, versions)))
    return peers


def socat(port):
    return ["socat", "-b65536", f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=1024", "EXEC:cat"]


def ncat(port):
    return ["ncat", "-l", "-k", "-m", "1000", "-e", shutil.which("cat"), "127.0.0.1", str(port)]


def as_peer(netkit):
    return Peer(netkit.name, lambda _: [netkit.launcher, "echo-server", "-p", "0", "--json", "-q"],
                port_of=port_from_events, netkit=netkit)


def start_commands(netkits, python, port):
    commands = {PYTHON_START: ([python, "-c", IMPORTS], None, "")}
    for netkit in netkits:
        commands[f"{netkit.name}: --version"] = ([netkit.launcher, "--version"], netkit.environment, "")
        echo = [netkit.launcher, "echo", f"127.0.0.1:{port}", "x"]
        commands[f"{netkit.name}: echo"] = (echo, netkit.environment, "x")
    return commands


# ---- targets ----


def target(case, peer, by_server, ratio):
    """What the case asks of netkit, and whether it is reached."""
    newest = peer.netkit.jdk.feature >= NEWEST
    least = LEAST[case.key][newest]
    samples = list(by_server[peer.name].values())
    parts = []
    if least is not None:
        parts.append(f"at least {least:.2f}: {verdict(ratio is not None and ratio >= least)}")
    if newest and case.key == CPU_AT_MOST_GO:
        parts.append(f"CPU at most Go's: {cpu_verdict(samples, list(by_server.get(GO, {}).values()))}")
    if newest and case.key in MOST_MEMORY:
        most = MOST_MEMORY[case.key]
        fits = bool(samples) and max(sample.peak_bytes for sample in samples) <= most
        parts.append(f"at most {most / 1e6:.0f} MB: {verdict(fits)}")
    clean = bool(samples) and not any(sample.errors for sample in samples)
    if (newest and case.key == NO_ERRORS) or (samples and not clean):
        parts.append(f"no errors: {verdict(clean)}")
    return "; ".join(parts)


def cpu_verdict(samples, others):
    if not others:
        return "no Go to compare with"
    own = [sample.cpu_micros for sample in samples]
    return verdict(bool(own) and median(own) <= median(sample.cpu_micros for sample in others))


def start_target(name, ratio):
    most = MOST_START.get(name.rpartition(": ")[2])
    return "" if most is None else f"at most {most:.1f}: {verdict(ratio is not None and ratio <= most)}"


# ---- the program ----


def parse(arguments):
    parser = Parser("echo", __doc__, [case.key for case in CASES] + [START])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (5; quick: 2)")
    parser.add_argument("--seconds", type=between(float, 0.1, 60), help="length of a round (3; quick: 0.7)")
    return with_lengths(parser.parse(arguments))


def with_lengths(options):
    """Adds what follows from --quick: seconds, bytes, and how often."""
    quick = options.quick
    options.rounds = options.rounds or (2 if quick else 5)
    options.seconds = options.seconds or (0.7 if quick else 3.0)
    options.lead = 0.2 if quick else 0.5  # load before each round counts
    options.warm_up = 0.5 if quick else 1.0  # once for each case: by then memory has found its size, too
    options.jvm_warm_up = 1.5 if quick else 4.0
    options.bulk_bytes = 500_000_000 if quick else 1_000_000_000
    options.patience = 10 if quick else 150
    options.starts = 5 if quick else max(15, options.rounds)
    return options


def how(options):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} rounds of {options.seconds:g} s (bulk: of {options.bulk_bytes / 1e6:.0f} MB; "
        f"start-up: of {options.starts} runs) on loopback, servers in turn in every round; servers are started once "
        f"for each case and warmed up for {options.warm_up:g} s, JVMs for {options.jvm_warm_up:g} s; 1 connection: "
        f"server and load on one core; connect: {LOOPS} at a time; ncat takes no part in bulk (it blocks for good), "
        "socat and ncat none from 1 000 connections on",
        "ratio: to C epoll, for start-up to Python, in brackets the range over the rounds; CPU: the server's, for one "
        "request, connection, MB or start; memory: highest resident size, with children; latency: 50 % / 99 %",
    ]


def measure_all(bench, peers, python, scratch):
    for case in CASES:
        if case.key in bench.options.only:
            CaseRun(bench, case).measure(peers)
    if START in bench.options.only:
        try:
            server = peers[0].start(bench.processes)
        except Failure as failure:
            bench.results.note(f"start-up: {LIMIT} {failure}")
            return
        progress(f"start-up: {bench.options.starts} runs of each command")
        commands = start_commands([peer.netkit for peer in peers if peer.netkit], python, server.port)
        measure_starts(commands, bench.options.starts, bench.processes, scratch / "start.txt", bench.results)
        bench.processes.end(server.process)


def run(options, folder):
    """Measures and prints; returns the exit code."""
    python = machine.real_python()
    results = Results(facts=[machine.describe()])
    peers = []
    if build.c_compiler() is None:
        raise Failure("no C compiler (cc, gcc or clang): without it there is no limit to compare with")
    with measuring(folder, results) as (processes, scratch):
        load = Load(build.compile_c(HERE / "load.c", folder), processes)
        bench = Bench(options, processes, load, results, Patience(options.patience))
        peers += peers_here(folder, python, results)
        peers[1:1] = map(as_peer, netkits_here(ROOT, options, scratch, processes, results))
        measure_all(bench, peers, python, scratch)
    results.facts.append(quiet(results, FORKING))
    rows = [row for case in CASES for row in case_rows(case, peers, LIMIT, target, results)]
    rows += start_rows(PYTHON_START, start_target, results)
    if options.json:
        write_raw(options.json, "echo", {**vars(options), "json": None}, results)
    print(report("netkit echo benchmark", how(options), rows, results), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("echo", ROOT, run, parse(sys.argv[1:])))
