package dev.netkit.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that everybody tries first. */
final class CommonPasswords {
    private static final String LIST = "common-passwords.txt";

    private CommonPasswords() {}

    static boolean contains(String password) {
        return read().contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> read() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
