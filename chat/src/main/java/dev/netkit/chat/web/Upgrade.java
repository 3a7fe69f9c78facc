package dev.netkit.chat.web;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.util.Optional;

/**
 * Whether a request may become a WebSocket. A browser says where its page came from, and a page from elsewhere has no
 * business here.
 */
public final class Upgrade {
    /** That of RFC 6455. */
    private static final String VERSION = "13";

    /** Where WebSockets are. */
    public static final String PATH = "/ws";

    private Upgrade() {}

    /** Whether it wants to be one. */
    public static boolean isWanted(FullHttpRequest request) {
        return request.decoderResult().isSuccess()
                && (isOfWebSocket(request)
                        || new QueryStringDecoder(request.uri()).rawPath().equals(PATH));
    }

    private static boolean isOfWebSocket(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    /** Why it cannot be one; empty if it can. */
    public static Optional<FullHttpResponse> refusal(FullHttpRequest request, WebNames names) {
        if (!isOfWebSocket(request)) {
            return Optional.of(upgradeRequired("this is for WebSocket; the page is at /"));
        }
        if (!new QueryStringDecoder(request.uri()).rawPath().equals(PATH)) {
            return Optional.of(WebAnswer.of(HttpResponseStatus.NOT_FOUND, "WebSocket is at " + PATH));
        }
        if (!request.method().equals(HttpMethod.GET)
                || request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY) == null) {
            return Optional.of(WebAnswer.of(HttpResponseStatus.BAD_REQUEST, "this is no handshake of WebSocket"));
        }
        if (!VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Optional.of(upgradeRequired("the version of WebSocket is " + VERSION));
        }
        return isFromHere(request, names)
                ? Optional.empty()
                : Optional.of(WebAnswer.of(HttpResponseStatus.FORBIDDEN, "a page from elsewhere cannot join"));
    }

    /** Whoever sends it says also in {@code Connection} that it is about this hop (RFC 9110, section 7.8). */
    private static FullHttpResponse upgradeRequired(String sentence) {
        FullHttpResponse answer = WebAnswer.of(HttpResponseStatus.UPGRADE_REQUIRED, sentence);
        answer.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        return answer;
    }

    private static boolean isFromHere(FullHttpRequest request, WebNames names) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true; // no browser
        }
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        try {
            URI page = URI.create(origin);
            boolean same = host.equalsIgnoreCase(page.getRawAuthority()) && names.have(host);
            // Whoever speaks TLS in front of this may well put another Host.
            return page.getHost() != null && (same || names.areGiven(page.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
