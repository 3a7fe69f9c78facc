package dev.netkit.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The client's messages of RFC 5802 (section 7), read strictly: what is not exactly of the grammar is none. */
final class ScramMessages {
    private static final int LONGEST = 4 * 1024;

    private ScramMessages() {}

    /**
     * The first message: no channel binding, and no other identity than the user's own.
     *
     * @param gs2Header what the last message must repeat
     * @param bare the message without that header
     */
    record ClientFirst(String gs2Header, String bare, String username, String nonce) {}

    /**
     * The last message.
     *
     * @param withoutProof the message up to the proof
     * @param binding what {@code c=} says, decoded
     */
    record ClientFinal(String withoutProof, String binding, String nonce, byte[] proof) {}

    /**
     * Reads a first message.
     *
     * @throws DeniedException if it is none, or asks for what this server has not
     */
    static ClientFirst first(String message) throws DeniedException {
        List<String> parts = attributes(message);
        if (parts.size() < 4) {
            throw malformed();
        }
        if (parts.get(0).startsWith("p=")) {
            throw new DeniedException("not-allowed", "there is no channel binding here");
        }
        if (!parts.get(0).equals("n") && !parts.get(0).equals("y")) {
            throw malformed();
        }
        if (!parts.get(1).isEmpty()) {
            throw new DeniedException("not-allowed", "nobody can act for somebody else here");
        }
        String header = parts.get(0) + ",,";
        String name = unescaped(value(parts.get(2), 'n'));
        return new ClientFirst(header, message.substring(header.length()), name, nonce(parts.get(3)));
    }

    /**
     * Reads a last message.
     *
     * @throws DeniedException if it is none
     */
    static ClientFinal last(String message) throws DeniedException {
        List<String> parts = attributes(message);
        if (parts.size() < 3) {
            throw malformed();
        }
        String proof = parts.get(parts.size() - 1);
        String withoutProof = message.substring(0, message.length() - proof.length() - 1);
        String binding = new String(base64(value(parts.get(0), 'c')), StandardCharsets.ISO_8859_1);
        return new ClientFinal(withoutProof, binding, nonce(parts.get(1)), base64(value(proof, 'p')));
    }

    private static List<String> attributes(String message) throws DeniedException {
        if (message.length() > LONGEST || message.indexOf('\0') >= 0) {
            throw malformed();
        }
        return List.of(message.split(",", -1));
    }

    private static String value(String attribute, char name) throws DeniedException {
        if (attribute.length() < 2 || attribute.charAt(0) != name || attribute.charAt(1) != '=') {
            throw malformed();
        }
        return attribute.substring(2);
    }

    private static String nonce(String attribute) throws DeniedException {
        String nonce = value(attribute, 'r');
        boolean printable = nonce.chars().allMatch(c -> c >= '!' && c <= '~');
        if (nonce.isEmpty() || !printable) {
            throw malformed();
        }
        return nonce;
    }

    /** A comma is written =2C and an equals sign =3D; any other = is an error. */
    private static String unescaped(String name) throws DeniedException {
        String rest = name.replace("=2C", "").replace("=3D", "");
        if (rest.indexOf('=') >= 0) {
            throw malformed();
        }
        return name.replace("=2C", ",").replace("=3D", "=");
    }

    private static byte[] base64(String text) throws DeniedException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static DeniedException malformed() {
        return new DeniedException("bad-scram", "that is no message of SCRAM");
    }
}
