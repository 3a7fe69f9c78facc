package dev.netkit.common.cli;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.file.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A file with shared keys: one a line, the first of which encrypts; empty lines and those that begin with # count for nothing. */
public record KeyFile(Path path) {
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<OpenOption> CREATE_ONLY = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** The keys, at least one; says on the console if others can read them too. */
    public List<FernetKey> read(Console console) throws LocalFileException {
        byte[] content = content();
        try {
            List<FernetKey> keys = KeyText.parse(content);
            warnOfReaders(console);
            return keys;
        } catch (IllegalArgumentException e) {
            throw new LocalFileException("cannot use the key file " + path, new IOException(e.getMessage(), e));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] content() throws LocalFileException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes, so it is something else");
            }
            return content;
        } catch (IOException e) {
            throw new LocalFileException("cannot read the key file " + path, e);
        }
    }

    private void warnOfReaders(Console console) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (Files.isRegularFile(path) && !Collections.disjoint(permissions, OF_OTHERS)) {
                console.say("netkit: warning: others can use " + SafeText.escape(path.toString()) + " ("
                        + PosixFilePermissions.toString(permissions) + "); chmod 600 makes it yours alone");
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Not a POSIX file system, or gone by now: there is nothing to warn of.
        }
    }

    /** Creates the file, for its owner only, with one key in it; an existing one is left as it is. */
    public void create(FernetKey key) throws LocalFileException {
        byte[] line = KeyText.line(key);
        try (FileChannel channel = FileChannel.open(path, CREATE_ONLY, OwnerOnly.file(path))) {
            write(channel, line);
        } catch (IOException e) {
            throw new LocalFileException("cannot write the key file " + path, e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private void write(FileChannel channel, byte[] line) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(path); // ours, and no key
            throw e;
        }
    }
}
