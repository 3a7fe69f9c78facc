#!/usr/bin/env python3
"""Chats as a JIM client whose messages are `message` with `mess_text` (docs/protocol.md, "Chat").

Usage: chat_jim_b.py HOST PORT NAME [--linger SECONDS]    (every line of standard input is said to #lobby)
"""
import argparse
import json
import os
import socket
import sys
import threading
import time

accepted, leaving = threading.Event(), threading.Event()


def put(connection, action, **fields):
    connection.sendall(json.dumps({"action": action, "time": time.time(), **fields}).encode())


def listen(connection):
    """Takes one recv() for one object, as many JIM clients do. TCP promises no such thing; the server sees to it."""
    try:
        while data := connection.recv(1024):
            message = json.loads(data)
            if "response" in message:
                if not 200 <= message["response"] <= 299:
                    raise ValueError(f"{message['response']} {message.get('error', '')}")
                accepted.set()
            elif message["action"] in ("msg", "message"):  # a message keeps the shape that its sender gave it
                text = message["message"] if "message" in message else message["mess_text"]
                print(f"<{message['from']}> {text}", flush=True)
        raise EOFError("the server closed the connection")
    except Exception as problem:
        if not leaving.is_set():
            print(f"{type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
            os._exit(1)  # the main thread waits for something else, and nothing would wake it


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Chats in JIM; every line of standard input is said to #lobby.")
    for argument, kind in {"host": str, "port": int, "name": str}.items():
        parser.add_argument(argument, type=kind)
    parser.add_argument("--linger", type=float, default=1, help="seconds to listen on after the end of input")
    options = parser.parse_args()
    for standard in (sys.stdin, sys.stdout):
        standard.reconfigure(encoding="utf-8", errors="replace")
    with socket.create_connection((options.host, options.port)) as server:
        listener = threading.Thread(target=listen, args=[server], daemon=True)
        listener.start()
        put(server, "presence", user={"account_name": options.name, "status": "online"})
        accepted.wait()
        for line in filter(str.strip, sys.stdin):  # an empty line says nothing
            put(server, "message", to="#lobby", **{"from": options.name, "mess_text": line.rstrip("\r\n")})
        time.sleep(options.linger)
        leaving.set()
        put(server, "exit")
        listener.join(1)  # until the server closes
