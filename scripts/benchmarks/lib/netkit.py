"""netkit as a benchmark sees it: the launcher, started with one JDK or another and with nobody's own settings."""

from __future__ import annotations

import json
import os
from pathlib import Path

from lib import machine
from lib.measure import run_to_end
from lib.processes import Failure
from lib.rounds import progress

BUILDING_SECONDS = 1200
"""The launcher builds the program first where it is missing."""


def plain_environment(jdk):
    """This JDK, and nobody's own settings but those for netkit's JVM."""
    own = {name: value for name, value in os.environ.items()
           if not name.startswith("NETKIT_") or name == "NETKIT_JAVA_OPTS"}
    for name in ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"):
        own.pop(name, None)
    return {**own, "JAVA_HOME": str(jdk.home)}


class Netkit:
    """`scripts/netkit` under one JDK."""

    def __init__(self, root, jdk, folder):
        self.jdk = jdk
        self.name = f"netkit, JDK {jdk.feature}"
        self.launcher = str(Path(root, "scripts", "netkit"))
        self._output = Path(folder, "netkit.txt")
        settings = Path(folder, "no-settings")
        settings.mkdir(exist_ok=True)
        self.environment = {**plain_environment(jdk), "XDG_CONFIG_HOME": str(settings)}

    def run(self, processes, *arguments, limit=60):
        return run_to_end(processes, [self.launcher, *arguments], self.environment, self._output, limit)

    def prepare(self, processes):
        """Makes the start-up cache, building the program before if need be, and returns the version."""
        if not os.access(self.launcher, os.X_OK):
            raise Failure("scripts/netkit is not there")
        warmed = self.run(processes, "cache", "warm", limit=BUILDING_SECONDS)
        said = self.run(processes, "--version")
        if said.code != 0 or not said.output.strip():
            raise Failure(f"scripts/netkit --version: {said.epitaph()}")
        note = "" if warmed.code == 0 else f" (cache warm failed: {warmed.epitaph()})"
        return said.output.strip().splitlines()[0] + note


def port_from_events(text):
    """The port in the `listening` event among the lines printed so far; 0 as long as there is none."""
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue  # the last line may be half there
        if isinstance(event, dict) and event.get("event") == "listening":
            return int(event["port"])
    return 0


def netkits_here(root, options, scratch, processes, results):
    """netkit under each JDK, built and with its start-up cache made."""
    jdks, missing = machine.named_jdks(options.jdk) if options.jdk else machine.default_jdks()
    results.missing += missing
    found = []
    for jdk in jdks:
        results.facts.append(f"JDK {jdk.feature}: {jdk}")
        netkit = Netkit(root, jdk, scratch)
        if any(other.name == netkit.name for other in found):
            netkit.name += f" ({jdk})"
        try:
            progress(f"{netkit.name}: making the start-up cache")
            results.facts.append(f"{netkit.name}: {netkit.prepare(processes)}")
            found.append(netkit)
        except Failure as reason:
            results.missing.append(f"{netkit.name} ({reason})")
    if os.environ.get("NETKIT_JAVA_OPTS"):
        results.facts.append(f"NETKIT_JAVA_OPTS: {os.environ['NETKIT_JAVA_OPTS']}")
    return found
