"""Random files in memory to send, whether they arrived as they are, and whether there is room for them."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from lib.processes import Failure

MEMORY = Path("/dev/shm")
"""The file system that no disk is behind, so that the programs are measured and not a disk."""
PIECE = 1 << 20
SPARE_BYTES = 256 << 20
"""What is to stay free in the file system."""


def random_file(path, size):
    """Writes a file of random bytes, and returns its path."""
    with open(path, "wb") as file:
        for done in range(0, size, PIECE):
            file.write(os.urandom(min(PIECE, size - done)))
    return path


def random_files(folder, count, size):
    """Fills a new folder, and returns the paths of its files."""
    folder.mkdir()
    return [random_file(folder / f"{number:04}.bin", size) for number in range(1, count + 1)]


def check_room(files, programs):
    """Raises a failure unless there is room for so many bytes of files, and memory for the programs as well."""
    try:
        free = shutil.disk_usage(MEMORY).free
    except OSError as error:
        raise Failure(f"needs {MEMORY}, so that no disk is measured: {error.strerror}") from error
    if free < files + SPARE_BYTES:
        raise Failure(f"{MEMORY} has {free / 1e6:.0f} MB free, and {(files + SPARE_BYTES) / 1e6:.0f} MB are needed "
                      "(--size makes it less)")
    found = re.search(r"^MemAvailable:\s*(\d+) kB$", Path("/proc/meminfo").read_text(encoding="ascii"), re.MULTILINE)
    if found and int(found.group(1)) * 1024 < files + programs:
        raise Failure(f"{int(found.group(1)) / 1e3:.0f} MB of memory are available, and {(files + programs) / 1e6:.0f} "
                      f"MB are needed, as {MEMORY} is memory too (--size makes it less)")


def check_arrived(sources, folder):
    """Raises a failure unless the folder holds what was sent, byte for byte, and nothing else."""
    sent = {path: file for source in sources for path, file in files_in(source)}
    arrived = {str(file.relative_to(folder)): file for file in sorted(folder.rglob("*")) if not file.is_dir()}
    for wrong, names in (("did not arrive", sent.keys() - arrived.keys()),
                         ("arrived that nobody sent", arrived.keys() - sent.keys())):
        if names:
            raise Failure(f"{len(names)} files {wrong}, such as {min(names)}")
    for path, file in sent.items():
        check_same(path, file, arrived[path])


def files_in(source):
    """(path at the receiver, file) of a file or of everything in a folder."""
    files = [source] if source.is_file() else [file for file in source.rglob("*") if file.is_file()]
    return [(str(file.relative_to(source.parent)), file) for file in files]


def check_same(name, sent, arrived):
    sizes = sent.stat().st_size, arrived.stat().st_size
    if sizes[0] != sizes[1]:
        raise Failure(f"{name} arrived with {sizes[1]} bytes instead of {sizes[0]}")
    with open(sent, "rb") as one, open(arrived, "rb") as other:
        for offset in range(0, sizes[0], PIECE):
            if one.read(PIECE) != other.read(PIECE):
                raise Failure(f"{name} arrived with other bytes, from {offset} or soon after on")
