package dev.netkit.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.CountedTraffic;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.ServiceMeter;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;

/** A beacon's answers to HTTP requests: sealed envelopes to {@code POST /message}, a status to everything else. */
final class BeaconRequests implements HttpHandler {
    /** The longest body that is read. */
    static final int LONGEST_BODY = 64 * 1024;

    private static final String PATH = "/message";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int LENGTH_REQUIRED = 411;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final long NO_BODY = -1;

    private final SealedEnvelopes envelopes;
    private final BeaconAnswers answers;
    private final ServiceListener listener;
    private final ServiceMeter meter;
    private final CountedTraffic traffic = new CountedTraffic();

    BeaconRequests(SealedEnvelopes envelopes, BeaconAnswers answers, ServiceListener listener) {
        this.envelopes = envelopes;
        this.answers = answers;
        this.listener = listener;
        this.meter = listener.meter(BeaconConfig.SERVICE);
        meter.opened(traffic);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long came = meter.came();
        try (exchange) {
            int refusal = refusal(exchange);
            if (refusal == OK) {
                answer(exchange);
            } else {
                meter.rejected("http-" + refusal);
                refuse(exchange, refusal);
            }
            meter.answered(came);
        }
    }

    /** The status that a request deserves by its head alone; {@link #OK} if its body is worth reading. */
    private static int refusal(HttpExchange exchange) {
        if (!PATH.equals(exchange.getRequestURI().getPath())) {
            return NOT_FOUND;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return METHOD_NOT_ALLOWED;
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            return LENGTH_REQUIRED;
        }
        if (!length.matches("\\d{1,18}")) {
            return BAD_REQUEST;
        }
        return Long.parseLong(length) > LONGEST_BODY ? CONTENT_TOO_LARGE : OK;
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        if (status == METHOD_NOT_ALLOWED) {
            exchange.getResponseHeaders().set("Allow", "POST");
        }
        exchange.getResponseHeaders().set("Connection", "close"); // a body that nobody wants may follow
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] token = body(exchange);
        traffic.came(token.length);
        tell(new ServiceEvent.Received(exchange.getRemoteAddress(), token.length));
        try {
            reply(exchange, OK, envelopes.seal(answers.toRequest(envelopes.open(token))));
        } catch (ProtocolException e) {
            meter.rejected("bad-token");
            reply(exchange, BAD_REQUEST, envelopes.seal(answers.toInvalid()));
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        int length = Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length"));
        byte[] body = exchange.getRequestBody().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body ended early");
        }
        return body;
    }

    private void reply(HttpExchange exchange, int status, byte[] token) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(status, token.length);
        exchange.getResponseBody().write(token);
        traffic.went(token.length);
        tell(new ServiceEvent.Sent(exchange.getRemoteAddress(), token.length));
    }

    private void tell(ServiceEvent event) {
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(event);
        }
    }
}
