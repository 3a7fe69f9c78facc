package dev.netkit.common.dnssd;

import dev.netkit.common.net.LanAddresses;
import dev.netkit.common.net.Subnet;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Multicast DNS on one network interface: everybody's port, shared with the other programs of the machine. */
final class MulticastLink implements Closeable {
    static final int PORT = 5353;

    private static final InetSocketAddress GROUP = new InetSocketAddress(group(), PORT);

    /** Shows that a message was not forwarded (RFC 6762, section 11). */
    private static final int TIME_TO_LIVE = 255;

    /** However much comes, there is something else to do in between. */
    private static final int MOST_AT_ONCE = 100;

    private final NetworkInterface network;
    private final List<Subnet> subnets;
    private final DatagramChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(DnsReader.LONGEST_MESSAGE);

    /** A message and who sent it. */
    record Received(DnsMessage message, InetSocketAddress peer) {}

    private MulticastLink(NetworkInterface network, DatagramChannel channel) {
        this.network = network;
        this.subnets = Subnet.of(network).toList();
        this.channel = channel;
    }

    /** Joins the group on that interface, whose messages the selector then tells of. */
    static MulticastLink open(NetworkInterface network, Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(PORT));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, TIME_TO_LIVE);
            channel.join(GROUP.getAddress(), network);
            channel.configureBlocking(false);
            MulticastLink link = new MulticastLink(network, channel);
            channel.register(selector, SelectionKey.OP_READ, link);
            return link;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static InetAddress group() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 224, 0, 0, (byte) 251});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Whether multicast can be sent there at all; the loopback interface can do so although it does not say so. */
    static boolean isPossible(NetworkInterface network) {
        try {
            boolean speaks = network.isUp() && (network.supportsMulticast() || network.isLoopback());
            return speaks && network.inetAddresses().anyMatch(Inet4Address.class::isInstance);
        } catch (IOException e) {
            return false; // it has just gone
        }
    }

    /** The addresses under which others on this network reach the machine. */
    static List<InetAddress> addresses(NetworkInterface network) {
        return network.inetAddresses()
                .filter(address -> !address.isLinkLocalAddress() || address instanceof Inet4Address)
                .map(LanAddresses::withoutScope)
                .toList();
    }

    void send(Outgoing outgoing) throws IOException {
        channel.send(
                ByteBuffer.wrap(DnsWriter.write(outgoing.message())),
                outgoing.peer().orElse(GROUP));
    }

    /** Gives out the messages that are there already; what is none, or comes from another network, is passed over. */
    void receive(Consumer<Received> listener) throws IOException {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            InetSocketAddress peer = (InetSocketAddress) channel.receive(buffer.clear());
            if (peer == null) {
                return;
            }
            if (isOnLink(peer.getAddress())) {
                read(peer).ifPresent(listener);
            }
        }
    }

    private Optional<Received> read(InetSocketAddress peer) {
        try {
            return Optional.of(new Received(DnsReader.read(buffer.flip()), peer));
        } catch (DnsException e) {
            return Optional.empty(); // anybody may send anything here
        }
    }

    /** Whether the address is a neighbour's, or this machine's own; only they have a say here (RFC 6762, section 11). */
    boolean isOnLink(InetAddress address) {
        return subnets.stream().anyMatch(subnet -> subnet.contains(address));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }
}
