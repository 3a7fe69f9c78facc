/*
 * What the load generators have in common: time, latencies, failing, sockets, and the numbers of a command line.
 * Whoever includes it says with `usage` how the program is used.
 */
#ifndef NETKIT_BENCHMARKS_LOAD_H
#define NETKIT_BENCHMARKS_LOAD_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    SOURCE_ADDRESSES = 200, /* 127.0.0.2 and up, else closed connections use up the ports of one address */
    GRACE_SECONDS = 10,     /* beyond what the phases may take, before the whole program is ended */
    KEEP_SECONDS = 30
};

static void __attribute__((noreturn)) usage(const char *what);

/* ---- time and latencies ---- */

static inline int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static inline int64_t nanos(double seconds) {
    return (int64_t)(seconds * 1e9);
}

/* Counts by power of two with 64 steps in each: 1.6 % at worst between a latency and what is reported for it. */
enum { STEPS = 64, STEP_BITS = 6, RANGES = 40 };

struct latencies {
    uint64_t counts[RANGES * STEPS];
    uint64_t recorded;
    int64_t slowest;
};

static inline void record(struct latencies *l, int64_t latency) {
    uint64_t value = latency < STEPS ? STEPS : (uint64_t)latency;
    int shift = 63 - __builtin_clzll(value) - STEP_BITS;
    size_t index = (size_t)shift * STEPS + (size_t)((value >> shift) - STEPS);
    size_t last = RANGES * STEPS - 1;
    l->counts[index < last ? index : last]++;
    l->recorded++;
    if (latency > l->slowest) {
        l->slowest = latency;
    }
}

static inline double percentile_micros(const struct latencies *l, double fraction) {
    uint64_t wanted = (uint64_t)(fraction * (double)l->recorded + 0.5);
    uint64_t seen = 0;
    for (size_t i = 0; i < RANGES * STEPS; i++) {
        seen += l->counts[i];
        if (seen >= wanted && seen > 0) {
            return (double)((STEPS + (i % STEPS)) << (i / STEPS)) / 1000;
        }
    }
    return 0;
}

/* ---- failing ---- */

static char first_error[160];

static inline void __attribute__((noreturn, format(printf, 1, 2))) die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("load: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static inline void on_alarm(int signal) {
    (void)signal;
    static const char text[] = "load: out of time\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) {
        _exit(1);
    }
    _exit(1);
}

static inline void note(const char *what, int error) {
    if (first_error[0] == '\0') {
        snprintf(first_error, sizeof first_error, "%s%s%s", what, error != 0 ? ": " : "",
                 error != 0 ? strerror(error) : "");
    }
}

/* ---- sockets ---- */

/* Nonblocking, from a loopback address of its own choice. */
static inline int open_socket(void) {
    static unsigned opened;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        die("socket: %s", strerror(errno));
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef IP_BIND_ADDRESS_NO_PORT
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
#endif
    struct sockaddr_in source = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + opened++ % SOURCE_ADDRESSES)};
    if (bind(fd, (struct sockaddr *)&source, sizeof source) != 0) {
        die("bind: %s", strerror(errno));
    }
    return fd;
}

static inline void raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Keeps everything open until standard input says something or ends, so that the server can be looked at. */
static inline void keep_open(void) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    alarm(KEEP_SECONDS + GRACE_SECONDS);
    poll(&input, 1, KEEP_SECONDS * 1000);
}

/* ---- the command line ---- */

static inline double number(const char *text, double least, double most, const char *what) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= least && value <= most)) {
        usage(what);
    }
    return value;
}

static inline struct sockaddr_in loopback(const char *address, const char *port) {
    uint16_t number_of_port = (uint16_t)number(port, 1, 65535, "bad port");
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(number_of_port)};
    if (inet_pton(AF_INET, address, &server.sin_addr) != 1 || ntohl(server.sin_addr.s_addr) >> 24 != 127) {
        usage("only loopback addresses (127.x.y.z)");
    }
    return server;
}

#endif
