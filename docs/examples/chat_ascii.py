#!/usr/bin/env python3
"""Chats through the ASCII-framed protocol of three types: hello, text, message (docs/protocol.md, "Chat").

Usage: chat_ascii.py HOST PORT NAME [--linger SECONDS]    (every line of standard input is said)
"""
import argparse
import json
import os
import re
import socket
import sys
import threading
import time

leaving = threading.Event()


def put(connection, **message):
    payload = json.dumps(message, ensure_ascii=False).encode()
    connection.sendall(b"%d:" % len(payload) + payload)  # the length counts bytes, not characters


def get(stream):
    header = b""
    while not header.endswith(b":") and len(header) < 9:
        if not (byte := stream.read(1)):
            raise EOFError("the server closed the connection")
        header += byte
    if not re.fullmatch(rb"(0|[1-9][0-9]*):", header) or int(header[:-1]) > 1 << 20:
        raise ValueError("what came is not a frame")
    return json.loads(stream.read(int(header[:-1])))


def listen(stream):
    try:
        while True:
            message = get(stream)
            if message["type"] == "message":
                print(f"<{message['username']}> {message['content']}", flush=True)
            elif message["type"] == "error":
                print(f"{message['code']}: {message.get('detail', '')}", file=sys.stderr)
    except Exception as problem:
        if not leaving.is_set():
            print(f"{type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
            os._exit(1)  # the main thread waits for a line, and nothing else would wake it


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Chats in ASCII frames; every line of standard input is said.")
    for argument, kind in {"host": str, "port": int, "name": str}.items():
        parser.add_argument(argument, type=kind)
    parser.add_argument("--linger", type=float, default=1, help="seconds to listen on after the end of input")
    options = parser.parse_args()
    for standard in (sys.stdin, sys.stdout):
        standard.reconfigure(encoding="utf-8", errors="replace")
    with socket.create_connection((options.host, options.port)) as server:
        listener = threading.Thread(target=listen, args=[server.makefile("rb")], daemon=True)
        listener.start()
        put(server, type="hello", username=options.name)
        for line in filter(str.strip, sys.stdin):  # an empty line says nothing
            put(server, type="text", content=line.rstrip("\r\n"))
        time.sleep(options.linger)
        leaving.set()
        server.shutdown(socket.SHUT_WR)  # nothing more to say; what the server still sends is read
        listener.join(1)
