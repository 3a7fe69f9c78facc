package dev.netkit.common.net;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** No connection came about; the cause is the operating system's reason. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectFailedException(Endpoint endpoint, IOException cause) {
        super("cannot connect to " + endpoint + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof SocketTimeoutException ? "no answer in time" : cause.getMessage();
    }
}
