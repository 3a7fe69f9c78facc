package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lines of Python with which docs/protocol.md makes a token by hand. */
@Timeout(60)
class DocumentedTokenTest {
    private static final Path PAGE = Path.of("..", "docs", "protocol.md");
    private static final Pattern LISTING = Pattern.compile("```python\n(def fernet\\(.*?)```", Pattern.DOTALL);

    @Test
    void linesInTheDocumentMakeTheSpecificationsToken(@TempDir Path folder) throws IOException, InterruptedException {
        Matcher listing = LISTING.matcher(Files.readString(PAGE));
        assertThat(listing.find()).as("the listing in %s", PAGE).isTrue();
        Path script = Files.writeString(folder.resolve("by_hand.py"), """
                import base64, hmac, struct
                from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
                %s
                key = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
                print(fernet(key, b"hello", 499162800, bytes(range(16))).decode())
                """.formatted(listing.group(1)));
        Process process = Python.script(script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String token = process.inputReader().readLine();
        assertThat(process.waitFor()).isZero();
        assertThat(token)
                .isEqualTo(
                        "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA"
                                + "==");
    }
}
