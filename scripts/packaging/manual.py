"""The manual's pages, made from the commands themselves: AsciiDoc by picocli's generator, roff by asciidoctor."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from program import Failure, java, run


def pages(program):
    """The content of each page by the name of its file, such as netkit-scan.1."""
    if not shutil.which("asciidoctor"):
        raise Failure("asciidoctor is missing, which renders the manual: apt install asciidoctor, or brew install it")
    generator = program.root / "cli" / "src" / "build" / "java" / "ManPages.java"
    tool = program.root / "cli" / "target" / "build-tools" / "picocli-codegen.jar"
    with tempfile.TemporaryDirectory() as folder:
        run([java(), "-cp", os.pathsep.join([str(program.jar), str(tool)]), generator, folder, program.version])
        sources = sorted(Path(folder).glob("*.adoc"))
        run(["asciidoctor", "-b", "manpage", "--failure-level", "WARN", *sources],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(program.epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8"})
        return {page.name: plain(page.read_text()).encode() for page in sorted(Path(folder).glob("*.1"))}


def plain(page):
    """Without what asciidoctor puts in for addresses, of which there are none: macros that mandoc does not know; and
    without space below a heading, where there is some anyway."""
    page = re.sub(r"^\.de URL$.*?^\.\\}\n", "", page, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^(\.SH .*)\n\.sp$", r"\1", page, flags=re.MULTILINE)
