"""Measuring one transfer: from the start of the receiver until both ends have ended, with what each of them took."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from lib.measure import BACKSTOP_SECONDS, kill_after
from lib.processes import Failure, busy_seconds, free_port, listens, signal_group

PAUSE = 0.004
"""Between two looks at whether a receiver listens."""


@dataclass(frozen=True)
class Way:
    """
    A receiver and the sender that goes with it. `receive(folder, port, name)` is the receiver's command, with the name
    of the file for those that the sender does not tell it; `send(sources, port)` is the sender's.
    """

    name: str
    receive: Callable
    send: Callable
    port_of: Callable | None = None
    """Finds the port in what the receiver has said; None where it is told which port to take."""
    stop: int = 0
    """The signal that ends the receiver once the senders are done; 0 where it ends by itself."""
    netkit: Any = None
    """Only netkit is judged."""


@dataclass(frozen=True)
class Transfer:
    """One way, one round. `rate` is in MB/s; of several senders memory is the largest one's, CPU time everybody's."""

    rate: float
    seconds: float
    sender_cpu: float
    receiver_cpu: float
    sender_bytes: int
    receiver_bytes: int
    others: float
    """What other processes of the machine took meanwhile, as a share of one core."""


class Transfers:
    """Carries files over, one way or another."""

    def __init__(self, processes, folder):
        self._processes, self._folder = processes, Path(folder)

    def measure(self, way, loads, size, folder):
        """A sender for each of the loads, which are lists of files and folders of `size` bytes in all."""
        port = 0 if way.port_of else free_port()
        port_of = way.port_of or (lambda _: port if listens(port) else 0)
        environment = way.netkit.environment if way.netkit else None
        began, before = time.perf_counter(), busy_seconds()
        command = way.receive(folder, port, loads[0][0].name)
        server = self._processes.serve("receiver", command, port_of, environment, PAUSE)
        senders = []
        try:
            for load in loads:
                senders.append(self._start(len(senders), way.send(load, server.port), environment))
            for number, sender in enumerate(senders):
                wait_for(sender)
                if not succeeded(sender):
                    raise Failure(self._why(number, sender, server))
            if way.stop:
                wait_for_children(server.process)
                signal_group(server.process, way.stop)
            wait_for(server.process)
            seconds, busy = time.perf_counter() - began, busy_seconds() - before
            sent, received = [self._processes.reap(sender) for sender in senders], self._processes.reap(server.process)
            if server.process.returncode not in (0, -way.stop if way.stop == signal.SIGKILL else 0):
                raise Failure(f"the receiver: {server.epitaph()}")
        finally:
            for process in [*senders, server.process]:
                self._processes.end(process)
        own = sum(map(cpu, sent)) + cpu(received)
        return Transfer(size / 1e6 / seconds, seconds, sum(map(cpu, sent)), cpu(received), max(map(peak, sent)),
                        peak(received), max(0.0, busy - own) / seconds)

    def _start(self, number, command, environment):
        with self._said(number).open("wb") as output:
            return self._processes.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                       env=environment)

    def _said(self, number):
        return self._folder / f"sender-{number}.txt"

    def _why(self, number, sender, server):
        """How a sender that failed ended, and the receiver if it has ended as well."""
        server_ended = not server.alive
        for process in (sender, server.process):
            self._processes.end(process)
        status = sender.returncode
        lines = self._said(number).read_text(encoding="utf-8", errors="replace").strip().splitlines()
        why = "the sender: " + ": ".join([f"signal {-status}" if status < 0 else f"exit {status}", *lines[-1:]])
        return why + (f"; the receiver: {server.epitaph()}" if server_ended else "")


def wait_for(process):
    """Waits until it has ended, without reaping it; one that hangs is killed."""
    backstop = kill_after(BACKSTOP_SECONDS, process)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    backstop.cancel()


def succeeded(process):
    ending = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    return ending.si_code == os.CLD_EXITED and ending.si_status == 0


def wait_for_children(process, limit=10):
    """A service that forks is ended when the last child is gone, so that nothing is cut off and all time counted."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + limit
    while children.exists() and children.read_text(encoding="ascii").strip() and time.monotonic() < until:
        time.sleep(PAUSE)


def cpu(usage):
    return usage.ru_utime + usage.ru_stime


def peak(usage):
    """The highest resident memory; never less than what this process had when it started the other."""
    return usage.ru_maxrss * 1024
