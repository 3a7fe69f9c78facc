package dev.netkit.common.cli;

import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.MachineName;
import dev.netkit.common.net.Server;
import picocli.CommandLine.Option;

/** Whether a server tells its networks that it is there. */
public final class AnnounceOptions {
    @Option(names = "--announce", description = "let clients find the server by itself, by DNS-SD (Bonjour, Avahi)")
    private boolean announce;

    /** The server, which announces itself by the machine's name as long as it serves, if that is wanted. */
    public Server on(Server server, ServiceType type, ServiceOutput events) {
        return announce ? on(server, type, MachineName.get(), events) : server;
    }

    /** As {@link #on(Server, ServiceType, ServiceOutput)}, for a server that has a name. */
    public Server on(Server server, ServiceType type, String name, ServiceOutput events) {
        return announce ? new AnnouncedServer(server, type, name, events) : server;
    }
}
