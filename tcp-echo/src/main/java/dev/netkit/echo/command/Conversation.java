package dev.netkit.echo.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.echo.EchoClient;
import dev.netkit.echo.EchoExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Sends lines one at a time and prints the answer to each before the next. */
final class Conversation {
    private static final String LEAVE = "exit";
    private static final String PROMPT = "> ";

    private final Console console;
    private final ServiceOutput events;
    private final boolean json;
    private boolean allIdentical = true;

    Conversation(Console console, ServiceOutput events, boolean json) {
        this.console = console;
        this.events = events;
        this.json = json;
    }

    /** Sends one line; the exit code tells whether the same came back. */
    int say(EchoClient client, String line) throws IOException {
        try (EchoExchange exchange = client.open(events)) {
            exchange(exchange, bytes(line));
        }
        return end();
    }

    /**
     * Sends the lines of standard input until it ends, or until a person types {@code exit}.
     *
     * @throws dev.netkit.common.cli.UsageException if a line is longer than one message may be
     */
    int run(EchoClient client) throws IOException {
        try (EchoExchange exchange = client.open(events)) {
            Lines lines = console.inIsTerminal() ? this::typed : input(client)::next;
            Optional<byte[]> line;
            while ((line = lines.next()).isPresent()) {
                exchange(exchange, line.get());
            }
        }
        return end();
    }

    private interface Lines {
        Optional<byte[]> next() throws IOException;
    }

    private Optional<byte[]> typed() throws IOException {
        return console.ask(PROMPT).filter(line -> !line.trim().equals(LEAVE)).map(Conversation::bytes);
    }

    private ByteLines input(EchoClient client) {
        return client.udp()
                ? new ByteLines(console.in(), EchoClient.LARGEST_DATAGRAM, "the most that a datagram holds")
                : new ByteLines(console.in(), client.maxFrame(), "the most that --max-frame lets a frame hold");
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(UTF_8);
    }

    private void exchange(EchoExchange exchange, byte[] message) throws IOException {
        byte[] answer = exchange.exchange(message);
        boolean identical = Arrays.equals(message, answer);
        allIdentical &= identical;
        if (json) {
            events.print(JsonLine.event("reply")
                    .with("bytes", answer.length)
                    .with("text", new String(answer, UTF_8))
                    .with("identical", identical));
        } else {
            console.outForPeerData().write(answer);
        }
    }

    private int end() throws IOException {
        events.check();
        if (!allIdentical) {
            console.say("netkit: what came back differs from what was sent");
        }
        return allIdentical ? ExitCode.DONE : ExitCode.NO;
    }
}
