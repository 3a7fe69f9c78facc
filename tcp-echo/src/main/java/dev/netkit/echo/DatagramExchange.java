package dev.netkit.echo;

import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TimeLimits;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** Exchanges datagrams with one server; each may be lost. */
final class DatagramExchange implements EchoExchange {
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final DatagramSocket socket = new DatagramSocket();
    private final InetSocketAddress peer;
    private final int timeoutMillis;
    private final ServiceListener listener;
    private final byte[] buffer = new byte[EchoClient.LARGEST_DATAGRAM + 1];
    private final LateAnswers lateAnswers = new LateAnswers();
    private final Farewell farewell = new Farewell();
    private volatile long received;
    private volatile long sent;

    /** Sends to the first address of the endpoint; {@code timeout} is for each answer, zero = for ever. */
    DatagramExchange(Endpoint endpoint, Duration timeout, ServiceListener listener) throws IOException {
        this.peer = endpoint.resolve().get(0);
        this.timeoutMillis = TimeLimits.millis(timeout);
        this.listener = listener;
        socket.connect(peer);
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Connected(peer));
        }
    }

    @Override
    public byte[] exchange(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length));
        sent += message.length;
        told(new ServiceEvent.Sent(peer, message.length));
        listener.trace(peer, Direction.OUT, "datagram", message);
        try {
            byte[] answer = receiveAnswer(message);
            received += answer.length;
            told(new ServiceEvent.Received(peer, answer.length));
            listener.trace(peer, Direction.IN, "datagram", answer);
            return answer;
        } finally {
            lateAnswers.over(message);
        }
    }

    /** An answer to an earlier message must neither be taken for this one's nor give it more time. */
    private byte[] receiveAnswer(byte[] message) throws IOException {
        long deadline = System.nanoTime() + timeoutMillis * NANOS_IN_MILLI;
        byte[] answer = receive(timeoutMillis);
        while (lateAnswers.isLate(answer, message)) {
            listener.trace(peer, Direction.IN, "datagram (late)", answer);
            answer = receive(timeoutMillis == 0 ? 0 : millisUntil(deadline));
        }
        return answer;
    }

    private static int millisUntil(long deadline) {
        return (int) Math.max(1, (deadline - System.nanoTime()) / NANOS_IN_MILLI); // 0 would be for ever
    }

    private byte[] receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            throw new AnswerTimeoutException(timeoutMillis, e);
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
        farewell.say(listener, peer, received, sent);
    }
}
