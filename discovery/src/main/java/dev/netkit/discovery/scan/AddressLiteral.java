package dev.netkit.discovery.scan;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address of one host as text, IPv4 or IPv6; never a name, so that nothing is looked up. */
public final class AddressLiteral {
    private AddressLiteral() {}

    /** @throws IllegalArgumentException with a reason for people, if the text is no such address */
    public static InetAddress parse(String text) {
        if (text.indexOf(':') >= 0) {
            return ipv6(text);
        }
        AddressRange range = AddressRange.parse(text);
        if (range.size() != 1) {
            throw new IllegalArgumentException("'" + text + "' is more than one address");
        }
        return range.addresses().findFirst().orElseThrow();
    }

    private static InetAddress ipv6(String text) {
        try {
            return InetAddress.getByName(text); // with a colon it is never looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IPv6 address");
        }
    }
}
