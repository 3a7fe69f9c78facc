"""Two builds of one commit, in two folders."""

import hashlib
import multiprocessing
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

import images
from packages import ROOT, made, package
from program import Program


class ReproducibleTest(unittest.TestCase):
    def test_two_builds_of_one_commit_are_the_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="netkit elsewhere ") as folder:
            copy_of_the_checkout(folder)
            epoch = {"SOURCE_DATE_EPOCH": str(Program.build(ROOT).epoch)}

            again = package(Path(folder), {**os.environ, **epoch})

            self.assertEqual(names(made()), names(again))
            for name in names(made()):
                with self.subTest(package=name):
                    self.assertEqual(content(made() / name), content(again / name))


def copy_of_the_checkout(folder):
    files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True).stdout
    subprocess.run(["tar", "-C", ROOT, "--null", "-T", "-", "-cf", f"{folder}/files.tar"], input=files, check=True)
    subprocess.run(["tar", "-C", folder, "-xf", f"{folder}/files.tar"], check=True)


def names(folder):
    """The packages; not their digests, which tell nothing more."""
    return sorted(file.name for file in folder.iterdir() if file.name != "SHA256SUMS")


def content(file):
    """What must be the same: the digest, or in an image whose Java cannot make one archive of classes twice where it may be
    disturbed, every entry, with the archive's bytes left out."""
    old = [feature for feature, _ in images.jdks() if feature < images.OLDEST_SAME]
    if may_be_undisturbed() or not any(file.name.endswith(f"-java{feature}.tar.gz") for feature in old):
        return digest(file.read_bytes())
    with tarfile.open(file) as image:
        return [entry(image, info) for info in image]


def may_be_undisturbed():
    """As the images are asked, in a process of its own."""
    asked = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(0 if images.undisturbed() else 1))
    asked.start()
    asked.join()
    return asked.exitcode == 0


def entry(image, info):
    compared = info.isfile() and not info.name.endswith(f"/runtime/{images.CLASSES}")
    return {**info.get_info(), "digest": digest(image.extractfile(info).read()) if compared else ""}


def digest(content):
    return hashlib.sha256(content).hexdigest()
