package dev.netkit.common.dnssd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** A service on one network: its responder and its socket. */
final class AnnouncedLink {
    private final MulticastLink link;
    private final Responder responder;
    private final String network;
    private final List<InetAddress> addresses;
    private Optional<String> told = Optional.empty();

    AnnouncedLink(MulticastLink link, Responder responder, String network, List<InetAddress> addresses) {
        this.link = link;
        this.responder = responder;
        this.network = network;
        this.addresses = addresses;
    }

    String network() {
        return network;
    }

    boolean is(MulticastLink other) {
        return link == other;
    }

    /** Whether it is still what that network needs. */
    boolean isFor(NetworkInterface other, List<InetAddress> addressesNow) {
        return network.equals(other.getName()) && addresses.equals(addressesNow);
    }

    long nextDue() {
        return responder.nextDue();
    }

    void receive() {
        try {
            link.receive(received ->
                    responder.receive(received.message(), received.peer()).ifPresent(this::send));
        } catch (IOException e) {
            // The network is down; it is looked at again soon.
        }
    }

    /** Sends what is due; gives the name back when it is announced that was not announced before. */
    Optional<String> sendDue() {
        responder.due().forEach(this::send);
        Optional<String> name =
                responder.isAnnounced() ? Optional.of(responder.instance().first()) : told;
        boolean isNew = !name.equals(told);
        told = name;
        return isNew ? name : Optional.empty();
    }

    private void send(Outgoing outgoing) {
        try {
            link.send(outgoing);
        } catch (IOException e) {
            // The network is down; it is looked at again soon.
        }
    }

    void leave() {
        responder.goodbye().ifPresent(this::send);
        link.close();
    }
}
