"""The tar.gz and the zip: netkit as a folder that can be put anywhere, for whoever has a Java."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile

from tree import Tree


def make(program, pages, folder):
    tree = app(program)
    tree.update(shared(program, pages))
    tree.update(documents(program))
    tree.add("bin/netkit.cmd", as_on_windows(program.root / "scripts" / "packaging" / "netkit.cmd"))
    name = f"netkit-{program.version}"
    write_tar_gz(tree.below(name), folder / f"{name}.tar.gz", program.epoch)
    write_zip(tree.below(name), folder / f"{name}.zip", program.epoch)


def app(program):
    """What runs: the layout that scripts/netkit expects."""
    tree = Tree()
    for script in ("netkit", "netkit-upkeep.sh"):
        tree.copy_file(f"bin/{script}", program.root / "scripts" / script)
    tree.copy_file("lib/netkit.jar", program.jar)
    tree.copy_file("lib/BUILD_ID", program.build_id)
    return tree


def shared(program, pages):
    """What shells and man look for, below the folders of a prefix such as /usr/local."""
    tree = Tree()
    tree.add("share/bash-completion/completions/netkit", sourced(program.print_of("completion", "bash")))
    tree.add("share/zsh/site-functions/_netkit", program.print_of("completion", "zsh"))
    for name, page in pages.items():
        tree.add(f"share/man/man1/{name}", page)
    return tree


def sourced(script):
    """Without a first line for those who would run it."""
    return script.split(b"\n", 1)[1] if script.startswith(b"#!") else script


def documents(program):
    tree = Tree()
    for name in ("README.md", "CHANGELOG.md", "LICENSE"):
        tree.copy_file(name, program.root / name)
    tree.copy_folder("docs", program.root / "docs")
    tree.copy_file("netkit.cdx.json", program.component_list)
    return tree


def as_on_windows(file):
    """Whichever line ends the checkout has, those of Windows."""
    return file.read_text().replace("\n", "\r\n")


def write_tar_gz(tree, file, epoch):
    with open(file, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for folder in tree.folders():
                tar.addfile(_described(folder, tarfile.DIRTYPE, 0o755, epoch))
            for path in sorted(tree):
                entry = tree[path]
                info = _described(path, tarfile.SYMTYPE if entry.link else tarfile.REGTYPE, entry.mode, epoch)
                info.linkname, info.size = entry.link, len(entry.content)
                tar.addfile(info, io.BytesIO(entry.content))


def _described(path, kind, mode, epoch):
    info = tarfile.TarInfo(path)
    info.type, info.mode, info.mtime = kind, mode, epoch
    info.uname = info.gname = "root"
    return info


def write_zip(tree, file, epoch):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(tree):
            info = zipfile.ZipInfo(path, time.gmtime(epoch)[:6])
            info.create_system = 3  # the modes below are those of Unix
            info.external_attr = (0o100000 | tree[path].mode) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, tree[path].content)
