#!/usr/bin/env python3
"""Opens a sealed stream (docs/protocol.md, "Sealed streams"): binary frames on standard input, data on standard output.

Usage: open_sealed_stream.py KEYFILE SENDER_SALT RECEIVER_SALT     the salts are 16 bytes each, in hex
"""
import base64
import struct
import sys

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def stream_key(shared, sender_salt, receiver_salt):
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=sender_salt + receiver_salt, info=b"netkit-stream-v1")
    return base64.urlsafe_b64encode(hkdf.derive(base64.urlsafe_b64decode(shared)))


def frames(source):
    while header := source.read(4):
        (length,) = struct.unpack(">I", header)
        yield source.read(length)


def chunks(fernet, tokens):
    last = False
    for number, token in enumerate(tokens):
        chunk = fernet.decrypt(base64.urlsafe_b64encode(token))
        if last or len(chunk) < 9 or struct.unpack(">Q", chunk[:8])[0] != number or chunk[8] > 1:
            raise ValueError(f"not the chunk that was due: {number}")
        last = chunk[8] == 1
        yield chunk[9:]
    if not last:
        raise ValueError("the stream was cut off")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as key_file:
        key = stream_key(key_file.readline().strip(), *map(bytes.fromhex, sys.argv[2:4]))
    try:
        for data in chunks(Fernet(key), frames(sys.stdin.buffer)):
            sys.stdout.buffer.write(data)
    except (ValueError, InvalidToken, struct.error) as reason:
        sys.exit(f"this is not the stream that was sealed: {reason!r}")
