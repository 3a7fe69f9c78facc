package dev.netkit.chat.client;

/** No message of the dialect can hold the text; nothing of it was said. */
public final class TextTooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TextTooLongException(int length, int limit) {
        super("it would make a message of " + length + " bytes, at most " + limit + " are sent");
    }
}
