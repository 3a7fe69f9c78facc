package dev.netkit.chat.web;

import dev.netkit.common.net.Endpoint;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page, and what belongs to it: a fixed set of names, so that no path leads anywhere else. */
public final class WebSite {
    /** For Safari before 16, 'self' has no WebSockets in it, so that place is named; others take it from 'self'. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self' ws://%1$s wss://%1$s;"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String HEALTH = "/healthz";

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    /** The page's files; a resource of any other name is not served. */
    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "log.css",
            "app.js",
            "compose.js",
            "connection.js",
            "entrance.js",
            "heard.js",
            "i18n.js",
            "log.js",
            "memory.js",
            "message.js",
            "outbox.js",
            "people.js",
            "status.js",
            "talk.js",
            "text.js",
            "unread.js");

    private record Content(String type, byte[] bytes) {}

    private final Map<String, Content> pages = new HashMap<>();
    private final WebNames names;

    /**
     * @param sealed whether a browser cannot join, because this room is sealed
     * @param names by which browsers may come
     */
    public WebSite(boolean sealed, WebNames names) {
        this.names = names;
        FILES.forEach(name -> pages.put("/" + name, new Content(type(name), resource(name))));
        pages.put("/", pages.get("/index.html"));
        pages.put(HEALTH, new Content("text/plain", "ok\n".getBytes(StandardCharsets.UTF_8)));
        byte[] config = ("{\"sealed\":" + sealed + "}").getBytes(StandardCharsets.UTF_8);
        pages.put("/config.json", new Content("application/json", config));
    }

    private static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    private static byte[] resource(String name) {
        try (InputStream in = WebSite.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks its " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The answer to a request that asks for no WebSocket.
     *
     * @param here the address that it came to
     */
    public FullHttpResponse answer(FullHttpRequest request, InetSocketAddress here) {
        if (request.decoderResult().isFailure()) {
            return refusal(request.decoderResult().cause());
        }
        String path = new QueryStringDecoder(request.uri()).rawPath();
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (!head && !request.method().equals(HttpMethod.GET)) {
            FullHttpResponse refusal =
                    WebAnswer.of(HttpResponseStatus.METHOD_NOT_ALLOWED, "GET and HEAD are understood");
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            return refusal;
        }
        Content content = pages.get(path);
        if (content == null) {
            return WebAnswer.of(HttpResponseStatus.NOT_FOUND, "there is nothing here");
        }
        String host =
                request.headers().get(HttpHeaderNames.HOST, Endpoint.of(here).toString());
        if (names.have(host)) {
            return page(content, head, host);
        }
        return path.equals(HEALTH) ? page(content, head, Endpoint.of(here).toString()) : elsewhere(here);
    }

    /** It would be of no use: its WebSocket is refused. */
    private static FullHttpResponse elsewhere(InetSocketAddress here) {
        return WebAnswer.of(
                HttpResponseStatus.MISDIRECTED_REQUEST,
                "netkit chat does not know itself by that name: go to http://" + Endpoint.of(here)
                        + "/, or have it started with --web-name and the name");
    }

    private static FullHttpResponse refusal(Throwable cause) {
        if (cause instanceof TooLongHttpContentException) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "there is nothing to upload here");
        }
        if (cause instanceof TooLongHttpLineException) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_URI_TOO_LONG, "no address here is so long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "these are too many headers");
        }
        return WebAnswer.of(HttpResponseStatus.BAD_REQUEST, "this is no HTTP");
    }

    private static FullHttpResponse page(Content content, boolean head, String host) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(content.bytes()));
        boolean text = content.type().startsWith("text/");
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, content.type() + (text ? "; charset=utf-8" : ""))
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, String.format(POLICY, host))
                .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
                .set("Referrer-Policy", "no-referrer")
                .set("X-Content-Type-Options", "nosniff");
        HttpUtil.setContentLength(response, content.bytes().length);
        return response;
    }
}
