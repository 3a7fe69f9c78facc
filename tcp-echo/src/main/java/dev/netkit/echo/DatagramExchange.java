package dev.netkit.echo;

import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Exchanges datagrams with one server; each may be lost. */
final class DatagramExchange implements EchoExchange {
    private static final int MAX_DATAGRAM = 65_535;
    private static final int DRAIN_MILLIS = 1;

    private final DatagramSocket socket = new DatagramSocket();
    private final InetSocketAddress peer;
    private final int timeoutMillis;
    private final ServiceListener listener;
    private final byte[] buffer = new byte[MAX_DATAGRAM];
    private boolean lost;
    private long received;
    private long sent;

    /** Sends to the first address of the endpoint; {@code timeout} is for each answer, zero = for ever. */
    DatagramExchange(Endpoint endpoint, Duration timeout, ServiceListener listener) throws IOException {
        this.peer = endpoint.resolve().get(0);
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.listener = listener;
        socket.connect(peer);
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Connected(peer));
        }
    }

    @Override
    public byte[] exchange(byte[] message) throws IOException {
        if (lost) {
            dropLateAnswers();
        }
        socket.send(new DatagramPacket(message, message.length));
        sent += message.length;
        told(new ServiceEvent.Sent(peer, message.length));
        listener.trace(peer, Direction.OUT, "datagram", message);
        lost = true;
        byte[] answer = receive(timeoutMillis);
        lost = false;
        received += answer.length;
        told(new ServiceEvent.Received(peer, answer.length));
        listener.trace(peer, Direction.IN, "datagram", answer);
        return answer;
    }

    /** An answer that came after its time must not be taken for the next one's. */
    private void dropLateAnswers() throws IOException {
        try {
            while (true) {
                receive(DRAIN_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            // That was the last of them.
        }
    }

    private byte[] receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            throw new AnswerTimeoutException(millis, e);
        }
        return Arrays.copyOf(buffer, packet.getLength());
    }

    private void told(ServiceEvent event) {
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(event);
        }
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean outlivesLoss() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
        told(new ServiceEvent.Disconnected(peer, received, sent, EndReason.CLOSED, Optional.empty()));
    }
}
