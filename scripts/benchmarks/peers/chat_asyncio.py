"""Chat server on asyncio that sends to each member in turn, as one is first written: chat_asyncio.py PORT (0: any)."""

import asyncio
import json
import resource
import sys
from datetime import datetime, timezone

rooms = {}  # name -> username -> writer
numbers = {}  # room -> the last message's


def frame(message):
    payload = json.dumps(message, separators=(",", ":")).encode()
    return len(payload).to_bytes(4, "big") + payload


def stamped(message, username, room):
    numbers[room] = numbers.get(room, 0) + 1
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"type": "message", "username": username, "content": str(message["content"]), "room": room,
            "seq": numbers[room], "time": time}


async def serve(reader, writer):
    username, room = "", "lobby"
    try:
        while True:
            length = int.from_bytes(await reader.readexactly(4), "big")
            message = json.loads(await reader.readexactly(length))
            if message["type"] == "hello":
                username, room = message["username"], message.get("room", room)
                rooms.setdefault(room, {})[username] = writer
                writer.write(frame({"type": "users", "room": room, "usernames": list(rooms[room])}))
            elif message["type"] == "text":
                told = frame(stamped(message, username, room))
                for member in list(rooms[room].values()):
                    member.write(told)
                    await member.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        rooms.get(room, {}).pop(username, None)
        writer.close()


async def main(port):
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(main(int(sys.argv[1])))
