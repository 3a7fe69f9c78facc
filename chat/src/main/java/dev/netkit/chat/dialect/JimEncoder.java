package dev.netkit.chat.dialect;

import dev.netkit.chat.jim.JimResponse;
import dev.netkit.chat.jim.JimText;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Pace;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.RecordCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of JIM clients. They take one read of 1 024 bytes for one object: a longer text goes in several, and none is
 * sent before the last one can have been read.
 */
final class JimEncoder implements DialectEncoder, RoomEvent.Handler<List<byte[]>> {
    /** What such a client reads at once. */
    static final int MAX_BYTES = 1024;

    /** Of one text. */
    private static final int MOST_PIECES = 16;

    private static final Pace PACE = new Pace(true, Duration.ofMillis(5));
    private static final MessageCodec<JimText> TEXTS = MessageCodec.byAction(JimText.class);
    private static final RecordCodec<JimResponse> RESPONSES = RecordCodec.of(JimResponse.class);

    private final Shape usual;
    private final Clock clock;

    /** @param usual the shape of what no JIM client wrote */
    JimEncoder(Shape usual, Clock clock) {
        this.usual = usual;
        this.clock = clock;
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public List<byte[]> told(RoomEvent event) {
        return event.tell(this);
    }

    @Override
    public List<byte[]> said(Said event) {
        ChatMessage message = event.message();
        return text(
                event.shape(),
                message.time().getEpochSecond(),
                message.username(),
                "#" + event.room(),
                message.content());
    }

    /** JIM has no words for it, and a client that reads slowly had better hear what is said. */
    @Override
    public List<byte[]> joined(Joined event) {
        return List.of();
    }

    @Override
    public List<byte[]> left(Left event) {
        return List.of();
    }

    @Override
    public List<byte[]> announced(Announced event) {
        return text(Shape.NONE, now(), ChatName.SERVER, "ALL", event.content());
    }

    @Override
    public List<byte[]> whispered(Whisper whisper) {
        return text(whisper.shape(), whisper.time().getEpochSecond(), whisper.from(), whisper.to(), whisper.content());
    }

    /** A long text is cut short: at one piece in 5 ms it would keep everything else waiting. */
    private List<byte[]> text(Shape shape, long time, String from, String to, String content) {
        List<byte[]> pieces = pieces(shape, time, from, to, content);
        if (pieces.size() <= MOST_PIECES) {
            return pieces;
        }
        List<byte[]> first = new ArrayList<>(pieces.subList(0, MOST_PIECES - 1));
        first.add(TEXTS.encode(object(shape, time, from, to, "... (it goes on)")));
        return first;
    }

    private List<byte[]> pieces(Shape shape, long time, String from, String to, String content) {
        byte[] whole = TEXTS.encode(object(shape, time, from, to, content));
        int characters = content.codePointCount(0, content.length());
        if (whole.length <= MAX_BYTES || characters < 2) {
            return List.of(whole);
        }
        int middle = content.offsetByCodePoints(0, characters / 2);
        List<byte[]> pieces = new ArrayList<>();
        pieces.addAll(pieces(shape, time, from, to, content.substring(0, middle)));
        pieces.addAll(pieces(shape, time, from, to, content.substring(middle)));
        return pieces;
    }

    private JimText object(Shape shape, long time, String from, String to, String content) {
        Shape wanted = shape == Shape.NONE ? usual : shape;
        return wanted == Shape.MESSAGE
                ? new JimText.Message(time, from, to, content)
                : new JimText.Msg(time, from, to, content);
    }

    List<byte[]> ok() {
        return List.of(RESPONSES.encode(JimResponse.ok(now())));
    }

    /** As many names as fit into one object. */
    List<byte[]> names(List<String> names) {
        byte[] whole = RESPONSES.encode(JimResponse.names(now(), names));
        return whole.length <= MAX_BYTES ? List.of(whole) : names(names.subList(0, names.size() * 3 / 4));
    }

    @Override
    public List<byte[]> refused(Refused refusal) {
        int code = switch (refusal.reason()) {
            case NAME_TAKEN -> JimResponse.CONFLICT;
            case HELLO_FIRST, MUTED -> JimResponse.UNAUTHORISED;
            case NO_SUCH_ROOM, NO_SUCH_USER -> JimResponse.NOT_FOUND;
            case GONE, NOT_READING -> JimResponse.GONE;
            case NOT_STORED -> JimResponse.SERVER_ERROR;
            case BAD_NAME, TOO_LARGE, TOO_MANY_ROOMS -> JimResponse.BAD_REQUEST;
        };
        return failed(code, refusal.getMessage());
    }

    List<byte[]> failed(int code, String why) {
        return List.of(RESPONSES.encode(JimResponse.failed(code, now(), why)));
    }
}
