package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server cannot have the address that it was told to listen on. */
public final class CannotListenException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_FREE_FOR_ALL = 1024;
    private static final Path FIRST_FREE_SETTING = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");

    /** Why not. */
    public enum Reason {
        IN_USE("it is in use"),
        NOT_PERMITTED("ports below 1024 need privileges"),
        NOT_OURS("this machine has no such address");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final InetSocketAddress address;
    private final Reason reason;

    private CannotListenException(InetSocketAddress address, Reason reason, BindException cause) {
        super("cannot listen on " + place(address) + ": " + reason.text, cause);
        this.address = address;
        this.reason = reason;
    }

    private static String place(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? "port " + address.getPort()
                : Endpoint.of(address).toString();
    }

    public InetSocketAddress address() {
        return address;
    }

    public Reason reason() {
        return reason;
    }

    /** A BindException tells its reason in words of the system's language only, so the reason is found by trying. */
    static CannotListenException explain(InetSocketAddress address, BindException cause) {
        if (!isOurs(address)) {
            return new CannotListenException(address, Reason.NOT_OURS, cause);
        }
        boolean privileged = address.getPort() != 0 && address.getPort() < firstFreeForAll();
        boolean forbidden = privileged && !"root".equals(System.getProperty("user.name"));
        return new CannotListenException(address, forbidden ? Reason.NOT_PERMITTED : Reason.IN_USE, cause);
    }

    private static boolean isOurs(InetSocketAddress address) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address.getAddress(), 0))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The kernel gives a setting to the first read only, and Files.readString begins with a read of one byte. */
    private static byte[] readAtOnce(Path setting) throws IOException {
        try (InputStream in = Files.newInputStream(setting)) {
            return in.readNBytes(16);
        }
    }

    private static int firstFreeForAll() {
        try {
            return Integer.parseInt(new String(readAtOnce(FIRST_FREE_SETTING), US_ASCII).trim());
        } catch (IOException | NumberFormatException e) {
            return FIRST_FREE_FOR_ALL;
        }
    }
}
