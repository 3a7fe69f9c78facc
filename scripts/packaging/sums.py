"""The folder of packages: empty at first, complete with digests and the list of components at last."""

from __future__ import annotations

import hashlib

SUMS = "SHA256SUMS"


def begin(folder):
    """Leaves nothing of an earlier run, so that the digests are of one and the same."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in [*folder.glob("netkit[-_]*"), folder / SUMS]:
        file.unlink(missing_ok=True)


def finish(program, folder):
    (folder / f"netkit-{program.version}.cdx.json").write_bytes(program.component_list.read_bytes())
    lines = [f"{_digest(file)}  {file.name}\n" for file in sorted(folder.glob("netkit[-_]*"))]
    (folder / SUMS).write_text("".join(lines))


def _digest(file):
    digest = hashlib.sha256()
    with open(file, "rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
