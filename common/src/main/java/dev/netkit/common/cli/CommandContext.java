package dev.netkit.common.cli;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent;
import java.io.IOException;

/** What every command is given by the program that assembles it. */
public record CommandContext(Console console, StopSignals stopSignals) {

    /** Asks for what is missing of where a server will listen; from here on a signal waits until it is open. */
    public void prepare(ListenOptions where, int defaultPort) throws IOException {
        where.complete(console, defaultPort);
        stopSignals.serverOpens();
    }

    /** Runs a server until it ends, a signal stops it, or nobody reads its events any more; blocks until then. */
    public void serve(Server server, ServiceOutput events) throws IOException {
        stopSignals.stopsServer(server::stop);
        events.whenLost(server::stop);
        tellReady(server, events);
        server.serve();
        events.check();
    }

    private static void tellReady(Server server, ServiceOutput events) {
        try {
            Supervisor.ofProcess().tellReady("listening on " + Endpoint.of(server.address()));
        } catch (IOException e) {
            events.on(ServiceEvent.Problem.of("cannot tell the supervisor that the port is open", e));
        }
    }
}
