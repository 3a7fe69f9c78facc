"""Fernet of Python's module cryptography: fernet_python.py encrypt|decrypt BYTES SECONDS prints tokens per second."""

import os
import sys
import time

import cryptography
from cryptography.fernet import Fernet
from cryptography.hazmat.backends.openssl.backend import backend

WARM_UP_SECONDS = 0.2
BATCH_SECONDS = 0.01


def timed(work, argument, count):
    began = time.perf_counter()
    for _ in range(count):
        work(argument)
    return time.perf_counter() - began


def rate(work, argument, seconds):
    """Calls per second; the clock is read once for a batch, so that small tokens do not pay for it."""
    batch = 1
    while timed(work, argument, batch) < BATCH_SECONDS:
        batch *= 2
    calls, spent = 0, 0.0
    while spent < seconds:
        spent += timed(work, argument, batch)
        calls += batch
    return calls / spent


def main(operation, size, seconds):
    fernet = Fernet(Fernet.generate_key())
    plaintext = os.urandom(size)
    argument = plaintext if operation == "encrypt" else fernet.encrypt(plaintext)
    work = getattr(fernet, operation)
    rate(work, argument, min(seconds, WARM_UP_SECONDS))
    print(rate(work, argument, seconds))


if __name__ == "__main__":
    if sys.argv[1:] == ["--version"]:
        print(f"cryptography {cryptography.__version__} on {backend.openssl_version_text()}")
    elif len(sys.argv) == 4 and sys.argv[1] in ("encrypt", "decrypt"):
        main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
    else:
        sys.exit("usage: fernet_python.py encrypt|decrypt BYTES SECONDS")
