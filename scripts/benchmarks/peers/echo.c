/*
 * Echo server on epoll: one thread, level-triggered, the limit that the other servers are measured against.
 *
 * Usage: echo PORT     (0 picks a free one; the port is printed as one line)
 *
 * All connections share one 64 KiB buffer. Only a connection whose peer reads too slowly gets memory of its own: it
 * keeps what could not be written yet and is not read from until that is gone. So the end of a peer's stream is seen
 * only after everything before it was written, and closing then is all that a half-close needs.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BUFFER = 64 * 1024, BACKLOG = 4096, EVENTS = 512 };

struct connection {
    int fd;
    size_t offset; /* first byte of rest that is still to be written */
    size_t length; /* bytes in rest; 0 = nothing waits */
    char *rest;
};

static char buffer[BUFFER];
static int epoll;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void watch(int operation, struct connection *c, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = c};
    if (epoll_ctl(epoll, operation, c->fd, &event) != 0) {
        die("epoll_ctl");
    }
}

static void drop(struct connection *c) {
    close(c->fd);
    free(c->rest);
    free(c);
}

/* Keeps the unwritten bytes and waits for room instead of input. */
static void keep(struct connection *c, const char *bytes, size_t length) {
    c->rest = malloc(length);
    if (c->rest == NULL) {
        die("malloc");
    }
    memcpy(c->rest, bytes, length);
    c->offset = 0;
    c->length = length;
    watch(EPOLL_CTL_MOD, c, EPOLLOUT);
}

static void on_input(struct connection *c) {
    ssize_t received = recv(c->fd, buffer, sizeof buffer, 0);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (received <= 0) {
        drop(c);
        return;
    }
    ssize_t sent = send(c->fd, buffer, (size_t)received, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        drop(c);
    } else if (sent < received) {
        size_t written = sent < 0 ? 0 : (size_t)sent;
        keep(c, buffer + written, (size_t)received - written);
    }
}

static void on_room(struct connection *c) {
    ssize_t sent = send(c->fd, c->rest + c->offset, c->length - c->offset, MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno != EAGAIN && errno != EINTR) {
            drop(c);
        }
        return;
    }
    c->offset += (size_t)sent;
    if (c->offset == c->length) {
        free(c->rest);
        c->rest = NULL;
        c->length = 0;
        watch(EPOLL_CTL_MOD, c, EPOLLIN);
    }
}

static void accept_all(int listener) {
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EAGAIN) {
                return;
            }
            if (errno == EINTR || errno == ECONNABORTED) {
                continue;
            }
            die("accept"); /* out of descriptors: a benchmark should stop here, not limp on */
        }
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *c = calloc(1, sizeof *c);
        if (c == NULL) {
            die("calloc");
        }
        c->fd = fd;
        watch(EPOLL_CTL_ADD, c, EPOLLIN);
    }
}

static int listen_on(long port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0) {
        die("socket");
    }
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, BACKLOG) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        die("listen");
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int main(int argc, char **argv) {
    char *end = NULL;
    long port = argc == 2 ? strtol(argv[1], &end, 10) : -1;
    if (end == NULL || end == argv[1] || *end != '\0' || port < 0 || port > 65535) {
        fprintf(stderr, "usage: echo PORT\n");
        return 2;
    }
    raise_file_limit();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) {
        die("epoll_create1");
    }
    struct connection listener = {.fd = listen_on(port)};
    watch(EPOLL_CTL_ADD, &listener, EPOLLIN);

    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        if (ready < 0 && errno != EINTR) {
            die("epoll_wait");
        }
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            if (c == &listener) {
                accept_all(listener.fd);
            } else if (c->length > 0) {
                on_room(c);
            } else {
                on_input(c);
            }
        }
    }
}
