#!/usr/bin/env python3
"""Registers and logs in at a netkit authentication server (docs/protocol.md, "Authentication").

Usage: auth_client.py HOST PORT register|login USER    (the password is the first line of standard input)
"""
import base64
import hashlib
import hmac
import json
import os
import socket
import struct
import sys
import unicodedata

ITERATIONS = 600_000


def b64(data):
    return base64.b64encode(data).decode()


def mac(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


class Server:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), 30)

    def ask(self, **message):
        payload = json.dumps(message).encode()
        self.socket.sendall(struct.pack(">I", len(payload)) + payload)
        (length,) = struct.unpack(">I", self.exactly(4))
        answer = json.loads(self.exactly(length))
        if answer["type"] == "error":
            sys.exit(f"{answer['code']}: {answer['detail']}")
        return answer

    def exactly(self, length):
        received = b""
        while len(received) < length:
            part = self.socket.recv(length - len(received))
            if not part:
                sys.exit("the server closed the connection")
            received += part
        return received


def keys(password, salt, iterations):
    prepared = unicodedata.normalize("NFC", password).encode()
    salted = hashlib.pbkdf2_hmac("sha256", prepared, salt, iterations)
    client_key = mac(salted, b"Client Key")
    return client_key, hashlib.sha256(client_key).digest(), mac(salted, b"Server Key")


def register(server, user, password):
    salt = os.urandom(16)
    _, stored_key, server_key = keys(password, salt, ITERATIONS)
    return server.ask(type="register", username=user, salt=b64(salt), iterations=ITERATIONS,
                      storedKey=b64(stored_key), serverKey=b64(server_key))


def login(server, user, password):
    bare = f"n={user.replace('=', '=3D').replace(',', '=2C')},r={b64(os.urandom(18))}"
    first = server.ask(type="scram", message="n,," + bare)["message"]
    fields = dict(field.split("=", 1) for field in first.split(","))
    nonce = bare.split(",r=")[1]
    if not 4096 <= int(fields["i"]) <= 10_000_000 or not fields["r"].startswith(nonce) or fields["r"] == nonce:
        sys.exit("the server does not keep to the rules")
    client_key, stored_key, server_key = keys(password, base64.b64decode(fields["s"]), int(fields["i"]))
    without_proof = "c=biws,r=" + fields["r"]
    signed = f"{bare},{first},{without_proof}".encode()
    proof = bytes(a ^ b for a, b in zip(client_key, mac(stored_key, signed)))
    session = server.ask(type="scram", message=f"{without_proof},p={b64(proof)}")
    if not hmac.compare_digest(session["message"], "v=" + b64(mac(server_key, signed))):
        sys.exit("the server does not know the account")
    return session


if __name__ == "__main__":
    host, port, action, name = sys.argv[1:]
    secret = sys.stdin.readline().rstrip("\n")
    answer = {"register": register, "login": login}[action](Server(host, int(port)), name, secret)
    print(answer["username"], answer.get("token", ""))
