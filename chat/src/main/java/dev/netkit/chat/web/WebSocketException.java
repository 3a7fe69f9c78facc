package dev.netkit.chat.web;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.net.ProtocolException;

/** The peer broke the rules of WebSocket, or this server's limits. */
public final class WebSocketException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final int code;

    WebSocketException(WebSocketCloseStatus status, String detail) {
        super(detail);
        this.code = status.code();
    }

    /** The status of RFC 6455, section 7.4, to close with. */
    public int code() {
        return code;
    }
}
