"""Two builds of one commit, in two folders."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from packages import ROOT, made, package
from program import Program


class ReproducibleTest(unittest.TestCase):
    def test_two_builds_of_one_commit_are_the_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="netkit elsewhere ") as folder:
            files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True).stdout
            subprocess.run(["tar", "-C", ROOT, "--null", "-T", "-", "-cf", f"{folder}/files.tar"], input=files, check=True)
            subprocess.run(["tar", "-C", folder, "-xf", f"{folder}/files.tar"], check=True)
            epoch = {"SOURCE_DATE_EPOCH": str(Program.build(ROOT).epoch)}

            again = package(Path(folder), {**os.environ, **epoch})

            self.assertEqual((made() / "SHA256SUMS").read_text(), (again / "SHA256SUMS").read_text())
