/*
 * Load generator for chat servers and brokers on loopback: members of a room, some of whom talk, all of whom hear
 * everything. Every delivery is counted and checked: from each sender each message, once, in order, with its text.
 *
 *   chatload spread  ADDRESS PORT [options]   deliveries: a message is done when every member of its room has it
 *   chatload confirm ADDRESS PORT [options]   messages: one is done when its sender has its own back
 *   chatload idle    ADDRESS PORT [options]   nobody talks
 *
 *   -p PROTOCOL     native (netkit's binary frames), web (its WebSocket), nats, or mqtt (QoS 0)
 *   -m MEMBERS      who join, and stay
 *   -r ROOMS        over which they are spread
 *   -s SENDERS      of the members; they hear themselves, too
 *   -o OUTSTANDING  messages sent and not done, of all senders together: the next one is sent when one is done. A flood
 *                   is one with so many that no server is ever without work; without a bound brokers would close the
 *                   connections of receivers that they call slow
 *   -b BYTES        text of a message
 *   -w WARMUP, -t SECONDS
 *   -z              spread: measures twice, the second time with one more member, who has joined and then never reads
 *   -k              keep the connections open in the end until standard input says something or ends
 *
 * Prints {"event":"measuring"} when the warm-up is over and the result as one JSON line. What is delivered in the given
 * time makes the rate; then nothing more is sent, and what is still under way must arrive as well.
 * Exit: 0 result printed (errors are counted in it), 1 no result (the reason on standard error), 2 wrong usage.
 *
 * One thread: on a machine with two cores the server gets the other one.
 */
#define _GNU_SOURCE
#include "chatwire.h"
#include "load.h"

#include <signal.h>
#include <sys/epoll.h>

enum {
    BLOCK = 256 * 1024,
    MOST_MEMBERS = 100000,
    MOST_SENDERS = 4096,
    MOST_OUTSTANDING = 65536,
    LARGEST_TEXT = 16 * 1024,
    EVENTS = 256,
    OPENING_AT_ONCE = 8, /* below the backlog of every server measured here */
    OPENING_SECONDS = 60,
    DRAIN_SECONDS = 60,
    SILENT_SECONDS = 10, /* nothing arrives for so long: it is lost */
    CUT_SECONDS = 30,    /* by then a server is to have closed the connection of somebody who never reads */
    STALLED_BUFFER = 4096,
    STALLED_SEGMENT = 536
};

enum mode { SPREAD, CONFIRM, IDLE };
enum state { CONNECTING, JOINING, IN, STALLED, CLOSED };

struct slot {
    int64_t began; /* nanoseconds; when the message was handed over to be sent */
    uint32_t deliveries;
    char digits[NUMBER_DIGITS]; /* its number as it is written */
};

struct sender {
    uint32_t number;
    uint32_t audience; /* members of its room */
    uint32_t sent; /* messages are numbered from 1 */
    uint32_t done;
    int wants_room;
    int may_go_on;
    char *out; /* what the socket has not taken yet lies from out_from to out_to */
    size_t out_from;
    size_t out_to;
    struct slot *slots; /* of the messages after `done`, by number */
};

struct member {
    int fd;
    enum state state;
    long number;
    struct sender *sender; /* NULL: only listens */
    char *carry;           /* the beginning of a frame whose end has not arrived yet */
    size_t carried;
    size_t carry_room;
    uint32_t *heard; /* the last message from each sender */
};

static struct {
    enum mode mode;
    const struct wire *wire;
    struct sockaddr_in server;
    long members;
    long rooms;
    long senders;
    long outstanding;
    size_t bytes;
    double warmup;
    double seconds;
    int stalled;
    int keep;
} options = {.wire = WIRES, .members = 1000, .rooms = 1, .senders = 1, .outstanding = 1, .bytes = 100, .warmup = 0.5,
             .seconds = 3};

static struct member *members; /* the one who never reads is the last one, after those that count */
static struct sender *senders;
static uint32_t slot_mask;
static uint32_t window; /* messages that each sender may have outstanding */
static long joined;
static int epoll;
static int sending;

static struct sender *going_on[MOST_SENDERS];
static size_t going_on_count;

static char text[LARGEST_TEXT];
static int measuring;
static struct latencies latencies, undisturbed;
static uint64_t counted, finished; /* deliveries while measuring, and messages that became done meanwhile */
static uint64_t delivered, done;   /* the same from then on until the end */
static uint64_t arrivals;          /* frames of any kind */
static uint64_t errors, wrong, lost;

/* ---- members ---- */

static void watch(struct member *m, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = m};
    if (epoll_ctl(epoll, operation, m->fd, &event) != 0) {
        die("epoll_ctl: %s", strerror(errno));
    }
}

static long room_of(const struct member *m) {
    return m->number % options.rooms;
}

static uint32_t members_in(long room) {
    return (uint32_t)(options.members / options.rooms + (room < options.members % options.rooms));
}

/* Whoever does not come or does not stay would make every figure one about something else. */
static void __attribute__((noreturn)) give_up(const struct member *m, const char *what, int error) {
    die("member %ld, after %llu deliveries: %s%s%s", m->number, (unsigned long long)delivered, what,
        error != 0 ? ": " : "", error != 0 ? strerror(error) : "");
}

/* With small windows and segments here the server's kernel takes no megabytes for somebody who reads nothing. */
static void make_narrow(int fd) {
    int buffer = STALLED_BUFFER;
    int segment = STALLED_SEGMENT;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
}

static void join(struct member *m, int narrow) {
    m->fd = open_socket();
    if (narrow) {
        make_narrow(m->fd);
    }
    m->state = CONNECTING;
    if (connect(m->fd, (struct sockaddr *)&options.server, sizeof options.server) != 0 && errno != EINPROGRESS) {
        give_up(m, "connect", errno);
    }
    watch(m, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT);
}

/* Names are as long as each other, and others in every run: a server may still hold those of the run before. */
static void say_first(struct member *m, size_t (*words)(char *out, long room, const char *member)) {
    char name[32];
    char out[LARGEST_HELLO];
    snprintf(name, sizeof name, "m%05ldp%d", m->number, (int)getpid());
    size_t length = words(out, room_of(m), name);
    if (send(m->fd, out, length, MSG_NOSIGNAL) != (ssize_t)length) {
        give_up(m, "hello", errno);
    }
}

static void say_hello(struct member *m) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(m->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) {
        give_up(m, "connect", error != 0 ? error : errno);
    }
    say_first(m, options.wire->hello);
    m->state = JOINING;
    watch(m, EPOLL_CTL_MOD, EPOLLIN);
}

/* ---- sending ---- */

static void flush_out(struct member *m) {
    struct sender *s = m->sender;
    while (s->out_from < s->out_to) {
        ssize_t sent = send(m->fd, s->out + s->out_from, s->out_to - s->out_from, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0 && errno != EAGAIN) {
            give_up(m, "send", errno);
        }
        if (sent < 0) {
            break;
        }
        s->out_from += (size_t)sent;
    }
    if (s->out_from == s->out_to) {
        s->out_from = s->out_to = 0;
    }
    int wants_room = s->out_to > 0;
    if (wants_room != s->wants_room) {
        s->wants_room = wants_room;
        watch(m, EPOLL_CTL_MOD, wants_room ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }
}

static void say(struct member *m, int64_t time) {
    struct sender *s = m->sender;
    size_t room = window * (options.bytes + AROUND_CONTENT);
    if (s->out_to + options.bytes + AROUND_CONTENT > room) {
        memmove(s->out, s->out + s->out_from, s->out_to - s->out_from);
        s->out_to -= s->out_from;
        s->out_from = 0;
    }
    uint32_t number = ++s->sent;
    struct slot *slot = &s->slots[number & slot_mask];
    char stamp[STAMP_LENGTH + 1];
    snprintf(stamp, sizeof stamp, "%s%04x%08x", MARK, s->number, number);
    memcpy(text, stamp, STAMP_LENGTH);
    *slot = (struct slot){.began = time};
    memcpy(slot->digits, text + STAMP_LENGTH - NUMBER_DIGITS, NUMBER_DIGITS);
    uint32_t id = options.mode == CONFIRM ? number : 0;
    s->out_to += options.wire->say(s->out + s->out_to, room_of(m), text, options.bytes, id);
}

/* Fills what is free of a sender's window, in one call: a person with several things to say would do no less. */
static void say_more(struct member *m, int64_t time) {
    struct sender *s = m->sender;
    while (sending && s->sent - s->done < window) {
        say(m, time);
    }
    if (!s->wants_room) {
        flush_out(m);
    }
}

/* ---- receiving ---- */

static uint32_t hexadecimal(const char *digits, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        unsigned char digit = (unsigned char)digits[i];
        value = value << 4 | (uint32_t)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return value;
}

/* Nearly always the next one: comparing takes less time than reading. */
static uint32_t number_of(const struct sender *s, const char *digits, uint32_t next) {
    const struct slot *slot = &s->slots[next & slot_mask];
    return memcmp(slot->digits, digits, NUMBER_DIGITS) == 0 ? next : hexadecimal(digits, NUMBER_DIGITS);
}

static void is_wrong(const char *what) {
    note(what, 0);
    wrong++;
}

/* The sender goes on when all that has arrived with this is looked at: several messages may be done at once. */
static void finish(struct sender *s, const struct slot *slot, int64_t time) {
    s->done++;
    done++;
    if (measuring) {
        finished++;
        if (options.mode == CONFIRM) {
            record(&latencies, time - slot->began);
        }
    }
    if (!s->may_go_on) {
        s->may_go_on = 1;
        going_on[going_on_count++] = s;
    }
}

static void let_go_on(int64_t time) {
    while (going_on_count > 0) {
        struct sender *s = going_on[--going_on_count];
        s->may_go_on = 0;
        say_more(&members[s->number], time);
    }
}

/* Whether it is the next message of its sender at this member, and says what was said. */
static int is_right(const struct frame *frame, const struct sender *s, uint32_t number, uint32_t heard) {
    size_t rest = frame->payload_length - (size_t)(frame->content - frame->payload);
    if (rest < options.bytes
        || memcmp(frame->content + STAMP_LENGTH, text + STAMP_LENGTH, options.bytes - STAMP_LENGTH) != 0) {
        is_wrong("a message with another text");
        return 0;
    }
    if (number - heard - 1 >= s->sent - heard) {
        is_wrong("a message twice, out of order, or that nobody sent");
        return 0;
    }
    if (number - heard != 1) {
        note("messages were left out", 0);
        lost += number - heard - 1;
    }
    return 1;
}

static void deliver(struct member *m, const struct frame *frame, int64_t time) {
    uint32_t from = hexadecimal(frame->content + MARK_LENGTH, SENDER_DIGITS);
    struct sender *s = &senders[from < (uint32_t)options.senders ? from : 0];
    uint32_t number = number_of(s, frame->content + MARK_LENGTH + SENDER_DIGITS, m->heard[s->number] + 1);
    if (!is_right(frame, s, number, m->heard[s->number])) {
        return;
    }
    m->heard[s->number] = number;
    struct slot *slot = &s->slots[number & slot_mask];
    delivered++;
    if (measuring) {
        counted++;
    }
    int is_done = m->sender == s;
    if (options.mode == SPREAD) {
        is_done = ++slot->deliveries == s->audience;
        if (measuring) {
            record(&latencies, time - slot->began);
        }
    }
    if (is_done) {
        if (options.wire->numbers && !is_whole(frame)) {
            is_wrong("a message without its number or time");
        }
        finish(s, slot, time);
    }
}

static void tell_trouble(const struct member *m, const struct frame *frame) {
    char said[100];
    size_t length = frame->payload_length < sizeof said ? frame->payload_length : sizeof said - 1;
    for (size_t i = 0; i < length; i++) {
        said[i] = frame->payload[i] < ' ' || frame->payload[i] == '"' || frame->payload[i] == '\\' ? ' '
                                                                                             : frame->payload[i];
    }
    said[length] = '\0';
    if (m->state == JOINING) {
        give_up(m, said, 0);
    }
    note(said, 0);
    errors++;
}

static void on_frame(struct member *m, const struct frame *frame, int64_t time) {
    arrivals++;
    switch (frame->kind) {
        case TEXT: deliver(m, frame, time); break;
        case GREETED: say_first(m, options.wire->enter); break;
        case JOINED:
            if (m->state == JOINING) {
                m->state = IN;
                joined++;
            }
            break;
        case PING:
            if (send(m->fd, options.wire->pong, strlen(options.wire->pong), MSG_NOSIGNAL) < 0) {
                give_up(m, "send", errno);
            }
            break;
        case TROUBLE: tell_trouble(m, frame); break;
        default: break;
    }
}

static void keep_rest(struct member *m, const char *rest, size_t length) {
    m->carried = length;
    if (length == 0) {
        return;
    }
    if (length > m->carry_room) {
        m->carry_room = length + 1024;
        m->carry = realloc(m->carry, m->carry_room);
        if (m->carry == NULL) {
            die("not enough memory");
        }
    }
    memcpy(m->carry, rest, length);
}

static void pull(struct member *m) {
    static char block[BLOCK];
    if (m->carried > 0) {
        memcpy(block, m->carry, m->carried);
    }
    ssize_t received = recv(m->fd, block + m->carried, sizeof block - m->carried, 0);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (received <= 0) {
        give_up(m, received == 0 ? "closed by the server" : "receive", received == 0 ? 0 : errno);
    }
    int64_t time = now();
    size_t length = m->carried + (size_t)received;
    size_t at = 0;
    struct frame frame = {.kind = OTHER};
    while (at < length) {
        options.wire->next(block + at, length - at, &frame);
        if (frame.kind == INCOMPLETE) {
            break;
        }
        if (frame.kind == BROKEN) {
            give_up(m, "not a frame", 0);
        }
        on_frame(m, &frame, time);
        at += frame.length;
    }
    keep_rest(m, block + at, length - at);
    let_go_on(time);
}

static void on_event(struct member *m, uint32_t events) {
    if (m->state == STALLED) {
        close(m->fd); /* it was asked for nothing, so this is the end of the connection */
        m->state = CLOSED;
        return;
    }
    if (m->state == CONNECTING) {
        say_hello(m);
        return;
    }
    if ((events & EPOLLOUT) != 0 && m->sender != NULL && m->sender->wants_room) {
        flush_out(m);
    }
    if ((events & ~(uint32_t)EPOLLOUT) != 0) {
        pull(m);
    }
}

/* Handles what is there, or waits for something until the given time. */
static void turn(int64_t until) {
    struct epoll_event events[EVENTS];
    int64_t rest = until - now();
    int ready = epoll_wait(epoll, events, EVENTS, rest <= 0 ? 0 : (int)(rest / 1000000 + 1));
    if (ready < 0 && errno != EINTR) {
        die("epoll_wait: %s", strerror(errno));
    }
    for (int i = 0; i < ready; i++) {
        on_event(events[i].data.ptr, events[i].events);
    }
}

static void run_for(double seconds) {
    int64_t end = now() + nanos(seconds);
    while (now() < end) {
        turn(end);
    }
}

/* ---- joining ---- */

static void *room_for(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) {
        die("not enough memory");
    }
    return memory;
}

static void prepare_senders(void) {
    window = (uint32_t)(options.outstanding / options.senders);
    for (slot_mask = 1; slot_mask < window; slot_mask <<= 1) {
    }
    slot_mask--;
    senders = room_for((size_t)options.senders, sizeof *senders);
    for (long i = 0; i < options.senders; i++) {
        senders[i].number = (uint32_t)i;
        senders[i].audience = members_in(room_of(&members[i]));
        senders[i].out = room_for(window, options.bytes + AROUND_CONTENT);
        senders[i].slots = room_for(slot_mask + 1, sizeof(struct slot));
        members[i].sender = &senders[i];
    }
}

static void prepare(void) {
    static const char words[] = "the quick brown fox jumps over the lazy dog and ";
    for (size_t i = 0; i < options.bytes; i++) {
        text[i] = words[i % (sizeof words - 1)];
    }
    members = room_for((size_t)options.members + 1, sizeof *members);
    for (long i = 0; i <= options.members; i++) {
        members[i].number = i;
        members[i].heard = room_for((size_t)options.senders, sizeof *members[i].heard);
    }
    prepare_senders();
    epoll = epoll_create1(EPOLL_CLOEXEC);
}

static void wait_for_joined(long wanted, int64_t limit) {
    turn(limit);
    if (now() > limit) {
        die("only %ld of %ld members were let in within %d s", joined, wanted, OPENING_SECONDS);
    }
}

/* What is told about those who come is no part of what is measured. */
static void wait_for_silence(void) {
    int64_t limit = now() + nanos(OPENING_SECONDS);
    uint64_t before;
    do {
        before = arrivals;
        run_for(0.2);
    } while (arrivals != before && now() < limit);
}

static void join_all(void) {
    int64_t limit = now() + nanos(OPENING_SECONDS);
    for (long begun = 0; joined < options.members;) {
        while (begun < options.members && begun - joined < OPENING_AT_ONCE) {
            join(&members[begun++], 0);
        }
        wait_for_joined(options.members, limit);
    }
    wait_for_silence();
}

static void join_stalled(void) {
    int64_t limit = now() + nanos(OPENING_SECONDS);
    struct member *m = &members[options.members];
    join(m, 1);
    while (joined <= options.members) {
        wait_for_joined(options.members + 1, limit);
    }
    m->state = STALLED;
    watch(m, EPOLL_CTL_MOD, 0);
    wait_for_silence();
}

/* ---- measuring ---- */

static void start_all(void) {
    sending = 1;
    for (long i = 0; i < options.senders; i++) {
        say_more(&members[i], now());
    }
}

static uint64_t under_way(void) {
    uint64_t found = 0;
    for (long i = 0; i < options.senders; i++) {
        for (long j = i % options.rooms; j < options.members; j += options.rooms) {
            found += senders[i].sent - members[j].heard[i];
        }
    }
    return found;
}

/* Nothing more is sent; what is under way arrives, or is lost. */
static void drain(void) {
    int64_t limit = now() + nanos(DRAIN_SECONDS);
    int64_t silent_since = now();
    sending = 0;
    while (under_way() > 0 && now() < limit && now() - silent_since < nanos(SILENT_SECONDS)) {
        uint64_t before = arrivals;
        run_for(0.02);
        silent_since = arrivals != before ? now() : silent_since;
    }
    if (under_way() > 0) {
        note("messages never arrived", 0);
        lost += under_way();
    }
}

static void say_measuring(void) {
    delivered = done = 0;
    puts("{\"event\":\"measuring\"}");
    fflush(stdout);
}

/* Returns the seconds it took. */
static double count_for(double seconds) {
    int64_t began = now();
    measuring = 1;
    run_for(seconds);
    measuring = 0;
    if (counted == 0) {
        die("nothing was delivered");
    }
    return (double)(now() - began) / 1e9;
}

static double measure(void) {
    start_all();
    run_for(options.warmup);
    say_measuring();
    double seconds = count_for(options.seconds);
    drain();
    return seconds;
}

/* ---- the one who never reads ---- */

/*
 * Whether the server's end of a connection is still open. The other end does not learn of a close while it has not read
 * what was sent before, so the kernel's table is asked. A server on an IPv6 socket is in the second one.
 */
static int open_at_server(unsigned port) {
    static const char *const tables[] = {"/proc/net/tcp", "/proc/net/tcp6"};
    enum { ESTABLISHED = 1 };
    int found = 0;
    for (int i = 0; i < 2; i++) {
        FILE *table = fopen(tables[i], "r");
        char line[512];
        while (table != NULL && fgets(line, sizeof line, table) != NULL) {
            unsigned local, remote, state;
            if (sscanf(line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%x %x", &local, &remote, &state) == 3
                && local == ntohs(options.server.sin_port) && remote == port && state == ESTABLISHED) {
                found = 1;
            }
        }
        if (table != NULL) {
            fclose(table);
        }
    }
    return found;
}

/* Seconds from `began` until its connection was closed; negative if it was not. The others go on talking meanwhile. */
static double seconds_until_cut(int64_t began) {
    struct member *m = &members[options.members];
    struct sockaddr_in own = {0};
    socklen_t size = sizeof own;
    getsockname(m->fd, (struct sockaddr *)&own, &size);
    while (m->state == STALLED && now() - began < nanos(CUT_SECONDS)) {
        if (!open_at_server(ntohs(own.sin_port))) {
            break;
        }
        run_for(0.1);
    }
    double seconds = (double)(now() - began) / 1e9;
    return seconds < CUT_SECONDS ? seconds : -1;
}

/* The figures are those of this second time, but for `undisturbed`. Returns when the connection was cut, as above. */
static double measure_stalled(double *seconds) {
    undisturbed = latencies;
    memset(&latencies, 0, sizeof latencies);
    counted = 0;
    join_stalled();
    int64_t began = now();
    start_all();
    run_for(options.warmup);
    *seconds = count_for(options.seconds);
    double cut = seconds_until_cut(began);
    drain();
    return cut;
}

/* ---- the program ---- */

static void report(double seconds, double cut) {
    printf("{\"protocol\":\"%s\",\"members\":%ld,\"senders\":%ld,\"outstanding\":%ld,\"bytes\":%zu,",
           options.wire->name, options.members, options.senders, options.outstanding, options.bytes);
    if (options.mode == CONFIRM) {
        printf("\"requests\":%llu,\"per_second\":%.1f,", (unsigned long long)done, (double)finished / seconds);
    } else {
        printf("\"deliveries\":%llu,\"per_second\":%.1f,", (unsigned long long)delivered, (double)counted / seconds);
    }
    if (options.stalled) {
        printf("\"undisturbed_p99_us\":%.1f,\"cut_seconds\":%.1f,", percentile_micros(&undisturbed, 0.99), cut);
    }
    printf("\"seconds\":%.6f,\"errors\":%llu,\"wrong\":%llu,\"lost\":%llu,\"first_error\":\"%s\",\"p50_us\":%.1f,"
           "\"p99_us\":%.1f,\"max_us\":%.1f}\n",
           seconds, (unsigned long long)(errors + wrong + lost), (unsigned long long)wrong, (unsigned long long)lost,
           first_error, percentile_micros(&latencies, 0.50), percentile_micros(&latencies, 0.99),
           (double)latencies.slowest / 1000);
}

static void usage(const char *what) {
    fprintf(stderr, "chatload: %s; chatload spread|confirm|idle ADDRESS PORT [-p native|web|nats|mqtt] [-m MEMBERS] "
                    "[-r ROOMS] [-s SENDERS] [-o OUTSTANDING] [-b BYTES] [-w S] [-t S] [-z] [-k]\n", what);
    exit(2);
}

static const struct wire *wire_named(const char *name) {
    for (size_t i = 0; i < sizeof WIRES / sizeof WIRES[0]; i++) {
        if (strcmp(WIRES[i].name, name) == 0) {
            return &WIRES[i];
        }
    }
    usage("unknown protocol");
}

static void parse(int argc, char **argv) {
    static const char *const modes[] = {"spread", "confirm", "idle"};
    int option;
    while ((option = getopt(argc, argv, "p:m:r:s:o:b:w:t:zk")) != -1) {
        switch (option) {
            case 'p': options.wire = wire_named(optarg); break;
            case 'm': options.members = (long)number(optarg, 1, MOST_MEMBERS, "bad -m"); break;
            case 'r': options.rooms = (long)number(optarg, 1, MOST_MEMBERS, "bad -r"); break;
            case 's': options.senders = (long)number(optarg, 1, MOST_SENDERS, "bad -s"); break;
            case 'o': options.outstanding = (long)number(optarg, 1, MOST_OUTSTANDING, "bad -o"); break;
            case 'b': options.bytes = (size_t)number(optarg, STAMP_LENGTH, LARGEST_TEXT, "bad -b"); break;
            case 'w': options.warmup = number(optarg, 0, 600, "bad -w"); break;
            case 't': options.seconds = number(optarg, 0.01, 600, "bad -t"); break;
            case 'z': options.stalled = 1; break;
            case 'k': options.keep = 1; break;
            default: usage("unknown option");
        }
    }
    if (argc - optind != 3) {
        usage("mode, address and port are needed");
    }
    for (options.mode = SPREAD; strcmp(argv[optind], modes[options.mode]) != 0; options.mode++) {
        if (options.mode == IDLE) {
            usage("unknown mode");
        }
    }
    if (options.senders > options.members || options.outstanding % options.senders != 0) {
        usage("senders are members, and each has as many outstanding as the others");
    }
    if (options.mode == CONFIRM && !options.wire->numbers) {
        usage("only netkit confirms");
    }
    if (options.mode != SPREAD && options.stalled) {
        usage("-z is for spread");
    }
    options.server = loopback(argv[optind + 1], argv[optind + 2]);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    raise_file_limit();
    signal(SIGALRM, on_alarm);
    double phases = 2 * (options.warmup + options.seconds) + 2 * DRAIN_SECONDS + CUT_SECONDS;
    alarm((unsigned)(3 * OPENING_SECONDS + phases + GRACE_SECONDS));
    prepare();
    join_all();
    double seconds = options.seconds;
    double cut = 0;
    if (options.mode == IDLE) {
        say_measuring();
        run_for(options.seconds);
    } else {
        seconds = measure();
    }
    if (options.stalled) {
        cut = measure_stalled(&seconds);
    }
    report(seconds, cut);
    fflush(stdout);
    if (options.keep) {
        keep_open();
    }
    return 0;
}
