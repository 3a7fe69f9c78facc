package dev.netkit.file;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.SealedStream;
import java.net.ProtocolException;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes each file's key from the shared one and a salt of either side; makes none where nothing is sealed. */
public final class StreamKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<FernetKey> shared;

    public StreamKeys(Optional<FernetKey> shared) {
        this.shared = shared;
    }

    /** This side's part; empty where nothing is sealed. */
    public Optional<byte[]> newSalt() {
        return shared.map(key -> {
            byte[] salt = new byte[SealedStream.SALT_BYTES];
            RANDOM.nextBytes(salt);
            return salt;
        });
    }

    /** The key of the file with these salts; fails if the peer's is missing or has another length. */
    public Optional<FernetKey> key(Optional<byte[]> sendersSalt, Optional<byte[]> receiversSalt)
            throws ProtocolException {
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SealedStream.key(shared.get(), checked(sendersSalt), checked(receiversSalt)));
    }

    private static byte[] checked(Optional<byte[]> salt) throws ProtocolException {
        return salt.filter(bytes -> bytes.length == SealedStream.SALT_BYTES)
                .orElseThrow(() -> new ProtocolException(
                        "a sealed file needs a salt of " + SealedStream.SALT_BYTES + " bytes of either side"));
    }
}
