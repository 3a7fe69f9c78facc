package dev.netkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server that answers one client's requests exactly as a test wants, without any of netkit's own code. */
final class HandmadeServer implements Closeable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<UnaryOperator<String>> answers;
    private final Thread thread = new Thread(this::serve, "handmade-server");

    /** Each answer is made of the JSON that it answers. */
    HandmadeServer(List<UnaryOperator<String>> answers) throws IOException {
        this.answers = answers;
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What the client has asked, after it has left. */
    List<String> requests() throws InterruptedException {
        thread.join();
        return requests;
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            for (UnaryOperator<String> answer : answers) {
                byte[] reply = answer.apply(request(in)).getBytes(UTF_8);
                out.writeInt(reply.length);
                out.write(reply);
            }
            request(in);
        } catch (EOFException e) {
            // The client has left.
        } catch (IOException e) {
            requests.add(e.toString());
        }
    }

    private String request(DataInputStream in) throws IOException {
        String request = new String(in.readNBytes(in.readInt()), UTF_8);
        requests.add(request);
        return request;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
