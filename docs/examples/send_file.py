#!/usr/bin/env python3
"""Sends files to a netkit file server (docs/protocol.md, "Files"), resuming what was cut off.

Usage: send_file.py HOST PORT FILE...
"""
import hashlib
import json
import os
import socket
import struct
import sys


def put(connection, message):
    payload = json.dumps(message).encode()
    connection.sendall(struct.pack(">I", len(payload)) + payload)


def exactly(connection, length):
    received = b""
    while len(received) < length:
        part = connection.recv(length - len(received))
        if not part:
            raise ConnectionError("the server closed the connection")
        received += part
    return received


def get(connection):
    (length,) = struct.unpack(">I", exactly(connection, 4))
    return json.loads(exactly(connection, length))


def prefix_digest(file, length):
    digest = hashlib.sha256()
    while length > 0 and (data := file.read(min(length, 1 << 16))):
        digest.update(data)
        length -= len(data)
    return digest


def send(connection, path):
    size = os.path.getsize(path)
    put(connection, {"type": "offer", "name": os.path.basename(path), "size": size})
    answer = get(connection)
    if answer["type"] != "accept":
        return answer
    with open(path, "rb") as file:
        offset, digest = answer["offset"], prefix_digest(file, answer["offset"])
        if offset and digest.hexdigest() != answer["prefixSha256"]:
            offset, digest = 0, hashlib.sha256()
        file.seek(offset)
        put(connection, {"type": "begin", "offset": offset})
        missing = size - offset
        while missing > 0 and (data := file.read(min(missing, 1 << 16))):
            connection.sendall(data)
            digest.update(data)
            missing -= len(data)
    put(connection, {"type": "end", "sha256": digest.hexdigest()})
    return get(connection)


if __name__ == "__main__":
    with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as server:
        for name in sys.argv[3:]:
            result = send(server, name)
            print(name, result["type"], result.get("detail", result.get("name", "")))
