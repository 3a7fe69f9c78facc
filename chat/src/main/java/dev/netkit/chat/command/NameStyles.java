package dev.netkit.chat.command;

import org.jline.utils.AttributedStyle;

/** A colour for each name, always the same one; none where the user wants none. */
final class NameStyles {
    /** Of the 256 colours, some that can be read on a dark ground and on a light one. */
    private static final int[] COLOURS = {31, 37, 64, 67, 97, 103, 130, 131, 133, 136, 161, 166, 168, 172};

    private final boolean coloured;

    /** @param coloured false as <a href="https://no-color.org">NO_COLOR</a> wants it */
    NameStyles(boolean coloured) {
        this.coloured = coloured;
    }

    AttributedStyle of(String name) {
        int mixed = (name.hashCode() * 0x9E3779B1) >>> 16; // names that differ in a letter have hashes close together
        int colour = COLOURS[mixed % COLOURS.length];
        return coloured ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
    }

    /** For what is less important than what people say. */
    AttributedStyle faint() {
        return coloured ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
    }
}
