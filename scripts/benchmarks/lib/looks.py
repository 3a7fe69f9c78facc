"""Programs that look for hosts: what they are called with, what they found, and how long one whole run took."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from lib import machine
from lib.lan import SCANNER, as_user, must_read
from lib.measure import kill_after, run_to_end
from lib.netkit import BUILDING_SECONDS
from lib.processes import Failure, busy_seconds

PORTS = "5000,7777,9090-9093"
"""netkit's own, which it looks at when nobody says another thing."""
LONGEST_SECONDS = 60
ARP_SCAN = "arp-scan"


@dataclass(frozen=True)
class Looker:
    """A program. `command(network, extra)` is what it is called with, `found(lines)` what it says: hosts, open ports."""

    name: str
    command: Callable
    found: Callable
    user: Any = None
    """None is root."""
    environment: Any = None
    feature: int = 0
    """The Java that netkit runs on; 0 for others."""

    @property
    def who(self):
        return "ordinary user" if self.user else "root"


@dataclass(frozen=True)
class Look:
    """One whole run."""

    seconds: float
    tail_seconds: float
    """From the last line to the end of the process."""
    hosts: tuple
    open_ports: tuple
    cpu_seconds: float
    others: float
    """What other processes of the machine took meanwhile, as a share of one core."""
    ended: float
    """By the clock on the wall."""


def look(processes, looker, lan, extra=()):
    """Runs a program to its end, and reads what it prints as it comes."""
    before = busy_seconds()
    began = last = time.perf_counter()
    process = processes.run(lan.command(looker.user, looker.command(lan.network, extra)), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=looker.environment)
    backstop = kill_after(LONGEST_SECONDS, process)
    output = b""
    while portion := os.read(process.stdout.fileno(), 1 << 16):
        output, last = output + portion, time.perf_counter()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    end, ended = time.perf_counter(), time.time()
    backstop.cancel()
    process.stdout.close()
    usage = processes.reap(process)
    lines = output.decode(errors="replace").splitlines()
    if process.returncode not in (0, 1):
        raise Failure(f"exit {process.returncode}: {lines[-1] if lines else 'no word'}")
    hosts, open_ports = looker.found(lines)
    cpu = usage.ru_utime + usage.ru_stime
    return Look(end - began, end - last, tuple(hosts - {SCANNER}),
                tuple(port for port in open_ports if port[0] != SCANNER), cpu,
                max(0.0, busy_seconds() - before - cpu) / (end - began), ended)


# ---- who takes part ----


def netkit_found(lines):
    hosts, open_ports = set(), set()
    for line in lines:
        if line.startswith("{"):
            report = json.loads(line)
            if report["up"]:
                hosts.add(report["address"])
            open_ports |= {(report["address"], port["port"]) for port in report["ports"] if port["state"] == "open"}
    return hosts, open_ports


def nmap_found(lines):
    hosts, open_ports = set(), set()
    for line in lines:
        host = re.match(r"Host: (\S+) .*?(Status: Up|Ports: (.*))", line)
        if host:
            hosts.add(host.group(1))
            open_ports |= {(host.group(1), int(port)) for port in re.findall(r"(\d+)/open/", host.group(3) or "")}
    return hosts, open_ports


def first_words(lines):
    """For programs that print an address first in each line that is about a host."""
    return {word.group() for word in (re.match(r"[\d.]+(?=\s|$)", line) for line in lines) if word}, set()


def others_here(user, results):
    """The programs other than netkit; what is not on this machine is noted as missing."""
    def nmap(*options):
        return lambda network, _extra: ["nmap", "-n", *options, "-oG", "-", network]

    all_of_them = (
        ("nmap", Looker("nmap -sn", nmap("-sn"), nmap_found, user)),
        ("nmap", Looker("nmap -sT -p", nmap("-sT", "-p", PORTS), nmap_found, user)),
        ("fping", Looker("fping", lambda network, _extra: ["fping", "-a", "-q", "-g", network], first_words, user)),
        ("arp-scan", Looker(ARP_SCAN, lambda network, _extra: ["arp-scan", "-I", "lan0", "-q", "-x", network],
                            first_words)),
        ("nmap", Looker("nmap -sn, root", nmap("-sn"), nmap_found)),
    )
    missing = {program for program, _ in all_of_them if not shutil.which(program)}
    results.missing += sorted(missing)
    results.facts.append("; ".join(filter(None, (machine.version(program, "--version")
                                                 for program in ("nmap", "fping", "arp-scan")))))
    return [looker for program, looker in all_of_them if program not in missing]


def netkit_looker(program, user, folder, processes):
    """netkit under one JDK, as that user, with a start-up cache that is the user's own."""
    must_read(user, program.launcher)
    cache = Path(folder, f"cache-{program.jdk.feature}")
    cache.mkdir(mode=0o700)
    os.chown(cache, user.pw_uid, user.pw_gid)
    environment = {**program.environment, "XDG_CACHE_HOME": str(cache), "HOME": str(cache)}
    warmed = run_to_end(processes, [*as_user(user), program.launcher, "cache", "warm"], environment,
                        Path(folder, "warm.txt"), BUILDING_SECONDS)
    if warmed.code != 0:
        raise Failure(f"{program.name}: no start-up cache for {user.pw_name}: {warmed.epitaph()}")
    return Looker(program.name, lambda network, extra: [program.launcher, "scan", network, "--json", *extra],
                  netkit_found, user, environment, program.jdk.feature)
