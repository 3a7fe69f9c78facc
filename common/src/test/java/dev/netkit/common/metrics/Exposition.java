package dev.netkit.common.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's metrics port answers, read by the rules of the Prometheus text format 0.0.4, and refused where it does
 * not keep to them.
 *
 * @param samples by name and labels as they stand there, such as {@code a_total{service="echo"}}
 * @param families names that have a TYPE and a HELP, and the type
 */
public record Exposition(Map<String, Double> samples, Map<String, String> families) {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (\\S.*)");
    private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE =
            Pattern.compile("(([a-z_:][a-z0-9_:]*)(?:\\{" + LABEL + "(?:," + LABEL + ")*,?})?) ([-+.0-9EInfNa]+)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

    /** Asks for {@code /metrics} as somebody does who takes any format. */
    public static Exposition of(InetSocketAddress server) {
        try {
            HttpURLConnection connection = get(server, "/metrics", "");
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            return parse(new String(connection.getInputStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no metrics", e);
        }
    }

    /** Asks for a path. */
    public static HttpURLConnection get(InetSocketAddress server, String path, String accept) throws IOException {
        URI uri = URI.create("http://" + server.getHostString() + ":" + server.getPort() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Accept", accept);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection;
    }

    static Exposition parse(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, String> types = new HashMap<>();
        Set<String> explained = new TreeSet<>();
        for (String line : text.split("\n")) {
            Matcher meta = META.matcher(line);
            if (meta.matches() && meta.group(1).equals("HELP")) {
                assertThat(explained.add(meta.group(2))).as(line).isTrue();
            } else if (meta.matches()) {
                assertThat(TYPES).as(line).contains(meta.group(3));
                assertThat(types.put(meta.group(2), meta.group(3))).as(line).isNull();
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(types).as(line).containsKey(family(sample.group(2), types));
                double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
                assertThat(samples.put(sample.group(1), value)).as(line).isNull();
            }
        }
        assertThat(explained).isEqualTo(new TreeSet<>(types.keySet()));
        types.forEach(
                (name, type) -> assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter")));
        return new Exposition(samples, types);
    }

    private static String family(String sample, Map<String, String> types) {
        String stem = sample.replaceFirst("_(bucket|count|sum)$", "");
        return Set.of("histogram", "summary").contains(types.getOrDefault(stem, "")) ? stem : sample;
    }

    /** The value of a sample; 0 where there is none, which is how nothing has happened yet looks. */
    public double value(String sample) {
        return samples.getOrDefault(sample, 0.0);
    }
}
