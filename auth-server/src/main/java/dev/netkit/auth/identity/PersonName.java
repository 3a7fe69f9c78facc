package dev.netkit.auth.identity;

/** What a person is called: 1 to 64 characters, none of them a control character, without blanks around it. */
public record PersonName(String text) {
    private static final int MAX_CHARACTERS = 64;

    /** Checks a name that is trimmed already. */
    public PersonName {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_CHARACTERS + " characters, not " + length);
        }
        if (text.codePoints().anyMatch(PersonName::isNoText)) {
            throw new IllegalArgumentException("a name has no control characters");
        }
    }

    private static boolean isNoText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    /**
     * The name that somebody has written, blanks around it left out.
     *
     * @throws IllegalArgumentException with a reason for people, if it is none
     */
    public static PersonName parse(String text) {
        return new PersonName(text.strip());
    }

    @Override
    public String toString() {
        return text;
    }
}
