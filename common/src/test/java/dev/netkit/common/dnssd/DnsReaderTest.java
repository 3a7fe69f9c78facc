package dev.netkit.common.dnssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsReaderTest {
    /** A response with one answer. */
    private static final String HEADER = "000084000000000100000000";

    private static final String TYPE = "0c5f6e65746b69742d6563686f045f746370056c6f63616c00";

    @Test
    void namesMayEndWhereOthersStand() throws Exception {
        String pointer = HEADER + TYPE + "000c000100001194" + "0008" + "056c61622037" + "c00c";
        assertThat(read(pointer).answers())
                .containsExactly(new DnsRecord.Pointer(
                        DnsName.of("_netkit-echo", "_tcp", "local"),
                        4500,
                        DnsName.of("lab 7", "_netkit-echo", "_tcp", "local")));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        DnsName instance = DnsName.of("Ann's 1.5 \ud83d\ude00", "_netkit-echo", "_tcp", "local");
        DnsName host = DnsName.of("h", "local");
        DnsMessage message = new DnsMessage(
                7,
                true,
                List.of(new DnsQuestion(instance, DnsType.ANY)),
                List.of(new DnsRecord.Service(instance, 120, 1, 2, 65_535, host)),
                List.of(new DnsRecord.Other(instance, 10, DnsType.TXT, "0161")),
                List.of(
                        new DnsRecord.Address(host, 0, InetAddress.getByName("192.0.2.1")),
                        new DnsRecord.Address(host, 1, InetAddress.getByName("2001:db8::1"))));
        assertThat(DnsReader.read(ByteBuffer.wrap(DnsWriter.write(message)))).isEqualTo(message);
    }

    @Test
    void uniqueRecordsOfAResponseAskToForgetOthersUnlessAQuestionIsRepeated() {
        DnsRecord unique = new DnsRecord.Other(DnsName.of("a"), 1, DnsType.TXT, "00");
        DnsMessage response = DnsMessage.response(List.of(unique), List.of());
        assertThat(hex(response)).contains("0161000010" + "8001");
        DnsMessage legacy =
                response.inReplyTo(DnsMessage.query(List.of(new DnsQuestion(DnsName.of("a"), DnsType.TXT)), List.of()));
        assertThat(hex(legacy)).contains("0161000010" + "0001").doesNotContain("8001");
    }

    @Test
    void asciiCaseMakesNoOtherName() {
        assertThat(DnsName.of("Lab", "LOCAL")).isEqualTo(DnsName.of("lab", "local"));
        assertThat(DnsName.of("Lab", "LOCAL")).hasSameHashCodeAs(DnsName.of("lab", "local"));
        assertThat(DnsName.of("\u00c4")).isNotEqualTo(DnsName.of("\u00e4"));
        assertThat(DnsName.of("lab")).isNotEqualTo(DnsName.of("lab", "local")).isNotEqualTo(DnsName.of("lab2"));
    }

    @Test
    void aMessageWhoseNamesAreLongOnlyByPointingBackIsNone() {
        int names = 100;
        ByteBuffer message = ByteBuffer.allocate(DnsReader.LONGEST_MESSAGE);
        message.putShort((short) 0).putShort((short) 0).putShort((short) names).position(12);
        for (int i = 0; i < 120; i++) {
            message.put((byte) 1).put((byte) 'a');
        }
        message.put((byte) 0).putInt(0x0001_0001);
        for (int i = 1; i < names; i++) {
            message.putShort((short) 0xC00C).putInt(0x0001_0001);
        }
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> DnsReader.read(message.flip()))
                .withMessageContaining("labels");
    }

    @Test
    void aLabelIsCutBetweenTwoCharacters() {
        assertThat(DnsName.toLabel("x".repeat(62) + "\u00e4")).isEqualTo("x".repeat(62));
        assertThat(DnsName.toLabel("x".repeat(60) + "\ud83d\ude00")).isEqualTo("x".repeat(60));
        assertThat(DnsName.toLabel("lab 7")).isEqualTo("lab 7");
    }

    @ParameterizedTest
    @CsvSource({
        "'000000000001000000000000 c00c 000c0001', points forward",
        "'000000000001000000000000 c0ff 000c0001', points forward",
        "'000000000001000000000000 0161 c00c 000c0001', points forward",
        "'000000000001000000000000 40 000c0001', too long",
        "'000000000001000000000000 01ff 00 000c0001', not UTF-8",
        "'000028000000000000000000', neither",
        "'000080030000000000000000', neither",
        "'000084000000000100000000 00 0001 0001 00000001 0003 7f000001', another length",
        "'000084000000000100000000 00 0001 0001 00000001 0005 7f00000101', another length",
        "'000084000000000100000000 00 0010 0001 00000001 ffff', cut off",
        "'0000840000', cut off",
        "'', cut off"
    })
    void whatIsNoMessageIsRefused(String hex, String why) {
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> read(hex.replace(" ", "")))
                .withMessageContaining(why);
    }

    @Test
    void aMessageThatIsCutAnywhereIsRefused() throws Exception {
        String whole = HEADER + TYPE + "000c000100001194" + "0008" + "056c61622037" + "c00c";
        for (int end = 0; end < whole.length(); end += 2) {
            String cut = whole.substring(0, end);
            assertThatExceptionOfType(DnsException.class).isThrownBy(() -> read(cut));
        }
        assertThat(read(whole).answers()).hasSize(1);
    }

    @Test
    void aNameThatGrowsByPointersIsRefused() {
        StringBuilder message = new StringBuilder("000000000005000000000000");
        String label = "3f" + "61".repeat(63);
        message.append(label).append("00000c0001");
        int previous = 12;
        for (int i = 0; i < 4; i++) {
            int here = message.length() / 2;
            message.append(label)
                    .append(String.format("%04x", 0xC000 | previous))
                    .append("000c0001");
            previous = here;
        }
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> read(message.toString()))
                .withMessageContaining("255");
    }

    @Test
    void recordsOfOtherClassesArePassedOver() throws Exception {
        String options = "000084000000000100000000" + "00" + "0029" + "05c0" + "00000000" + "0000";
        assertThat(read(options).answers()).isEmpty();
    }

    private static DnsMessage read(String hex) throws DnsException {
        return DnsReader.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    private static String hex(DnsMessage message) {
        return HexFormat.of().formatHex(DnsWriter.write(message));
    }
}
