package dev.netkit.chat.client.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netkit.chat.jim.JimObjects;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Clock;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * JIM: objects without frames. Its answers do not tell what they answer, so requests are remembered in the order in which
 * they went, and a text goes only when the one before it is answered; that also keeps objects apart for servers that
 * take what one read brings for one object.
 */
final class JimDialect implements Dialect {
    /** As much as JIM programs read at once, and so the longest object that all of them can read. */
    static final int MAX_BYTES = 1024;

    private static final Traits TRAITS = new Traits(true, true, false, 1);
    private static final long BETWEEN_WRITES_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private final Connection connection;
    private final JimObjects objects;
    private final JimShape shape;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();
    private final Queue<ChatRequest> unanswered = new ConcurrentLinkedQueue<>();
    private volatile String username = "";
    private long lastWrite = System.nanoTime();

    JimDialect(Connection connection, JimShape shape, Clock clock) throws IOException {
        this.connection = connection;
        this.objects = new JimObjects(connection.input());
        this.shape = shape;
        this.clock = clock;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public boolean knows(ChatRequest request) {
        return !(request instanceof ChatRequest.Ping);
    }

    @Override
    public void send(ChatRequest request) throws IOException {
        if (request instanceof ChatRequest.Hello hello) {
            username = hello.username();
        }
        byte[] object = JimJson.encode(request.tell(new JimRequests(shape, username, clock)));
        sending.lock(); // the thread that receives may be answering a probe
        try {
            LockSupport.parkNanos(lastWrite + BETWEEN_WRITES_NANOS - System.nanoTime());
            unanswered.add(request);
            trace(Direction.OUT, object);
            connection.output().write(object);
            lastWrite = System.nanoTime();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public Optional<Heard> receive() throws IOException {
        while (true) {
            Optional<byte[]> object = objects.read();
            if (object.isEmpty()) {
                return Optional.empty();
            }
            trace(Direction.IN, object.get());
            Optional<Heard> heard;
            try {
                heard = understood(JimJson.decode(object.get()));
            } catch (ProtocolException e) {
                heard = Optional.of(new Heard.Puzzle(e));
            }
            if (heard.isPresent()) {
                return heard;
            }
        }
    }

    private Optional<Heard> understood(JsonNode object) throws IOException {
        if (object.has("response")) {
            return answer(object);
        }
        return switch (object.path("action").asText()) {
            case "msg", "message" -> said(object);
            case "probe" -> {
                send(new ChatRequest.Hello(
                        username, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
                yield Optional.empty();
            }
            case "join" -> reply(new ChatReply.Joined(author(object), room(object)));
            case "leave" -> reply(new ChatReply.Left(author(object), room(object)));
            default -> Optional.empty(); // statuses and the like, of which every program has its own
        };
    }

    private Optional<Heard> said(JsonNode object) {
        String author = author(object);
        String content =
                JimJson.text(object, shape.textField(), "message", "mess_text").orElse("");
        if (author.equals(username)) {
            return Optional.empty(); // the answer to the text has shown it
        }
        boolean toUs = object.path("to").asText().equals(username);
        return reply(new ChatReply.Message(
                author,
                content,
                toUs ? Optional.empty() : Optional.of(room(object)),
                Optional.empty(),
                JimJson.time(object),
                toUs ? Optional.of(username) : Optional.empty(),
                Optional.empty()));
    }

    private static String author(JsonNode object) {
        return JimJson.text(object, "from", "sender", "account_name")
                .or(() -> JimJson.text(object.path("user"), "account_name"))
                .orElse("?");
    }

    private static String room(JsonNode object) {
        String room = JimJson.text(object, "room", "to").orElse(ChatFormat.LOBBY);
        return room.startsWith("#") ? room.substring(1) : room.equals("ALL") ? ChatFormat.LOBBY : room;
    }

    private static Optional<Heard> reply(ChatReply reply) {
        return Optional.of(new Heard.Reply(reply));
    }

    private Optional<Heard> answer(JsonNode object) throws IOException {
        int code = object.path("response").asInt();
        if (code < 200) {
            return JimJson.text(object, "alert").flatMap(alert -> reply(new ChatReply.Notice(alert)));
        }
        Optional<ChatRequest> answered = Optional.ofNullable(unanswered.poll());
        if (code >= 400) {
            String detail = JimJson.text(object, "error", "alert").orElse("the server answers " + code);
            return Optional.of(new Heard.Refused(codeWord(code), detail, answered));
        }
        return answered.isEmpty() ? Optional.empty() : done(answered.get(), object);
    }

    /** The protocol's words for JIM's numbers. */
    private static String codeWord(int code) {
        return switch (code) {
            case 409 -> Heard.Refused.NAME_TAKEN;
            case 401, 403 -> "not-allowed";
            case 404, 410 -> "not-here";
            default -> "jim-" + code;
        };
    }

    private Optional<Heard> done(ChatRequest request, JsonNode answer) throws IOException {
        if (request instanceof ChatRequest.Hello hello) {
            Optional<String> room = hello.room().filter(name -> !name.equals(ChatFormat.LOBBY));
            if (room.isPresent()) { // a presence leads into the lobby only
                send(new ChatRequest.Join(room.get(), Optional.empty(), Optional.empty()));
            }
            return Optional.of(new Heard.LetIn());
        }
        if (request instanceof ChatRequest.Text text) {
            return reply(new ChatReply.Message(
                    username,
                    text.content(),
                    text.to().isPresent() ? Optional.empty() : text.room(),
                    Optional.empty(),
                    JimJson.time(answer),
                    text.to(),
                    text.id()));
        }
        if (request instanceof ChatRequest.Who who) {
            return reply(new ChatReply.Users(who.room().orElse(ChatFormat.LOBBY), JimJson.texts(answer.path("alert"))));
        }
        return Optional.empty();
    }

    private void trace(Direction direction, byte[] object) {
        connection.listener().trace(connection.peer(), direction, "JIM object", object);
    }

    /** How many bytes the object of a text has. */
    static int length(JimShape shape, String username, ChatRequest.Text text, Clock clock) {
        ObjectNode object = text.tell(new JimRequests(shape, username, clock));
        return JimJson.encode(object).length;
    }
}
