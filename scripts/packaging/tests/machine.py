"""A machine inside this one: the same files below an overlay, booted by systemd in namespaces of its own, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 60
NAME = f"netkit-test-{os.getpid()}"
CGROUPS = Path("/sys/fs/cgroup")


def why_not():
    if os.geteuid() != 0:
        return "only root can boot a machine in namespaces"
    for program in ("systemd-nspawn", "nsenter", "mount"):
        if not shutil.which(program):
            return f"there is no {program}"
    return ""


class CannotBoot(Exception):
    """Why there can be no such machine here."""


class Machine:
    """What is done to it is gone with it. A folder of this machine is /mnt there."""

    def __init__(self, shared):
        self.shared = shared
        self.groups = set(_groups())
        self.place = Path(tempfile.mkdtemp(prefix="netkit-machine-"))
        self.container = None
        try:
            self._lay_out()
            self._boot()
        except (OSError, subprocess.SubprocessError) as failure:
            self.close()
            raise CannotBoot(f"no machine of its own can be booted here: {failure}") from failure

    def _lay_out(self):
        _mount("-t", "tmpfs", NAME, self.place)
        for folder in ("root", "changed", "work"):
            (self.place / folder).mkdir()
        _mount("-t", "overlay", "-o", f"lowerdir=/,upperdir={self.place}/changed,workdir={self.place}/work",
               NAME, self.place / "root")

    def _boot(self):
        """Only as far as services need; nothing that this machine has switched on starts there."""
        self.log = open(self.place / "log", "w+b")
        ready, told = os.pipe()
        self.container = subprocess.Popen(
            ["systemd-nspawn", "--quiet", f"--directory={self.place}/root", f"--machine={NAME}", "--register=no",
             "--keep-unit", "--private-network", "--link-journal=no", "--console=pipe", "--tmpfs=/tmp:mode=1777",
             "--tmpfs=/var/tmp:mode=1777", f"--bind-ro={self.shared}:/mnt", "--boot", "--", "--unit=sysinit.target"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, pass_fds=[told])
        os.close(told)
        os.close(ready)
        self.init = self._init()
        self.run("systemctl", "is-system-running", "--wait")
