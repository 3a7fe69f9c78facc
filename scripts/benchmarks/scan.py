#!/usr/bin/env python3
"""Finding the hosts of a network beside nmap, fping and arp-scan, in a LAN inside this machine (needs root)."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import looks, machine  # noqa: E402
from lib.finds import Ping, compared, last_answer  # noqa: E402
from lib.lan import SCANNER, lan_of, ordinary_user, overflows  # noqa: E402
from lib.looks import ARP_SCAN, look, netkit_looker  # noqa: E402
from lib.netkit import netkits_here  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.processes import Failure  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import quiet, report, verdict, write_raw  # noqa: E402
from lib.rounds import Results, progress  # noqa: E402
from lib.table import figure  # noqa: E402
from lib.wire import Wire  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCRIPT = ROOT / "scripts" / "lan-testbed"

ENOUGH = 15
"""Hosts that `--until` asks for."""
TAIL_SECONDS = 0.060
HEADER = ("case", "program", "run by", "hosts", "false", "open ports", "time, s", "last line to end, ms", "target")


@dataclass(frozen=True)
class Case:
    """What is looked for, by whom, and in how much time."""

    key: str
    title: str
    size: int = 24
    extra: tuple = ()
    others: tuple = ()
    most_seconds: tuple = ()
    """By the Java that netkit runs on; for every Java if it is one number only."""
    left: bool = False
    """Whether hosts go that the kernel knows; otherwise it knows none."""
    ping: bool = False
    most_rounds: int = 100


EVERYBODY = ("nmap -sn", "nmap -sT -p", "fping", ARP_SCAN, "nmap -sn, root")
CASES = (
    Case("24", "/24", others=EVERYBODY, most_seconds=((17, 1.6),)),
    Case("400ms", "/24, --wait 400ms", extra=("--wait", "400ms"), most_seconds=((0, 0.85),)),
    Case("until", f"/24, --until {ENOUGH}", extra=("--until", str(ENOUGH), "--exclude", SCANNER)),
    Case("left", "/24, after hosts left", left=True, most_rounds=1),
    Case("22", "/22", size=22, others=(ARP_SCAN, "nmap -sn, root"), most_seconds=((0, 3.0),)),
    Case("20", "/20", size=20, others=(ARP_SCAN,), ping=True, most_rounds=2),
)


# ---- measuring ----


class Bench:
    """Looks at LANs of all sizes, with one program after another."""

    def __init__(self, options, processes, results):
        self._options, self._processes, self._results = options, processes, results

    def measure(self, case, lan, lookers):
        """Round by round, everybody in turn; who fails once takes no further part in the case."""
        running = [looker for looker in lookers if looker.feature or looker.name in case.others]
        samples = self._results.samples.setdefault(case.key, {looker.name: {} for looker in running})
        rounds = min(self._options.rounds, case.most_rounds)
        for number in range(1, rounds + 1):
            for looker in list(running):
                try:
                    sample = samples[looker.name][number] = self._round(case, lan, looker)
                    progress(f"{case.title}, round {number} of {rounds}: {looker.name} {sample.hosts} of "
                             f"{sample.hosts_there} hosts in {sample.seconds:.2f} s")
                except Failure as reason:
                    running.remove(looker)
                    self._results.failed.add((case.key, looker.name))
                    self._results.note(f"{case.title}: {looker.name} dropped in round {number}: {reason}")

    def _round(self, case, lan, looker):
        lan.forget()
        if case.left:
            return self._after_leaving(lan, looker)
        with ExitStack() as stack:
            wire = stack.enter_context(Wire(lan.here, "lan0")) if case.key == "until" else None
            full, ping = overflows(), Ping(self._processes, lan) if case.ping else None
            seen = look(self._processes, looker, lan, case.extra)
            lost, longest = ping.end() if ping else (0, 0.0)
            after = seen.ended - last_answer(wire, seen) if wire else None
        return compared(seen, lan, after_answer=after, pings_lost=lost, longest_ping_millis=longest,
                        overflows=overflows() - full)

    def _after_leaving(self, lan, looker):
        """One host of each kind is known to the kernel, and goes."""
        leavers = [lan.of_kind(kind)[0] for kind in ("normal", "silent", "ping", "port")]
        look(self._processes, looker, lan)
        lan.leave(leavers)
        try:
            time.sleep(self._options.gone)
            seen = look(self._processes, looker, lan)
            there = lan.addresses - set(leavers)
            ports = {port for port in lan.open_ports if port[0] in there}
            return compared(seen, lan, there, ports)
        finally:
            lan.join(leavers)


# ---- the table ----


def of_rounds(rounds, name):
    return median(getattr(sample, name) for sample in rounds)


def target(case, looker, by_name):
    """What the case asks of netkit, and whether it is reached."""
    rounds = list(by_name[looker.name].values())
    if not looker.feature or not rounds:
        return ""
    return "; ".join(f"{wanted}: {verdict(reached)}" for wanted, reached in targets(case, looker, rounds, by_name))


def targets(case, looker, rounds, by_name):
    seconds = of_rounds(rounds, "seconds")
    if case.left:
        yield "not up", all(sample.clean for sample in rounds)
        return
    if case.key in ("24", "22", "20"):
        yield "complete, nothing false", all(sample.complete for sample in rounds)
    else:
        yield "nothing false", all(sample.clean for sample in rounds)
    for feature, most in case.most_seconds:
        if feature in (0, looker.feature):
            yield f"at most {most:g} s", seconds <= most
    arp_scan = by_name.get(ARP_SCAN)
    if case.key == "24" and arp_scan:
        yield "below arp-scan", seconds < of_rounds(arp_scan.values(), "seconds")
    if case.key == "until":
        after = of_rounds(rounds, "after_answer")
        yield f"end at most 0.3 s after the last needed answer ({after * 1000:.0f} ms)", after <= 0.3
    if case.ping:
        full, lost = sum(sample.overflows for sample in rounds), sum(sample.pings_lost for sample in rounds)
        longest = max(sample.longest_ping_millis for sample in rounds)
        yield f"no overflow of the neighbour table ({full})", full == 0
        yield f"no ping lost ({lost}; longest {longest:.1f} ms)", lost == 0
    yield "last line to end below 60 ms", of_rounds(rounds, "tail_seconds") < TAIL_SECONDS


def rows(case, lookers, results):
    by_name = results.samples.get(case.key, {})
    for looker in lookers:
        if looker.name not in by_name:
            continue
        rounds = list(by_name[looker.name].values())
        aim = target(case, looker, by_name)
        if (case.key, looker.name) in results.failed:
            aim = "; ".join(filter(None, [aim, "all rounds: NOT reached"])) if looker.feature else ""
        if not rounds:
            yield [case.title, looker.name, looker.who, "failed", "", "", "", "", aim]
            continue
        times = [sample.seconds for sample in rounds]
        yield [case.title, looker.name, looker.who, of_all(rounds, "hosts", "hosts_there"),
               str(max(sample.false for sample in rounds)),
               of_all(rounds, "open_ports", "open_there") if any(sample.open_ports for sample in rounds) else "",
               f"{median(times):.2f} ({min(times):.2f} to {max(times):.2f})",
               figure(of_rounds(rounds, "tail_seconds") * 1000), aim]


def of_all(rounds, found, there):
    """The worst round, and what there was."""
    return f"{min(getattr(sample, found) for sample in rounds)} of {getattr(rounds[0], there)}"


# ---- the program ----


def parse(arguments):
    parser = Parser("scan", __doc__, [case.key for case in CASES])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (5; quick: 1)")
    parser.add_argument("--user", metavar="NAME", help="who runs what needs no privileges (default: who called sudo, "
                                                       "or nobody)")
    parser.add_argument("--prefix", default=f"bench-{os.getpid()}", help="names of the network namespaces begin so")
    options = parser.parse(arguments)
    options.rounds = options.rounds or (1 if options.quick else 5)
    options.gone = 2 if options.quick else 20
    return options


def how(options, user):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} round{'s' * (options.rounds > 1)}, programs in turn in every round, whole "
        f"processes; ordinary user: {user.pw_name}; the neighbour table is emptied before each run; "
        f"`scripts/lan-testbed` makes the LAN: a quarter of its hosts are normal, a quarter answers ARP only, a quarter "
        "ping only, a quarter one port only",
        "hosts and open ports: in the worst round, of those there are; nmap -sT -p and netkit look at "
        f"{looks.PORTS}; false: hosts reported that are not there; last line: on standard output or standard error",
        f"hosts that left: 4, known to the kernel and then gone for {options.gone} s, the table not emptied; what is "
        "still there and known, and proves nothing, is not counted; one round",
        "/20: another process pings a host ten times a second meanwhile; two rounds at most",
    ]


def run(options, folder):
    """Measures and prints; returns the exit code."""
    if os.getuid() != 0:
        raise Failure("needs root, to make a LAN (sudo scripts/bench scan)")
    user = ordinary_user(options.user)
    results, lookers = Results(facts=[machine.describe()]), []
    with measuring(folder, results) as (processes, scratch):
        scratch.chmod(0o755)
        programs = netkits_here(ROOT, options, scratch, processes, results)
        lookers += [netkit_looker(program, user, scratch, processes) for program in programs]
        lookers += looks.others_here(user, results)
        bench = Bench(options, processes, results)
        for size in sorted({case.size for case in CASES if case.key in options.only}, reverse=True):
            with lan_of(SCRIPT, options.prefix, size) as lan:
                for case in CASES:
                    if case.size == size and case.key in options.only:
                        bench.measure(case, lan, lookers)
    results.facts.append(quiet(results))
    if options.json:
        write_raw(options.json, "scan", {**vars(options), "json": None}, results)
    print(report("netkit scan benchmark", how(options, user), [row for case in CASES
          for row in rows(case, lookers, results)], results, HEADER), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("scan", ROOT, run, parse(sys.argv[1:])))
