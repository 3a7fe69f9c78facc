package dev.netkit.chat.client.line;

import java.io.IOException;
import java.io.Serial;

/** The server does not want us there any more, and has said so: coming again by ourselves would be wrong. */
public final class PutOutException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With the server's own words for why, which may be none. */
    public PutOutException(String reason) {
        super("the server has put us out" + (reason.isEmpty() ? "" : ": " + reason));
    }
}
