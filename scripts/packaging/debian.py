"""The Debian package, by dpkg-deb: the program below /usr/share/netkit, its servers as units of systemd, switched off."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

import archives
from program import run
from tree import Tree, compressed

APP = "usr/share/netkit"
DOC = "usr/share/doc/netkit"


@dataclass(frozen=True)
class Service:
    name: str
    command: str
    what: str
    options: str = ""
    key: bool = False
    """Whether it cannot do without a shared key."""
    environment: str = ""
    """A default for one of its options."""
    hint: str = ""

    @property
    def unit(self):
        return f"netkit-{self.name}"


SERVICES = (
    Service("echo", "echo-server", "echo server"),
    Service("file", "file-server", "file server", "--dir /var/lib/netkit-file"),
    Service("id", "id-server", "server of names by address", "--store /var/lib/netkit-id/names.json"),
    Service("auth", "auth-server", "server of accounts and sessions", "--data /var/lib/netkit-auth"),
    Service("chat", "chat-server", "chat server", "--history /var/lib/netkit-chat"),
    Service("beacon", "beacon", "beacon", key=True, environment="NETKIT_NAME=%H",
            hint="# The key that it shares with those who look for it is /etc/netkit/beacon.key, of root alone:\n"
                 "#   install -d -m 700 /etc/netkit && netkit key --out /etc/netkit/beacon.key\n"),
)


def make(program, pages, folder):
    if not shutil.which("dpkg-deb"):
        print("package: no .deb, because there is no dpkg-deb on this machine")
        return
    tree = installed(program, pages)
    control = described(program, tree)
    with tempfile.TemporaryDirectory() as temporary:
        tree.update(control.below("DEBIAN"))
        tree.write(temporary, program.epoch)
        Path(temporary).chmod(0o755)
        run(["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", temporary,
             folder / f"netkit_{program.version}_all.deb"],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(program.epoch)})


def installed(program, pages):
    """What the package puts below the root."""
    tree = archives.app(program).below(APP)
    tree.link("usr/bin/netkit", "../share/netkit/bin/netkit")
    shared = archives.shared(program, {f"{name}.gz": compressed(page) for name, page in pages.items()}).below("usr")
    shared["usr/share/zsh/vendor-completions/_netkit"] = shared.pop("usr/share/zsh/site-functions/_netkit")
    tree.update(shared)
    tree.update(documents(program).below(DOC))
    for service in SERVICES:
        tree.add(f"lib/systemd/system/{service.unit}.service", filled(program, "service.in", unit_words(service)))
        tree.add(f"etc/default/{service.unit}", filled(program, "default.in", words(service)))
    return tree


def documents(program):
    tree = Tree()
    tree.copy_file("copyright", source(program, "copyright"))
    tree.add("changelog.gz", compressed(changelog(program).encode()))
    tree.add("CHANGELOG.md.gz", compressed((program.root / "CHANGELOG.md").read_bytes()))
    tree.add("netkit.cdx.json.gz", compressed(program.component_list.read_bytes()))
    tree.copy_file("README.md", program.root / "README.md")
    tree.copy_folder("docs", program.root / "docs")
    return tree


def described(program, tree):
    """The control files."""
    control = Tree()
    size = sum(len(entry.content) for entry in tree.values()) // 1024
    control.add("control", filled(program, "control.in", {
        "VERSION": program.version, "MAINTAINER": maintainer(), "SIZE": str(size)}))
    control.add("conffiles", "".join(f"/{path}\n" for path in sorted(tree) if path.startswith("etc/")))
    control.add("md5sums", "".join(f"{hashlib.md5(tree[path].content).hexdigest()}  {path}\n" for path in sorted(tree)
                                   if not tree[path].link and not path.startswith("etc/")))
    for script in ("postinst", "prerm", "postrm"):
        control.add(script, filled(program, script, {
            "SERVICES": " ".join(f"{service.unit}.service" for service in SERVICES)}), 0o755)
    return control


def words(service):
    return {"NAME": service.name, "COMMAND": service.command, "WHAT": service.what, "OPTIONS": service.options,
            "HINT": service.hint}


def unit_words(service):
    key = f"/etc/netkit/{service.name}.key"
    return {**words(service),
            "STATE": f"StateDirectory={service.unit}\nStateDirectoryMode=0700" if service.options else "",
            "ASSERT": f"AssertPathExists={key}" if service.key else "",
            "ENVIRONMENT": f"Environment={service.environment}" if service.environment else "",
            "ARGUMENTS": "--key-file ${CREDENTIALS_DIRECTORY}/key " if service.key else "",
            "LOAD": f"LoadCredential=key:{key}" if service.key else ""}


def filled(program, name, words):
    """A file of debian/ with its @WORDS@; a line that becomes empty by it goes."""
    lines = []
    for line in source(program, name).read_text().splitlines():
        full = line
        for word, text in words.items():
            full = full.replace(f"@{word}@", text)
        if full.strip() or not line.strip():
            lines.append(full.rstrip())
    return "\n".join(lines) + "\n"


def source(program, name):
    return program.root / "scripts" / "packaging" / "debian" / name


def maintainer():
    """As Debian's own tools have it from the environment."""
    name = os.environ.get("DEBFULLNAME") or "The netkit authors"
    return f"{name} <{os.environ.get('DEBEMAIL') or 'netkit@example.org'}>"


def changelog(program):
    return (f"netkit ({program.version}) unstable; urgency=medium\n\n"
            f"  * What is new is in /usr/share/doc/netkit/CHANGELOG.md.gz.\n\n"
            f" -- {maintainer()}  {formatdate(program.epoch)}\n")
