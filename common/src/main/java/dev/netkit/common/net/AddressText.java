package dev.netkit.common.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/** IP addresses as text, IPv6 in the short form of RFC 5952: {@code ::1}, not {@code 0:0:0:0:0:0:0:1}. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        String full = address.getHostAddress();
        int zone = full.indexOf('%');
        return shorten(address.getAddress()) + (zone < 0 ? "" : full.substring(zone));
    }

    private static String shorten(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int start = longestZeroRun(groups);
        int length = start < 0 ? 0 : zeroRun(groups, start);
        return start < 0
                ? join(groups, 0, GROUPS)
                : join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
    }

    /** Where the first of the longest runs of at least two zero groups begins, or -1. */
    private static int longestZeroRun(int[] groups) {
        int best = -1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeroRun(groups, i);
            if (run >= 2 && (best < 0 || run > zeroRun(groups, best))) {
                best = i;
            }
        }
        return best;
    }

    private static int zeroRun(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
