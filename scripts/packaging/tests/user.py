"""Somebody who uses a packed netkit: starts commands of it, and servers whose port they wait for."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

COMMAND_SECONDS = 120
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


class User:
    """Has a home folder and, where the tests are root's, no rights beyond it. No Maven is on this user's PATH."""

    def __init__(self, netkit, test, **environment):
        folder = tempfile.TemporaryDirectory(prefix="netkit user ")
        test.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.test = test
        self.netkit = str(netkit)
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "CI": "true", "LANG": "C.UTF-8",
                            **environment}
        self.before = []
        if os.geteuid() == 0 and shutil.which("setpriv"):
            self.before = NOBODY
            os.chown(self.home, 65534, 65534)

    def start(self, *arguments, **streams):
        return subprocess.Popen([*self.before, self.netkit, *arguments], env=self.environment, cwd=self.home, **streams)

    def run(self, *arguments, said=""):
        """The standard output of a command that is given such input, and has to end well."""
        process = self.start(*arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with process:
            out, err = process.communicate(said if isinstance(said, bytes) else said.encode(), COMMAND_SECONDS)
        self.test.assertEqual(0, process.returncode, f"netkit {' '.join(arguments)}: {err.decode(errors='replace')}")
        return out.decode()

    @contextlib.contextmanager
    def server(self, *arguments, listeners=1):
        """The ports that a server listens on; at the end it is asked to stop, and has to do so well."""
        with open(self.home / "server.log", "wb") as log:
            process = self.start(*arguments, "--bind", "127.0.0.1", "--port", "0", "--json",
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        try:
            ports = []
            while len(ports) < listeners:
                line = process.stdout.readline()
                self.test.assertTrue(line, f"{arguments[0]}: {(self.home / 'server.log').read_text()}")
                event = json.loads(line)
                if event["event"] == "listening":
                    ports.append(str(event["port"]))
            yield ports[0] if listeners == 1 else ports
            process.terminate()
            process.communicate(timeout=COMMAND_SECONDS)
            self.test.assertEqual(0, process.returncode, f"{arguments[0]} after SIGTERM")
        finally:
            process.kill()
            process.communicate()
