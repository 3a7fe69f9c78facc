package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks the rules is a remark at its packet, never an error of the dissector. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the captures are made with Debian's tools")
class WiresharkHostileIT {
    private static final int NAMES = 9092;
    private static final int CHAT = 7777;

    @TempDir
    private Path folder;

    private Wireshark wireshark;

    @BeforeEach
    void findWireshark() throws Exception {
        wireshark = new Wireshark(folder).orSkip();
    }

    /** What somebody sends, and what is said of it. */
    record Case(int port, String remark, List<byte[]> segments) {
        Case(int port, String remark, String... segments) {
            this(
                    port,
                    remark,
                    Stream.of(segments).map(s -> s.getBytes(ISO_8859_1)).toList());
        }

        @Override
        public String toString() {
            return remark;
        }
    }

    static Stream<Case> breaches() {
        return Stream.of(
                new Case(NAMES, "a frame begins with 00 or a digit", "\u00de\u00ad\u00be\u00ef"),
                new Case(NAMES, "a frame has at most 16777215 bytes", "99999999:x"),
                new Case(NAMES, "an ASCII header has no leading zero", "01:x"),
                new Case(NAMES, "an ASCII header is 1 to 8 digits and a colon", "123456789:"),
                new Case(NAMES, "an ASCII header is 1 to 8 digits and a colon", "12", "x"),
                new Case(NAMES, "neither a message nor a token", "3:abc"),
                new Case(NAMES, "not one JSON object", "6:{\"a\":1"),
                new Case(NAMES, "not one JSON object", "10:{\"a\":\"\u00c3\"}x"),
                new Case(NAMES, "not one JSON object", "82:{\"a\":" + "[".repeat(38) + "]".repeat(38) + "}"),
                new Case(NAMES, "a token that is not base64url", "9:gAAAA+A b"),
                new Case(NAMES, "no token has 6 bytes", "8:gAAAAAAA"),
                new Case(NAMES, "a token of the year 2242 or later", framed(token(0x80, 0xff))),
                new Case(CHAT, "not one JSON object", "{\"action\":}"),
                new Case(CHAT, "not one JSON object", "{\"action\":\"quit\"} }"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachIsRemarkedOn(Case breach) throws Exception {
        Path capture = wireshark.madeOf(true, breach.port(), breach.segments());
        assertThat(wireshark.fields(capture, List.of(), "netkit.malformed", "_ws.expert.message"))
                .as(wireshark.read(capture, List.of("-V")))
                .anySatisfy(line -> assertThat(line).contains(breach.remark()));
    }

    @Test
    void whatIsOddButRightIsNotRemarkedOn() throws Exception {
        String odd = "{\"type\":\"\\ud83d\\ude00\\u0000\\ud800\\\"\",\"seq\":1e400,\"since\":[[],{}]}";
        for (List<byte[]> segments : List.of(
                List.of(framed(odd.getBytes(UTF_8)).getBytes(ISO_8859_1)),
                List.of(new byte[] {0}, new byte[] {0, 0}, new byte[] {2}, "{".getBytes(UTF_8), "}".getBytes(UTF_8)),
                List.of("0:0:2:{}".getBytes(UTF_8)),
                List.of(new byte[] {0, (byte) 255, (byte) 255, (byte) 255, 'x'}))) {
            Path capture = wireshark.madeOf(true, NAMES, segments);
            assertThat(wireshark.fields(capture, List.of(), "netkit.malformed", "_ws.expert.message"))
                    .isEmpty();
        }
    }

    @Test
    void severalFramesInASegmentAndOneOverSeveral() throws Exception {
        String message = "{\"type\":\"name\",\"name\":\"Ann\"}";
        Path capture = wireshark.madeOf(
                true,
                NAMES,
                Stream.of("0:28:" + message + "2", "8:{\"type\":\"na", "me\",\"name\":\"Bob\"}0:")
                        .map(s -> s.getBytes(UTF_8))
                        .toList());
        assertThat(wireshark.fields(capture, List.of(), "netkit.name", "frame.number", "netkit.length", "netkit.name"))
                .containsExactly("1 0,28 Ann", "3 28,0 Bob");
    }

    @Test
    void aDatagramThatIsSentAgainIsRemarkedOn() throws Exception {
        byte[] token = Base64.getUrlEncoder().encode(token(0x80, 0));
        Path capture = wireshark.madeOf(false, 1234, List.of(token, "other".getBytes(UTF_8), token));
        assertThat(wireshark.fields(capture, List.of(), "netkit.token.replay", "frame.number"))
                .containsExactly("3");
        assertThat(wireshark.fields(capture, List.of(), "netkit.token.stale", "frame.number"))
                .containsExactly("1", "3");
        assertThat(wireshark.fields(capture, List.of(), "netkit.malformed", "frame.number"))
                .containsExactly("2");
    }

    @Test
    void noiseIsNoErrorOfTheDissector() throws Exception {
        Random random = new Random(1);
        for (int port : new int[] {9090, 9091, NAMES, CHAT, 5000, 1234}) {
            List<byte[]> packets = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[1 + random.nextInt(300)];
                random.nextBytes(noise);
                byte[] start = List.of("", "\0", "5:", "{\"", "gAAAA", "GET /ws", "28:{\"type\":")
                        .get(random.nextInt(7))
                        .getBytes(UTF_8);
                System.arraycopy(start, 0, noise, 0, Math.min(start.length, noise.length));
                packets.add(noise);
            }
            wireshark.read(wireshark.madeOf(port != 1234, port, packets), List.of("-V"));
        }
    }

    private static byte[] token(int version, int time) {
        byte[] token = new byte[73];
        token[0] = (byte) version;
        token[4] = (byte) time; // above the 32 bits that a time has for now
        return token;
    }

    private static String framed(byte[] payload) {
        String text = (payload[0] & 0xff) == 0x80
                ? Base64.getUrlEncoder().encodeToString(payload)
                : new String(payload, ISO_8859_1);
        return text.length() + ":" + text;
    }
}
