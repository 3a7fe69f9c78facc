"""Who carries files: ncat, socat, rsync and Python as they are found on the machine, and netkit with its options."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

from lib import machine
from lib.netkit import port_from_events
from lib.transfers import Way

NCAT, SOCAT, RSYNC, PYTHON = "ncat", "socat", "rsync", "Python, 1 KiB at a time"
BLOCK = "65536"
"""socat's own is 8 KiB."""


def ncat(_scratch):
    """A shell connects the file, as it has no option for one."""
    def receive(folder, port, name):
        return shell('exec ncat -l 127.0.0.1 "$1" --recv-only >"$2"', port, folder / name)

    def send(sources, port):
        return shell('exec ncat --send-only 127.0.0.1 "$1" <"$2"', port, sources[0])

    return Way(NCAT, receive, send)


def shell(script, *arguments):
    return ["sh", "-c", script, "sh", *map(str, arguments)]


def socat(_scratch):
    def receive(folder, port, name):
        listener = f"TCP-LISTEN:{port},reuseaddr,bind=127.0.0.1"
        return ["socat", "-u", "-b", BLOCK, listener, f"OPEN:{folder / name},creat,trunc"]

    def send(sources, port):
        return ["socat", "-u", "-b", BLOCK, f"OPEN:{sources[0]}", f"TCP:127.0.0.1:{port}"]

    return Way(SOCAT, receive, send)


def rsync(scratch):
    """
    A daemon of its own for each transfer, and whole files, as there is nothing to compare with. The daemon is killed
    when it has nothing left to do: told to end, it would first sleep for 0.4 s.
    """
    config = Path(scratch, "rsyncd.conf")

    def receive(folder, port, _name):
        settings = {"uid": os.getuid(), "gid": os.getgid(), "use chroot": "no", "reverse lookup": "no",
                    "log file": Path(scratch, "rsyncd.log")}
        lines = [f"{name} = {value}" for name, value in settings.items()]
        config.write_text("\n".join([*lines, "[inbox]", f"path = {folder}", "read only = no", ""]), encoding="utf-8")
        return ["rsync", "--daemon", "--no-detach", "--address=127.0.0.1", f"--config={config}", f"--port={port}"]

    def send(sources, port):
        recursive = "-rW" if any(source.is_dir() for source in sources) else "-W"
        return ["rsync", recursive, *map(str, sources), f"rsync://127.0.0.1:{port}/inbox/"]

    return Way(RSYNC, receive, send, stop=signal.SIGKILL)


def python(program, script):
    def receive(folder, port, name):
        return [program, "-B", script, "receive", str(port), str(folder / name)]

    def send(sources, port):
        return [program, "-B", script, "send", str(port), str(sources[0])]

    return Way(PYTHON, receive, send)


def netkit(program, name, receiving=(), sending=(), stopped=False):
    """netkit under one JDK, with options for each end."""
    def receive(folder, _port, _name):
        once = [] if stopped else ["--once"]
        return [program.launcher, "file-server", *once, "-q", "--bind", "127.0.0.1", "-p", "0", "--json",
                "--dir", str(folder), *receiving]

    def send(sources, port):
        return [program.launcher, "send-file", "-q", *sending, f"127.0.0.1:{port}", *map(str, sources)]

    return Way(name, receive, send, port_from_events, signal.SIGTERM if stopped else 0, program)


def peers_here(peers, scratch, results):
    """The ways other than netkit, by name; what is not on this machine is noted as missing."""
    interpreter = machine.real_python()
    found = {PYTHON: python(interpreter, str(Path(peers, "file_python.py")))}
    versions = [machine.version(interpreter, "--version")]
    for name, make, option in ((NCAT, ncat, "--version"), (SOCAT, socat, "-V"), (RSYNC, rsync, "--version")):
        if shutil.which(name):
            found[name] = make(scratch)
            versions.append(machine.version(name, option))
        else:
            results.missing.append(name)
    results.facts.append("; ".join(filter(None, versions)))
    return found
