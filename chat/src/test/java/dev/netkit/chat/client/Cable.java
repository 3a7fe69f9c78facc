package dev.netkit.chat.client;

import dev.netkit.common.net.Endpoint;
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

/** Between a client and a server: it can be pulled, and the server does not notice, or cut, and neither does. */
public final class Cable implements Closeable {
    private final ServerSocket plug;
    private final InetSocketAddress server;
    private final Queue<Socket> ofServer = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> ofClient = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    public Cable(InetSocketAddress server) {
        try {
            this.plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.server = server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) plug.getLocalSocketAddress();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", plug.getLocalPort());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = plug.accept();
                Socket far = new Socket(server.getAddress(), server.getPort());
                client.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                ofClient.add(client);
                ofServer.add(far);
                start(() -> carry(client, far));
                start(() -> carry(far, client));
            }
        } catch (IOException e) {
            // It is unplugged for good.
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[1_000]; // so that frames are torn
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int n;
            while ((n = in.read(buffer)) >= 0 && !cut) {
                out.write(buffer, 0, n);
            }
            if (!cut) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            // It was pulled.
        }
    }

    /** From now on nothing passes, and neither end is told: what is lost is whatever was on its way. */
    public void cut() {
        cut = true;
    }

    /** The client loses its connection; the server keeps its end. */
    void pull() {
        for (Socket client = ofClient.poll(); client != null; client = ofClient.poll()) {
            try {
                client.setSoLinger(true, 0);
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        pull();
        try {
            plug.close();
            for (Socket far : ofServer) {
                far.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
