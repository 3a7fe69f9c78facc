package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of every size, there and back, and against {@link PlainFernet} in both directions. */
class FernetRoundTripTest {
    /** One for all sizes: it keeps its ciphers, and each size must find them as if they were new. */
    private static final Fernet FERNET = Tokens.fernetAt(Tokens.NOW);

    /** Around what the cipher takes at once (8 192), what base64url takes at once (6 144), and a MiB. */
    static IntStream sizes() {
        IntStream edges = IntStream.of(6144, 8192, 2 * 6144, 2 * 8192, 3 * 6144, 3 * 8192, 65_536);
        IntStream.Builder sizes = IntStream.builder();
        edges.forEach(edge -> IntStream.rangeClosed(edge - 90, edge + 20)
                .filter(n -> n % 3 != 1)
                .forEach(sizes));
        return IntStream.concat(
                IntStream.concat(IntStream.rangeClosed(0, 100), sizes.build()),
                IntStream.rangeClosed((1 << 20) - 1, (1 << 20) + 1));
    }

    @Test
    void textOfEverySizeComesBack() throws IOException {
        for (int size : sizes().toArray()) {
            byte[] token = FERNET.encrypt(Tokens.bytes(size));
            assertThat(FERNET.decrypt(token)).as("%d bytes", size).isEqualTo(Tokens.bytes(size));
            assertThat(PlainFernet.decrypt(Tokens.KEY, Tokens.binary(token)))
                    .as("%d bytes", size)
                    .hasValue(Tokens.bytes(size));
        }
    }

    @Test
    void binaryOfEverySizeComesBack() throws IOException {
        for (int size : sizes().toArray()) {
            byte[] token = FERNET.encryptBinary(Tokens.bytes(size));
            assertThat(token).hasSize(TokenFormat.tokenLength(size));
            assertThat(FERNET.decryptBinary(token)).as("%d bytes", size).isEqualTo(Tokens.bytes(size));
            assertThat(PlainFernet.decrypt(Tokens.KEY, token)).hasValue(Tokens.bytes(size));
        }
    }

    @Test
    void tokenOfAnotherProgramIsOpened() throws IOException {
        for (int size : sizes().toArray()) {
            byte[] token = PlainFernet.encrypt(Tokens.KEY, Tokens.NOW, Tokens.bytes(16), Tokens.bytes(size));
            assertThat(FERNET.decryptBinary(token)).as("%d bytes", size).isEqualTo(Tokens.bytes(size));
            assertThat(FERNET.decrypt(Tokens.text(token))).isEqualTo(Tokens.bytes(size));
        }
    }

    @Test
    void partOfAnArrayIsSealed() throws IOException {
        byte[] source = Tokens.bytes(30_000);
        for (int length : new int[] {0, 1, 16, 8191, 8192, 20_000}) {
            byte[] token = FERNET.encryptBinary(source, 7, length);
            assertThat(FERNET.decryptBinary(token)).isEqualTo(Arrays.copyOfRange(source, 7, 7 + length));
        }
        assertThat(source).isEqualTo(Tokens.bytes(30_000));
    }

    static int[][] partsThatAreNone() {
        return new int[][] {{-1, 1}, {0, -1}, {0, 11}, {10, 1}, {11, 0}, {5, Integer.MAX_VALUE}};
    }

    @ParameterizedTest
    @MethodSource("partsThatAreNone")
    void partOutsideAnArrayIsRefused(int[] part) {
        assertThatThrownBy(() -> FERNET.encryptBinary(new byte[10], part[0], part[1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Without an array of a GiB, which not every machine has to spare. */
    @Test
    void plaintextAboveTheLimitIsRefused() {
        Fernet.checkLength(Fernet.MAX_PLAINTEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fernet.checkLength(Fernet.MAX_PLAINTEXT + 1))
                .withMessageContaining("1073741825");
    }

    @Test
    void textOfTheLongestTokenFitsIntoAnArray() {
        long binary = TokenFormat.tokenLength(Fernet.MAX_PLAINTEXT);
        assertThat((binary + 2) / 3 * 4).isBetween(binary, (long) Integer.MAX_VALUE - 8);
    }

    @Test
    void noTwoTokensOfOneMessageAreAlike() {
        long different = IntStream.range(0, 1000)
                .mapToObj(i -> Arrays.toString(FERNET.encrypt(new byte[5])))
                .distinct()
                .count();
        assertThat(different).isEqualTo(1000);
    }

    @Test
    void decryptingChangesNeitherTheTokenNorLaterResults() throws IOException {
        byte[] token = FERNET.encrypt(Tokens.bytes(9000));
        byte[] copy = token.clone();
        byte[] first = FERNET.decrypt(token);
        FERNET.decrypt(FERNET.encrypt(new byte[9000]));
        assertThat(token).isEqualTo(copy);
        assertThat(first).isEqualTo(Tokens.bytes(9000));
    }
}
