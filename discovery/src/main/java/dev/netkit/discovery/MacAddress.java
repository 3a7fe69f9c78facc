package dev.netkit.discovery;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hardware address of one network card.
 *
 * @param bits its 48 bits, at the lower end
 */
public record MacAddress(long bits) {
    static final int BYTES = 6;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    /** The bit of the first byte that the addresses of groups have set, everybody's among them. */
    private static final long GROUP_BIT = 0x0100_0000_0000L;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}"
            + "|[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\\1[0-9a-f]{2}){4}"
            + "|[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}");

    public MacAddress {
        if (bits >>> BYTES * Byte.SIZE != 0) {
            throw new IllegalArgumentException("a hardware address has 48 bits");
        }
        if (bits == 0 || (bits & GROUP_BIT) != 0) {
            throw new IllegalArgumentException("that hardware address is nobody's, or a group's");
        }
    }

    /**
     * Reads {@code 00:1a:2b:3c:4d:5e}, the same with hyphens, {@code 001a.2b3c.4d5e}, and twelve digits without a break.
     *
     * @throws IllegalArgumentException with a reason for people, if the text is no such address
     */
    public static MacAddress parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(lower).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a hardware address such as 00:1a:2b:3c:4d:5e");
        }
        return new MacAddress(HexFormat.fromHexDigitsToLong(lower.replaceAll("[:.-]", "")));
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (bits >>> (BYTES - 1 - i) * Byte.SIZE);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return COLONS.formatHex(bytes());
    }
}
