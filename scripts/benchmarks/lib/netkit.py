"""netkit as a benchmark sees it: the launcher, started with one JDK or another and with nobody's own settings."""

from __future__ import annotations

import json
import os
from pathlib import Path

from lib.measure import run_to_end
from lib.processes import Failure

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
