"""Fernet by Python's cryptography package, for PythonFernetTest: one request a line, one answer a line.

seal KEYS TIME PLAINTEXT-HEX       the token
open KEYS TIME TTL TOKEN           the plaintext in hex with a "=" before it, or "invalid"; a TTL of - is none
KEYS are separated by commas: with more than one of them, MultiFernet does it (and knows the present time only).
"""
import sys

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


def seal(keys, time, plaintext):
    if len(keys) > 1:
        return MultiFernet(keys).encrypt(bytes.fromhex(plaintext)).decode()
    return keys[0].encrypt_at_time(bytes.fromhex(plaintext), int(time)).decode()


def open_token(keys, time, ttl, token):
    try:
        if len(keys) > 1:
            return "=" + MultiFernet(keys).decrypt(token.encode()).hex()
        if ttl == "-":
            return "=" + keys[0].decrypt(token.encode()).hex()
        return "=" + keys[0].decrypt_at_time(token.encode(), int(ttl), int(time)).hex()
    except InvalidToken:
        return "invalid"


for line in sys.stdin:
    verb, keys, *rest = line.rstrip("\n").split(" ")
    fernets = [Fernet(key) for key in keys.split(",")]
    print(seal(fernets, *rest) if verb == "seal" else open_token(fernets, *rest), flush=True)
