/*
 * Load generator for echo servers on loopback. Every byte that comes back is compared with what was sent.
 *
 *   load rr      ADDRESS PORT [-c CONNECTIONS] [-s SIZE] [-w WARMUP] [-t SECONDS] [-k]
 *       one outstanding request of SIZE bytes on each connection
 *   load connect ADDRESS PORT [-c LOOPS] [-s SIZE] [-w WARMUP] [-t SECONDS] [-k]
 *       each loop connects, sends one request, reads the reply, closes, again and again
 *   load bulk    ADDRESS PORT [-b BYTES] [-k]
 *       one connection, BYTES sent and read back at the same time
 *
 * Prints {"event":"measuring"} when the warm-up is over and the result as one JSON line. With -k it then keeps its
 * connections open until standard input says something or ends, so that the server can be looked at under load.
 * Exit: 0 result printed (errors are counted in it), 1 no result (the reason on standard error), 2 wrong usage.
 *
 * One thread: on a machine with two cores the server gets the other one. A second thread here would take turns with the
 * server under test, and the figures would be about the scheduler.
 */
#define _GNU_SOURCE
#include "load.h"

#include <limits.h>
#include <signal.h>
#include <sys/epoll.h>

enum {
    BLOCK = 64 * 1024,
    SMALLEST_REQUEST = 24,
    LARGEST_REQUEST = 1024 * 1024,
    MOST_CONNECTIONS = 100000,
    EVENTS = 256,
    OPENING_AT_ONCE = 8,     /* below the backlog of every server measured here */
    OPENING_SECONDS = 30,
    FAILURES_IN_A_ROW = 3,   /* then a connect loop gives up */
    STALLED_SECONDS = 2,     /* a reply outstanding for longer counts as an error */
    BULK_SECONDS = 120,
    BULK_STALL_SECONDS = 10,
    END_OF_STREAM_SECONDS = 5
};

enum mode { RR, CONNECT, BULK };
enum state { CLOSED, CONNECTING, ACTIVE, IDLE };

/*
 * A request: 8 bytes connection, 8 bytes sequence number, filler, 8 bytes sequence number once more. A reply meant for
 * another connection, a reply to an earlier request, and a mixture of two all differ from it.
 */
struct connection {
    int fd;
    enum state state;
    int failures;
    int wants_room; /* epoll is asked for room to send, too */
    uint64_t sequence;
    int64_t began; /* nanoseconds; when the request was handed to the socket, or the connect began */
    size_t sent;
    size_t received;
    char *request;
};

static struct {
    enum mode mode;
    struct sockaddr_in server;
    long connections;
    size_t size;
    double warmup;
    double seconds;
    uint64_t bytes;
    int keep;
} options = {.connections = 1, .size = 64, .warmup = 0.5, .seconds = 3, .bytes = 1000000000};

static struct connection *connections;
static long live;   /* connections, or connect loops, that still take part */
static long idle;   /* rr: opened, first reply seen, waiting for the start */
static int opening; /* rr: first exchanges go on, nothing follows them yet */
static int epoll;

static int measuring;
static uint64_t requests, errors, wrong;
static struct latencies latencies;
static char scratch[BLOCK];

/* ---- one connection ---- */

static void watch(struct connection *c, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = c};
    if (epoll_ctl(epoll, operation, c->fd, &event) != 0) {
        die("epoll_ctl: %s", strerror(errno));
    }
}

static void start_request(struct connection *c) {
    c->sequence++;
    memcpy(c->request + 8, &c->sequence, 8);
    memcpy(c->request + options.size - 8, &c->sequence, 8);
    c->sent = 0;
    c->received = 0;
}

static void reopen(struct connection *c);

static void close_socket(struct connection *c) {
    close(c->fd);
    c->fd = -1;
    c->state = CLOSED;
}

/* The connection is lost. A connect loop tries again, but not for ever; in rr it takes no further part. */
static void fail(struct connection *c, const char *what, int error) {
    note(what, error);
    errors++;
    close_socket(c);
    if (options.mode == RR && opening) {
        die("%s", first_error);
    }
    if (options.mode == RR || ++c->failures == FAILURES_IN_A_ROW) {
        live--;
    } else {
        reopen(c);
    }
}

static void push(struct connection *c) {
    ssize_t sent = send(c->fd, c->request + c->sent, options.size - c->sent, MSG_NOSIGNAL);
    if (sent >= 0) {
        c->sent += (size_t)sent;
    } else if (errno != EAGAIN && errno != EINTR) {
        fail(c, "send", errno);
        return;
    }
    int wants_room = c->sent < options.size;
    if (wants_room != c->wants_room) {
        c->wants_room = wants_room;
        watch(c, EPOLL_CTL_MOD, wants_room ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }
}

static void next_request(struct connection *c, int64_t time) {
    start_request(c);
    c->state = ACTIVE;
    c->began = time;
    push(c);
}

/*
 * On loopback the handshake is over when connect returns, although it says "in progress": sending at once spares a turn
 * through epoll. Where it is not over yet, the send says so and epoll reports when it is.
 */
static void reopen(struct connection *c) {
    c->fd = open_socket();
    c->state = CONNECTING;
    c->began = now();
    start_request(c);
    if (connect(c->fd, (struct sockaddr *)&options.server, sizeof options.server) != 0 && errno != EINPROGRESS) {
        fail(c, "connect", errno);
        return;
    }
    ssize_t sent = send(c->fd, c->request, options.size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        fail(c, "connect", errno);
        return;
    }
    c->sent = sent < 0 ? 0 : (size_t)sent;
    c->state = sent < 0 ? CONNECTING : ACTIVE;
    c->wants_room = c->sent < options.size;
    watch(c, EPOLL_CTL_ADD, c->wants_room ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

static void complete(struct connection *c) {
    int64_t time = now();
    if (measuring) {
        requests++;
        record(&latencies, time - c->began);
    }
    c->failures = 0;
    if (options.mode == CONNECT) {
        close_socket(c);
        reopen(c);
    } else if (opening) {
        c->state = IDLE;
        idle++;
    } else {
        next_request(c, time);
    }
}

static void pull(struct connection *c) {
    ssize_t length = recv(c->fd, scratch, sizeof scratch, 0);
    if (length < 0) {
        if (errno != EAGAIN && errno != EINTR) {
            fail(c, "receive", errno);
        }
        return;
    }
    if (length == 0) {
        fail(c, "closed by the server", 0);
        return;
    }
    if (c->state == IDLE || (size_t)length > c->sent - c->received
        || memcmp(scratch, c->request + c->received, (size_t)length) != 0) {
        wrong++;
        fail(c, "wrong bytes", 0);
        return;
    }
    c->received += (size_t)length;
    if (c->received == options.size) {
        complete(c);
    }
}

static void connected(struct connection *c) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0) {
        error = errno;
    }
    if (error != 0) {
        fail(c, "connect", error);
        return;
    }
    c->state = ACTIVE;
    push(c);
}

static void on_event(struct connection *c, uint32_t events) {
    if (c->state == CONNECTING) {
        connected(c);
        return;
    }
    if ((events & EPOLLOUT) != 0 && c->wants_room) {
        push(c);
    }
    if ((events & ~(uint32_t)EPOLLOUT) != 0 && (c->state == ACTIVE || c->state == IDLE)) {
        pull(c);
    }
}

/* ---- rr and connect ---- */

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

static void prepare_connections(void) {
    connections = calloc((size_t)options.connections, sizeof *connections);
    char *payload = malloc((size_t)options.connections * options.size);
    if (connections == NULL || payload == NULL) {
        die("not enough memory for %ld connections", options.connections);
    }
    for (long i = 0; i < options.connections; i++) {
        struct connection *c = &connections[i];
        uint64_t number = (uint64_t)i + 1;
        c->fd = -1;
        c->request = payload + (size_t)i * options.size;
        memcpy(c->request, &number, 8);
        for (size_t j = 16; j < options.size; j++) {
            c->request[j] = (char)((uint64_t)j * 167 + number * 31);
        }
    }
}

/* A connection counts as open when its first reply is back: the server has accepted it and works. */
static void open_all(void) {
    int64_t limit = now() + nanos(OPENING_SECONDS);
    opening = 1;
    for (long started = 0; idle < options.connections;) {
        while (started < options.connections && started - idle < OPENING_AT_ONCE) {
            live++;
            reopen(&connections[started++]);
        }
        turn(limit);
        if (now() > limit) {
            die("only %ld of %ld connections answered in %d s", idle, options.connections, OPENING_SECONDS);
        }
    }
    opening = 0;
}

static uint64_t stalled(int64_t time) {
    uint64_t found = 0;
    for (long i = 0; i < options.connections; i++) {
        struct connection *c = &connections[i];
        found += c->state != CLOSED && time - c->began > nanos(STALLED_SECONDS);
    }
    return found;
}

static void start_all(void) {
    for (long i = 0; i < options.connections; i++) {
        if (options.mode == RR) {
            next_request(&connections[i], now());
        } else {
            live++;
            reopen(&connections[i]);
        }
    }
}

static void start_measuring(void) {
    measuring = 1;
    puts("{\"event\":\"measuring\"}");
    fflush(stdout);
}

/* Returns the seconds it took. If every connection was lost the rest of the time counts as well, with nothing in it. */
static double run_until(int64_t end) {
    int64_t began = now();
    while (live > 0 && now() < end) {
        turn(end);
    }
    int64_t ended = now();
    return (double)((ended > end ? ended : end) - began) / 1e9;
}

static void run_requests(void) {
    prepare_connections();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (options.mode == RR) {
        open_all();
    }
    start_all();
    run_until(now() + nanos(options.warmup));
    if (live == 0) {
        die("%s", first_error);
    }
    start_measuring();
    double seconds = run_until(now() + nanos(options.seconds));
    measuring = 0;
    uint64_t late = stalled(now());
    if (late > 0) {
        note("no reply for seconds", 0);
        errors += late;
    }
    printf("{\"mode\":\"%s\",\"connections\":%ld,\"size\":%zu,\"requests\":%llu,\"seconds\":%.6f,\"per_second\":%.1f,"
           "\"errors\":%llu,\"wrong\":%llu,\"first_error\":\"%s\",\"p50_us\":%.1f,\"p99_us\":%.1f,\"max_us\":%.1f}\n",
           options.mode == RR ? "rr" : "connect", options.connections, options.size, (unsigned long long)requests,
           seconds, (double)requests / seconds, (unsigned long long)errors, (unsigned long long)wrong, first_error,
           percentile_micros(&latencies, 0.50), percentile_micros(&latencies, 0.99), (double)latencies.slowest / 1000);
}

/* ---- bulk ---- */

/* Noise, the same in every block but for its number in front: a lost, doubled or shifted part shows. */
static void fill_block(char *block) {
    uint64_t noise = 88172645463325252ULL;
    for (size_t i = 0; i < BLOCK; i += 8) {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        memcpy(block + i, &noise, 8);
    }
}

static size_t block_at(char *block, uint64_t position, const char **bytes) {
    uint64_t number = position / BLOCK;
    size_t offset = (size_t)(position % BLOCK);
    uint64_t rest = options.bytes - position;
    memcpy(block, &number, 8);
    *bytes = block + offset;
    return rest < BLOCK - offset ? (size_t)rest : BLOCK - offset;
}

static uint64_t bulk_send(int fd, uint64_t position) {
    static char block[BLOCK];
    if (position == 0) {
        fill_block(block);
    }
    const char *bytes;
    size_t length = block_at(block, position, &bytes);
    ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        die("send after %llu bytes: %s", (unsigned long long)position, strerror(errno));
    }
    return sent < 0 ? 0 : (uint64_t)sent;
}

static uint64_t bulk_receive(int fd, uint64_t position) {
    static char block[BLOCK];
    if (position == 0) {
        fill_block(block);
    }
    ssize_t length = recv(fd, scratch, sizeof scratch, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    if (length <= 0) {
        die("receive after %llu bytes: %s", (unsigned long long)position,
            length == 0 ? "closed by the server" : strerror(errno));
    }
    for (size_t checked = 0; checked < (size_t)length;) {
        const char *bytes;
        size_t part = block_at(block, position + checked, &bytes);
        part = part < (size_t)length - checked ? part : (size_t)length - checked;
        if (part == 0 || memcmp(scratch + checked, bytes, part) != 0) {
            die("wrong bytes after %llu", (unsigned long long)(position + checked));
        }
        checked += part;
    }
    return (uint64_t)length;
}

/* The server must close its side after the last byte, neither before nor never. */
static void expect_end(int fd) {
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    if (poll(&readable, 1, END_OF_STREAM_SECONDS * 1000) <= 0 || recv(fd, scratch, sizeof scratch, 0) != 0) {
        errors++;
        note("the server did not close after the end of the stream", 0);
    }
}

static void run_bulk(void) {
    int fd = open_socket();
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    if (connect(fd, (struct sockaddr *)&options.server, sizeof options.server) != 0 && errno != EINPROGRESS) {
        die("connect: %s", strerror(errno));
    }
    int error = 0;
    socklen_t size = sizeof error;
    if (poll(&ready, 1, OPENING_SECONDS * 1000) != 1 || getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0
        || error != 0) {
        die("connect: %s", strerror(error != 0 ? error : ETIMEDOUT));
    }
    start_measuring();
    int64_t began = now();
    uint64_t sent = 0;
    uint64_t received = 0;
    while (received < options.bytes) {
        ready.events = (short)(POLLIN | (sent < options.bytes ? POLLOUT : 0));
        if (poll(&ready, 1, BULK_STALL_SECONDS * 1000) == 0) {
            die("nothing moved for %d s after %llu bytes sent and %llu received", BULK_STALL_SECONDS,
                (unsigned long long)sent, (unsigned long long)received);
        }
        if ((ready.revents & POLLOUT) != 0) {
            sent += bulk_send(fd, sent);
            if (sent == options.bytes) {
                shutdown(fd, SHUT_WR);
            }
        }
        if ((ready.revents & ~POLLOUT) != 0) {
            received += bulk_receive(fd, received);
        }
    }
    double seconds = (double)(now() - began) / 1e9;
    expect_end(fd);
    printf("{\"mode\":\"bulk\",\"bytes\":%llu,\"seconds\":%.6f,\"per_second\":%.1f,\"errors\":%llu,\"wrong\":0,"
           "\"first_error\":\"%s\"}\n",
           (unsigned long long)options.bytes, seconds, (double)options.bytes / 1e6 / seconds,
           (unsigned long long)errors, first_error);
}

/* ---- the program ---- */

static void usage(const char *what) {
    fprintf(stderr, "load: %s; load rr|connect|bulk ADDRESS PORT [-c N] [-s SIZE] [-w S] [-t S] [-b BYTES] [-k]\n",
            what);
    exit(2);
}

static void parse(int argc, char **argv) {
    static const char *const modes[] = {"rr", "connect", "bulk"};
    int option;
    while ((option = getopt(argc, argv, "c:s:w:t:b:k")) != -1) {
        switch (option) {
            case 'c': options.connections = (long)number(optarg, 1, MOST_CONNECTIONS, "bad -c"); break;
            case 's': options.size = (size_t)number(optarg, SMALLEST_REQUEST, LARGEST_REQUEST, "bad -s"); break;
            case 'w': options.warmup = number(optarg, 0, 600, "bad -w"); break;
            case 't': options.seconds = number(optarg, 0.01, 600, "bad -t"); break;
            case 'b': options.bytes = (uint64_t)number(optarg, 1, 1e12, "bad -b"); break;
            case 'k': options.keep = 1; break;
            default: usage("unknown option");
        }
    }
    if (argc - optind != 3) {
        usage("mode, address and port are needed");
    }
    for (options.mode = RR; strcmp(argv[optind], modes[options.mode]) != 0; options.mode++) {
        if (options.mode == BULK) {
            usage("unknown mode");
        }
    }
    options.server = loopback(argv[optind + 1], argv[optind + 2]);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    raise_file_limit();
    signal(SIGALRM, on_alarm);
    double phases = options.mode == BULK ? BULK_SECONDS : options.warmup + options.seconds;
    alarm((unsigned)(OPENING_SECONDS + phases + GRACE_SECONDS));
    if (options.mode == BULK) {
        run_bulk();
    } else {
        run_requests();
    }
    fflush(stdout);
    if (options.keep) {
        keep_open();
    }
    return 0;
}
