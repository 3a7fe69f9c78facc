"""Echo server on asyncio streams, as its documentation teaches: echo_asyncio.py PORT (0 picks a free one)."""

import asyncio
import resource
import sys

BUFFER = 64 * 1024
BACKLOG = 4096


async def echo(reader, writer):
    try:
        while data := await reader.read(BUFFER):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main(port):
    # asyncio sets TCP_NODELAY by itself
    server = await asyncio.start_server(echo, "127.0.0.1", port, limit=BUFFER, backlog=BACKLOG)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("usage: echo_asyncio.py PORT")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        asyncio.run(main(int(sys.argv[1])))
    except KeyboardInterrupt:
        pass
