package dev.netkit.common.crypto;

import java.security.SecureRandom;
import java.util.List;

/** Makes and opens tokens under several keys, for one thread at a time. Knows no clock. */
final class TokenEngine {
    private final TokenCipher[] ciphers;
    private final IvSource ivs;
    private final byte[] header = new byte[TokenFormat.CIPHERTEXT_OFFSET];
    private final TokenOutput.Text text = new TokenOutput.Text();

    TokenEngine(List<FernetKey> keys, SecureRandom random) {
        ciphers = keys.stream().map(TokenCipher::new).toArray(TokenCipher[]::new);
        ivs = new IvSource(random);
        header[0] = (byte) TokenFormat.VERSION;
    }

    /** A token under the first key, as text. */
    byte[] sealText(long timestamp, byte[] plaintext, int offset, int length) {
        text.begin(TokenFormat.tokenLength(length));
        seal(timestamp, plaintext, offset, length, text);
        return text.finish();
    }

    /** A token under the first key, as bytes. */
    byte[] sealBinary(long timestamp, byte[] plaintext, int offset, int length) {
        TokenOutput.Binary binary = new TokenOutput.Binary(TokenFormat.tokenLength(length));
        seal(timestamp, plaintext, offset, length, binary);
        return binary.token();
    }

    private void seal(long timestamp, byte[] plaintext, int offset, int length, TokenOutput output) {
        TokenFormat.putLong(header, TokenFormat.TIMESTAMP_OFFSET, timestamp);
        ivs.next(header);
        ciphers[0].seal(header, plaintext, offset, length, output);
    }

    /** The plaintext of a well-formed token under whichever key it is; null if it holds under none. */
    byte[] open(byte[] token) {
        for (TokenCipher cipher : ciphers) {
            if (cipher.authenticates(token)) {
                return cipher.open(token);
            }
        }
        return null;
    }
}
