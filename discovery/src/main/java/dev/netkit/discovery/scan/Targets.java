package dev.netkit.discovery.scan;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Collects what is to be looked at; how much that is, is known before any of it is in memory. */
public final class Targets {
    /** A /16. */
    public static final int MOST = 1 << 16;

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern NUMERIC = Pattern.compile("[0-9./-]+");

    private final Consumer<List<String>> unknownNames;
    private final List<AddressRange> ranges = new ArrayList<>();
    private final Set<InetAddress> single = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private long size;

    /** Names that nobody knows are told, and the rest stands. */
    public Targets(Consumer<List<String>> unknownNames) {
        this.unknownNames = unknownNames;
    }

    /**
     * Adds addresses, networks, ranges and names, with commas or blanks between them.
     *
     * @throws IllegalArgumentException with a reason for people, if it is none of that, or too much
     */
    public void add(String text) {
        Arrays.stream(SEPARATOR.split(text)).filter(part -> !part.isEmpty()).forEach(this::addOne);
    }

    private void addOne(String text) {
        if (text.indexOf(':') >= 0) {
            addSingle(ipv6(text));
        } else if (NUMERIC.matcher(text).matches()) {
            add(AddressRange.parse(text));
        } else {
            addName(text);
        }
    }

    public void add(AddressRange range) {
        grow(range.size());
        ranges.add(range);
    }

    private void addSingle(InetAddress address) {
        grow(1);
        single.add(address);
    }

    private void grow(long count) {
        size += count;
        if (size > MOST) {
            throw new IllegalArgumentException("that is more than " + MOST + " addresses, too many for one scan");
        }
    }

    private static InetAddress ipv6(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("'" + text + "' is a web address: leave out all but the host");
        }
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is an IPv6 network: even a small one has 2^64 addresses, name those you mean");
        }
        return AddressLiteral.parse(text);
    }

    private void addName(String name) {
        if (name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is not a network: only addresses have a prefix");
        }
        grow(1);
        names.add(name);
    }

    /** Each address once, ranges first, else in the order in which it was asked for; blocks while names are looked up. */
    public Set<InetAddress> addresses() {
        Set<InetAddress> all = new LinkedHashSet<>();
        ranges.forEach(range -> range.addresses().map(Targets::withoutName).forEach(all::add));
        single.stream().map(Targets::withoutName).forEach(all::add);
        Map<String, Optional<InetAddress>> named = NameLookup.addresses(names);
        named.values().stream()
                .flatMap(Optional::stream)
                .map(Targets::withoutName)
                .forEach(all::add);
        List<String> unknown =
                names.stream().filter(name -> named.get(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            unknownNames.accept(unknown);
        }
        return all;
    }

    /** An address keeps the name that it was found by, which would be shown with it. */
    private static InetAddress withoutName(InetAddress address) {
        try {
            return address instanceof Inet4Address ? InetAddress.getByAddress(address.getAddress()) : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
