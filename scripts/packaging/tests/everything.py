"""Every command of netkit, once, on loopback: what a package may lack shows in one of them."""

from __future__ import annotations

PASSWORD = "correct horse battery staple\n"


def every_command_works(user):
    for use in (help_and_completion, keys, echoes, files, names, accounts, chats, beacons):
        with user.test.subTest(use.__name__.replace("_", " ")):
            use(user)


def help_and_completion(user):
    user.test.assertIn("echo-server", user.run("help"))
    for shell in ("bash", "zsh"):
        user.test.assertIn("send-file", user.run("completion", shell))


def keys(user):
    user.run("key", "--out", "room.key")
    token = user.run("encrypt", "--key-file", "room.key", said="meet me at noon")
    user.test.assertEqual("meet me at noon", user.run("decrypt", "--key-file", "room.key", said=token))
    user.test.assertIn("holds", user.run("token", "--key-file", "room.key", said=token))


def echoes(user):
    for transport in ([], ["--udp"]):
        with user.server("echo-server", *transport) as port:
            said = user.run("echo", *transport, "--trace", "--log-file", "echo.log", f"127.0.0.1:{port}", "hello")
            user.test.assertEqual("hello\n", said)
    with user.server("echo-server") as port:
        user.test.assertIn("requests", user.run("echo-load", f"127.0.0.1:{port}", "-c", "2", "-d", "200ms"))
        user.test.assertIn("open", user.run("scan", "127.0.0.1", "-p", port))


def files(user):
    content = bytes(range(256)) * 1000
    (user.home / "sent").write_bytes(content)
    with user.server("file-server", "--dir", "inbox") as port:
        user.run("send-file", "-q", f"127.0.0.1:{port}", "sent")
    user.test.assertEqual(content, (user.home / "inbox" / "sent").read_bytes())


def names(user):
    with user.server("id-server", "--store", "names.json") as port:
        user.test.assertEqual("Nice to meet you, Ann\n", user.run("identify", "-q", f"127.0.0.1:{port}", "--name", "Ann"))


def accounts(user):
    with user.server("auth-server", "--data", "accounts") as port:
        server = f"127.0.0.1:{port}"
        user.run("auth", "register", "-q", server, "ann", "--password-stdin", said=PASSWORD)
        user.run("auth", "login", "-q", server, "ann", "--password-stdin", said=PASSWORD)
        user.test.assertIn("ann", user.run("auth", "whoami", "-q", server))
        user.run("auth", "logout", "-q", server)
    user.test.assertIn("ann", user.run("auth-server", "user", "list", "--data", "accounts"))


def chats(user):
    with user.server("chat-server", "--history", "rooms") as port:
        user.run("chat", "-q", f"127.0.0.1:{port}", "--name", "ann", said="who has the slides?\n")
        heard = user.run("chat", "-q", f"ws://127.0.0.1:{port}/ws", "--name", "bob", "--history", "1")
        user.test.assertIn("who has the slides?", heard)


def beacons(user):
    with user.server("beacon", "--key-file", "room.key", "--name", "lab-7", "--udp-port", "0", listeners=2) as ports:
        found = user.run("discover", "--key-file", "room.key", "--to", "127.0.0.1", "--udp-port", ports[1], "--until", "1")
        user.test.assertIn("lab-7", found)
    user.run("wake", "00:1a:2b:3c:4d:5e", "--to", "127.0.0.1")
