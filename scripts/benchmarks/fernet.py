#!/usr/bin/env python3
"""Fernet tokens and sealed streams beside Python, a Java library and OpenSSL, on one thread."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True

from lib import machine  # noqa: E402
from lib.options import Parser, between  # noqa: E402
from lib.processes import Failure  # noqa: E402
from lib.program import measuring, start  # noqa: E402
from lib.report import quiet, rates, report, verdict, write_raw  # noqa: E402
from lib.rounds import Results, progress  # noqa: E402
from lib.table import figure, ratio_of_medians, spread  # noqa: E402
from lib.tokens import BINARY, CHUNK, LIBRARY, OPENSSL, PYTHON, Case, all_here, on  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

CASES = (
    Case("64", "encrypt 64 B", "encrypt", 64, library=True),
    Case("64", "decrypt 64 B", "decrypt", 64, library=True),
    Case("1k", "encrypt 1 KiB", "encrypt", 1024),
    Case("1k", "decrypt 1 KiB", "decrypt", 1024),
    Case("64k", "encrypt 64 KiB", "encrypt", 64 * 1024),
    Case("64k", "decrypt 64 KiB", "decrypt", 64 * 1024),
    Case("1m", "encrypt 1 MiB", "encrypt", 1024 * 1024, library=True, openssl=True),
    Case("1m", "decrypt 1 MiB", "decrypt", 1024 * 1024, library=True, openssl=True),
    Case("stream", "write a sealed stream", "write", CHUNK),
    Case("stream", "read a sealed stream", "read", CHUNK),
)
GROUPS = list(dict.fromkeys(case.group for case in CASES))

LIMIT = "the limit"
HEADER = ("case", "contender", "result", "one token", f"to {PYTHON}", f"to {LIBRARY}", f"to {LIMIT}", "target")

# What netkit is to reach on every JDK, as a ratio to others.
LEAST = {
    "64 encrypt": {PYTHON: 35, LIBRARY: 5},
    "64 decrypt": {PYTHON: 50, LIBRARY: 6},
    "1m encrypt": {LIMIT: 0.80},
    "1m decrypt": {LIMIT: 0.70},
    "stream write": {LIMIT: 0.80},
    "stream read": {LIMIT: 0.80},
}


# ---- the table ----


def ratios(case, contender, by_name):
    """How netkit does beside the others, by what the column is headed with: the ratio, and that of each round."""
    limit = on(BINARY, contender.jdk) if case.stream else OPENSSL
    others = {PYTHON: PYTHON, LIBRARY: on(LIBRARY, contender.jdk), LIMIT: limit}
    own = rates(by_name[contender.name])
    return {column: ratio_of_medians(own, rates(by_name.get(other, {}))) for column, other in others.items()}


def target(case, by_column):
    """What the case asks of netkit, and whether it is reached."""
    parts = []
    for column, least in LEAST.get(case.key, {}).items():
        ratio = by_column[column][0]
        wanted = f"at least {least:.2f}" if column == LIMIT else f"at least {least} times {column}"
        parts.append(f"{wanted}: " + ("nothing to compare with" if ratio is None else verdict(ratio >= least)))
    return "; ".join(parts)


def case_rows(case, contenders, results):
    by_name = results.samples.get(case.key, {})
    for contender in contenders:
        rounds = by_name.get(contender.name)
        if rounds is None:
            continue
        compared = ratios(case, contender, by_name) if contender.jdk else {}
        columns = [spread(*compared[column]) if compared else "" for column in (PYTHON, LIBRARY, LIMIT)]
        failed = (case.key, contender.name) in results.failed
        aim = target(case, compared) if compared and rounds else ""
        if contender.jdk and failed:
            aim = "; ".join(filter(None, [aim, "all rounds: NOT reached"]))
        yield [case.title, contender.name, *result(case, rounds, failed), *columns, aim]


def result(case, rounds, failed):
    if not rounds:
        return ["failed" if failed else "not measured", ""]
    rate = median(rates(rounds).values())
    return [f"{figure(rate)} {case.unit}", f"{figure(case.scale / rate * 1e6)} µs"]


# ---- the program ----


def parse(arguments):
    parser = Parser("fernet", __doc__, GROUPS)
    parser.add_argument("--rounds", type=between(int, 1, 100), help="rounds of each case (3; quick: 2)")
    parser.add_argument("--seconds", type=between(float, 0.1, 60), help="length of a round (1.5; quick: 0.3)")
    parser.add_argument("--warm-up", type=between(float, 0.1, 60), metavar="SECONDS",
                        help="what a JVM gets before each round (3; quick: 0.6)")
    options = parser.parse(arguments)
    options.rounds = options.rounds or (2 if options.quick else 3)
    options.seconds = options.seconds or (0.3 if options.quick else 1.5)
    options.warm_up = options.warm_up or (0.6 if options.quick else 3.0)
    return options


def how(options):
    """How it was measured, for whoever reads the table."""
    return [
        f"medians of {options.rounds} rounds of {options.seconds:g} s, contenders in turn in every round; one thread; "
        f"in every round each JVM is a new one, warmed up for {options.warm_up:g} s, with the serial collector; "
        "tokens as text, plaintexts of random bytes; sealed streams: 64 chunks of 64 KiB, everything on one core",
        f"{LIMIT}: at 1 MiB what `openssl speed` makes of AES-128-CBC and HMAC-SHA256 one after the other, for a "
        "stream binary tokens of 64 KiB on the same JDK; in brackets the range over the rounds; MB/s and one token: of "
        "plaintext",
    ]


def measure(case, contenders, options, results):
    """Round by round, everybody in turn; who fails once takes no further part in the case."""
    running = [contender for contender in contenders if contender.takes_part(case)]
    samples = results.samples.setdefault(case.key, {contender.name: {} for contender in running})
    for number in range(1, options.rounds + 1):
        for contender in list(running):
            try:
                with case.cores():
                    speed = samples[contender.name][number] = contender.speed(case, options)
                progress(f"{case.title}, round {number} of {options.rounds}: {contender.name} "
                         f"{figure(speed.rate)} {case.unit}")
            except Failure as reason:
                running.remove(contender)
                results.failed.add((case.key, contender.name))
                results.note(f"{case.title}: {contender.name} dropped in round {number}: {reason}")


def run(options, folder):
    """Measures and prints; returns the exit code."""
    results = Results(facts=[machine.describe()])
    contenders = []
    with measuring(folder, results) as (processes, scratch):
        progress("compiling the benchmarks")
        contenders += all_here(ROOT, HERE / "peers", options, processes, scratch, results)
        for case in CASES:
            if case.group in options.only:
                measure(case, contenders, options, results)
    results.facts.append(quiet(results))
    rows = [row for case in CASES for row in case_rows(case, contenders, results)]
    if options.json:
        write_raw(options.json, "fernet", {**vars(options), "json": None}, results)
    print(report("netkit Fernet benchmark", how(options), rows, results, HEADER), flush=True)
    return results.exit_code


if __name__ == "__main__":
    sys.exit(start("fernet", ROOT, run, parse(sys.argv[1:])))
