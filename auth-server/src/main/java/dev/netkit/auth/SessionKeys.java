package dev.netkit.auth;

import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that sessions' tokens are made with, in files of their owner's alone: {@code primary} makes and opens tokens,
 * {@code secondary} was the one before and {@code staged} will be the next, and both only open. A server follows when they
 * change: a rotation on one machine reaches every server that shares the folder. For many threads.
 */
public final class SessionKeys {
    private static final String PRIMARY = "primary";
    private static final String SECONDARY = "secondary";
    private static final String STAGED = "staged";
    private static final String SALTS = "unknown-users";
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final LockFile lock;
    private volatile Loaded loaded;

    /** The keys as they were, and when that was. */
    private record Loaded(Fernet fernet, List<FernetKey> keys, long lookedAt) {}

    /** Makes what is missing in the folder, and reads the keys. */
    public static SessionKeys open(Path folder, Clock clock) throws IOException {
        SecretFile.createFolder(folder);
        SessionKeys keys = new SessionKeys(folder, clock);
        keys.lock.locked(() -> {
            for (String name : List.of(STAGED, SALTS, PRIMARY)) {
                if (!Files.exists(folder.resolve(name))) {
                    keys.write(name, FernetKey.generate(keys.random));
                }
            }
            return null;
        });
        keys.fernet();
        return keys;
    }

    private SessionKeys(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.lock = new LockFile(folder.resolve("lock"));
    }

    /** What makes and opens tokens just now. */
    Fernet fernet() throws IOException {
        Loaded now = loaded;
        long millis = clock.millis();
        if (now == null || millis - now.lookedAt() >= LOOK_EVERY_MILLIS || millis < now.lookedAt()) {
            now = reload(now, millis);
            loaded = now;
        }
        return now.fernet();
    }

    /** Files that cannot be read just now are no reason to forget the keys that were in them. */
    private Loaded reload(Loaded before, long millis) throws IOException {
        try {
            List<FernetKey> keys = keys();
            boolean same = before != null && before.keys().equals(keys);
            return new Loaded(same ? before.fernet() : new Fernet(keys, clock, random), keys, millis);
        } catch (IOException e) {
            if (before == null) {
                throw e;
            }
            return new Loaded(before.fernet(), before.keys(), millis);
        }
    }

    /** In the order in which they move from file to file, so that a rotation meanwhile hides none. */
    private List<FernetKey> keys() throws IOException {
        FernetKey staged = read(STAGED);
        FernetKey primary = read(PRIMARY);
        List<FernetKey> keys = new ArrayList<>(List.of(primary, staged));
        if (Files.exists(folder.resolve(SECONDARY))) {
            keys.add(read(SECONDARY));
        }
        return keys;
    }

    /** The secret that salts of unknown users are made with. */
    FernetKey unknownUsers() throws IOException {
        return read(SALTS);
    }

    /**
     * Makes the staged key the primary one, and a new one the staged one. Tokens of the primary key stay good until the
     * next rotation, those of the secondary one end now. After each step of it the keys in the folder are good.
     */
    public void rotate() throws IOException {
        lock.locked(() -> {
            FernetKey staged = read(STAGED);
            write(SECONDARY, read(PRIMARY));
            write(PRIMARY, staged);
            write(STAGED, FernetKey.generate(random));
            return null;
        });
    }

    private FernetKey read(String name) throws IOException {
        try {
            return FernetKey.parse(Files.readAllBytes(folder.resolve(name)));
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.resolve(name) + " is " + e.getMessage(), e);
        }
    }

    private void write(String name, FernetKey key) throws IOException {
        new SecretFile(folder.resolve(name)).replace((key.text() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
