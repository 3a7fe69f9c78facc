"""Who makes and opens Fernet tokens: netkit and the library under each JDK, Python, and OpenSSL as the limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from lib import machine
from lib.jmh import Jmh, Speed
from lib.measure import run_watched
from lib.openssl import Openssl
from lib.processes import Failure

PYTHON, LIBRARY, OPENSSL, BINARY = "Python", "fernet-java8", "openssl speed", "binary tokens"
CHUNK = 64 * 1024
IN_BYTES_FROM = CHUNK
"""The size from which bytes per second say more than tokens per second."""
AS_BINARY = {"write": "encrypt", "read": "decrypt"}
"""What is done with a binary token where a stream is written or read."""


@dataclass(frozen=True)
class Case:
    """One thing done with tokens of one size."""

    group: str
    title: str
    operation: str
    size: int
    library: bool = False
    openssl: bool = False

    @property
    def key(self):
        return f"{self.group} {self.operation}"

    @property
    def stream(self):
        return self.operation in AS_BINARY

    @property
    def unit(self):
        return "MB/s" if self.size >= IN_BYTES_FROM else "tokens/s"

    @property
    def scale(self):
        """Units in one token."""
        return self.size / 1e6 if self.size >= IN_BYTES_FROM else 1.0

    def cores(self):
        return machine.one_core() if self.stream else nullcontext()


@dataclass(frozen=True)
class Contender:
    """Somebody who takes part; `speed(case, options)` measures once. Only netkit has a JDK to be judged on."""

    name: str
    takes_part: Callable
    speed: Callable
    jdk: Any = None


def java(jmh, jdk):
    """netkit and what it is compared with under the same JDK."""
    def measure(text_benchmark, case, options):
        return jmh.measure(jdk, f"{text_benchmark}.{case.operation}", options, case.scale, size=case.size)

    def netkit(case, options):
        if case.stream:
            return jmh.measure(jdk, f"StreamBenchmark.{case.operation}", options, case.scale)
        return measure("TextTokenBenchmark", case, options)

    def binary(case, options):
        return jmh.measure(jdk, f"BinaryTokenBenchmark.{AS_BINARY[case.operation]}", options, case.scale)

    yield Contender(on("netkit", jdk), lambda _: True, netkit, jdk)
    yield Contender(on(LIBRARY, jdk), lambda case: case.library,
                    lambda case, options: measure("LibraryTokenBenchmark", case, options))
    yield Contender(on(BINARY, jdk), lambda case: case.stream, binary)


def on(name, jdk):
    return f"{name}, JDK {jdk.feature}"


def python(processes, peers, folder, results):
    """Whichever python3 has the module, the system's first."""
    script = str(Path(peers, "fernet_python.py"))
    for program in filter(None, (machine.real_python(), sys.executable, shutil.which("python3"))):
        said = subprocess.run([program, script, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if said.returncode == 0:
            results.facts.append(f"{machine.version(program, '--version')}: {said.stdout.strip()}")
            yield Contender(PYTHON, lambda case: not case.stream, python_speed(processes, program, script, folder))
            return
    results.missing.append(f"{PYTHON} (its module cryptography is not installed)")


def python_speed(processes, program, script, folder):
    def speed(case, options):
        command = [program, "-B", script, case.operation, str(case.size), str(options.seconds)]
        run, others = run_watched(processes, command, os.environ, folder / "python.txt")
        if run.code != 0:
            raise Failure(f"{program}: {run.epitaph()}")
        return Speed(float(run.output) * case.scale, others)
    return speed


def openssl(processes, folder, results):
    if not shutil.which("openssl"):
        results.missing.append("openssl")
        return
    results.facts.append(machine.version("openssl", "version"))
    program = Openssl(processes, folder)
    yield Contender(OPENSSL, lambda case: case.openssl,
                    lambda case, options: program.limit(case.operation, case.size, options))


def all_here(root, peers, options, processes, folder, results):
    """Everybody on this machine; who is not is noted as missing."""
    jdks, missing = machine.named_jdks(options.jdk) if options.jdk else machine.default_jdks()
    results.missing += missing
    contenders = [*openssl(processes, folder, results), *python(processes, peers, folder, results)]
    if not jdks:
        return contenders
    jmh = Jmh(root, "common", jdks[0], processes, folder)
    results.facts += [f"JDK {jdk.feature}: {jdk}" for jdk in jdks]
    results.facts.append("; ".join(map(jmh.version, ("jmh-core", LIBRARY))))
    return contenders + [contender for jdk in jdks for contender in java(jmh, jdk)]
