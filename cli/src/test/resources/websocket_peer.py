"""A WebSocket client of another make (Debian's python3-websockets): prints a line for each thing that it tried."""

import asyncio
import json
import sys

import websockets

URL = sys.argv[1]
PATIENCE = 20
LIMIT = 6 * 64 * 1024 + 4096
TEXT = 1  # the opcode


async def soon(awaitable):
    return await asyncio.wait_for(awaitable, PATIENCE)


async def hears(peer, kind):
    while True:
        heard = json.loads(await soon(peer.recv()))
        if heard["type"] == kind:
            return heard


async def enters(name):
    peer = await soon(websockets.connect(URL, ping_interval=None))
    await peer.send(json.dumps({"type": "hello", "username": name, "room": "lobby"}))
    await hears(peer, "users")
    return peer


def says(content):
    return json.dumps({"type": "text", "content": content}, ensure_ascii=False)


async def close_code(peer):
    try:
        while True:
            await soon(peer.recv())
    except websockets.ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else "none"


async def text():
    ann, bob = await enters("ann"), await enters("bob")
    await ann.send(says("привіт 😀"))
    heard = [(await hears(peer, "message"))["content"] for peer in (ann, bob)]
    await ann.close()
    await bob.close()
    return " ".join(heard)


async def fragments():
    peer = await enters("fragments")
    message = says("in parts")
    await peer.send(message[i:i + 5] for i in range(0, len(message), 5))
    content = (await hears(peer, "message"))["content"]
    await peer.close()
    return content


async def ping():
    peer = await enters("ping")
    await soon(await peer.ping(b"are you there?"))
    await peer.close()
    return "answered"


async def extensions():
    peer = await enters("extensions")
    offered = [extension.name for extension in peer.extensions]
    await peer.close()
    return offered or "none"


async def close():
    peer = await enters("close")
    await soon(peer.close())
    return peer.close_code


async def binary():
    peer = await enters("binary")
    await peer.send(b"\x00")
    return await close_code(peer)


async def oversize():
    peer = await enters("oversize")
    await peer.send("x" * (LIMIT + 1))
    return await close_code(peer)


async def oversize_in_fragments():
    peer = await enters("parts")
    try:
        await peer.send("x" * 1024 for _ in range(LIMIT // 1024 + 1))
    except websockets.ConnectionClosed:
        pass
    return await close_code(peer)


async def bad_utf8():
    peer = await enters("utf8")
    await peer.write_frame(True, TEXT, b"\xff")
    return await close_code(peer)


async def elsewhere():
    try:
        await soon(websockets.connect(URL.replace("/ws", "/")))
    except websockets.InvalidStatusCode as refusal:
        return refusal.status_code


ATTEMPTS = (text, fragments, ping, extensions, close, binary, oversize, oversize_in_fragments, bad_utf8, elsewhere)


async def main():
    for attempt in ATTEMPTS:
        print(f"{attempt.__name__}: {await attempt()}", flush=True)


asyncio.run(main())
