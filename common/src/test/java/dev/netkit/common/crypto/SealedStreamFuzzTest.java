package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Any sequence of chunks, genuine, changed and forged: exactly what is in its place is delivered, and no byte more. */
class SealedStreamFuzzTest {
    private static final List<byte[]> GENUINE = List.of(
            Chunks.chunk(0, 0, Tokens.bytes(20)),
            Chunks.chunk(1, 0, Tokens.bytes(0)),
            Chunks.chunk(2, 0, Tokens.bytes(100)),
            Chunks.chunk(3, 1, Tokens.bytes(7)));

    @FuzzTest
    void onlyGenuineChunksInTheirPlacesAreDelivered(FuzzedDataProvider input) throws IOException {
        int portion = input.consumeInt(1, 200);
        List<byte[]> chunks = new ArrayList<>();
        while (input.remainingBytes() > 0 && chunks.size() < 20) {
            chunks.add(chunk(input));
        }
        assertThat(read(Chunks.reader(chunks), portion)).isEqualTo(expected(chunks));
    }

    private static byte[] chunk(FuzzedDataProvider input) {
        byte[] genuine = GENUINE.get(input.consumeInt(0, GENUINE.size() - 1));
        return switch (input.consumeInt(0, 4)) {
            case 0 -> changed(genuine.clone(), input);
            case 1 -> input.consumeBytes(input.consumeInt(0, 200));
            case 2 -> Chunks.box(input.consumeBytes(input.consumeInt(0, 40)));
            case 3 -> Chunks.chunk(input.consumeInt(0, 5), input.consumeByte(), input.consumeBytes(30));
            default -> genuine;
        };
    }

    private static byte[] changed(byte[] token, FuzzedDataProvider input) {
        token[input.consumeInt(0, token.length - 1)] ^= input.consumeByte();
        return token;
    }

    /** What came out before the end or the error, and whether it was the end. */
    private record Outcome(String data, boolean whole) {
        static Outcome of(ByteArrayOutputStream data, boolean whole) {
            return new Outcome(Tokens.hex(data.toByteArray()), whole);
        }
    }

    private static Outcome read(SealedStreamReader reader, int portion) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] buffer = new byte[portion];
        try {
            int n;
            while ((n = reader.read(buffer)) != -1) {
                data.write(buffer, 0, n);
            }
            return Outcome.of(data, true);
        } catch (SealedStreamException e) {
            return Outcome.of(data, false);
        }
    }

    /** The rules again, over whole chunks and with ciphers that are new for each. */
    private static Outcome expected(List<byte[]> chunks) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int number = 0; number < chunks.size(); number++) {
            Optional<byte[]> opened = PlainFernet.decrypt(Chunks.KEY, chunks.get(number));
            if (opened.isEmpty() || !isInPlace(opened.get(), number)) {
                return Outcome.of(data, false);
            }
            data.write(opened.get(), 9, opened.get().length - 9);
            if (opened.get()[8] == 1) {
                return Outcome.of(data, true);
            }
        }
        return Outcome.of(data, false);
    }

    private static boolean isInPlace(byte[] opened, int number) {
        return opened.length >= 9 && ByteBuffer.wrap(opened).getLong() == number && (opened[8] == 0 || opened[8] == 1);
    }
}
