#!/usr/bin/env python3
"""Chats in binary frames and prints every message of the server as JSON (docs/protocol.md, "Chat").

Usage: chat_native.py HOST PORT NAME [--room ROOM] [--since NUMBER] [--linger SECONDS]
Every line of standard input is said; --since shows what the room heard after that number (0 = all there is).
"""
import argparse
import json
import os
import socket
import struct
import sys
import threading
import time
import uuid

accepted, leaving = threading.Event(), threading.Event()


def put(connection, **message):
    payload = json.dumps(message).encode()
    connection.sendall(struct.pack(">I", len(payload)) + payload)


def listen(stream):
    try:
        while header := stream.read(4):
            message = json.loads(stream.read(*struct.unpack(">I", header)))
            print(json.dumps(message, ensure_ascii=False), flush=True)
            if message["type"] == "users":
                accepted.set()
            elif message["type"] == "error" and not accepted.is_set():
                raise ValueError(f"{message['code']}: {message.get('detail', '')}")
        raise EOFError("the server closed the connection")
    except Exception as problem:
        if not leaving.is_set():
            print(f"{type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
            os._exit(1)  # the main thread waits for something else, and nothing would wake it


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Chats in binary frames; every line of standard input is said.")
    for argument, kind in {"host": str, "port": int, "name": str}.items():
        parser.add_argument(argument, type=kind)
    parser.add_argument("--room", default="lobby")
    parser.add_argument("--since", type=int, help="show what came after this number")
    parser.add_argument("--linger", type=float, default=1, help="seconds to listen on after the end of input")
    options = parser.parse_args()
    for standard in (sys.stdin, sys.stdout):
        standard.reconfigure(encoding="utf-8", errors="replace")
    room = {"room": options.room}  # always named: a client that never names one is told of all as `message`
    history = {} if options.since is None else {"since": options.since}
    with socket.create_connection((options.host, options.port)) as server:
        listener = threading.Thread(target=listen, args=[server.makefile("rb")], daemon=True)
        listener.start()
        put(server, type="hello", username=options.name, **room, **history)
        accepted.wait()
        for line in filter(str.strip, sys.stdin):  # an empty line says nothing
            put(server, type="text", content=line.rstrip("\r\n"), id=str(uuid.uuid4()), **room)
        time.sleep(options.linger)
        leaving.set()
        put(server, type="bye")
        listener.join(1)  # until the server closes
