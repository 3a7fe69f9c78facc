package dev.netkit.chat.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Passes each whole line on as one, so that it can be shown above the line that is being typed. */
final class AboveOutput extends OutputStream {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    AboveOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (source[i] == '\n') {
                lines.accept(begun.toString(UTF_8));
                begun.reset();
            } else {
                begun.write(source[i]);
            }
        }
    }
}
