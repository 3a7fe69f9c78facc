package dev.netkit.common.net;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The ways in which a server cannot have its address, without a socket that is really refused. */
public final class ListenFailures {
    private static final String USER = "user.name";

    private ListenFailures() {}

    public static CannotListenException inUse() {
        return explain(InetAddress.getLoopbackAddress(), 50_000);
    }

    public static CannotListenException notOurs() throws UnknownHostException {
        return explain(InetAddress.getByName("192.0.2.1"), 50_000);
    }

    /** As an ordinary user has it, whoever runs the test; in use where the system protects no ports. */
    public static CannotListenException notPermitted() {
        String user = System.getProperty(USER);
        System.setProperty(USER, "ann");
        try {
            return explain(InetAddress.getLoopbackAddress(), 7);
        } finally {
            System.setProperty(USER, user);
        }
    }

    private static CannotListenException explain(InetAddress host, int port) {
        return CannotListenException.explain(new InetSocketAddress(host, port), new BindException("refused"));
    }
}
