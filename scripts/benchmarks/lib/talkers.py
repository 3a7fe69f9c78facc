"""Who carries what is said: netkit's chat server, two brokers, and Python, each with the protocol that it speaks."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from lib import machine
from lib.netkit import port_from_events
from lib.rounds import Peer

NATS, MOSQUITTO, PYTHON = "NATS", "mosquitto", "Python asyncio"
SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin"
"""Where distributions put servers, and not every user's PATH looks."""
NO_LIMITS = """\
listener {port} 127.0.0.1
allow_anonymous true
max_connections -1
max_queued_messages 0
max_queued_bytes 0
set_tcp_nodelay true
persistence false
sys_interval 0
log_dest stderr
log_type error
log_type warning
"""
"""Else mosquitto drops messages of QoS 0 to whoever is behind, and Nagle's algorithm delays them."""


@dataclass(frozen=True)
class Talker(Peer):
    """A server that members of a room can talk through, in the load generator's word for its protocol."""

    protocol: str = "native"


def netkit(program, *options):
    command = [program.launcher, "chat-server", "--bind", "127.0.0.1", "-p", "0", "-q", "--json", "--rate", "0",
               "--max-connections", "0", *options]
    return Talker(program.name, lambda _: command, port_of=port_from_events, netkit=program)


def durable(program, folder):
    """netkit with a history on disk that is written before anything is told."""
    history = Path(folder, f"history-{program.name.replace(' ', '-')}")
    history.mkdir(mode=0o700, exist_ok=True)
    return netkit(program, "--history", str(history), "--durable")


def peers_here(peers, scratch, results):
    """The servers other than netkit; what is not on this machine is noted as missing."""
    interpreter, script = machine.real_python(), str(Path(peers, "chat_asyncio.py"))
    found = [Talker(PYTHON, lambda port: [interpreter, "-B", script, str(port)])]
    versions = [machine.version(interpreter, "--version")]
    for name, program, make, option in ((MOSQUITTO, "mosquitto", mosquitto, "-h"), (NATS, "nats-server", nats, "-v")):
        path = shutil.which(program, path=os.environ.get("PATH", os.defpath) + ":" + SYSTEM_FOLDERS)
        if path:
            found.insert(0, make(path, scratch))
            versions.insert(0, machine.version(path, option))
        else:
            results.missing.append(f"{name} (no {program} on the PATH)")
    results.facts.append("; ".join(filter(None, versions)))
    return found


def nats(program, _scratch):
    return Talker(NATS, lambda port: [program, "-a", "127.0.0.1", "-p", str(port)], chooses_port=False,
                  protocol="nats")


def mosquitto(program, scratch):
    config = Path(scratch, "mosquitto.conf")

    def command(port):
        config.write_text(NO_LIMITS.format(port=port), encoding="utf-8")
        return [program, "-c", str(config)]

    return Talker(MOSQUITTO, command, chooses_port=False, protocol="mqtt")
