"""What docs/packages.md tells people to type, typed."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from packages import ROOT, made
from test_debian import why_not

PAGE = ROOT / "docs" / "packages.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NO_QUESTIONS = 'APT::Get::Assume-Yes "true";\n'
SECONDS = 300


class PackagesPageTest(unittest.TestCase):
    def test_every_block_works_where_the_packages_are(self):
        with tempfile.TemporaryDirectory(prefix="netkit-page-") as name:
            folder = Path(name, "packages")
            shutil.copytree(made(), folder)
            os.chmod(name, 0o755)  # apt reads the package as a user of its own
            Path(name, "apt.conf").write_text(NO_QUESTIONS)
            environment = {**os.environ, "APT_CONFIG": f"{name}/apt.conf", "DEBIAN_FRONTEND": "noninteractive"}
            blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
            self.assertGreater(len(blocks), 3)
            for block in blocks:
                with self.subTest(block):
                    self.play(block, folder, environment)

    def play(self, block, folder, environment):
        if "apt " in block and why_not():
            self.skipTest(why_not())
        if "systemctl " in block:
            self.skipTest("a test starts no service of this machine; test_services does on one inside it")
        if "apt " in block:
            self.addCleanup(subprocess.run, ["dpkg", "--purge", "netkit"], capture_output=True)
        done = subprocess.run(["sh", "-ec", block], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
