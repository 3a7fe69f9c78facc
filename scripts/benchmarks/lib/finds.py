"""What a program found beside what is true, when it could have known, and what it did to another program meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass

from lib.processes import Failure, signal_group


@dataclass(frozen=True)
class Round:
    """What one run of a program found out about the LAN."""

    seconds: float
    tail_seconds: float
    hosts: int
    hosts_there: int
    false: int
    open_ports: int
    open_there: int
    wrong_ports: int
    others: float
    after_answer: float | None = None
    """From the last answer that was needed to the end of the process."""
    pings_lost: int = 0
    longest_ping_millis: float = 0.0
    overflows: int = 0

    @property
    def complete(self):
        return (self.hosts, self.open_ports) == (self.hosts_there, self.open_there) and self.clean

    @property
    def clean(self):
        return self.false == 0 and self.wrong_ports == 0


def compared(seen, lan, there=None, ports=None, **more):
    """A run beside what is true."""
    there, ports = there or lan.addresses, ports or lan.open_ports
    hosts, found = set(seen.hosts), set(seen.open_ports)
    return Round(seen.seconds, seen.tail_seconds, len(hosts & there), len(there), len(hosts - there),
                 len(found & ports), len(ports), len(found - ports), seen.others, **more)


def last_answer(wire, seen):
    """When the last of the answers came that the program's hosts are known by."""
    times = [at for at, address in wire.answers() if address in seen.hosts and at <= seen.ended]
    if not times:
        raise Failure("no answer was seen on the wire")
    return max(times)


class Ping:
    """Another program that uses the network meanwhile."""

    def __init__(self, processes, lan):
        self._processes = processes
        command = ["ping", "-i", "0.1", "-q", lan.of_kind("normal")[0]]
        self._process = processes.run(lan.command(None, command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, env={**os.environ, "LC_ALL": "C"})
        time.sleep(1)

    def end(self):
        """How many pings were lost, and how long the longest took, in milliseconds."""
        signal_group(self._process, signal.SIGINT)
        said = self._process.stdout.read()
        self._process.stdout.close()
        self._processes.end(self._process)
        counts = re.search(r"(\d+) packets transmitted, (\d+) received", said)
        longest = re.search(r"= [\d.]+/[\d.]+/([\d.]+)/", said)
        if not counts or not longest:
            raise Failure(f"ping: {said.strip().splitlines()[-1] if said.strip() else 'no word'}")
        return int(counts.group(1)) - int(counts.group(2)), float(longest.group(1))
