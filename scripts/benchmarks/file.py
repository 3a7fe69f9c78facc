#!/usr/bin/env python3
"""netkit's file transfer beside ncat, socat, rsync and Python: rate, CPU time, memory, with every start counted."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import machine  # noqa: E402
from lib.carriers import NCAT, PYTHON, RSYNC, SOCAT, peers_here  # noqa: E402
from lib.deliveries import (KEY, MANY, SENDERS, SMALL_BYTES, SMALL_FILES, TREE, Case, Delivery,  # noqa: E402
                            base_name, make_key, room_for)
from lib.netkit import netkits_here  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import quiet, rates, report, verdict, write_raw  # noqa: E402
from lib.rounds import Results  # noqa: E402
from lib.samples import MEMORY, check_room  # noqa: E402
from lib.table import figure, ratio_of_medians, spread  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

NETKIT = "netkit"
UNVERIFIED = ("--no-verify",)

CASES = (
    Case("large", "one large file", peers=(NCAT, SOCAT, RSYNC, PYTHON)),
    Case("unverified", "one large file, no digest", peers=(NCAT, SOCAT), receiving=UNVERIFIED, sending=UNVERIFIED),
    Case("receiver", "digest of the receiver", base="sender's digest only", base_receiving=UNVERIFIED),
    Case("small", f"{SMALL_FILES} files of {SMALL_BYTES // 1000} KB", TREE, (RSYNC,), sending=("-r",)),
    Case("sealed", "one large file, sealed", receiving=(KEY,), sending=(KEY,), base="not sealed"),
    Case("senders", f"{SENDERS} senders at once", MANY, base="one sender"),
)

# What netkit is to reach: ratios of rates, on Java 17, on 25 and newer; NETKIT is itself with the other options.
NEWEST = 25
LEAST = {
    "large": {NCAT: (0.75, 0.85), RSYNC: (None, 1.1)},
    "unverified": {NCAT: (1.1, 1.1), SOCAT: (0.95, 0.95)},
    "receiver": {NETKIT: (0.90, 0.90)},
    "sealed": {NETKIT: (0.40, 0.40)},
    "senders": {NETKIT: (0.85, 0.85)},
}
MOST_TIME = {"small": {RSYNC: 1.3}}
MOST_MEMORY = 120e6
PROGRAMS_BYTES = round((SENDERS + 1) * MOST_MEMORY)
"""Memory that the programs need beside the files."""

COLUMNS = (NCAT, SOCAT, RSYNC, NETKIT)
HEADER = ("case", "contender", "result", "seconds", *(f"to {name}" for name in COLUMNS), "CPU, s", "memory, MB",
          "target")


# ---- the table ----


def base_of(case, way, column):
    """The name of the contender that a column compares with."""
    return base_name(case, way.netkit) if column == NETKIT and case.base else column


def ratios(case, way, by_name):
    own = rates(by_name[way.name])
    return {column: ratio_of_medians(own, rates(by_name.get(base_of(case, way, column), {}))) for column in COLUMNS}


def target(case, way, samples, by_column):
    """What the case asks of netkit, and whether it is reached."""
    parts = []
    if way.name == way.netkit.name:
        for column, both in LEAST.get(case.key, {}).items():
            least, ratio = both[way.netkit.jdk.feature >= NEWEST], by_column[column][0]
            if least is not None:
                parts.append(f"at least {least:.2f} of {column if column != NETKIT else case.base}: "
                             + ("nothing to compare with" if ratio is None else verdict(ratio >= least)))
        for column, most in MOST_TIME.get(case.key, {}).items():
            ratio = by_column[column][0]
            parts.append(f"at most {most} times {column}'s time: "
                         + ("nothing to compare with" if ratio is None else verdict(1 / ratio <= most)))
    most = max((max(sample.sender_bytes, sample.receiver_bytes) for sample in samples), default=None)
    if most is not None:
        parts.append(f"at most {MOST_MEMORY / 1e6:.0f} MB: {verdict(most <= MOST_MEMORY)}")
    return "; ".join(parts)


def case_rows(case, ways, results):
    by_name = results.samples.get(case.key, {})
    for way in ways:
        rounds = by_name.get(way.name)
        if rounds is None:
            continue
        failed = (case.key, way.name) in results.failed
        samples = list(rounds.values())
        compared = ratios(case, way, by_name) if way.netkit else {}
        aim = target(case, way, samples, compared) if way.netkit and (samples or failed) else ""
        if way.netkit and failed:
            aim = "; ".join(filter(None, [aim, "all rounds: NOT reached"]))
        shown = [spread(*compared[column]) if column in compared and base_of(case, way, column) != way.name else ""
                 for column in COLUMNS]
        yield [case.title, way.name, *result(samples, failed), *shown, *both_ends(samples), aim]


def result(samples, failed):
    if not samples:
        return ["failed" if failed else "not measured", ""]
    return [f"{figure(median(sample.rate for sample in samples))} MB/s",
            f"{median(sample.seconds for sample in samples):.2f}"]


def both_ends(samples):
    """CPU time and memory, the sender's first."""
    if not samples:
        return ["", ""]
    times = (median(getattr(sample, f"{end}_cpu") for sample in samples) for end in ("sender", "receiver"))
    peaks = (max(getattr(sample, f"{end}_bytes") for sample in samples) for end in ("sender", "receiver"))
    return [" / ".join(f"{value:.2f}" for value in times), " / ".join(map(memory, peaks))]


def memory(peak):
    """Nothing below what the benchmark itself has can be told from it: a process starts as a copy of who starts it."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return f"{'≤ ' if peak <= own else ''}{figure(peak / 1e6)}"


# ---- the program ----


def parse(arguments):
    parser = Parser("file", __doc__, [case.key for case in CASES])
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (5; quick: 2)")
    parser.add_argument("--size", type=between(int, 1, 1 << 16), metavar="MIB",
                        help="size of the large file (2048; quick: 256)")
    options = parser.parse(arguments)
    options.rounds = options.rounds or (2 if options.quick else 5)
    options.size = options.size or (256 if options.quick else 2048)
    options.each = 10_000_000 if options.quick else 50_000_000  # what each of many senders sends
    return options


def how(options):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} rounds on loopback, contenders in turn in every round; from the start of the "
        f"receiving process until both ends have ended, files in {MEMORY}; a large file: {options.size} MiB of random "
        f"bytes; many senders: {options.each / 1e6:.0f} MB each, beside one that sends as much in one file; all that "
        "arrived was compared with what was sent",
        "ratios of rates, in brackets the range over the rounds; CPU and memory: sender / receiver, of many senders "
        "all their time and the largest one's memory; memory: highest resident size of a process; ≤: it is not more, "
        "as less than what the benchmark itself has cannot be seen",
    ]


def run(options, folder):
    """Measures and prints; returns the exit code."""
    results = Results(facts=[machine.describe()])
    ways = {}
    check_room(max(room_for(case, options) for case in CASES if case.key in options.only), PROGRAMS_BYTES)
    with tempfile.TemporaryDirectory(prefix="netkit-bench-", dir=MEMORY) as files, \
            measuring(folder, results) as (processes, scratch):
        delivery = Delivery(options, processes, scratch, Path(files), results)
        peers = peers_here(HERE / "peers", scratch, results)
        netkits = netkits_here(ROOT, options, scratch, processes, results)
        key = make_key(scratch)
        for case in CASES:
            if case.key in options.only:
                ways[case] = case.ways(peers, netkits, key)
                delivery.measure(case, ways[case])
    results.facts.append(quiet(results))
    rows = [row for case in ways for row in case_rows(case, ways[case], results)]
    if options.json:
        write_raw(options.json, "file", {**vars(options), "json": None}, results)
    print(report("netkit file transfer benchmark", how(options), rows, results, HEADER), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("file", ROOT, run, parse(sys.argv[1:])))
