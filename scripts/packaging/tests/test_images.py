"""The images with a Java of their own, where there is no other."""

import os
import subprocess
import unittest

import images
from everything import every_command_works
from packages import ROOT, named, unpacked, version
from program import java
from user import User

ALONE = {"JAVA_HOME": "/nowhere"}
"""An image does not look at it."""


class ImagesTest(unittest.TestCase):
    def test_every_command_works_on_each(self):
        for feature, _ in images.jdks():
            with self.subTest(java=feature):
                app = unpacked(named(f"-{images.system()}-java{feature}.tar.gz"), self)
                user = User(app / "bin" / "netkit", self, **ALONE)
                self.assertEqual(f"netkit {version()}\n", user.run("--version"))
                every_command_works(user)

    def test_each_makes_a_start_up_cache(self):
        for feature, _ in images.jdks():
            with self.subTest(java=feature):
                app = unpacked(named(f"-{images.system()}-java{feature}.tar.gz"), self)
                user = User(app / "bin" / "netkit", self, **ALONE)

                user.run("cache", "warm")

                self.assertIn("state   ready", user.run("cache", "status"))
                self.assertEqual(f"netkit {version()}\n", user.run("--version"))

    def test_the_modules_are_those_that_the_jar_needs(self):
        jar = ROOT / "cli" / "target" / "netkit.jar"
        needed = subprocess.run([java("jdeps"), "--print-module-deps", "--ignore-missing-deps", "--multi-release", "17",
                                 jar], capture_output=True, text=True, check=True, env=os.environ).stdout.strip()

        self.assertEqual({"java.desktop"}, set(needed.split(",")) - set(images.MODULES.split(",")))
