/* The smallest relay that can be written: takes connections, connects each to the origin, and copies. It reads no request, decides
   nothing and limits nothing, so that what it costs is what the system's calls cost. One thread, one buffer for all tunnels; a tunnel has
   memory of its own only while its peer takes less than was read. On request it answers what comes first with a 200, whatever it says. */
#define _GNU_SOURCE
#include "load.h"
#include "net.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024, BACKLOG_AT_ONCE = 64 };

typedef struct side {
    int socket, ended, dead;
    int is_asked;          /* what comes next is a request */
    uint32_t events;       /* what the set waits for */
    struct side *other;
    char *unsent;          /* read from the other side, and not taken by this one yet */
    size_t offset, length;
} side;

static char buffer[CHUNK];
static side *closed;       /* freed after a batch of events, which may name them */

static void watch(side *s)
{
    uint32_t events = (s->ended || s->other->unsent ? 0 : EPOLLIN) | (s->unsent ? EPOLLOUT : 0);
    if (events != s->events) wait_for(s->socket, s, s->events = events, EPOLL_CTL_MOD);
}

static void end(side *s)
{
    if (s->dead) return;
    s->dead = s->other->dead = 1;
    close(s->socket);
    close(s->other->socket);
    free(s->unsent);
    free(s->other->unsent);
    /* The pair is one block of memory. */
    side *first = s < s->other ? s : s->other;
    first->other = closed;
    closed = first;
}

/* Whether the tunnel goes on. */
static int take(side *s)
{
    ssize_t read_now = read(s->socket, buffer, sizeof buffer);
    if (read_now < 0) return errno == EAGAIN;
    if (s->is_asked) {
        static const char established[] = "HTTP/1.1 200 Connection established\r\n\r\n";
        s->is_asked = 0;
        return read_now > 0 && write(s->socket, established, sizeof established - 1) > 0;
    }

    side *to = s->other;
    if (read_now == 0) {
        s->ended = 1;
        if (to->ended) return 0;
        shutdown(to->socket, SHUT_WR);
        watch(s);
        return 1;
    }

    ssize_t written = write(to->socket, buffer, read_now);
    if (written == read_now) return 1;
    if (written < 0 && errno != EAGAIN) return 0;
    to->offset = 0;
    to->length = read_now - (written < 0 ? 0 : written);
    to->unsent = malloc(to->length);
    memcpy(to->unsent, buffer + read_now - to->length, to->length);
    watch(s);
    watch(to);
    return 1;
}

static int give(side *s)
{
    if (!s->unsent) return 1;
    ssize_t written = write(s->socket, s->unsent + s->offset, s->length);
    if (written < 0) return errno == EAGAIN;
    s->offset += written;
    if (s->length -= written) return 1;
    free(s->unsent);
    s->unsent = 0;
    watch(s);
    watch(s->other);
    return 1;
}

static void accept_all(int listener, int origin, int is_asked)
{
    for (int i = 0; i < BACKLOG_AT_ONCE; i++) {
        int one = 1, client = accept4(listener, 0, 0, SOCK_NONBLOCK);
        if (client < 0) return;
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        side *pair = calloc(2, sizeof *pair);
        pair[0] = (side){ .socket = client, .other = &pair[1], .events = EPOLLIN, .is_asked = is_asked };
        pair[1] = (side){ .socket = connect_to(origin), .other = &pair[0], .events = EPOLLIN };
        wait_for(pair[0].socket, &pair[0], EPOLLIN, EPOLL_CTL_ADD);
        wait_for(pair[1].socket, &pair[1], EPOLLIN, EPOLL_CTL_ADD);
    }
}

int run_relay(int port, int origin, int is_asked)
{
    raise_file_limit();
    int listener = listen_on(port);
    wait_for(listener, 0, EPOLLIN, EPOLL_CTL_ADD);
    for (;;) {
        struct epoll_event events[256];
        int count = epoll_wait(epoll_set, events, 256, -1);
        for (int i = 0; i < count; i++) {
            side *s = events[i].data.ptr;
            uint32_t happened = events[i].events;
            if (!s) {
                accept_all(listener, origin, is_asked);
                continue;
            }

            if (s->dead) continue;
            int alive = !(happened & EPOLLERR);
            if (alive && (happened & EPOLLOUT)) alive = give(s);
            /* A hang-up of both ways is what is left of the connection when all was read. */
            if (alive && (happened & (EPOLLIN | EPOLLHUP)) && !s->ended && !s->other->unsent) alive = take(s);
            else if (happened & EPOLLHUP) alive = 0;
            if (!alive) end(s);
        }

        while (closed) {
            side *next = closed->other;
            free(closed);
            closed = next;
        }
    }
}
