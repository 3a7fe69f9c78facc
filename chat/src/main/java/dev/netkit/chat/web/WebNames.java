package dev.netkit.chat.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names by which browsers may come here. A name that somebody outside can make point at this machine (DNS rebinding)
 * is none of them: a page from there would be taken for this one.
 */
public final class WebNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    /** For what ends so, only a LAN's own resolver has an answer (RFC 6761, RFC 6762 with its appendix G, RFC 8375). */
    private static final List<String> LOCAL = List.of(".local", ".localhost", ".lan", ".home.arpa", ".internal");

    /** Asked for once at most, because that may take a while. */
    private static final class OwnName {
        static final String NAME = ask();

        private static String ask() {
            try {
                return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            } catch (UnknownHostException e) {
                return "";
            }
        }
    }

    private final Set<String> given;

    /**
     * @param given names that are right as well
     * @throws IllegalArgumentException if one is none
     */
    public WebNames(Collection<String> given) {
        this.given = given.stream().map(WebNames::checked).collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name for browsers is one like chat.example.org, not " + written);
        }
        return name;
    }

    /** Whether that was given as a name; {@code host} may have a port. */
    boolean areGiven(String host) {
        return given.contains(withoutPort(host));
    }

    /** Whether that is the name or an address of this place; {@code host} may have a port. */
    boolean have(String host) {
        String name = withoutPort(host);
        return ADDRESS.matcher(name).matches()
                || NAME.matcher(name).matches()
                        && (!name.contains(".")
                                || LOCAL.stream().anyMatch(name::endsWith)
                                || given.contains(name)
                                || name.equals(OwnName.NAME));
    }

    private static String withoutPort(String host) {
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name; // how the root may be written
    }
}
