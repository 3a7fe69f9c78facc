"""The images: netkit with a Java of its own, made by jlink, for the system and the processor that make them."""

from __future__ import annotations

import os
import platform
import re
import tempfile
from pathlib import Path

import archives
from program import Failure, run

OLDEST = 17
MODULES = ("java.base,java.management,java.naming,java.net.http,java.security.jgss,java.sql,"
           "jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.net,jdk.unsupported")
"""What jdeps finds, without java.desktop, which only parts of libraries want that netkit leaves alone; with jdk.crypto.ec,
without which the Java 17 of an image knows no elliptic curves, and jdk.management, which knows the process's CPU time and
descriptors for the metrics. A test runs every command on an image."""

PLACES = ("/usr/lib/jvm/*", "/opt/*jdk*", "/opt/java/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")
SYSTEMS = {"darwin": "macos"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "arm64": "aarch64"}
CLASSES = "lib/server/classes.jsa"
OLDEST_SAME = 19
"""Before that version, threads of Java's own run while its classes are put into an archive, so that it is another one each
time, unless none can interrupt another: JDK-8253495."""


def make(program, pages, folder):
    for feature, jdk in jdks():
        name = f"netkit-{program.version}-{system()}-java{feature}"
        with tempfile.TemporaryDirectory() as temporary:
            runtime = Path(temporary, "runtime")
            link(jdk, runtime)
            share_classes(runtime)
            tree = archives.app(program)
            tree.update(archives.shared(program, pages))
            tree.update(archives.documents(program))
            tree.copy_folder("runtime", runtime)
            archives.write_tar_gz(tree.below(name), folder / f"{name}.tar.gz", program.epoch)


def jdks():
    """The oldest and the newest JDK there are that can make images, with their versions; those of JAVA_HOME, too."""
    found = {}
    homes = [home for place in PLACES for home in sorted(Path("/").glob(place[1:]))]
    for home in [*homes, Path(os.environ.get("JAVA_HOME") or "/nowhere")]:
        feature = int((_released(home, "JAVA_VERSION") or "0").split(".")[0])
        if feature >= OLDEST and (home / "bin" / "jlink").exists():
            found[feature] = home
    if not found:
        raise Failure(f"no JDK of version {OLDEST} or newer has jlink, which makes the images")
    return [(feature, found[feature]) for feature in sorted({min(found), max(found)})]


def _released(home, key):
    """What a JDK's release file says of that, or nothing."""
    try:
        said = re.search(rf'^{key}="([^"]*)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return ""
    return said[1] if said else ""


def system():
    """Such as linux-x64, as those who hand out JDKs write it."""
    name, machine = platform.system().lower(), platform.machine().lower()
    return f"{SYSTEMS.get(name, name)}-{MACHINES.get(machine, machine)}"


def link(jdk, runtime):
    # The launcher reads the whole version, which names the start-up cache, where jlink notes a part of it.
    runtime_version = _released(jdk, "JAVA_RUNTIME_VERSION") or _released(jdk, "JAVA_VERSION")
    run([jdk / "bin" / "jlink", "--add-modules", MODULES, "--no-header-files", "--no-man-pages",
         f"--release-info=add:JAVA_RUNTIME_VERSION={runtime_version}", "--output", runtime])


def share_classes(runtime):
    """Makes the archive of Java's own classes, which is half of a quick start and what netkit's own builds on.

    It shows in which folder, with which environment and with how large a heap it was made: so those are always the same.
    One collecting thread and no compiler leave nothing to chance, from OLDEST_SAME on; before, undisturbed() does."""
    archive = runtime / CLASSES
    run([runtime / "bin" / "java", "-XX:+UseSerialGC", "-Xint", "-Xmx128m", "-Xshare:dump",
         f"-XX:SharedArchiveFile={archive}"], cwd="/", env={"LC_ALL": "C"}, preexec_fn=undisturbed)
    archive.chmod(0o644)


def undisturbed():
    """Has this process's threads run one after the other, each until it waits: on one processor, scheduled in real time.

    Returns whether that may be; only root may, and only on Linux."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    except (AttributeError, OSError):
        return False
    return True
