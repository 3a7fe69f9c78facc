package dev.netkit.chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One connection through a cable that can be pulled: from then on nothing passes, and neither end is told. What is lost
 * is whatever was on its way.
 */
final class CutCable implements Closeable {
    private final ServerSocket entrance;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean pulled;

    CutCable(InetSocketAddress server) {
        try {
            entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> connect(server));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) entrance.getLocalSocketAddress();
    }

    void pull() {
        pulled = true;
    }

    private void connect(InetSocketAddress server) throws IOException {
        Socket client = entrance.accept();
        sockets.add(client);
        Socket onward = new Socket(server.getAddress(), server.getPort());
        sockets.add(onward);
        start(() -> pump(onward.getInputStream(), client.getOutputStream()));
        pump(client.getInputStream(), onward.getOutputStream());
    }

    private void pump(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[1_000]; // so that frames are cut in the middle
        for (int n = from.read(buffer); n >= 0 && !pulled; n = from.read(buffer)) {
            to.write(buffer, 0, n);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the ends is closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Only now the two ends see it. */
    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
