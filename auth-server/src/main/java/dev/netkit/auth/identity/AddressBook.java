package dev.netkit.auth.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netkit.common.file.LockFile;
import dev.netkit.common.file.WholeFile;
import dev.netkit.common.net.AddressText;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which name belongs to which address, in a JSON file that a person can read. The file is replaced in one step, so that a
 * crash leaves the old one or the new one, and read again for each question, so that other processes may change it. IPv4,
 * IPv6 and IPv4 inside of IPv6 are one address space; a zone ({@code %eth0}) does not count. For many threads.
 */
public final class AddressBook {
    /** More would make each change of the file slow. */
    static final int MOST = 10_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final LockFile lock;

    /** The file need not be there yet. */
    public AddressBook(Path file) {
        this.file = file;
        this.lock = new LockFile(file.resolveSibling(file.getFileName() + ".lock"));
    }

    /** Makes the folder if it is not there, and fails if names cannot be kept in it. */
    public void prepare() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /** All that is known, by the addresses' text. */
    public SortedMap<String, String> all() throws IOException {
        try {
            return new TreeMap<>(
                    JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {}));
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (JsonProcessingException e) {
            throw new IOException("it is not a file of names: " + e.getOriginalMessage(), e);
        }
    }

    public Optional<String> nameOf(InetAddress address) throws IOException {
        return Optional.ofNullable(all().get(key(address)));
    }

    private static String key(InetAddress address) {
        String text = AddressText.of(address);
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /**
     * Remembers the name of an address that has none; blocks until it is on disk. False if it has one.
     *
     * @throws IOException if it cannot be written, or the book is full
     */
    public boolean rememberFirst(InetAddress address, PersonName name) throws IOException {
        return change(names -> {
            if (names.containsKey(key(address))) {
                return false;
            }
            if (names.size() >= MOST) {
                throw new IOException("the book is full: it has " + MOST + " names");
            }
            names.put(key(address), name.text());
            return true;
        });
    }

    /** Forgets a name, and says whether there was one. */
    public boolean forget(InetAddress address) throws IOException {
        return change(names -> names.remove(key(address)) != null);
    }

    private interface Change {
        boolean apply(SortedMap<String, String> names) throws IOException;
    }

    private boolean change(Change change) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return lock.locked(() -> {
            SortedMap<String, String> names = all();
            boolean changed = change.apply(names);
            if (changed) {
                WholeFile.replace(file, JSON.writeValueAsBytes(names));
            }
            return changed;
        });
    }
}
