package dev.netkit.common.dnssd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PointerQueryTest {
    private static final PointerQuery QUERY = query("10.0.0.7");
    private static final byte[] BYTES = QUERY.bytes();
    private static final String POINTER = "c00c 000c 0001 00000e10 000d 077072696e746572 036c616e 00";

    @Test
    void anAddressIsAskedForBackwards() {
        assertThat(new String(BYTES, ISO_8859_1)).contains("\1" + "7\1" + "0\1" + "0\2" + "10\7in-addr\4arpa\0");
        assertThat(HexFormat.of().formatHex(BYTES))
                .startsWith("123401000001000000000000")
                .endsWith("000c0001");
    }

    @Test
    void anIpv6AddressIsAskedForByItsHexDigits() {
        byte[] query = query("2001:db8::7").bytes();
        assertThat(new String(query, ISO_8859_1))
                .contains("\1" + "7\1" + "0\1" + "0")
                .contains("\1" + "8\1b\1d\1" + "0\1" + "1\1" + "0\1" + "0\1" + "2\3ip6\4arpa\0");
    }

    @Test
    void theAnswerHoldsTheName() {
        assertThat(decode(answer(1, POINTER))).contains("printer.lan");
        assertThat(PointerQuery.idOfAnswer(ByteBuffer.wrap(answer(1, POINTER)))).contains(0x1234);
    }

    @Test
    void anAliasComesBeforeIt() {
        String alias = "c00c 0005 0001 00000e10 0002 c00c";
        assertThat(decode(answer(2, alias + POINTER))).contains("printer.lan");
    }

    @Test
    void noSuchNameIsNone() {
        byte[] answer = answer(0, "");
        answer[3] = 3;
        assertThat(decode(answer)).isEmpty();
        assertThat(decode(answer(0, ""))).isEmpty();
    }

    @Test
    void theAnswerToAnotherQuestionIsNone() {
        byte[] answer = answer(1, POINTER);
        answer[13] = '8';
        assertThat(decode(answer)).isEmpty();
    }

    @Test
    void aQuestionIsNoAnswer() {
        assertThat(PointerQuery.idOfAnswer(ByteBuffer.wrap(BYTES))).isEmpty();
        assertThat(PointerQuery.idOfAnswer(ByteBuffer.wrap(new byte[3]))).isEmpty();
    }

    @Test
    void aNameThatGoesOnForEverEnds() {
        String itself = "c00c 000c 0001 00000e10 0002 c033"; // the place of its own name
        String forwards = "c00c 000c 0001 00000e10 0004 c0ff 0000";
        String around = "c00c 000c 0001 00000e10 0004 0161 c033";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(decode(answer(1, itself))).isEmpty();
            assertThat(decode(answer(1, forwards))).isEmpty();
            assertThat(decode(answer(1, around))).isEmpty();
        });
    }

    @Test
    void everyCutAnswerIsNone() {
        byte[] whole = answer(1, POINTER);
        for (int length = 0; length < whole.length; length++) {
            assertThat(decode(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void noAnswerDoesHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] answer = answer(1 + random.nextInt(3), POINTER + POINTER);
            for (int change = random.nextInt(6); change >= 0; change--) {
                answer[2 + random.nextInt(answer.length - 2)] = (byte) random.nextInt(256);
            }
            assertThat(decode(answer))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(
                            name -> assertThat(name).isEmpty(),
                            name -> assertThat(name.orElseThrow().length()).isLessThan(256));
        }
    }

    private static Optional<String> decode(byte[] answer) {
        return QUERY.nameIn(ByteBuffer.wrap(answer));
    }

    private static PointerQuery query(String address) {
        try {
            return new PointerQuery(0x1234, InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] answer(int count, String records) {
        return PointerAnswers.to(BYTES, count, HexFormat.of().parseHex(records.replace(" ", "")));
    }
}
