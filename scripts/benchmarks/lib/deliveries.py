"""The cases of carrying files: what is carried by whom, and each case round by round, with everybody in turn."""

from __future__ import annotations

import base64
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from lib import carriers
from lib.processes import Failure
from lib.rounds import progress
from lib.samples import check_arrived, random_file, random_files
from lib.table import figure
from lib.transfers import Transfers

ONE, TREE, MANY = "one file", "tree", "many senders"
KEY = "KEY"
"""Stands for the option that names the key file."""
SMALL_FILES, SMALL_BYTES = 2000, 10_000
SENDERS = 30


@dataclass(frozen=True)
class Case:
    """What is carried by whom; netkit is compared with peers, or with itself under other circumstances."""

    key: str
    title: str
    data: str = ONE
    peers: tuple = ()
    receiving: tuple = ()
    sending: tuple = ()
    base: str = ""
    """What to call netkit under those other circumstances, if it is to be compared with itself."""
    base_receiving: tuple = ()

    def ways(self, peers, netkits, key):
        """Everybody who takes part, in the order of the table."""
        def with_key(options):
            return [f"--key-file={key}" if option == KEY else option for option in options]

        ways = [peers[name] for name in self.peers if name in peers]
        for netkit in netkits:
            if self.base:
                ways.append(carriers.netkit(netkit, base_name(self, netkit), self.base_receiving,
                                            stopped=self.data == MANY))
            ways.append(carriers.netkit(netkit, netkit.name, with_key(self.receiving), with_key(self.sending),
                                        self.data == MANY))
        return ways


def base_name(case, netkit):
    return f"{netkit.name}, {case.base}"


def make_key(folder):
    file = folder / "key"
    file.touch(mode=0o600)
    file.write_bytes(base64.urlsafe_b64encode(os.urandom(32)) + b"\n")
    return file


def bytes_of(case, options):
    """What is carried in one transfer."""
    return {ONE: options.size << 20, TREE: SMALL_FILES * SMALL_BYTES, MANY: SENDERS * options.each}[case.data]


def room_for(case, options):
    """What lies in memory at most: what is sent (for many senders also as one file), and what has arrived."""
    return bytes_of(case, options) * (3 if case.data == MANY else 2)


def make_loads(case, options, folder):
    """A list for each sender of what it sends. Second value: the same for the base."""
    size = bytes_of(case, options)
    if case.data == TREE:
        random_files(folder / "tree", SMALL_FILES, SMALL_BYTES)
        return [[folder / "tree"]], []
    one = [[random_file(folder / "one.bin", size)]]
    if case.data == ONE:
        return one, one
    return [[file] for file in random_files(folder / "many", SENDERS, options.each)], one


class Delivery:
    """Measures cases in a folder that is in memory."""

    def __init__(self, options, processes, scratch, folder, results):
        self._options, self._folder, self._results = options, Path(folder), results
        self._transfers = Transfers(processes, scratch)

    def measure(self, case, ways):
        """Round by round, everybody in turn; who fails once takes no further part in the case."""
        running = list(ways)
        samples = self._results.samples.setdefault(case.key, {way.name: {} for way in ways})
        progress(f"{case.title}: making what is to be sent")
        sent = self._folder / "sent"
        sent.mkdir()
        loads, base_loads = make_loads(case, self._options, sent)
        for number in range(1, self._options.rounds + 1):
            for way in list(running):
                is_base = way.netkit and case.base and way.name == base_name(case, way.netkit)
                try:
                    sample = samples[way.name][number] = self._one(case, way, base_loads if is_base else loads)
                    progress(f"{case.title}, round {number} of {self._options.rounds}: {way.name} "
                             f"{figure(sample.rate)} MB/s")
                except Failure as reason:
                    running.remove(way)
                    self._results.failed.add((case.key, way.name))
                    self._results.note(f"{case.title}: {way.name} dropped in round {number}: {reason}")
        shutil.rmtree(sent)

    def _one(self, case, way, loads):
        """One transfer, and a look at what has arrived."""
        arrived = self._folder / "arrived"
        arrived.mkdir()
        try:
            sample = self._transfers.measure(way, loads, bytes_of(case, self._options), arrived)
            check_arrived([source for load in loads for source in load], arrived)
            return sample
        finally:
            shutil.rmtree(arrived)
