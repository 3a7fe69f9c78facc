"""The tar.gz and the zip, unpacked where there are spaces, read-only, by somebody without rights."""

import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from everything import every_command_works
from packages import made, named, unpacked, version
from user import User


class ArchivesTest(unittest.TestCase):
    def test_the_digests_are_those_of_the_files(self):
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=made(), check=True)

    def test_every_command_works_from_a_read_only_folder_with_spaces(self):
        app = unpacked(named(), self)
        subprocess.run(["chmod", "-R", "a-w", app], check=True)

        user = User(app / "bin" / "netkit", self)

        self.assertEqual(f"netkit {version()}\n", user.run("--version"))
        every_command_works(user)

    def test_a_link_on_the_path_works(self):
        app = unpacked(named(), self)
        link = app.parent / "netkit"
        link.symlink_to(app / "bin" / "netkit")

        self.assertEqual(f"netkit {version()}\n", User(link, self).run("--version"))

    def test_the_zip_has_the_same_in_it(self):
        app = unpacked(named(), self)
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(named(".zip")) as archive:
                archive.extractall(folder)
                launcher = archive.getinfo(f"{app.name}/bin/netkit")
            self.assertEqual(0o755, launcher.external_attr >> 16 & 0o777)
            subprocess.run(["diff", "-r", app, Path(folder, app.name)], check=True)

    def test_the_start_on_windows_has_the_line_ends_of_windows(self):
        app = unpacked(named(), self)

        lines = (app / "bin" / "netkit.cmd").read_bytes().split(b"\n")

        self.assertTrue(all(line.endswith(b"\r") for line in lines[:-1]) and lines[-1] == b"")
