package dev.netkit.common.cli;

import dev.netkit.common.net.Server;
import java.io.IOException;

/** What every command is given by the program that assembles it. */
public record CommandContext(Console console, StopSignals stopSignals) {

    /** Runs a server until it ends, a signal stops it, or nobody reads its events any more; blocks until then. */
    public void serve(Server server, ServiceOutput events) throws IOException {
        stopSignals.stopsServer(server::stop);
        events.whenLost(server::stop);
        server.serve();
        events.check();
    }
}
