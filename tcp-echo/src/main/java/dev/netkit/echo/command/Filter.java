package dev.netkit.echo.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.echo.EchoClient;
import dev.netkit.echo.EchoPump;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** Standard input through an echo server to standard output. */
final class Filter {
    private final Console console;
    private final ServiceOutput events;
    private final OutputOptions output;

    Filter(Console console, ServiceOutput events, OutputOptions output) {
        this.console = console;
        this.events = events;
        this.output = output;
    }

    /** Blocks until the input has ended and everything is back; the exit code tells whether it is the same. */
    int run(EchoClient client) throws IOException {
        OutputStream out = output.json() ? OutputStream.nullOutputStream() : console.outForPeerData();
        EchoPump.Result result;
        try (EchoPump pump = client.openPump(events)) {
            result = pump.run(console.in(), out);
        }
        if (!result.complete()) {
            throw new EOFException(
                    "the server closed after " + result.received() + " of " + result.sent() + " bytes were back");
        }
        if (output.json()) {
            events.print(JsonLine.event("summary")
                    .with("sent", result.sent())
                    .with("received", result.received())
                    .with("identical", result.identical()));
        }
        events.check();
        if (!result.identical()) {
            console.say("netkit: what came back differs from what was sent");
        }
        return result.identical() ? ExitCode.DONE : ExitCode.NO;
    }
}
