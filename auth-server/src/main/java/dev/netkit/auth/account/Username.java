package dev.netkit.auth.account;

import dev.netkit.common.text.Characters;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an account is called, prepared as RFC 8265 (UsernameCasePreserved) has it: composed form, no blanks, no controls.
 * Names that differ in letters' case or width only are one. A name is of one script, so that Latin letters and Cyrillic or
 * Greek ones that look like them do not meet in one name; whole names that look alike in two scripts are two.
 *
 * @param text as it is shown
 */
public record Username(String text) {
    private static final int MAX_CHARACTERS = 64;

    /** Scripts whose letters look like each other. */
    private static final Set<UnicodeScript> LOOK_ALIKE =
            Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.ARMENIAN);

    /**
     * Prepares and checks a name.
     *
     * @throws IllegalArgumentException with a reason for people, if it is none
     */
    public static Username parse(String written) {
        if (written.length() > 4 * MAX_CHARACTERS) {
            throw new IllegalArgumentException("a name has at most " + MAX_CHARACTERS + " characters");
        }
        String text = Normalizer.normalize(written, Normalizer.Form.NFC);
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_CHARACTERS + " characters, not " + length);
        }
        if (!text.codePoints().allMatch(Characters::isVisible)) {
            throw new IllegalArgumentException("a name has letters, digits and signs only, without blanks");
        }
        if (scripts(text).size() > 1) {
            throw new IllegalArgumentException("a name has letters of one script only");
        }
        return new Username(text);
    }

    private static Set<UnicodeScript> scripts(String text) {
        return text.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(LOOK_ALIKE::contains)
                .collect(Collectors.toSet());
    }

    /** What two names have in common that are one. */
    public String key() {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return text;
    }
}
