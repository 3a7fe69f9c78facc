#!/usr/bin/env python3
"""netkit's logins and sessions on SQLite and PostgreSQL, with many accounts, and while one account is under attack."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import machine  # noqa: E402
from lib.build import compile_benchmarks  # noqa: E402
from lib.measure import run_to_end  # noqa: E402
from lib.netkit import netkits_here, plain_environment, port_from_events  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.processes import Failure  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import report, verdict, write_raw  # noqa: E402
from lib.rounds import Results, progress  # noqa: E402
from lib.table import figure  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

MODULE = "auth-server"
LOAD = "dev.netkit.auth.AuthLoad"
FEW, MANY = 1_000, 100_000
CONNECTIONS = 64
ATTACKERS = 1_000
LIMIT = 300
"""Seconds for anything that is run to its end."""


@dataclass(frozen=True)
class Case:
    key: str
    title: str
    mode: str = "login"
    postgres: bool = False
    accounts: int = FEW
    connections: int = CONNECTIONS
    flood: int = 0
    least: int = 0
    """Requests a second that netkit is to reach."""
    base: str = ""
    """The case that its latency is compared with."""
    percentile: str = "p50"
    most: float = 0.0
    """How many times the base's latency it may have."""


CASES = (
    Case("login", "logins, SQLite", least=5_000),
    Case("whoami", "whoami, SQLite", mode="whoami", least=20_000),
    Case("pg-login", "logins, PostgreSQL", postgres=True, least=2_000),
    Case("pg-whoami", "whoami, PostgreSQL", mode="whoami", postgres=True),
    Case("quiet", "logins one after another", connections=1),
    Case("many", f"the same, {MANY} accounts", connections=1, accounts=MANY, base="quiet", most=1.2),
    Case("flood", f"the same, {ATTACKERS} attackers on one account", connections=1, flood=ATTACKERS, base="quiet",
         percentile="p99", most=3.0),
    Case("known", "the challenge for a known name", mode="known", connections=1),
    Case("unknown", "the challenge for an unknown name", mode="unknown", connections=1, base="known", most=1.05),
)
TITLES = {case.key: case.title for case in CASES}
HEADER = ("case", "server", "result", "p50 / p99, µs", "target")


@dataclass(frozen=True)
class Sample:
    """One round."""

    rate: float
    p50: float
    p99: float


def parse(arguments):
    parser = Parser("auth", __doc__, [case.key for case in CASES])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (3; quick: 1)")
    parser.add_argument("--seconds", type=between(int, 1, 60), help="length of a round (5; quick: 2)")
    options = parser.parse(arguments)
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.seconds = options.seconds or (2 if options.quick else 5)
    return options


class Bench:
    """Servers, their stores, and the load."""

    def __init__(self, options, processes, scratch, results):
        self._options, self._processes, self._scratch, self._results = options, processes, scratch, results
        self._stores = 0

    def prepare(self, netkits):
        progress("compiling the load")
        self._jdk = netkits[-1].jdk
        self._class_path = compile_benchmarks(ROOT, MODULE, self._jdk, self._processes, self._scratch)

    def _load_command(self, *arguments):
        return [str(self._jdk.home / "bin" / "java"), "-XX:+UseSerialGC", "-cp", self._class_path, LOAD,
                *map(str, arguments)]

    def load(self, *arguments):
        run = run_to_end(self._processes, self._load_command(*arguments), plain_environment(self._jdk),
                         self._scratch / "load.txt", LIMIT)
        if run.code != 0:
            raise Failure(f"the load: {run.epitaph()}")
        return run.output

    def postgres(self):
        """Starts one; returns its address and what ends it."""
        process = self._processes.run(self._load_command("postgres"), env=plain_environment(self._jdk), text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in process.stdout:
            if line.startswith("jdbc:"):
                return line.strip(), process
        raise Failure("PostgreSQL does not start")

    def measure(self, case, netkit):
        """One round: a new store and a new server each time."""
        self._stores += 1
        data = self._scratch / f"store-{self._stores}"
        data.mkdir(mode=0o700)
        url, postgres = self.postgres() if case.postgres else (str(data / "accounts.db"), None)
        try:
            self.load("fill", url, case.accounts)
            command = [netkit.launcher, "auth-server", "--bind", "127.0.0.1", "-p", "0", "-q", "--json", "--data",
                       str(data), *(["--store", url] if postgres else [])]
            server = self._processes.serve(netkit.name, command, port_from_events, netkit.environment)
            try:
                return self._sample(case, server.port)
            finally:
                self._processes.end(server.process)
        finally:
            if postgres:
                postgres.stdin.close()
                postgres.wait(timeout=LIMIT)

    def _sample(self, case, port):
        said = self.load(case.mode, port, case.connections, self._options.seconds, case.accounts, case.flood)
        result = json.loads(said.strip().splitlines()[-1])
        if result["failures"]:
            raise Failure(f"{result['failures']} clients failed, the first with {result['trouble']}")
        return Sample(result["rate"], result["p50"], result["p99"])


def measure(bench, case, netkits, options, results):
    samples = results.samples.setdefault(case.key, {netkit.name: {} for netkit in netkits})
    for number in range(1, options.rounds + 1):
        for netkit in netkits:
            try:
                sample = samples[netkit.name][number] = bench.measure(case, netkit)
                progress(f"{case.title}, round {number} of {options.rounds}: {netkit.name} {figure(sample.rate)}/s")
            except Failure as reason:
                results.failed.add((case.key, netkit.name))
                results.note(f"{case.title}: {netkit.name} failed in round {number}: {reason}")


def middle(samples, field):
    return median(getattr(sample, field) for sample in samples.values())


def target(case, name, results):
    """What the case asks of netkit, and whether it is reached."""
    samples = results.samples[case.key][name]
    if case.least:
        return f"at least {figure(case.least)}/s: {verdict(middle(samples, 'rate') >= case.least)}"
    base = results.samples.get(case.base, {}).get(name)
    if not base:
        return ""
    ratio = middle(samples, case.percentile) / middle(base, case.percentile)
    least = 2 - case.most if case.mode == "unknown" else 0
    wanted = f"{least:g} to {case.most:g}" if least else f"at most {case.most:g}"
    return (f"{case.percentile} {wanted} times that of '{TITLES[case.base]}': {ratio:.2f}, "
            f"{verdict(least <= ratio <= case.most)}")


def rows(case, results):
    for name, samples in results.samples.get(case.key, {}).items():
        if not samples:
            yield [case.title, name, "failed", "", ""]
            continue
        yield [case.title, name, f"{figure(middle(samples, 'rate'))}/s",
               f"{figure(middle(samples, 'p50'))} / {figure(middle(samples, 'p99'))}", target(case, name, results)]


def how(options):
    return [f"medians of {options.rounds} rounds of {options.seconds} s after 5 s of warm-up, on loopback; a new server "
            f"and a new store in every round; {CONNECTIONS} connections unless said, {FEW} accounts unless said; client "
            "and server share the machine, and the client's PBKDF2 was done before"]


def run(options, folder):
    """Measures and prints; returns the exit code."""
    results = Results(facts=[machine.describe()])
    with measuring(folder, results) as (processes, scratch):
        bench = Bench(options, processes, scratch, results)
        netkits = netkits_here(ROOT, options, scratch, processes, results)
        bench.prepare(netkits)
        for case in CASES:
            if case.key in options.only:
                measure(bench, case, netkits, options, results)
    if options.json:
        write_raw(options.json, "auth", {**vars(options), "json": None}, results)
    table = [row for case in CASES for row in rows(case, results)]
    print(report("netkit authentication benchmark", how(options), table, results, HEADER), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("auth", ROOT, run, parse(sys.argv[1:])))
