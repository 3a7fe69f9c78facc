"""The Debian package: installed, used and purged on this machine, if that is root's and has no netkit."""

import os
import re
import shlex
import shutil
import subprocess
import unittest
from pathlib import Path

import debian
from everything import every_command_works
from packages import made, version
from user import User

SCORE = "25"
"""What systemd-analyze may think of a unit at most, where 100 is no protection at all."""

PLACES = ("/etc", "/usr", "/lib/systemd", "/var/lib")


def why_not():
    if os.geteuid() != 0:
        return "only root can install a package"
    if not shutil.which("dpkg") or not shutil.which("apt-get"):
        return "this is no Debian"
    if subprocess.run(["dpkg", "-s", "netkit"], capture_output=True).returncode == 0:
        return "netkit is installed on this machine, and stays as it is"
    return ""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


def with_its_name():
    """What the machine has that is called netkit, but for dpkg's own notes of a package."""
    found = run("find", *PLACES, "-xdev", "-iname", "*netkit*", "-not", "-path", "/var/lib/dpkg/*")
    return sorted(found.splitlines())


@unittest.skipIf(why_not(), why_not())
class DebianPackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.file = made() / f"netkit_{version()}_all.deb"
        cls.before = with_its_name()
        run("apt-get", "install", "-y", "-q", "--no-install-recommends", cls.file,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        cls.addClassCleanup(subprocess.run, ["dpkg", "--purge", "netkit"], capture_output=True)

    def test_lintian_finds_no_error(self):
        run("lintian", "--allow-root", "--fail-on", "error", self.file)

    def test_every_command_works(self):
        user = User("/usr/bin/netkit", self)

        self.assertEqual(f"netkit {version()}\n", user.run("--version"))
        every_command_works(user)

    def test_the_manual_has_a_page_for_each_command_that_man_and_mandoc_take(self):
        for page in sorted(Path("/usr/share/man/man1").glob("netkit*.1.gz")):
            with self.subTest(page.name):
                shown = subprocess.run(["man", "--warnings", page.name.removesuffix(".1.gz")], capture_output=True,
                                       text=True, env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
                self.assertEqual((0, ""), (shown.returncode, shown.stderr))
                self.assertRegex(shown.stdout, r"(?m)^EXIT STATUS$")
                without_examples = shown.stdout.split("\nEXAMPLES\n")[0]
                self.assertEqual([], [line for line in without_examples.splitlines() if len(line) > 80])
                self.assertNotRegex(shown.stdout, r"&#|\{[a-z]+\}|\\f[BIPR]")
                self.assertNotRegex(without_examples, r"(?m)^ {12}", "text that is indented as nothing else is")
                synopsis = " ".join(re.search("SYNOPSIS\n(.*?)\n\n", shown.stdout, re.DOTALL)[1].split())
                self.assertNotRegex(synopsis, r"[*_]|[\[:] | \]", "markup, or a break within brackets")
                self.assertEqual(synopsis.count("["), synopsis.count("]"), synopsis)
                run("mandoc", "-T", "lint", "-W", "warning", page)
        scan = run("man", "netkit-scan", env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
        self.assertIn("netkit scan 10.77.0.2-100 --json | jq -r 'select(.up).address'", scan)
        self.assertIn("netkit-discover(1)", scan)
        self.assertIn("[HOST[:PORT]] [USER]", run("man", "netkit-auth-login", env={**os.environ, "LC_ALL": "C.UTF-8"}))

    def test_bash_completes(self):
        script = ". /usr/share/bash-completion/completions/netkit; " \
                 "COMP_WORDS=(netkit send); COMP_CWORD=1; COMP_LINE='netkit send'; COMP_POINT=11; " \
                 "_complete_netkit; printf '%s\\n' \"${COMPREPLY[@]}\""
        self.assertEqual("send-file\n", run("bash", "-c", script))

    def test_zsh_finds_its_function(self):
        self.assertIn("_netkit", run("zsh", "-fc", "autoload -Uz compinit && compinit -D -u && echo $_comps[netkit]"))

    def test_the_units_are_off_and_sound_and_shut_in(self):
        for service in debian.SERVICES:
            with self.subTest(service.unit):
                unit = f"/lib/systemd/system/{service.unit}.service"
                self.assertEqual([], list(Path("/etc/systemd/system").rglob(f"{service.unit}.service")))
                self.assertEqual("", run("systemd-analyze", "verify", "--man=yes", unit).strip())
                run("systemd-analyze", "security", "--offline=yes", f"--threshold={SCORE}", unit)

    def test_each_service_starts_with_the_options_that_it_comes_with(self):
        for service in debian.SERVICES:
            with self.subTest(service.unit):
                user = User("/usr/bin/netkit", self)
                user.run("key", "--out", "key")
                command = self.command_of(service, user.home)
                with user.server(*command, listeners=2 if service.name == "beacon" else 1):
                    pass

    def command_of(self, service, home):
        """What ExecStart runs; what systemd would put below /var/lib is in the user's home."""
        unit = Path(f"/lib/systemd/system/{service.unit}.service").read_text()
        options = re.search('^OPTIONS="(.*)"$', Path(f"/etc/default/{service.unit}").read_text(), re.MULTILINE)[1]
        line = re.search("^ExecStart=/usr/bin/netkit (.*)$", unit, re.MULTILINE)[1]
        line = line.replace("$OPTIONS", options).replace("${CREDENTIALS_DIRECTORY}", ".").replace("/var/lib", "state")
        (home / "state").mkdir(exist_ok=True)
        shutil.chown(home / "state", 65534, 65534)
        return [*shlex.split(line), *(["--udp-port", "0"] if service.name == "beacon" else [])]

    def test_zz_purging_leaves_nothing(self):
        """The last one, because it takes away what the others try."""
        for service in debian.SERVICES:
            Path("/var/lib/private", service.unit, "kept").mkdir(parents=True)
            Path("/var/lib", service.unit).symlink_to(f"private/{service.unit}")

        run("dpkg", "--remove", "netkit")
        self.assertTrue(Path("/etc/default/netkit-chat").exists())
        self.assertTrue(Path("/var/lib/netkit-chat/kept").exists())

        run("dpkg", "--purge", "netkit")
        self.assertEqual(self.before, with_its_name())
