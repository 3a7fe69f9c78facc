package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.Evidence;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.HostReport.PortReport;
import dev.netkit.discovery.scan.PortState;
import dev.netkit.discovery.scan.Presence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanFormatTest {
    private static final String TEXT = "(\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.-]+)";
    private static final Pattern TABLE = Pattern.compile("10\\.0\\.0\\.7 +arp-fresh +02:00:00:00:00:07  " + TEXT
            + "  +22 open " + TEXT + ", 80 filtered, is " + TEXT);
    private static final Optional<MacAddress> MAC = Optional.of(MacAddress.parse("02:00:00:00:00:07"));

    @Test
    void aTableHasWhatAHostSaysOfItself() throws UnknownHostException {
        assertThat(ScanFormat.table.line(up("printer.lan", "SSH-2.0", "lab-7")))
                .isEqualTo("10.0.0.7         arp-fresh       02:00:00:00:00:07  printer.lan           "
                        + "22 open \"SSH-2.0\", 80 filtered, is lab-7");
    }

    @Test
    void nothingThatAHostSaysReachesTheTerminalAsItIs() throws UnknownHostException {
        HostReport rude = up("\u001b[2Jname", "\u001b[2Jbanner\n", "\u001b[2Juser");
        for (ScanFormat format : ScanFormat.values()) {
            assertThat(format.line(rude)).doesNotContain("\u001b", "\n");
        }
    }

    @Test
    void csvQuotesWhereItMust() throws UnknownHostException {
        assertThat(ScanFormat.csv.line(up("a,b", "say \"hi\"", "lab-7")))
                .isEqualTo("10.0.0.7,up,arp-fresh,,02:00:00:00:00:07,\"a,b\",0.4,22:open 80:filtered,"
                        + "\"22:\"\"say \\\"\"hi\\\"\"\"\"\",lab-7,true");
    }

    /** What a host says is had back from where it belongs, and nothing else is there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\", 22 open, is teacher",
                "a  b",
                "lab-7, 22 open",
                "back\\slash \\n \\\"",
                "line\nend\t\u001b[2J\u202e",
                "",
                "80:open 443:closed",
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(1)",
                "a;=1+1",
                "\"",
                "\\x3d1"
            })
    void noTextForgesAnother(String text) throws UnknownHostException {
        HostReport host = up(text, text, text);
        Matcher table = TABLE.matcher(ScanFormat.table.line(host));
        assertThat(table.matches()).isTrue();
        assertThat(List.of(table.group(1), table.group(2), table.group(3)))
                .extracting(ScanFormatTest::unquoted)
                .containsOnly(text);
        List<String> fields = fields(ScanFormat.csv.line(host));
        assertThat(fields).hasSize(11).noneMatch(field -> field.matches("(?s)(.*;)?[=+@-].*"));
        assertThat(unescaped(fields.get(5))).isEqualTo(text);
        assertThat(unquoted(fields.get(8).replaceFirst("^22:", ""))).isEqualTo(text);
        assertThat(unescaped(fields.get(9))).isEqualTo(text);
    }

    /** As RFC 4180 reads it. */
    private static List<String> fields(String line) {
        Matcher field =
                Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))(?:,|$)").matcher(line);
        List<String> fields = new ArrayList<>();
        int end = 0;
        while (end < line.length() && field.find(end)) {
            assertThat(field.start()).isEqualTo(end);
            fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
            end = field.end();
        }
        return fields;
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? unescaped(text.substring(1, text.length() - 1)) : text;
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:x([0-9a-f]{2})|u\\{([0-9a-f]+)}|(.))")
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(3) == null) {
            String digits = escape.group(1) == null ? escape.group(2) : escape.group(1);
            return Character.toString(Integer.parseInt(digits, 16));
        }
        return switch (escape.group(3)) {
            case "n" -> "\n";
            case "t" -> "\t";
            default -> escape.group(3);
        };
    }

    @Test
    void jsonHasEachFactInItsPlace() throws UnknownHostException {
        assertThat(ScanFormat.json.line(up("printer.lan", "SSH-2.0", "lab-7")))
                .isEqualTo("{\"address\":\"10.0.0.7\",\"up\":true,\"evidence\":\"arp-fresh\","
                        + "\"mac\":\"02:00:00:00:00:07\",\"name\":\"printer.lan\",\"rttMillis\":0.4,\"ports\":["
                        + "{\"port\":22,\"state\":\"open\",\"evidence\":\"syn-ack\",\"banner\":\"SSH-2.0\"},"
                        + "{\"port\":80,\"state\":\"filtered\",\"evidence\":\"arp-fresh\"}],"
                        + "\"handshake\":{\"userID\":\"lab-7\",\"fresh\":true}}");
    }

    @Test
    void whatIsOnlyRememberedSaysHowOldItIs() throws UnknownHostException {
        HostReport remembered = new HostReport(
                InetAddress.getByName("10.0.0.9"),
                Presence.REMEMBERED,
                Evidence.ARP_CACHED,
                Optional.of(Duration.ofSeconds(36)),
                MAC,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        assertThat(ScanFormat.table.line(remembered)).isEqualTo("10.0.0.9         arp-cached 36s  02:00:00:00:00:07");
        assertThat(ScanFormat.json.line(remembered))
                .startsWith("{\"address\":\"10.0.0.9\",\"up\":null,\"evidence\":\"arp-cached\",\"ageSeconds\":36,");
        assertThat(ScanFormat.csv.line(remembered)).startsWith("10.0.0.9,remembered,arp-cached,36,02:");
    }

    private static HostReport up(String name, String banner, String userID) throws UnknownHostException {
        return new HostReport(
                InetAddress.getByName("10.0.0.7"),
                Presence.UP,
                Evidence.ARP_FRESH,
                Optional.empty(),
                MAC,
                Optional.of(name),
                Optional.of(Duration.ofNanos(400_000)),
                List.of(
                        new PortReport(22, PortState.OPEN, Evidence.SYN_ACK, Optional.of(banner)),
                        new PortReport(80, PortState.FILTERED, Evidence.ARP_FRESH, Optional.empty())),
                Optional.of(new Handshake(userID, true)));
    }
}
