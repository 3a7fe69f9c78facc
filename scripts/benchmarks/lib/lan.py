"""The LAN of `scripts/lan-testbed` as a benchmark sees it: who is there, and programs that look for them."""

from __future__ import annotations

import os
import pwd
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.processes import Failure

SECONDS = 120
"""What building a LAN may take."""
SCANNER = "10.77.0.1"
OPEN = {"normal": {9090}, "port": {9090}}
"""Those of netkit's default ports that are open, by the kind of host."""
STATISTICS = Path("/proc/net/stat/arp_cache")


@dataclass(frozen=True)
class Host:
    address: str
    kind: str

    @property
    def open_ports(self):
        return {(self.address, port) for port in OPEN.get(self.kind, ())}


class Lan:
    """One that is there; whoever made it takes it down."""

    def __init__(self, script, prefix, size):
        self._script, self._prefix, self.size = str(script), prefix, size
        self.network = f"10.77.0.0/{size}"
        self.here = f"{prefix}-here"
        self.hosts = self._list()

    def _list(self):
        lines = say(self._script, "hosts", "--prefix", self._prefix).splitlines()
        return [Host(*line.split()[:2]) for line in lines]

    @property
    def addresses(self):
        return {host.address for host in self.hosts}

    @property
    def open_ports(self):
        return set().union(*(host.open_ports for host in self.hosts))

    def of_kind(self, kind):
        return [host.address for host in self.hosts if host.kind == kind]

    def leave(self, addresses):
        say(self._script, "leave", "--prefix", self._prefix, *addresses)

    def join(self, addresses):
        say(self._script, "join", "--prefix", self._prefix, *addresses)

    def forget(self):
        """Nobody's hardware address is known afterwards."""
        say("ip", "-n", self.here, "neigh", "flush", "dev", "lan0")
        left = say("ip", "-n", self.here, "neigh", "show", "dev", "lan0").strip()
        if left:
            raise Failure(f"the neighbour table was not emptied: {left.splitlines()[0]}")

    def command(self, user, command):
        """The command as it is run inside, by that user or, if that is None, by root."""
        inside = ["ip", "netns", "exec", self.here]
        return [*inside, *(as_user(user) if user else []), *command]


def as_user(user):
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--inh-caps=-all", "--"]


def say(*command):
    """What a short command prints; a failure has its own words."""
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"{command[0]}: {error}") from error
    if said.returncode != 0:
        lines = (said.stderr + said.stdout).strip().splitlines() or [f"exit {said.returncode}"]
        raise Failure(lines[0])
    return said.stdout


@contextmanager
def lan_of(script, prefix, size):
    """Builds one, and removes it."""
    try:
        say(str(script), "up", "--prefix", prefix, "--size", str(size))
        yield Lan(script, prefix, size)
    finally:
        say(str(script), "down", "--prefix", prefix)


def ordinary_user(name):
    """An account without privileges: that of this name, or of who called sudo, or nobody."""
    name = name or os.environ.get("SUDO_USER") or "nobody"
    try:
        user = pwd.getpwnam(name)
    except KeyError:
        raise Failure(f"there is no user '{name}'") from None
    if user.pw_uid == 0:
        raise Failure("root is no ordinary user (--user names one)")
    return user


def must_read(user, file):
    """Raises a failure unless that user may run the file."""
    if subprocess.run([*as_user(user), "test", "-x", str(file)], check=False).returncode != 0:
        raise Failure(f"the user {user.pw_name} cannot read {file} (--user names another, or check out elsewhere)")


def overflows():
    """How often the kernel's neighbour table, which is one for all namespaces, was full until now."""
    names, *rows = (line.split() for line in STATISTICS.read_text(encoding="ascii").splitlines())
    column = names.index("table_fulls")
    return sum(int(row[column], 16) for row in rows)
