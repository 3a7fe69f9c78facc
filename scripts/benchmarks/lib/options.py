"""The command line that the benchmarks have in common: which cases, on which JDKs, and where the raw figures go."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def listed(text):
    return [part for part in text.split(",") if part]


def between(kind, least, most):
    def check(text):
        value = kind(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not from {least} to {most}")
        return value
    check.__name__ = "number"  # argparse says "invalid number value"
    return check


class Parser(argparse.ArgumentParser):
    """Knows what every benchmark offers; each adds its own."""

    def __init__(self, name, description, keys):
        super().__init__(prog=f"scripts/bench {name}", description=description)
        self._name, self._keys = name, keys
        self.add_argument("--only", type=listed, default=keys, metavar="CASE[,CASE]", help="of " + ", ".join(keys))
        self.add_argument("--jdk", type=listed, metavar="HOME[,HOME]",
                          help="JDKs to run netkit on (default: the newest 17 and the newest one found)")
        self.add_argument("--quick", action="store_true", help="short and imprecise, for trying")
        self.add_argument("--json", metavar="FILE", help="write the raw figures there")

    def error(self, message):
        self.exit(2, f"bench {self._name}: {message} (--help tells more)\n")

    def parse(self, arguments):
        options = self.parse_args(arguments)
        unknown = [key for key in options.only if key not in self._keys]
        if unknown or not options.only:
            self.error(f"no case named '{','.join(unknown)}'; there are {', '.join(self._keys)}")
        if options.json and not os.access(Path(options.json).absolute().parent, os.W_OK):
            self.error(f"cannot write {options.json}")
        return options
