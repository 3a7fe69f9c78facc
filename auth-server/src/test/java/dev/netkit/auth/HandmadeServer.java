package dev.netkit.auth;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A server that answers one client's requests exactly as a test wants, without any of netkit's own code. */
final class HandmadeServer implements Closeable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final PoliteServer server;

    /** Each answer is made of the JSON that it answers. */
    HandmadeServer(List<UnaryOperator<String>> answers) {
        server = PoliteServer.playing(client -> answer(client, answers));
    }

    Endpoint endpoint() {
        return server.endpoint();
    }

    /** What the client has asked, after it has left. */
    List<String> requests() throws InterruptedException {
        over.await();
        return requests;
    }

    private void answer(PolitePeer client, List<UnaryOperator<String>> answers) {
        try {
            for (UnaryOperator<String> answer : answers) {
                HandmadeFrames.BINARY.send(client, answer.apply(request(client)));
            }
            request(client);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof EOFException)) { // with which a client leaves
                requests.add(e.toString());
            }
        } finally {
            over.countDown();
        }
    }

    private String request(PolitePeer client) {
        String request = HandmadeFrames.BINARY.receive(client);
        requests.add(request);
        return request;
    }

    @Override
    public void close() {
        server.close();
    }
}
