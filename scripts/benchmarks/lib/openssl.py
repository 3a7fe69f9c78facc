"""What `openssl speed` makes of a cipher and a digest, one after the other: the limit for a token."""

from __future__ import annotations

import os
import re

from lib.jmh import Speed
from lib.measure import run_watched
from lib.processes import Failure

CIPHER = {"encrypt": ["-evp", "aes-128-cbc"], "decrypt": ["-decrypt", "-evp", "aes-128-cbc"]}
DIGEST = ["-hmac", "sha256"]


class Openssl:
    """The `openssl` on the PATH."""

    def __init__(self, processes, folder):
        self._processes, self._output = processes, folder / "openssl.txt"

    def limit(self, operation, size, options):
        """MB/s of AES-128-CBC and HMAC-SHA256 over the same bytes, in buffers of that size."""
        cipher, one = self._speed(CIPHER[operation], size, options)
        digest, other = self._speed(DIGEST, size, options)
        return Speed(1 / (1 / cipher + 1 / digest), (one + other) / 2, (cipher, digest))

    def _speed(self, algorithm, size, options):
        # Of real time, as JMH measures; it takes whole seconds only.
        command = ["openssl", "speed", "-elapsed", "-seconds", str(max(1, round(options.seconds / 2))),
                   "-bytes", str(size), *algorithm]
        run, others = run_watched(self._processes, command, {**os.environ, "LC_ALL": "C"}, self._output)
        thousands = re.search(r"\s([\d.]+)k\s*$", run.output)
        if run.code != 0 or thousands is None:
            raise Failure(f"openssl speed: {run.epitaph()}")
        return float(thousands.group(1)) / 1000, others
