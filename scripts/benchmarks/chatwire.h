/*
 * What members of a room say to a server, and what they hear from it, in four protocols: netkit's native messages in
 * frames and in WebSocket, NATS, and MQTT 3.1.1 at QoS 0. No sockets here: bytes in, frames out.
 */
#ifndef NETKIT_BENCHMARKS_CHATWIRE_H
#define NETKIT_BENCHMARKS_CHATWIRE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST_HELLO = 256,
    AROUND_CONTENT = 160,       /* the most that any protocol puts around a message's content */
    LARGEST_FRAME = 200 * 1024, /* a list of 10 000 names fits */
    MARK_LENGTH = 3,
    SENDER_DIGITS = 4, /* hexadecimal */
    NUMBER_DIGITS = 8,
    STAMP_LENGTH = MARK_LENGTH + SENDER_DIGITS + NUMBER_DIGITS
};

/* Nothing else that a server says has it: a frame with the mark is a message of this load. */
static const char MARK[] = "~b~";

enum kind { INCOMPLETE, GREETED, JOINED, TEXT, PING, TROUBLE, OTHER, BROKEN };

struct frame {
    enum kind kind;
    size_t length;       /* of the whole frame */
    const char *payload; /* what the protocol carries, or what the server says about its trouble */
    size_t payload_length;
    const char *content; /* TEXT: from the mark on */
};

struct wire {
    const char *name;
    /* What a member says on connecting. The server's answer to the last part of it is the frame JOINED. */
    size_t (*hello)(char *out, long room, const char *member);
    /* A message. With a number other than 0 the server is asked to give it back to the sender. */
    size_t (*say)(char *out, long room, const char *content, size_t length, uint32_t id);
    /* The frame at the front of these bytes; its kind is INCOMPLETE if there is more to come. */
    void (*next)(const char *bytes, size_t length, struct frame *frame);
    const char *pong;
    /* What a member says once it has heard the frame GREETED; NULL: there is none. */
    size_t (*enter)(char *out, long room, const char *member);
    int numbers; /* whether messages have a number and a time, and can be asked to be given back */
};

/*
 * Looks for the mark first where it was in the frame before, as it hardly ever moves: the load must cost little, and
 * the same whatever a protocol puts in front.
 */
static inline const char *find_mark(const char *payload, size_t length) {
    static size_t before;
    if (before + STAMP_LENGTH <= length && memcmp(payload + before, MARK, MARK_LENGTH) == 0) {
        return payload + before;
    }
    const char *found = memmem(payload, length, MARK, MARK_LENGTH);
    if (found == NULL || (size_t)(found - payload) + STAMP_LENGTH > length) {
        return NULL;
    }
    before = (size_t)(found - payload);
    return found;
}

static inline void set_text(struct frame *frame, const char *payload, size_t length) {
    frame->payload = payload;
    frame->payload_length = length;
    frame->content = find_mark(payload, length);
    frame->kind = frame->content != NULL ? TEXT : OTHER;
}

static inline int contains(const char *bytes, size_t length, const char *text) {
    return memmem(bytes, length, text, strlen(text)) != NULL;
}

/* ---- netkit: one JSON object a message ---- */

static inline size_t json_hello(char *out, long room, const char *member) {
    return (size_t)sprintf(out, "{\"type\":\"hello\",\"username\":\"%s\",\"room\":\"bench%ld\"}", member, room);
}

static inline size_t json_say(char *out, long room, const char *content, size_t length, uint32_t id) {
    char *end = out;
    end += sprintf(end, "{\"type\":\"text\",\"room\":\"bench%ld\",\"content\":\"%.*s\"", room, (int)length, content);
    if (id != 0) {
        end += sprintf(end, ",\"id\":\"%u\"", id);
    }
    end += sprintf(end, "}");
    return (size_t)(end - out);
}

static inline void set_json(struct frame *frame, const char *payload, size_t length) {
    set_text(frame, payload, length);
    if (frame->kind == OTHER && contains(payload, length, "\"type\":\"users\"")) {
        frame->kind = JOINED;
    } else if (frame->kind == OTHER && contains(payload, length, "\"type\":\"error\"")) {
        frame->kind = TROUBLE;
    }
}

/* Whether the server has really made a message of it: with its own number and time, and told as what it is. */
static inline int is_whole(const struct frame *frame) {
    return contains(frame->payload, frame->payload_length, "\"type\":\"message\"")
        && contains(frame->payload, frame->payload_length, "\"username\":\"m")
        && contains(frame->payload, frame->payload_length, "\"seq\":")
        && contains(frame->payload, frame->payload_length, "\"time\":\"");
}

/* ---- its frames: four bytes length ---- */

static inline size_t native_frame(char *out, size_t payload) {
    out[0] = 0;
    out[1] = (char)(payload >> 16);
    out[2] = (char)(payload >> 8);
    out[3] = (char)payload;
    return 4 + payload;
}

static inline size_t native_hello(char *out, long room, const char *member) {
    return native_frame(out, json_hello(out + 4, room, member));
}

static inline size_t native_say(char *out, long room, const char *content, size_t length, uint32_t id) {
    return native_frame(out, json_say(out + 4, room, content, length, id));
}

static inline void native_next(const char *bytes, size_t length, struct frame *frame) {
    frame->kind = INCOMPLETE;
    if (length < 4) {
        return;
    }
    const unsigned char *header = (const unsigned char *)bytes;
    size_t payload = (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    if (header[0] != 0 || payload > LARGEST_FRAME) {
        frame->kind = BROKEN;
        return;
    }
    frame->length = 4 + payload;
    if (length < frame->length) {
        return;
    }
    set_json(frame, bytes + 4, payload);
}

/* ---- WebSocket (RFC 6455): text messages; what a client says is masked ---- */

enum { WEB_TEXT = 0x81, WEB_CLOSE = 0x88, WEB_PING = 0x89, WEB_MASKED = 0x80, WEB_SHORT = 126, WEB_HEADER = 8 };

static inline size_t web_hello(char *out, long room, const char *member) {
    (void)room;
    (void)member;
    return (size_t)sprintf(out, "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
}

/* The payload lies behind the longer of two headers, and is moved where the shorter one does, which is obligatory then. */
static inline size_t web_frame(char *out, size_t payload) {
    static const char mask[] = {'m', 'a', 's', 'k'};
    for (size_t i = 0; i < payload; i++) {
        out[WEB_HEADER + i] ^= mask[i % sizeof mask];
    }
    char *end = out;
    *end++ = (char)WEB_TEXT;
    if (payload < WEB_SHORT) {
        *end++ = (char)(WEB_MASKED | payload);
        memmove(out + WEB_HEADER - 2, out + WEB_HEADER, payload);
    } else {
        *end++ = (char)(WEB_MASKED | WEB_SHORT);
        *end++ = (char)(payload >> 8);
        *end++ = (char)payload;
    }
    memcpy(end, mask, sizeof mask);
    return (size_t)(end - out) + sizeof mask + payload;
}

static inline size_t web_enter(char *out, long room, const char *member) {
    return web_frame(out, json_hello(out + WEB_HEADER, room, member));
}

static inline size_t web_say(char *out, long room, const char *content, size_t length, uint32_t id) {
    return web_frame(out, json_say(out + WEB_HEADER, room, content, length, id));
}

/* The answer to the handshake is all that begins with a letter. */
static inline void web_answer(const char *bytes, size_t length, struct frame *frame) {
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL) {
        frame->kind = length > LARGEST_FRAME ? BROKEN : INCOMPLETE;
        return;
    }
    frame->length = (size_t)(end - bytes) + 4;
    frame->payload = bytes;
    frame->payload_length = frame->length;
    frame->kind = memcmp(bytes, "HTTP/1.1 101", 12) == 0 ? GREETED : TROUBLE;
}

static inline void web_next(const char *bytes, size_t length, struct frame *frame) {
    frame->kind = INCOMPLETE;
    if (length < 2) {
        return;
    }
    if (bytes[0] == 'H') {
        web_answer(bytes, length, frame);
        return;
    }
    const unsigned char *header = (const unsigned char *)bytes;
    size_t before = 2;
    size_t payload = header[1];
    if (payload >= WEB_SHORT) {
        before = payload == WEB_SHORT ? 4 : 10;
        if (length < before) {
            return;
        }
        payload = 0;
        for (size_t i = 2; i < before; i++) {
            payload = payload << 8 | header[i];
        }
    }
    if (payload > LARGEST_FRAME) {
        frame->kind = BROKEN;
        return;
    }
    frame->length = before + payload;
    if (length < frame->length) {
        return;
    }
    frame->payload = bytes + before;
    frame->payload_length = payload;
    switch (header[0]) {
        case WEB_TEXT: set_json(frame, bytes + before, payload); break;
        case WEB_PING: frame->kind = PING; break;
        case WEB_CLOSE: frame->kind = TROUBLE; break;
        default: frame->kind = BROKEN; break;
    }
}

/* ---- NATS: lines, and a payload after some of them ---- */

static inline size_t nats_hello(char *out, long room, const char *member) {
    return (size_t)sprintf(out, "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"%s\"}\r\nSUB bench%ld 1\r\n"
                                "PING\r\n", member, room);
}

static inline size_t nats_say(char *out, long room, const char *content, size_t length, uint32_t id) {
    (void)id;
    return (size_t)sprintf(out, "PUB bench%ld %zu\r\n%.*s\r\n", room, length, (int)length, content);
}

static inline void nats_next(const char *bytes, size_t length, struct frame *frame) {
    frame->kind = INCOMPLETE;
    const char *end = memchr(bytes, '\n', length);
    if (end == NULL) {
        frame->kind = length > LARGEST_FRAME ? BROKEN : INCOMPLETE;
        return;
    }
    size_t line = (size_t)(end - bytes) + 1;
    frame->length = line;
    frame->payload = bytes;
    frame->payload_length = line;
    if (line < 6) {
        frame->kind = OTHER;
    } else if (memcmp(bytes, "MSG ", 4) == 0) {
        size_t payload = 0;
        size_t unit = 1;
        for (const char *digit = end - 2; *digit >= '0' && *digit <= '9' && payload <= LARGEST_FRAME; digit--) {
            payload += (size_t)(*digit - '0') * unit;
            unit *= 10;
        }
        if (payload > LARGEST_FRAME) {
            frame->kind = BROKEN;
            return;
        }
        frame->length = line + payload + 2;
        if (length >= frame->length) {
            set_text(frame, bytes + line, payload);
        }
    } else {
        frame->kind = memcmp(bytes, "PONG", 4) == 0 ? JOINED
                    : memcmp(bytes, "PING", 4) == 0 ? PING
                    : memcmp(bytes, "-ERR", 4) == 0 ? TROUBLE
                                                    : OTHER;
    }
}

/* ---- MQTT: a byte for the kind of packet, its length in 7-bit groups ---- */

enum { MQTT_CONNACK = 0x20, MQTT_PUBLISH = 0x30, MQTT_SUBACK = 0x90 };

static inline char *mqtt_header(char *out, int kind, size_t rest) {
    *out++ = (char)kind;
    do {
        *out++ = (char)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
        rest >>= 7;
    } while (rest > 0);
    return out;
}

static inline char *mqtt_text(char *out, const char *text, size_t length) {
    *out++ = (char)(length >> 8);
    *out++ = (char)length;
    memcpy(out, text, length);
    return out + length;
}

static inline size_t mqtt_topic(char *out, long room) {
    return (size_t)sprintf(out, "bench%ld", room);
}

static inline size_t mqtt_hello(char *out, long room, const char *member) {
    static const char clean_session_no_keep_alive[] = {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0};
    char topic[32];
    size_t topic_length = mqtt_topic(topic, room);
    char *end = mqtt_header(out, 0x10, sizeof clean_session_no_keep_alive + 2 + strlen(member));
    memcpy(end, clean_session_no_keep_alive, sizeof clean_session_no_keep_alive);
    end = mqtt_text(end + sizeof clean_session_no_keep_alive, member, strlen(member));
    end = mqtt_header(end, 0x82, 2 + 2 + topic_length + 1);
    *end++ = 0;
    *end++ = 1; /* the packet's number */
    end = mqtt_text(end, topic, topic_length);
    *end++ = 0; /* QoS */
    return (size_t)(end - out);
}

static inline size_t mqtt_say(char *out, long room, const char *content, size_t length, uint32_t id) {
    (void)id;
    char topic[32];
    size_t topic_length = mqtt_topic(topic, room);
    char *end = mqtt_text(mqtt_header(out, MQTT_PUBLISH, 2 + topic_length + length), topic, topic_length);
    memcpy(end, content, length);
    return (size_t)(end + length - out);
}

static inline void mqtt_next(const char *bytes, size_t length, struct frame *frame) {
    frame->kind = INCOMPLETE;
    size_t rest = 0;
    size_t at = 1;
    for (int shift = 0;; shift += 7, at++) {
        if (at >= length) {
            return;
        }
        rest |= (size_t)(bytes[at] & 0x7f) << shift;
        if (rest > LARGEST_FRAME || shift > 21) {
            frame->kind = BROKEN;
            return;
        }
        if ((bytes[at] & 0x80) == 0) {
            break;
        }
    }
    const char *body = bytes + at + 1;
    frame->length = at + 1 + rest;
    if (length < frame->length) {
        return;
    }
    frame->payload = body;
    frame->payload_length = rest;
    frame->kind = OTHER;
    int kind = (unsigned char)bytes[0] & 0xf0;
    if (kind == MQTT_PUBLISH && rest >= 2) {
        size_t topic = 2 + ((size_t)(unsigned char)body[0] << 8 | (unsigned char)body[1]);
        if (topic > rest) {
            frame->kind = BROKEN;
        } else {
            set_text(frame, body + topic, rest - topic);
        }
    } else if (kind == MQTT_SUBACK && rest == 3) {
        frame->kind = body[2] == 0 ? JOINED : TROUBLE;
    } else if (kind == MQTT_CONNACK && rest == 2 && body[1] != 0) {
        frame->kind = TROUBLE;
    }
}

static const struct wire WIRES[] = {
    {"native", native_hello, native_say, native_next, "", NULL, 1},
    {"web", web_hello, web_say, web_next, "\x8a\x80mask", web_enter, 1},
    {"nats", nats_hello, nats_say, nats_next, "PONG\r\n", NULL, 0},
    {"mqtt", mqtt_hello, mqtt_say, mqtt_next, "", NULL, 0},
};

#endif
