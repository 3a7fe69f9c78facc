package dev.netkit.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The open ports of one server, accepted from as if they were one. For one accepting thread; any thread may close. */
final class ListeningSockets implements Closeable {
    private static final int BACKLOG = 4_096;

    private final List<ServerSocketChannel> sockets = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private Selector selector;

    /** @throws CannotListenException if one of the addresses cannot be had; none is open then */
    ListeningSockets(List<ListenAddress> wanted) throws IOException {
        FirstClose.now();
        try {
            for (ListenAddress address : wanted) {
                open(address);
            }
            if (sockets.size() > 1) {
                selectAmong();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(ListenAddress wanted) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        sockets.add(socket);
        wanted.bind(address -> socket.bind(address, BACKLOG));
        addresses.add((InetSocketAddress) socket.getLocalAddress());
    }

    private void selectAmong() throws IOException {
        selector = Selector.open();
        for (ServerSocketChannel socket : sockets) {
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_ACCEPT);
        }
    }

    /** The addresses that are really listened on, in the order in which they were wanted. */
    List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * Blocks for the next connection, on whichever port.
     *
     * @throws ClosedChannelException once this is closed
     */
    SocketChannel accept() throws IOException {
        return selector == null ? sockets.get(0).accept() : acceptSelected();
    }

    private SocketChannel acceptSelected() throws IOException {
        try {
            while (true) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SocketChannel channel = ((ServerSocketChannel) ready.next().channel()).accept();
                    if (channel != null) {
                        return channel;
                    }
                    ready.remove(); // nothing more on that port for now
                }
                if (!selector.isOpen()) {
                    throw new ClosedChannelException();
                }
            }
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void close() {
        sockets.forEach(ListeningSockets::close);
        if (selector != null) {
            close(selector);
        }
    }

    private static void close(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }
}
