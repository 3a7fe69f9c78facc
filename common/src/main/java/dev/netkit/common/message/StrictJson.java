package dev.netkit.common.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.netkit.common.message.MessageException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads one JSON object from bytes that a peer chose, and says in the protocol's words what is wrong with them. */
final class StrictJson<T> {
    private static final int LONGEST_QUOTE = 100;

    private final ObjectReader reader;
    private final String naming;

    StrictJson(ObjectReader reader) {
        this(reader, MessageCodec.TYPE);
    }

    /** @param naming the field that names the record */
    StrictJson(ObjectReader reader, String naming) {
        this.reader = reader;
        this.naming = naming;
    }

    T read(byte[] payload) throws MessageException {
        CharBuffer text = decodeUtf8(payload);
        if (!SurrogateEscapes.allPaired(text)) {
            throw new MessageException(Fault.BAD_JSON, "half of a surrogate pair is no character");
        }
        try (JsonParser parser = reader.createParser(text.array(), text.arrayOffset(), text.length())) {
            // Asked first, because the reader would also take an array that holds a name and an object.
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MessageException(Fault.BAD_JSON, "a message is one JSON object");
            }
            return reader.readValue(parser);
        } catch (InvalidTypeIdException e) {
            throw unknownType(e);
        } catch (JsonMappingException e) {
            throw badField(e);
        } catch (JsonProcessingException e) {
            throw badJson(e);
        } catch (MessageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MessageException(Fault.BAD_JSON, "this JSON cannot be read");
        }
    }

    /** Jackson would guess UTF-16 and UTF-32, and replace what is malformed. */
    private static CharBuffer decodeUtf8(byte[] payload) throws MessageException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            throw new MessageException(Fault.BAD_JSON, "a message is UTF-8");
        }
    }

    private MessageException unknownType(InvalidTypeIdException e) {
        return e.getTypeId() == null
                ? new MessageException(Fault.BAD_JSON, "the object has no " + quoted(naming))
                : MessageException.unknownType(
                        "no message has the " + naming + " " + quoted(e.getTypeId()), e.getTypeId());
    }

    /** A record's own refusal is told as it is; what Jackson refuses is told by the field's name. */
    private static MessageException badField(JsonMappingException e) {
        if (e.getCause() instanceof JsonProcessingException syntax && !(syntax instanceof InputCoercionException)) {
            return badJson(syntax); // the text broke inside a value
        }
        if (e instanceof ValueInstantiationException) {
            boolean ours = e.getCause() instanceof IllegalArgumentException
                    && e.getCause().getMessage() != null;
            return new MessageException(
                    Fault.BAD_FIELD, ours ? cut(e.getCause().getMessage()) : "its fields do not belong together");
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            path.append(path.length() == 0 ? "" : ".").append(name);
        }
        return path.length() == 0
                ? new MessageException(Fault.BAD_JSON, "a message is one JSON object and nothing after it")
                : new MessageException(Fault.BAD_FIELD, "the field " + quoted(path) + " is missing or not of its type");
    }

    private static MessageException badJson(JsonProcessingException e) {
        if (e instanceof InputCoercionException) {
            return new MessageException(Fault.BAD_FIELD, "a number does not fit its field");
        }
        long position = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        return new MessageException(
                Fault.BAD_JSON, "not JSON, too deep, or a part is too long, at character " + position);
    }

    private static String quoted(CharSequence text) {
        return '"' + cut(text.toString()) + '"';
    }

    /** What a peer wrote is not sent back to it at full length, nor half a character of it. */
    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_QUOTE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "...";
    }
}
