"""The machine a benchmark runs on: its processor and kernel, the JDKs and the Python it has."""

from __future__ import annotations

import glob
import os
import platform
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FLOOR = 17
"""The oldest Java that netkit runs on, and so one of the two that it is measured on."""

JDK_FOLDERS = ("/usr/lib/jvm/*", "/opt/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")


@dataclass(frozen=True)
class Jdk:
    home: Path
    feature: int
    version: str
    vendor: str

    def __str__(self):
        return f"{self.version} ({self.vendor})"


def read_jdk(home):
    """The JDK in a folder as its `release` file tells it, or None if the folder holds none."""
    try:
        home = Path(home).resolve(strict=True)
        text = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    if not os.access(home / "bin" / "java", os.X_OK):
        return None
    facts = dict(re.findall(r'^(\w+)="?(.*?)"?$', text, re.MULTILINE))
    feature = re.match(r"(?:1\.)?(\d+)", facts.get("JAVA_VERSION", ""))
    if feature is None:
        return None
    version = facts.get("JAVA_RUNTIME_VERSION", facts["JAVA_VERSION"])
    return Jdk(home, int(feature.group(1)), version, facts.get("IMPLEMENTOR", "unknown vendor"))


def installed_jdks():
    """All JDKs in the usual folders and JAVA_HOME, newest first, each once."""
    homes = [home for pattern in JDK_FOLDERS for home in sorted(glob.glob(pattern))]
    homes.append(os.environ.get("JAVA_HOME", ""))
    found = {jdk.home: jdk for jdk in map(read_jdk, filter(None, homes)) if jdk}
    return sorted(found.values(), key=lambda jdk: [int(n) for n in re.findall(r"\d+", jdk.version)], reverse=True)


def default_jdks():
    """The JDKs to measure on: the floor and the newest one. Second value: what is missing."""
    installed = installed_jdks()
    newest = [jdk for jdk in installed[:1] if jdk.feature >= FLOOR]
    floor = [jdk for jdk in installed if jdk.feature == FLOOR][:1]
    missing = [] if floor else [f"JDK {FLOOR} (none in the usual folders; --jdk names others)"]
    if newest == floor and floor:
        missing.append(f"a JDK newer than {FLOOR}")
    return list({jdk.home: jdk for jdk in floor + newest}.values()), missing


def named_jdks(homes):
    """The JDKs in the given folders. Second value: what is missing."""
    found = [(home, read_jdk(home)) for home in homes]
    return [jdk for _, jdk in found if jdk], [f"JDK in {home}" for home, jdk in found if not jdk]


def real_python():
    """A Python that is the interpreter itself: a version manager's shim is a shell script and starts far slower."""
    usual = Path("/usr/bin/python3")
    try:
        with usual.open("rb") as file:
            if file.read(2) != b"#!":
                return str(usual)
    except OSError:
        pass
    return sys.executable


@contextmanager
def one_core():
    """What is started meanwhile, and every thread of it, shares one core."""
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(all_cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def version(*command):
    """The first line with a digit that a program prints about itself, or an empty text."""
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    lines = (said.stdout + said.stderr).splitlines()
    return next((line.strip() for line in lines if re.search(r"\d", line)), "")


def processor():
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return model.group(1) if model else platform.machine()


def describe():
    """Cores, processor, memory, kernel, and how busy the machine was, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return (f"{cores} cores, {processor()}, {memory:.0f} GB, {platform.system()} {platform.release()}, "
            f"load {load:.2f} before the first case")
