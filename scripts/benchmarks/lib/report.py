"""What a run has found out, as one table to paste into a document and as raw figures in JSON."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

from lib.rounds import DISTURBED
from lib.table import figure, ratio_of_medians, render, spread

HEADER = ("case", "server", "result", "ratio", "CPU", "memory, MB", "latency, µs", "errors", "target")


def verdict(reached):
    return "reached" if reached else "NOT reached"


def rates(rounds):
    return {number: sample.rate for number, sample in rounds.items()}


def seconds(runs):
    return {number: run.seconds for number, run in runs.items()}


def case_rows(case, peers, base_name, target, results):
    """A row for each server; `target(case, peer, by_server, ratio)` is asked what to say beside netkit's."""
    by_server = results.samples.get(case.key, {})
    base = rates(by_server.get(base_name, {}))
    for peer in peers:
        rounds = by_server.get(peer.name)
        if rounds is None:
            continue
        ratio, ratios = ratio_of_medians(rates(rounds), base)
        aim = target(case, peer, by_server, ratio) if peer.netkit else ""
        if not rounds:
            yield unmeasured(case.title, peer.name, (case.key, peer.name) in results.failed, aim)
            continue
        samples = list(rounds.values())
        if peer.netkit and (case.key, peer.name) in results.failed:
            aim += "; all rounds: NOT reached"
        yield [case.title, peer.name, f"{figure(median(rates(rounds).values()))} {case.unit}", spread(ratio, ratios),
               f"{figure(median(sample.cpu_micros for sample in samples))} µs",
               figure(max(sample.peak_bytes for sample in samples) / 1e6), latencies(samples),
               trouble(samples), aim]


def unmeasured(title, name, failed, aim):
    return [title, name, "failed" if failed else "not measured", "", "", "", "", "", aim if failed else ""]


def trouble(samples):
    errors, wrong = (sum(getattr(sample, kind) for sample in samples) for kind in ("errors", "wrong"))
    return f"{errors}, {wrong} with wrong bytes" if wrong else str(errors)


def latencies(samples):
    if samples[0].p50_micros is None:
        return ""
    return " / ".join(figure(median(getattr(sample, kind) for sample in samples))
                      for kind in ("p50_micros", "p99_micros"))


def start_rows(base_name, target, results):
    """A row for each command; `target(name, ratio)` is asked what to say beside it."""
    base = seconds(results.starts.get(base_name, {}))
    for name, by_round in results.starts.items():
        ratio, ratios = ratio_of_medians(seconds(by_round), base)
        if not by_round:
            yield unmeasured("start-up", name, name in results.failed, target(name, ratio))
            continue
        runs = list(by_round.values())
        yield ["start-up", name, f"{median(run.seconds for run in runs) * 1000:.0f} ms", spread(ratio, ratios),
               f"{median(run.cpu_seconds for run in runs) * 1000:.0f} ms",
               figure(max(run.peak_bytes for run in runs) / 1e6), "", "0", target(name, ratio)]


def quiet(results, ignored=()):
    """How much the figures are to be trusted: what else the machine did meanwhile."""
    samples = [sample for by_name in results.samples.values() for name, rounds in by_name.items()
               for sample in rounds.values() if name not in ignored]
    disturbed = [sample for sample in samples if sample.others > DISTURBED]
    if not disturbed:
        return f"no sample was disturbed by other processes (more than {DISTURBED:.0%} of a core)"
    return (f"DISTURBED: {len(disturbed)} of {len(samples)} samples ran while other processes took more than "
            f"{DISTURBED:.0%} of a core ({max(sample.others for sample in disturbed):.0%} at most)")


def report(title, facts, rows, results, header=HEADER):
    lines = [f"{title}, {time.strftime('%Y-%m-%d %H:%M %Z')}", "", *(f"- {fact}" for fact in results.facts + facts)]
    if results.missing:
        lines.append("- missing: " + "; ".join(results.missing))
    lines += ["", render(header, rows) if rows else "Nothing was measured."]
    if results.notes:
        lines += ["", *(f"- {note}" for note in results.notes)]
    return "\n".join(lines)


def write_raw(path, benchmark, options, results):
    raw = {
        "benchmark": benchmark,
        "facts": results.facts,
        "missing": results.missing,
        "notes": results.notes,
        "options": options,
        "cases": {case: {server: {number: vars(sample) for number, sample in rounds.items()}
                         for server, rounds in servers.items()} for case, servers in results.samples.items()},
        "starts": {name: {number: {"seconds": run.seconds, "cpu_seconds": run.cpu_seconds,
                                   "peak_bytes": run.peak_bytes} for number, run in runs.items()}
                   for name, runs in results.starts.items()},
    }
    Path(path).write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8")
