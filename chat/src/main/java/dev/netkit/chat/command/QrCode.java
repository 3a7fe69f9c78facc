package dev.netkit.chat.command;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/** A QR code for a terminal: two rows of it in one line of half blocks. */
final class QrCode {
    /** Readers need some light around it. */
    private static final int MARGIN = 2;

    /** Light is drawn and dark is not, because most terminals are dark; readers take both. */
    private static final String[] BLOCKS = {"█", "▀", "▄", " "};

    private QrCode() {}

    static List<String> lines(String text) {
        ByteMatrix matrix = matrix(text);
        List<String> lines = new ArrayList<>();
        for (int y = -MARGIN; y < matrix.getHeight() + MARGIN; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -MARGIN; x < matrix.getWidth() + MARGIN; x++) {
                int upper = isDark(matrix, x, y) ? 2 : 0;
                int lower = isDark(matrix, x, y + 1) ? 1 : 0;
                line.append(BLOCKS[upper + lower]);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static ByteMatrix matrix(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", e);
        }
    }

    private static boolean isDark(ByteMatrix matrix, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < matrix.getWidth() && y < matrix.getHeight();
        return inside && matrix.get(x, y) == 1;
    }
}
