package dev.netkit.echo;

import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A UDP service that answers each datagram with as many as a test wants. */
final class FakeDatagrams implements AutoCloseable {
    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Function<byte[], List<byte[]>> answers;

    FakeDatagrams(Function<byte[], List<byte[]>> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "fake-datagrams");
        thread.setDaemon(true);
        thread.start();
    }

    Endpoint endpoint() {
        return Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                packet.setLength(65_535);
                socket.receive(packet);
                for (byte[] answer : answers.apply(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // close() was called.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
