package dev.netkit.common.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Answers {@code GET /metrics}, in the format that is asked for, and {@code GET /healthz}; nothing else. */
final class MetricsRequests implements HttpHandler {
    private static final String METRICS = "/metrics";
    private static final Set<String> PATHS = Set.of(METRICS, "/healthz");
    private static final byte[] HEALTHY = "ok\n".getBytes(US_ASCII);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final long NO_BODY = -1;

    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    MetricsRequests(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path == null || !PATHS.contains(path)) {
                refuse(exchange, NOT_FOUND);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                refuse(exchange, METHOD_NOT_ALLOWED);
            } else if (path.equals(METRICS)) {
                scrape(exchange);
            } else {
                reply(exchange, "text/plain; charset=utf-8", HEALTHY);
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close"); // a body that nobody wants may follow
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    private void scrape(HttpExchange exchange) throws IOException {
        ExpositionFormatWriter format =
                format(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        format.write(text, registry.scrape());
        reply(exchange, format.getContentType(), text.toByteArray());
    }

    /** Prometheus asks for protocol buffers first, where it is set to; the library's own choice would be those. */
    private ExpositionFormatWriter format(Optional<String> accept) {
        ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
        return accept.filter(openMetrics::accepts).isPresent() ? openMetrics : formats.getPrometheusTextFormatWriter();
    }

    private static void reply(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
    }
}
