package dev.netkit.common.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What names have in common that a reader takes for one another: the idea of Unicode's UTS #39, section 4, for the
 * letters of Latin, Cyrillic and Greek, the digits among them, letters' case, width and accents.
 */
public final class Skeleton {
    /** Pairs: what is seen, and the Latin letter that it looks like, in lower case. */
    private static final String[] LOOKS_LIKE = {
        "аa", "вb", "еe", "ёe", "кk", "мm", "нh", "оo", "рp", "сc", "тt", "уy", "хx", "ѕs", "іi", "їi", "јj", "ԁd",
        "һh", "ԛq", "ԝw", "ьb", "αa", "βb", "εe", "ζz", "ηn", "ιi", "κk", "μu", "νv", "οo", "ρp", "τt", "υu", "χx",
        "ϲc", "ıi", "0o", "1i", "li", "|i", "ɑa", "ɡg", "ʏy", "ⅼi"
    };

    private static final Map<Integer, Integer> TABLE = table();

    private Skeleton() {}

    /** The skeleton: two texts with the same one look alike. */
    public static String of(String text) {
        String folded = fold(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder skeleton = new StringBuilder(folded.length());
        fold(folded)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .filter(Characters::isVisible)
                .forEach(c -> skeleton.appendCodePoint(TABLE.getOrDefault(c, c)));
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    private static Map<Integer, Integer> table() {
        Map<Integer, Integer> table = new HashMap<>();
        for (String pair : LOOKS_LIKE) {
            table.put(pair.codePointAt(0), pair.codePointBefore(pair.length()));
        }
        return table;
    }
}
