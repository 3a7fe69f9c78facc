"""A file over TCP as a course teaches it: file_python.py receive PORT FILE, file_python.py send PORT FILE."""

import socket
import sys

PIECE = 1024
"""What the receiver asks for at a time."""
BUFFER = 64 * 1024


def receive(port, path):
    with socket.create_server(("127.0.0.1", port)) as server:
        connection, _ = server.accept()
        with connection, open(path, "wb") as file:
            while data := connection.recv(PIECE):
                file.write(data)


def send(port, path):
    with socket.create_connection(("127.0.0.1", port)) as connection, open(path, "rb") as file:
        while data := file.read(BUFFER):
            connection.sendall(data)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("receive", "send") or not sys.argv[2].isdigit():
        sys.exit("usage: file_python.py receive|send PORT FILE")
    {"receive": receive, "send": send}[sys.argv[1]](int(sys.argv[2]), sys.argv[3])
