"""Processes that a benchmark starts: each in a session of its own, all of them ended whatever happens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

STARTING_SECONDS = 30
STOPPING_SECONDS = 5
TICK = os.sysconf("SC_CLK_TCK")
LISTENING = "0A"
"""The state in /proc/net/tcp."""


class Failure(Exception):
    """A process could not be started or measured; the text says why, in one line."""


class Stopped(Exception):
    """The benchmark was told to stop, by Ctrl-C or a signal."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


def ended(process):
    """Whether it has ended, asked without reaping it: until it is reaped its number belongs to nobody else."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def statistics(pid):
    """The fields of /proc/PID/stat from the state on; none if it has just gone."""
    try:
        text = Path("/proc", str(pid), "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def cpu_seconds(fields):
    """User and system time of a process and of the children that it has reaped."""
    return sum(map(int, fields[11:15])) / TICK


def busy_seconds():
    """CPU time that all processes together have used since the machine was started, stolen time included."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _idle, _waiting, *rest = map(int, file.readline().split()[1:9])
    return (user + nice + system + sum(rest)) / TICK


class Server:
    """A running server: its process, those it has forked, and the port that it listens on."""

    def __init__(self, name, process, output, errors):
        self.name, self.process, self.port = name, process, 0
        self._output, self._errors = output, errors

    @property
    def alive(self):
        return not ended(self.process)

    def said(self):
        return self._output.read_text(encoding="utf-8", errors="replace")

    def epitaph(self):
        """How it ended, and the last thing that it said about it. Only for one that `Processes.end` was told of."""
        status = self.process.returncode
        how = f"signal {-status}" if status < 0 else f"exit {status}"
        lines = self._errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"{how}: {lines[-1]}" if lines else how

    def _statistics(self):
        """(pid, fields from the state on) of every process in the server's session: orphans are found this way too."""
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit():
                continue
            fields = statistics(entry.name)
            if fields and int(fields[3]) == self.process.pid:
                yield entry.name, fields

    def cpu_seconds(self):
        """User and system time until now of the live processes and of those that they have reaped."""
        return sum(cpu_seconds(fields) for _, fields in self._statistics())

    def peak_bytes(self):
        """The highest resident memory of each live process, added up."""
        return self._memory("VmHWM:")

    def resident_bytes(self):
        """The resident memory of all live processes right now."""
        return self._memory("VmRSS:")

    def _memory(self, which):
        total = 0
        for pid, _ in self._statistics():
            try:
                status = Path("/proc", pid, "status").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            total += sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(which))
        return total

    def pin(self, core):
        """Binds all its threads to one core; what it starts later is bound too."""
        for pid, _ in self._statistics():
            try:
                for thread in os.listdir(f"/proc/{pid}/task"):
                    os.sched_setaffinity(int(thread), {core})
            except OSError:
                continue  # it has just ended

    def settle(self, limit=5):
        """Waits until it has stopped working, so that it takes nothing from the server measured next."""
        until = time.monotonic() + limit
        before = self.cpu_seconds()
        while time.monotonic() < until:
            time.sleep(0.1)
            after = self.cpu_seconds()
            if after - before <= 1 / TICK:
                return
            before = after


class Processes:
    """Starts processes and knows them all. Signals arrive as Stopped, but never between a start and its record."""

    def __init__(self, folder):
        self._folder = Path(folder)
        self._running = []
        self._count = 0
        self._holding = False
        self._pending = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number, _frame):
        if self._pending is not None:
            return  # once is enough: what follows is the cleaning up
        self._pending = number
        if not self._holding:
            raise Stopped(number)

    @contextmanager
    def _held(self):
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            if self._pending is not None:
                raise Stopped(self._pending)

    def run(self, command, **settings):
        """Starts a process; whoever started it calls `end` when it is done with."""
        with self._held():
            try:
                process = subprocess.Popen(command, start_new_session=True, **settings)
            except OSError as error:
                raise Failure(f"{command[0]}: {error.strerror}") from error
            self._running.append(process)
        return process

    def serve(self, name, command, port_of, environment=None, pause=0.02):
        """Starts a server and waits until it listens; `port_of` finds the port in what it has said so far."""
        self._count += 1
        output, errors = (self._folder / f"{self._count}.{kind}" for kind in ("out", "err"))
        with output.open("wb") as out, errors.open("wb") as err:
            process = self.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
        server = Server(name, process, output, errors)
        until = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < until:
            server.port = port_of(server.said())
            if server.port:
                return server
            if not server.alive:
                self.end(process)
                raise Failure(f"did not start ({server.epitaph()})")
            time.sleep(pause)
        self.end(process)
        raise Failure(f"did not listen within {STARTING_SECONDS} s")

    def end(self, process):
        """Ends a process and whatever it has left in its group, and reaps it."""
        self._end([process])

    def reap(self, process):
        """Takes leave of a process that has ended by itself, and returns what it has used."""
        with self._held():
            signal_group(process, signal.SIGKILL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self._running.remove(process)
        return usage

    def end_all(self):
        """Ends what still runs. From here on signals are ignored: nothing may be left behind."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        self._end(list(self._running))

    def _end(self, processes):
        """Asks politely, then insists. The leader is reaped last, so that its group cannot become another one's."""
        processes = [process for process in processes if process in self._running]
        for process in processes:
            signal_group(process, signal.SIGTERM)
        until = time.monotonic() + STOPPING_SECONDS
        while not all(map(ended, processes)) and time.monotonic() < until:
            time.sleep(0.005)
        for process in processes:
            signal_group(process, signal.SIGKILL)
            process.wait()
            self._running.remove(process)


def signal_group(process, number):
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # nobody in the group is left to be told


def free_port():
    """A port nobody listens on right now, for servers that cannot choose one themselves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def listens(port):
    """Whether somebody listens on the IPv4 port, asked without a connection: some servers take only one."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return any(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == LISTENING for line in lines)
