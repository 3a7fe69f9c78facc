"""When hosts answered, as the kernel saw it: a look at the wire of another network namespace."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from pathlib import Path

CLONE_NEWNET = 0x40000000
EVERYTHING = 3
OUTGOING = 4
SO_TIMESTAMP = 29
BUFFER = 32 << 20
TIMESTAMP = struct.Struct("@qq")
ETHERNET, ARP_REPLY = 14, 2
IPV4, ARP, TCP = 0x0800, 0x0806, 6
SYN_ACK, RST = 0x12, 0x04


class Wire:
    """Keeps what comes in, from now on; read it when the program under test has ended."""

    def __init__(self, namespace, interface):
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        away = os.open(Path("/run/netns", namespace), os.O_RDONLY)
        try:
            enter(away)
            try:
                self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
                self._socket.bind((interface, EVERYTHING))
            finally:
                enter(home)
        finally:
            os.close(home)
            os.close(away)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMP, 1)
        self._socket.setblocking(False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def answers(self):
        """(seconds by the clock on the wall, address) of each answer so far: ARP replies, SYN-ACKs, and RSTs."""
        while True:
            try:
                packet, ancillary, _flags, address = self._socket.recvmsg(128, 64)
            except BlockingIOError:
                return
            source = answer_from(packet)
            if source and address[2] != OUTGOING:
                seconds, micros = TIMESTAMP.unpack(ancillary[0][2])
                yield seconds + micros / 1e6, source


def enter(namespace):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def answer_from(packet):
    """The address of who answers with this Ethernet frame; None if it is no answer."""
    kind = struct.unpack_from("!H", packet, 12)[0] if len(packet) >= ETHERNET + 28 else 0
    if kind == ARP and struct.unpack_from("!H", packet, ETHERNET + 6)[0] == ARP_REPLY:
        return socket.inet_ntoa(packet[ETHERNET + 14:ETHERNET + 18])
    if kind == IPV4 and packet[ETHERNET + 9] == TCP:
        flags = packet[ETHERNET + (packet[ETHERNET] & 15) * 4 + 13]
        if flags & SYN_ACK == SYN_ACK or flags & RST:
            return socket.inet_ntoa(packet[ETHERNET + 12:ETHERNET + 16])
    return None
