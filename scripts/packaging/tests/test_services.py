"""The services of the Debian package, run by systemd itself on a machine inside this one."""

import contextlib
import re
import time
import unittest
from pathlib import Path

import debian
import machine
from machine import CannotBoot, Machine
from packages import ROOT, made, version
from test_documents import BLOCK, PAGE

SECONDS = 30
UNIT = re.compile(r"^```ini\n(\[Service\]\n.*?)^```$", re.MULTILINE | re.DOTALL)
USES = {
    "echo": ("netkit echo -q ::1 hello", "hello"),
    "file": ("netkit send-file 127.0.0.1 /etc/services && cat /var/lib/netkit-file/services", "ftp"),
    "id": ("netkit identify 127.0.0.1 --name Ann", ", Ann"),
    "auth": ("echo 'correct horse battery' | netkit auth register 127.0.0.1 ann --password-stdin", "registered ann"),
    "chat": ("echo 'who has the slides?' | netkit chat --json localhost --name ann", "who has the slides?"),
    "beacon": ("netkit discover --key-file /etc/netkit/beacon.key --to 127.0.0.1 --until 1", "beacon"),
}
"""What somebody types there, and what has to come of it."""


@unittest.skipIf(machine.why_not(), machine.why_not())
class ServicesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            cls.machine = Machine(made())
        except CannotBoot as why:
            raise unittest.SkipTest(str(why)) from why
        cls.addClassCleanup(cls.machine.close)
        # An index of the whole manual takes longer than all of this; and a container may forbid packages to touch services.
        cls.machine.run("rm", "-f", "/var/lib/man-db/auto-update", "/usr/sbin/policy-rc.d")
        cls.install()
        cls.machine.run("sh", "-ec", "install -d -m 700 /etc/netkit; netkit key --out /etc/netkit/beacon.key")

    @classmethod
    def install(cls):
        return cls.machine.run("dpkg", "--install", f"/mnt/netkit_{version()}_all.deb")

    def setUp(self):
        self.begun = time.time()
        self.addCleanup(self.machine.run, "sh", "-c", "systemctl stop 'netkit-*'; systemctl reset-failed")

    def test_each_is_ready_once_its_start_returns_and_ends_well(self):
        for service in debian.SERVICES:
            with self.subTest(service.unit):
                self.start(service.unit)
                self.use(service.name)
                self.machine.run("systemctl", "stop", service.unit)
                self.assertEqual("inactive success 0", self.state(service.unit, "ActiveState", "Result", "ExecMainStatus"))
                self.assertIn(f"{service.unit}.service: Deactivated successfully.", self.journal(service.unit))

    def test_status_tells_where_it_listens(self):
        self.start("netkit-echo")

        self.assertIn('Status: "listening on [::]:9090"', self.machine.run("systemctl", "status", "netkit-echo"))

    def test_a_beacon_has_the_name_of_its_machine_and_none_starts_without_a_key(self):
        self.start("netkit-beacon")
        self.assertIn(self.machine.run("uname", "-n").strip(), self.use("beacon"))
        self.machine.run("systemctl", "stop", "netkit-beacon")

        self.machine.run("mv", "/etc/netkit/beacon.key", "/etc/netkit/away")
        self.addCleanup(self.machine.run, "mv", "/etc/netkit/away", "/etc/netkit/beacon.key")

        self.assertIn("Assertion failed", self.machine.run("systemctl", "start", "netkit-beacon", status=1))

    def test_who_is_there_is_let_go_when_it_stops(self):
        self.start("netkit-echo")
        self.machine.run("sh", "-c", "(sleep 60 | netkit echo 127.0.0.1) >/dev/null 2>&1 &")
        self.wait_until(lambda: " connected" in self.journal("netkit-echo"))

        self.machine.run("systemctl", "stop", "netkit-echo")

        self.assertEqual("inactive success", self.state("netkit-echo", "ActiveState", "Result"))
        self.assertRegex(self.journal("netkit-echo"), r"disconnected, .*\n(.*\n)*.* stopped\n")

    def test_one_that_is_killed_comes_back_with_what_it_kept(self):
        self.start("netkit-chat")
        self.use("chat")

        self.machine.run("kill", "-9", self.state("netkit-chat", "MainPID"))
        self.wait_until(lambda: self.state("netkit-chat", "ActiveState", "NRestarts") == "active 1")

        self.assertIn("who has the slides?", self.machine.run("netkit", "chat", "-q", "localhost", "--history", "1"))

    def test_wrong_options_are_told_at_once_and_not_tried_again(self):
        with self.options("echo", "--nonsense"):
            self.machine.run("systemctl", "start", "netkit-echo", status=1)

            self.assertEqual("failed exit-code 2", self.state("netkit-echo", "ActiveState", "Result", "ExecMainStatus"))
            self.assertIn("netkit: unknown option: '--nonsense'\n", self.journal("netkit-echo"))

    def test_one_whose_port_is_taken_starts_when_it_is_free(self):
        self.start("netkit-echo")
        with self.options("id", "--store /var/lib/netkit-id/names.json --port 9090"):
            self.machine.run("systemctl", "start", "netkit-id", status=1)
            self.assertIn("netkit: cannot listen on port 9090: it is in use\n", self.journal("netkit-id"))

            self.machine.run("systemctl", "stop", "netkit-echo")

            self.wait_until(lambda: self.state("netkit-id", "ActiveState") == "active")

    def test_what_the_page_types_switches_a_service_on(self):
        [block] = [block for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if "systemctl " in block]
        self.addCleanup(self.machine.run, "systemctl", "disable", "netkit-chat")

        self.machine.run("sh", "-ec", block.replace(" -f\n", "\n"))  # which would follow for ever

        self.assertIn("listening on [::]:7777", self.journal("netkit-chat"))
        self.assertEqual("enabled\n", self.machine.run("systemctl", "is-enabled", "netkit-chat"))
        self.use("chat")

    def test_the_drop_ins_of_the_page_work(self):
        capability = "AmbientCapabilities=CAP_NET_BIND_SERVICE\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n"
        with self.options("echo", "--port 7"), self.drop_in("netkit-echo", capability):
            self.start("netkit-echo")
            self.assertEqual("hello\n", self.machine.run("netkit", "echo", "-q", "127.0.0.1:7", "hello"))
        self.machine.run("cp", "/etc/netkit/beacon.key", "/etc/netkit/chat.key")
        credential = "LoadCredential=key:/etc/netkit/chat.key\nExecStart=\n" \
                     "ExecStart=/usr/bin/netkit chat-server --key-file ${CREDENTIALS_DIRECTORY}/key $OPTIONS\n"
        with self.drop_in("netkit-chat", credential):
            self.start("netkit-chat")
            self.machine.run("netkit", "chat", "-q", "--key-file", "/etc/netkit/chat.key", "localhost", "--name", "ann")

    def test_a_file_server_needs_no_table_of_mounts(self):
        with self.drop_in("netkit-file", "ProcSubset=pid\n"):
            self.start("netkit-file")
            self.use("file")

    def test_the_unit_that_the_page_about_operations_shows_works(self):
        unit = UNIT.search((ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))[1]
        self.machine.write("/etc/systemd/system/netkit-own.service", unit)
        self.addCleanup(self.machine.run, "rm", "/etc/systemd/system/netkit-own.service")
        self.machine.run("systemctl", "daemon-reload")

        self.start("netkit-own")

        self.use("chat")
        self.machine.run("systemctl", "stop", "netkit-own")
        self.assertIn('{"event":"stopped"', self.journal("netkit-own"))

    def test_zy_one_that_runs_goes_on_with_a_new_version(self):
        self.start("netkit-id")
        self.use("id")
        before = self.state("netkit-id", "MainPID")
        self.machine.run("sh", "-c", "echo '# mine' >>/etc/default/netkit-id")

        self.install()

        self.assertEqual("active", self.state("netkit-id", "ActiveState"))
        self.assertEqual("inactive", self.state("netkit-echo", "ActiveState"))
        self.assertNotEqual(before, self.state("netkit-id", "MainPID"))
        self.assertIn("# mine", self.machine.run("cat", "/etc/default/netkit-id"))
        self.assertIn("Welcome back, Ann", self.machine.run("netkit", "identify", "127.0.0.1"))

    def test_zz_one_that_runs_ends_with_its_package(self):
        """The last one, because it takes away what the others try."""
        self.machine.run("systemctl", "enable", "netkit-file", "netkit-echo")
        self.start("netkit-file")
        self.use("file")

        self.machine.run("dpkg", "--remove", "netkit")

        self.assertIn("Deactivated successfully", self.journal("netkit-file"))
        self.assertEqual("", self.machine.run("systemctl", "list-units", "--all", "--plain", "--no-legend", "netkit-*"))
        self.assertEqual("", self.machine.run("find", "/etc/systemd", "-name", "netkit-*"))
        self.assertIn("ftp", self.machine.run("cat", "/var/lib/private/netkit-file/services"))

        self.machine.run("dpkg", "--purge", "netkit")

        self.assertEqual("", self.machine.run("find", "/var/lib/private", "/etc/default", "-name", "netkit-*"))
        self.assertIn("beacon.key", self.machine.run("ls", "/etc/netkit"))

    def start(self, unit):
        self.machine.run("systemctl", "start", unit)

    def use(self, name):
        command, expected = USES[name]
        said = self.machine.run("sh", "-ec", command)
        self.assertIn(expected, said)
        return said

    def state(self, unit, *properties):
        shown = self.machine.run("systemctl", "show", f"--property={','.join(properties)}", unit)
        values = dict(line.split("=", 1) for line in shown.splitlines())
        return " ".join(values[name] for name in properties)

    def journal(self, unit):
        self.machine.run("journalctl", "--sync")
        return self.machine.run("journalctl", "--no-pager", f"--since=@{self.begun:.6f}", "-u", unit)

    @contextlib.contextmanager
    def options(self, name, options):
        file = f"/etc/default/netkit-{name}"
        before = self.machine.run("cat", file)
        self.machine.write(file, f'OPTIONS="{options}"\n')
        yield
        self.machine.run("systemctl", "stop", f"netkit-{name}")
        self.machine.write(file, before)

    @contextlib.contextmanager
    def drop_in(self, unit, lines):
        folder = f"/etc/systemd/system/{unit}.service.d"
        self.machine.write(f"{folder}/override.conf", f"[Service]\n{lines}")
        self.machine.run("systemctl", "daemon-reload")
        yield
        self.machine.run("systemctl", "stop", unit)
        self.machine.run("rm", "-r", folder)
        self.machine.run("systemctl", "daemon-reload")

    def wait_until(self, holds):
        until = time.monotonic() + SECONDS
        while not holds():
            self.assertLess(time.monotonic(), until, "it did not come to be")
            time.sleep(0.1)
