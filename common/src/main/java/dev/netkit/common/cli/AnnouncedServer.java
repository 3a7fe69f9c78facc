package dev.netkit.common.cli;

import dev.netkit.common.dnssd.ServiceAnnouncement;
import dev.netkit.common.dnssd.ServiceInstance;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.MachineName;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A server that is announced while it serves, and says how that goes among its events. */
final class AnnouncedServer implements Server {
    private final Server server;
    private final ServiceInstance service;
    private final ServiceOutput events;
    private volatile Optional<ServiceAnnouncement> announcement = Optional.empty();

    AnnouncedServer(Server server, ServiceType type, String name, ServiceOutput events) {
        this.server = server;
        this.events = events;
        Optional<InetAddress> bound =
                Optional.of(server.address().getAddress()).filter(address -> !address.isAnyLocalAddress());
        this.service = new ServiceInstance(name, type, server.address().getPort(), bound);
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void serve() throws IOException {
        ServiceAnnouncement started = ServiceAnnouncement.start(service, MachineName.get(), new Announcements());
        announcement = Optional.of(started);
        try {
            server.serve();
        } finally {
            started.close();
        }
    }

    @Override
    public void stop() {
        announcement.ifPresent(ServiceAnnouncement::leave); // nobody should come while the others are let finish
        server.stop();
    }

    private final class Announcements implements ServiceAnnouncement.Listener {
        @Override
        public void announced(String name, String network) {
            String taken = name.equals(service.name()) ? "" : ", as another has the name " + service.name();
            events.tell(
                    Detail.ESSENTIAL,
                    JsonLine.event("announced")
                            .with("name", name)
                            .with("type", service.type().registered())
                            .with("port", service.port())
                            .with("interface", network),
                    SafeText.escape(
                            "announced as " + name + " (" + service.type().registered() + ") on " + network + taken));
        }

        @Override
        public void noNetwork() {
            events.on(new ServiceEvent.Problem("not announced yet", "this machine is in no network"));
        }

        @Override
        public void failed(String network, IOException why) {
            events.on(ServiceEvent.Problem.of("cannot announce on " + network, why));
        }
    }
}
