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
import sys
import unicodedata

ITERATIONS = 600_000


def b64(data):
    return base64.b64encode(data).decode()


def mac(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


class Server:
    def __init__(self, host, port):
        self.stream = socket.create_connection((host, port), 30).makefile("rwb")

    def ask(self, **message):
        payload = json.dumps(message).encode()
        self.stream.write(len(payload).to_bytes(4, "big") + payload)
        self.stream.flush()
        answer = json.loads(self.read(int.from_bytes(self.read(4), "big")))
        if answer["type"] == "error":
            sys.exit(f"{answer['code']}: {answer['detail']}")
        return answer

    def read(self, length):
        data = self.stream.read(length)
        if len(data) < length:
            sys.exit("the server closed the connection")
        return data


def keys(password, salt, iterations):
    salted = hashlib.pbkdf2_hmac("sha256", unicodedata.normalize("NFC", password).encode(), salt, iterations)
    client_key = mac(salted, b"Client Key")
    return client_key, hashlib.sha256(client_key).digest(), mac(salted, b"Server Key")


def register(server, user, password):
    salt = os.urandom(16)
    _, stored_key, server_key = keys(password, salt, ITERATIONS)
    return server.ask(type="register", username=user, salt=b64(salt), iterations=ITERATIONS,
                      storedKey=b64(stored_key), serverKey=b64(server_key))


def login(server, user, password):
    nonce = b64(os.urandom(18))
    bare = f"n={user.replace('=', '=3D').replace(',', '=2C')},r={nonce}"
    first = server.ask(type="scram", message="n,," + bare)["message"]
    fields = dict(field.split("=", 1) for field in first.split(","))
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
