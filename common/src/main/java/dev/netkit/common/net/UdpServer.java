package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Receives datagrams and sends what a handler answers, one after the other on one thread; knows no protocol. */
public final class UdpServer implements Server {
    /** The largest payload that a UDP header can announce. */
    static final int MAX_DATAGRAM = 65_535;

    /** A failure that repeats, such as a network that is down, must not become a loop. */
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(1);

    private final String service;
    private final boolean once;
    private final DatagramHandler handler;
    private final ServiceListener listener;
    private final ServiceMeter meter;
    private final CountedTraffic traffic = new CountedTraffic();
    private final DatagramChannel socket;
    private final InetSocketAddress address;

    private UdpServer(
            String service, ListenAddress listen, boolean once, DatagramHandler handler, ServiceListener listener)
            throws IOException {
        this.service = service;
        this.once = once;
        this.handler = handler;
        this.listener = listener;
        this.meter = listener.meter(service);
        this.socket = open(listen);
        this.address = (InetSocketAddress) socket.getLocalAddress();
    }

    /**
     * Opens the port; {@link #serve()} then answers.
     *
     * @param once whether to leave after the first datagram that was answered
     * @throws CannotListenException if the address cannot be had
     */
    public static UdpServer open(
            String service, ListenAddress listen, boolean once, DatagramHandler handler, ServiceListener listener)
            throws IOException {
        listener.on(new ServiceEvent.Starting(service));
        UdpServer server = new UdpServer(service, listen, once, handler, listener);
        server.meter.opened(server.traffic);
        listener.on(new ServiceEvent.Listening(service, server.address));
        return server;
    }

    private static DatagramChannel open(ListenAddress listen) throws IOException {
        boolean ipv4 =
                listen.host().filter(host -> host.getAddress().length == 4).isPresent();
        DatagramChannel socket = ipv4 ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
        try {
            listen.bind(socket::bind);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void serve() throws IOException {
        ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        try {
            boolean answered = false;
            while (!(once && answered)) {
                answered = serveOne(datagram.clear());
            }
        } catch (ClosedChannelException e) {
            // stop() was called: the usual end.
        } finally {
            socket.close();
            listener.on(new ServiceEvent.Stopped(service));
        }
    }

    /** One datagram; whatever goes wrong with it is told, and the next one is served all the same. */
    private boolean serveOne(ByteBuffer datagram) throws ClosedChannelException {
        String what = "cannot receive";
        try {
            InetSocketAddress peer = (InetSocketAddress) socket.receive(datagram);
            what = "cannot answer " + Endpoint.of(peer);
            return answer(peer, datagram.flip());
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            listener.on(ServiceEvent.Problem.of(what, e));
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            return false;
        }
    }

    private boolean answer(InetSocketAddress peer, ByteBuffer datagram) throws IOException {
        long came = meter.came();
        told(peer, Direction.IN, datagram);
        Optional<ByteBuffer> answer = handler.answer(peer, datagram);
        if (answer.isEmpty()) {
            return false;
        }
        int position = answer.get().position();
        socket.send(answer.get(), peer);
        told(peer, Direction.OUT, answer.get().position(position));
        meter.answered(came);
        return true;
    }

    private void told(InetSocketAddress peer, Direction direction, ByteBuffer datagram) {
        int bytes = datagram.remaining();
        if (direction == Direction.IN) {
            traffic.came(bytes);
        } else {
            traffic.went(bytes);
        }
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(
                    direction == Direction.IN
                            ? new ServiceEvent.Received(peer, bytes)
                            : new ServiceEvent.Sent(peer, bytes));
        }
        if (listener.wants(Detail.TRACE)) {
            byte[] copy = new byte[datagram.remaining()];
            datagram.duplicate().get(copy);
            listener.on(new ServiceEvent.Traced(peer, direction, "datagram", copy));
        }
    }

    @Override
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            // The thread inside it wakes all the same.
        }
    }
}
