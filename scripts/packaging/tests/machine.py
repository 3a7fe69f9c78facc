"""A machine inside this one: the same files below an overlay, booted by systemd in namespaces of its own, without a network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

SECONDS = 60
NAME = f"netkit-test-{os.getpid()}"
SYSTEMD = Path("/run/systemd/system")
"""There where systemd runs, which gives whatever it is asked for a control group."""
TOPS = [Path("/sys/fs/cgroup", name) for name in (".", "unified", "systemd")]
"""Where control groups begin, in each of the ways to mount them."""


def why_not():
    if os.geteuid() != 0:
        return "only root can boot a machine in namespaces"
    if not shutil.which("systemd-nspawn"):
        return "there is no systemd-nspawn, which boots a machine in namespaces: apt install systemd-container"
    return ""


class CannotBoot(Exception):
    """Why there can be no such machine here."""


class Machine:
    """What is done to it is gone with it. A folder of this machine is its /mnt."""

    def __init__(self, shared):
        self.groups = [] if SYSTEMD.exists() else [top / NAME for top in TOPS if (top / "cgroup.procs").exists()]
        self.place = Path(tempfile.mkdtemp(prefix="netkit-machine-"))
        self.container = self.init = None
        try:
            self.lay_out()
            self.boot(shared)
        except (OSError, subprocess.SubprocessError) as failure:
            said = self.place / "log"
            words = said.read_text(errors="replace").strip() if said.exists() else ""
            self.close()
            raise CannotBoot(f"no machine in namespaces can be booted here: {words or failure}") from failure

    def lay_out(self):
        mount("-t", "tmpfs", NAME, self.place)
        for folder in ("root", "changed", "work"):
            (self.place / folder).mkdir()
        mount("-t", "overlay", "-o", f"lowerdir=/,upperdir={self.place}/changed,workdir={self.place}/work", NAME,
              self.place / "root")

    def boot(self, shared):
        """Only as far as every service needs; nothing that this machine has switched on is started there."""
        for group in self.groups:
            group.mkdir()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices, open(self.place / "log", "wb") as log:
            notices.bind(str(self.place / "notices"))
            notices.settimeout(SECONDS)
            self.container = subprocess.Popen(
                ["systemd-nspawn", "--quiet", f"--directory={self.place}/root", f"--machine={NAME}", "--register=no",
                 *(["--keep-unit"] if self.groups else []), "--private-network", "--link-journal=no",
                 "--console=pipe", "--notify-ready=yes", "--tmpfs=/tmp:mode=1777",
                 "--tmpfs=/var/tmp:mode=1777", f"--bind-ro={shared}:/mnt", "--boot", "--", "--unit=sysinit.target"],
                env={**os.environ, "NOTIFY_SOCKET": f"{self.place}/notices"}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, preexec_fn=self.join_groups)
            told = ""
            while not re.search("^READY=1$", told, re.MULTILINE):
                told += notices.recv(4096).decode() + "\n"
            self.init = int(re.search("^X_NSPAWN_LEADER_PID=([0-9]+)$", told, re.MULTILINE)[1])

    def join_groups(self):
        for group in self.groups:
            (group / "cgroup.procs").write_text(str(os.getpid()))

    def run(self, *command, said="", status=0):
        """What a command says there, on both of its streams; it has to end with that exit code, unless that is None."""
        done = subprocess.run(["nsenter", f"--target={self.init}", "--all", "env", "--chdir=/root", "-i", "HOME=/root",
                               "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "CI=true", *command],
                              input=said, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
        if status is not None and done.returncode != status:
            raise AssertionError(f"{' '.join(command)}: exit code {done.returncode}: {done.stdout}")
        return done.stdout

    def write(self, file, content):
        self.run("install", "-D", "-m", "644", "/dev/stdin", file, said=content)

    def close(self):
        """The machine ends as when its power is cut: nothing there has to end well."""
        if self.container:
            if self.init:
                os.kill(self.init, signal.SIGKILL)
            else:
                self.container.terminate()
            self.container.wait(SECONDS)
        for folder in (self.place / "root", self.place):
            subprocess.run(["umount", folder], capture_output=True)
        shutil.rmtree(self.place)
        for group in self.groups:
            for folder, _, _ in os.walk(group, topdown=False):
                os.rmdir(folder)


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
