package dev.netkit.common.dnssd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * A domain name (RFC 1035, section 3.1). Two names are equal if they differ in the case of ASCII letters only.
 *
 * @param labels each 1 to 63 bytes of UTF-8; any character may stand in one, even a dot (RFC 6763, section 4.3)
 */
record DnsName(List<String> labels) {
    static final int LONGEST_LABEL = 63;
    static final int LONGEST_NAME = 255;

    DnsName {
        labels = List.copyOf(labels);
        int length = 1;
        for (String label : labels) {
            int bytes = label.getBytes(UTF_8).length;
            if (bytes < 1 || bytes > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label has 1 to " + LONGEST_LABEL + " bytes, not " + bytes);
            }
            length += 1 + bytes;
        }
        if (length > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has at most " + LONGEST_NAME + " bytes, not " + length);
        }
    }

    static DnsName of(String... labels) {
        return new DnsName(List.of(labels));
    }

    /** This name below another one. */
    DnsName below(DnsName parent) {
        List<String> all = new ArrayList<>(labels);
        all.addAll(parent.labels);
        return new DnsName(all);
    }

    /** What is left without the first label; the root has none. */
    DnsName parent() {
        return new DnsName(labels.subList(Math.min(1, labels.size()), labels.size()));
    }

    /** The first label; empty for the root. */
    String first() {
        return labels.isEmpty() ? "" : labels.get(0);
    }

    /** The text, cut off where it would be longer than a label may be, between two characters. */
    static String toLabel(String text) {
        return toLabel(text, LONGEST_LABEL);
    }

    static String toLabel(String text, int longest) {
        int end = text.length();
        while (text.substring(0, end).getBytes(UTF_8).length > longest) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static int lowerCase(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private static boolean isSame(String one, String other) {
        boolean same = one.length() == other.length();
        for (int i = 0; same && i < one.length(); i++) {
            same = lowerCase(one.charAt(i)) == lowerCase(other.charAt(i));
        }
        return same;
    }

    /** Makes nothing: a hostile datagram has a thousand names to compare. */
    @Override
    public boolean equals(Object other) {
        boolean same = other instanceof DnsName name && labels.size() == name.labels.size();
        for (int i = 0; same && i < labels.size(); i++) {
            same = isSame(labels.get(i), ((DnsName) other).labels.get(i));
        }
        return same;
    }

    @Override
    public int hashCode() {
        int hash = labels.size();
        for (String label : labels) {
            for (int i = 0; i < label.length(); i++) {
                hash = 31 * hash + lowerCase(label.charAt(i));
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        return String.join(".", labels);
    }
}
