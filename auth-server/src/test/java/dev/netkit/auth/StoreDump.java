package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that a database has written, byte by byte. */
final class StoreDump {
    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final Path folder;

    /** Of all the files in that folder. */
    StoreDump(Path folder) {
        this.folder = folder;
    }

    /** Fails if one of these is in the store, or the name, which must be, is not. */
    void assertHas(String name, List<String> secrets) throws IOException {
        List<Path> withName = new ArrayList<>();
        for (Path file : files()) {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (content.contains(name)) {
                withName.add(file);
            }
            for (String secret : secrets) {
                assertThat(content.contains(secret))
                        .as("%s in %s", secret, file)
                        .isFalse();
            }
        }
        assertThat(withName).as("where the name is").isNotEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The session's number, which the server alone can read. */
    static String sid(AuthFixture auth, String token) throws IOException {
        byte[] content = auth.keys.fernet().decrypt(token.getBytes(StandardCharsets.US_ASCII));
        Matcher sid = SID.matcher(new String(content, StandardCharsets.UTF_8));
        assertThat(sid.find()).isTrue();
        return sid.group(1);
    }
}
