"""The program that is packed: its jar, its version, and the time that all of its files are given."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class Failure(Exception):
    """What keeps a package from being made, in one line."""


def run(command, **options):
    """Returns the standard output of a command, and fails with its last words if it does."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, **options)
    if done.returncode != 0:
        words = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise Failure(f"{Path(command[0]).name} failed: {words[-1] if words else f'exit code {done.returncode}'}")
    return done.stdout


@dataclass(frozen=True)
class Program:
    root: Path
    version: str
    epoch: int
    """Seconds since 1970, for every file in a package."""

    @staticmethod
    def build(root):
        """The launcher knows whether the jar is older than its sources, and builds it if it is."""
        said = run([root / "scripts" / "netkit", "--version"], env={**os.environ, "NETKIT_CACHE": "off"})
        return Program(root, said.decode().split()[-1], _epoch(root))

    @property
    def jar(self):
        return self.root / "cli" / "target" / "netkit.jar"

    @property
    def build_id(self):
        return self.jar.with_name("BUILD_ID")

    @property
    def component_list(self):
        return self.root / "cli" / "target" / "classes" / "META-INF" / "sbom" / "netkit.cdx.json"

    def print_of(self, *arguments):
        """What a command of netkit prints, as bytes."""
        return run([java(), "-jar", self.jar, *arguments])


def java(tool="java"):
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", tool)) if home else tool


def _epoch(root):
    """https://reproducible-builds.org/specs/source-date-epoch/, else the commit's time, else the jar's."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return int(os.environ["SOURCE_DATE_EPOCH"])
    try:
        return int(run(["git", "-C", root, "log", "-1", "--format=%ct"]))
    except (Failure, OSError):
        stamp = re.search("<project.build.outputTimestamp>(.*?)</", Path(root, "pom.xml").read_text())
        return int(datetime.fromisoformat(stamp[1].replace("Z", "+00:00")).timestamp())
