package dev.netkit.common.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.netkit.common.framing.FrameException.Fault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ProtocolException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Streams of frames as tests write them: as text, one character a byte. */
final class Streams {
    private Streams() {}

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static InputStream stream(String stream) {
        return new ByteArrayInputStream(bytes(stream));
    }

    static FrameReader reader(String stream) {
        return new FrameReader(stream(stream), FrameEncoding.DEFAULT_LIMIT);
    }

    static String frame(FrameEncoding encoding, String payload) {
        return text(encoding.header(payload.length())) + payload;
    }

    static FrameException assertFault(Fault fault, ThrowingCallable reading) {
        FrameException e = catchThrowableOfType(FrameException.class, reading);
        assertThat(e).isInstanceOf(ProtocolException.class);
        assertThat(e.fault()).isEqualTo(fault);
        return e;
    }
}
