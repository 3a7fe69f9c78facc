"""The files of a package before they are anywhere: by path, with content, mode or link."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    content: bytes = b""
    mode: int = 0o644
    link: str = ""
    """Where it points to, if it is a symbolic link."""


class Tree(dict):
    """Entries by path, relative and with slashes."""

    def add(self, path, content, mode=0o644):
        self[path] = Entry(content.encode() if isinstance(content, str) else content, mode)

    def copy_file(self, path, source):
        self.add(path, Path(source).read_bytes(), 0o755 if os.access(source, os.X_OK) else 0o644)

    def copy_folder(self, path, source):
        for folder, _, names in os.walk(source):
            for name in names:
                file = Path(folder, name)
                inside = f"{path}/{file.relative_to(source).as_posix()}"
                if file.is_symlink():
                    self.link(inside, os.readlink(file))
                else:
                    self.copy_file(inside, file)

    def link(self, path, target):
        self[path] = Entry(mode=0o777, link=target)

    def below(self, folder):
        """The same, all inside of a folder."""
        return Tree({f"{folder}/{path}": entry for path, entry in self.items()})

    def folders(self):
        """Every folder that an entry is in, each after the one around it."""
        return sorted({parent.as_posix() for path in self for parent in Path(path).parents} - {"."})

    def write(self, root, epoch):
        """Lays everything out on the disk, with that time."""
        for folder in self.folders():
            Path(root, folder).mkdir(mode=0o755, parents=True, exist_ok=True)
        for path, entry in self.items():
            file = Path(root, path)
            if entry.link:
                file.symlink_to(entry.link)
            else:
                file.write_bytes(entry.content)
                file.chmod(entry.mode)
        for path in [*self, *reversed(self.folders()), "."]:
            os.utime(Path(root, path), (epoch, epoch), follow_symlinks=False)


def compressed(content):
    """With gzip, without the time and the name that it would note."""
    return gzip.compress(content, 9, mtime=0)
