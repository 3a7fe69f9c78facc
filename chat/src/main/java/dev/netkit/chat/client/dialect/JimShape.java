package dev.netkit.chat.client.dialect;

/** The two families of JIM programs, which call a message and its text by different names. */
enum JimShape {
    A("msg", "message"),
    B("message", "mess_text");

    private final String action;
    private final String textField;

    JimShape(String action, String textField) {
        this.action = action;
        this.textField = textField;
    }

    String action() {
        return action;
    }

    String textField() {
        return textField;
    }
}
