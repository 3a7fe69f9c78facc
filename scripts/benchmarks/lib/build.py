"""Compiles what a benchmark brings as source: C with the system's compiler, Go without any network, Java with Maven."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from lib.measure import run_to_end
from lib.netkit import BUILDING_SECONDS, plain_environment
from lib.processes import Failure

COMPILING_SECONDS = 300


def c_compiler():
    """The C compiler as a command, or None."""
    named = shlex.split(os.environ.get("CC", ""))
    for command in ([named] if named else []) + [["cc"], ["gcc"], ["clang"]]:
        if shutil.which(command[0]):
            return command
    return None


def compile_c(source, folder):
    """Returns the program made from a C file."""
    compiler = c_compiler()
    if compiler is None:
        raise Failure("no C compiler (cc, gcc or clang)")
    return _compile(source, folder, [*compiler, "-std=gnu11", "-O2", "-Wall", "-Wextra"], os.environ)


def compile_go(source, folder):
    """Returns the program made from one Go file that needs the standard library only."""
    if not shutil.which("go"):
        raise Failure("no go on the PATH")
    offline = {"GO111MODULE": "off", "GOFLAGS": "", "GOPROXY": "off", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0"}
    return _compile(source, folder, ["go", "build"], {**os.environ, **offline})


def _compile(source, folder, command, environment):
    """Compiles unless the program is newer than its source and its headers; it is there whole or not at all."""
    source = Path(source)
    program = Path(folder) / (source.name.replace(".", "-"))
    changed = max(file.stat().st_mtime for file in (source, *source.parent.glob("*.h")))
    if program.exists() and program.stat().st_mtime > changed:
        return program
    fresh = program.with_name(f"{program.name}.{os.getpid()}")
    try:
        said = subprocess.run([*command, "-o", str(fresh), str(source)], env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=COMPILING_SECONDS)
        if said.returncode != 0:
            lines = said.stderr.strip().splitlines() or ["no reason given"]
            raise Failure(f"{source.name} does not compile: {lines[-1]}")
        fresh.replace(program)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"{source.name} could not be compiled: {error}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return program


def compile_benchmarks(root, module, jdk, processes, folder):
    """Returns the class path of a module's benchmarks, compiled for the oldest Java that netkit runs on."""
    class_path = Path(folder, "class-path.txt")
    goals = ["-q", "-B", "-ntp", "-f", str(Path(root, "pom.xml")), "-P", "benchmarks", "-pl", module, "-am",
             "-Dspotless.check.skip=true", "-Djavac.warnings=-nowarn", "test-compile", "dependency:build-classpath",
             "-Dmdep.includeScope=test", f"-Dmdep.outputFile={class_path}"]
    environment, said = plain_environment(jdk), Path(folder, "maven.txt")
    run = run_to_end(processes, [*maven(root, environment), *goals], environment, said, BUILDING_SECONDS)
    if run.code != 0 or not class_path.exists():
        errors = [line for line in run.output.splitlines() if line.startswith("[ERROR]")]
        raise Failure(f"the benchmarks cannot be built: {errors[0] if errors else run.epitaph()}")
    classes = Path(root, module, "target", "benchmarks")
    return os.pathsep.join([str(classes / "test-classes"), str(classes / "classes"), class_path.read_text().strip()])


def maven(root, environment):
    """The wrapper as a command; where it cannot get its Maven, the machine's own does the same."""
    wrapper = ["sh", str(Path(root, "mvnw"))]
    tried = subprocess.run([*wrapper, "--version"], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=COMPILING_SECONDS, cwd=root)
    return wrapper if tried.returncode == 0 or not shutil.which("mvn") else ["mvn"]
