"""The tar.gz and the zip, unpacked where there are spaces, read-only, by somebody without rights."""

import json
import re
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from everything import every_command_works
from packages import made, named, unpacked, version
from user import User

LICENCE = re.compile(r"^META-INF/.*(LICEN[CS]E|licenses/.*\.txt$)")
HOLDERS = {"ch.qos.logback": "Eclipse Public License v2.0", "com.ongres.scram": "OnGres", "com.ongres.stringprep": "OnGres",
           "me.tongfei": "Tongfei Chen", "org.hdrhistogram": "Gil Tene", "org.jline": "the name of JLine",
           "org.postgresql": "PostgreSQL Global Development Group", "org.slf4j": "QOS.ch"}
"""What must be in a jar by the licences that ask for it, for each library that is not under Apache's alone."""
OTHERS = ["Apache License", "David Crawshaw"]
"""Who is in a library of somebody else's."""


def licences(part):
    return {licence["license"].get("id") for licence in part["licenses"]}


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

    def test_the_jar_names_whose_the_libraries_are(self):
        listed = json.loads((made() / f"netkit-{version()}.cdx.json").read_text())["components"]
        libraries = {part["group"] for part in listed if licences(part) != {"Apache-2.0"}} - {"dev.netkit"}
        with zipfile.ZipFile(unpacked(named(), self) / "lib" / "netkit.jar") as jar:
            texts = "".join(jar.read(name).decode() for name in jar.namelist() if LICENCE.search(name))

        self.assertEqual(set(HOLDERS), libraries)
        self.assertEqual([], [holder for holder in [*HOLDERS.values(), *OTHERS] if holder not in texts])

    def test_the_start_on_windows_has_the_line_ends_of_windows(self):
        app = unpacked(named(), self)

        lines = (app / "bin" / "netkit.cmd").read_bytes().split(b"\n")

        self.assertTrue(all(line.endswith(b"\r") for line in lines[:-1]) and lines[-1] == b"")
