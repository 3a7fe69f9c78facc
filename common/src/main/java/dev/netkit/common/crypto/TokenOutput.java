package dev.netkit.common.crypto;

import java.util.Arrays;
import java.util.Base64;

/** Where a token goes while it is made, piece by piece: its bytes as they are, or as text. */
interface TokenOutput {
    /** Takes the first {@code length} bytes of {@code source}. */
    void put(byte[] source, int length);

    /** The bare bytes. */
    final class Binary implements TokenOutput {
        private final byte[] token;
        private int filled;

        Binary(int tokenLength) {
            token = new byte[tokenLength];
        }

        @Override
        public void put(byte[] source, int length) {
            System.arraycopy(source, 0, token, filled, length);
            filled += length;
        }

        byte[] token() {
            return token;
        }
    }

    /**
     * base64url. Encodes while a piece is still in the first-level cache, and needs no second array as long as the token:
     * for a MiB that is an eighth of the time.
     */
    final class Text implements TokenOutput {
        private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();
        /** A multiple of three, so that a full group has no padding: a header and the first piece of ciphertext. */
        private static final int GROUP_BYTES = TokenFormat.CIPHERTEXT_OFFSET + TokenCipher.FIRST_PIECE;

        private final byte[] group = new byte[GROUP_BYTES];
        private final byte[] encodedGroup = new byte[GROUP_BYTES / 3 * 4];
        private byte[] text;
        private int grouped;
        private int written;

        /** Begins a new token. */
        void begin(int tokenLength) {
            text = tokenLength >= GROUP_BYTES ? new byte[(tokenLength + 2) / 3 * 4] : null; // else no group gets full
            grouped = 0;
            written = 0;
        }

        @Override
        public void put(byte[] source, int length) {
            if (grouped == 0 && length == source.length && length % 3 == 0 && length <= GROUP_BYTES) {
                append(encodedGroup, ENCODER.encode(source, encodedGroup));
                return;
            }
            int taken = 0;
            while (taken < length) {
                int n = Math.min(length - taken, GROUP_BYTES - grouped);
                System.arraycopy(source, taken, group, grouped, n);
                taken += n;
                grouped += n;
                if (grouped == GROUP_BYTES) {
                    append(encodedGroup, ENCODER.encode(group, encodedGroup));
                    grouped = 0;
                }
            }
        }

        /** The text of the whole token, which is the caller's from now on. */
        byte[] finish() {
            byte[] rest = ENCODER.encode(Arrays.copyOf(group, grouped));
            if (text == null) {
                return rest;
            }
            append(rest, rest.length);
            byte[] finished = text;
            text = null;
            return finished;
        }

        private void append(byte[] encoded, int length) {
            System.arraycopy(encoded, 0, text, written, length);
            written += length;
        }
    }
}
