package dev.netkit.echo.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.echo.EchoClient;
import dev.netkit.echo.EchoExchange;
import dev.netkit.echo.RoundTrips;
import java.io.IOException;

/** Round trips as ping shows them: a line each, then the summary. */
final class Measurement {
    private final CommandContext context;
    private final EchoClient client;
    private final RoundTrips.Plan plan;
    private final OutputOptions output;
    private final ServiceOutput events;
    private boolean printable = true;

    Measurement(CommandContext context, EchoClient client, RoundTrips.Plan plan, OutputOptions output)
            throws IOException {
        this.context = context;
        this.client = client;
        this.plan = plan;
        this.output = output;
        this.events = output.open(context.console());
    }

    /** Blocks until all is measured; the exit code is 0 only if every byte came back. */
    int run() throws IOException {
        RoundTrips trips = new RoundTrips(plan);
        context.stopSignals().cutsClientShort(trips::stop);
        events.whenLost(trips::stop);
        // A message sent and a message received are told by the line of the round trip itself.
        ServiceListener connectionEvents = output.trace() ? events : ServiceListener.NONE;
        try (EchoExchange exchange = client.open(connectionEvents)) {
            measure(trips, exchange);
        }
        events.check();
        return end(trips.report());
    }

    /** Sums up what was measured even where the connection was lost, unless nobody reads it any more. */
    private void measure(RoundTrips trips, EchoExchange exchange) throws IOException {
        try {
            trips.run(exchange, trip -> show(exchange, trip));
        } finally {
            if (printable) {
                summarize(trips.report());
            }
        }
    }

    private int end(RoundTrips.Report report) {
        if (report.received() == 0) {
            console().say("netkit: no answer to " + report.sent() + (report.sent() == 1 ? " message" : " messages"));
            return ExitCode.NETWORK;
        }
        return report.lost() == 0 && report.different() == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private void show(EchoExchange exchange, RoundTrips.Trip trip) throws IOException {
        if (output.quiet()) {
            return;
        }
        if (output.json()) {
            events.print(json(trip));
            return;
        }
        String from = plan.size() + " bytes from " + Endpoint.of(exchange.peer()) + ": seq=" + trip.sequence();
        String outcome = trip.lost() ? " lost" : " time=" + Figures.millis(trip.nanos()) + " ms";
        print(from + outcome + (trip.lost() || trip.identical() ? "" : " DIFFERENT"));
    }

    private static JsonLine json(RoundTrips.Trip trip) {
        JsonLine line = JsonLine.event(trip.lost() ? "lost" : "reply").with("seq", trip.sequence());
        return trip.lost() ? line : line.with("rttMillis", trip.nanos() / 1e6).with("identical", trip.identical());
    }

    private void summarize(RoundTrips.Report report) throws IOException {
        if (output.json()) {
            JsonLine line = JsonLine.event("summary")
                    .with("sent", report.sent())
                    .with("received", report.received())
                    .with("lost", report.lost())
                    .with("different", report.different());
            events.print(Figures.add(line, report.latency()).with("jitterMillis", report.jitter() / 1e6));
            return;
        }
        print(report.sent() + " sent, " + report.received() + " received, " + report.lost() + " lost, "
                + report.different() + " different");
        if (report.received() > 0) {
            print(Figures.line(report.latency()) + ", jitter " + Figures.millis(report.jitter()) + " ms");
        }
    }

    private void print(String line) throws IOException {
        try {
            console().print(line);
        } catch (IOException e) {
            printable = false;
            throw e;
        }
    }

    private Console console() {
        return context.console();
    }
}
