"""The packages under test, made once for all tests."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAKING_SECONDS = 900


@functools.lru_cache(maxsize=None)
def made():
    """The folder of the packages of this checkout."""
    return package(ROOT, os.environ)


def package(root, environment):
    folder = root / "target" / "packages"
    done = subprocess.run([sys.executable, root / "scripts" / "package"], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=MAKING_SECONDS)
    if done.returncode != 0:
        raise AssertionError(f"scripts/package: {done.stderr.strip()}")
    return folder


def named(suffix=".tar.gz"):
    """The package that is called netkit, a hyphen, the version, and that."""
    return made() / f"netkit-{version()}{suffix}"


def version():
    return next(made().glob("netkit-*.zip")).stem.split("-", 1)[1]


def unpacked(archive, test):
    """The folder that is in a tar.gz, below one with spaces that everybody may enter, until the test ends."""
    outside = tempfile.TemporaryDirectory(prefix="netkit packages ")
    test.addCleanup(outside.cleanup)
    os.chmod(outside.name, 0o755)
    subprocess.run(["tar", "-xzf", archive, "-C", outside.name], check=True)
    return next(Path(outside.name).iterdir())
