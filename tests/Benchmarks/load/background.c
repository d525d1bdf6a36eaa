/* Clients beside those that are measured, in a process of their own so that they take none of the others' time: one thread, one epoll
   set. They go on until the input ends, so that none is left behind by a run that was broken off. */
#define _GNU_SOURCE
#include "load.h"
#include "net.h"
#include "tls.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A gateway's limits for one client are to hold nobody up: a thousand connections each. HALF_OPEN_RATE spreads the openings, and with
   them the moments at which a gateway's patience ends. */
enum { CONNECTIONS_OF_CLIENT = 1000, CONCURRENT_OPENINGS = 64, HALF_OPEN_RATE = 2000, UNPACED = 1000000000, PATIENCE = 60 };

typedef struct {
    int socket, index;
    enum { CONNECTING, ASKING, SHAKING, STANDING } state;
    size_t received;
    char head[HELLO_MAXIMUM];
} connection;

static int proxy_port, origin_port, number, standing, opening, unused_count;
static const char *host;
static char kind;
static double rate; /* openings a second */
static connection **unused;
static long asked, refused, ended, failed;
static char reason[160];
static unsigned char input[BLOCK_SIZE], client_hello[HELLO_MAXIMUM], records[BLOCK_SIZE];
static size_t hello_length, server_hello_length;

static int give_up(const char *what, const char *detail)
{
    failed++;
    describe_failure(reason, sizeof reason, what, detail);
    return 0;
}

static void start(void)
{
    connection *c = unused[--unused_count];
    c->socket = connect_from(c->index / CONNECTIONS_OF_CLIENT, proxy_port);
    c->state = CONNECTING;
    c->received = 0;
    opening++;
    wait_for(c->socket, c, EPOLLOUT, EPOLL_CTL_ADD);
}

static void stop(connection *c)
{
    if (c->state == STANDING) standing--;
    else opening--;
    close(c->socket);
    unused[unused_count++] = c;
}

static int send_exactly(connection *c, const void *data, size_t length)
{
    return write(c->socket, data, length) == (ssize_t)length || give_up("short write", strerror(errno));
}

static int stand(connection *c)
{
    c->state = STANDING;
    opening--;
    standing++;
    return 1;
}

static int connected(connection *c)
{
    int error = connect_error(c->socket);
    if (error) return give_up("connect", strerror(error));
    wait_for(c->socket, c, EPOLLIN, EPOLL_CTL_MOD);
    c->state = ASKING;
    asked++;
    return send_exactly(c, c->head, write_request(c->head, sizeof c->head, host, origin_port));
}

static int answered(connection *c, size_t length)
{
    if (c->received + length >= sizeof c->head) length = sizeof c->head - 1 - c->received;
    memcpy(c->head + c->received, input, length);
    c->received += length;
    c->head[c->received] = 0;
    /* What follows the status is no matter. */
    if (!strstr(c->head, "\r\n")) return 1;
    if (kind == 'r' && !strncmp(c->head + 8, " 403", 4)) {
        refused++;
        return 0;
    }

    if (kind == 'r' || strncmp(c->head + 8, " 200", 4)) return give_up("answer", c->head);
    c->received = 0;
    if (kind == 'h') return send_exactly(c, client_hello, hello_length / 2) && stand(c);
    c->state = SHAKING;
    return send_exactly(c, client_hello, hello_length);
}

static int receive(connection *c)
{
    ssize_t n = read(c->socket, input, sizeof input);
    if (n < 0 && errno == EAGAIN) return 1;
    if (n <= 0 && c->state == STANDING) {
        ended++;
        return 0;
    }

    if (n <= 0) return give_up("closed by the gateway,", n < 0 ? strerror(errno) : "end of stream");
    if (c->state == ASKING) return answered(c, n);
    c->received += n;
    /* A client finishes its handshake before it falls silent. */
    if (c->state == SHAKING && c->received >= server_hello_length) return send_exactly(c, records, ACKNOWLEDGEMENT_SIZE) && stand(c);
    return 1;
}

/* The connections that are due by now, as long as there is room for them; what could not be opened in time is not made up for. */
static void start_due(double since)
{
    static double due;
    due += rate * since;
    if (due > CONCURRENT_OPENINGS) due = CONCURRENT_OPENINGS;
    for (; due >= 1 && unused_count && opening < CONCURRENT_OPENINGS; due--) start();
}

static void prepare(char **arguments)
{
    proxy_port = atoi(arguments[0]);
    host = arguments[1];
    origin_port = atoi(arguments[2]);
    kind = arguments[3][0];
    number = atoi(arguments[4]);
    rate = kind == 'r' ? number : kind == 'h' ? HALF_OPEN_RATE : UNPACED;
    int slots = kind == 'r' ? CONCURRENT_OPENINGS : number;
    connection *connections = calloc(slots, sizeof *connections);
    unused = calloc(slots, sizeof *unused);
    while (unused_count < slots) {
        connections[unused_count].index = unused_count;
        unused[unused_count] = &connections[unused_count];
        unused_count++;
    }

    fill_with_records(records);
    records[5] = 'u';
    hello_length = write_client_hello(client_hello, host);
    unsigned char hello[HELLO_MAXIMUM];
    server_hello_length = write_server_hello(hello);
    raise_file_limit();
    wait_for(STDIN_FILENO, 0, EPOLLIN, EPOLL_CTL_ADD);
}

/* Whether the input goes on. */
static int handle_events(void)
{
    struct epoll_event events[256];
    int n = epoll_wait(epoll_set, events, 256, 2), alive = 1;
    for (int i = 0; i < n; i++) {
        connection *c = events[i].data.ptr;
        if (!c) alive = 0;
        else if (!(c->state == CONNECTING ? connected(c) : receive(c))) stop(c);
    }

    return alive;
}

/* Half-open handshakes come and go, so that on a slow machine there is no moment at which all of them stand. */
static int is_ready(void)
{
    return kind == 'r' ? refused > 0 : kind == 'h' ? standing >= number / 10 * 9 : standing == number;
}

int run_background(char **arguments)
{
    prepare(arguments);
    double begun = seconds_now(), last = begun, ready = 0, stood = 0;
    while (handle_events()) {
        double now = seconds_now(), since = now - last;
        last = now;
        start_due(since);
        if (ready) {
            stood += standing * since;
        } else if (is_ready()) {
            puts("ready");
            fflush(stdout);
            ready = now;
            asked = refused = ended = failed = 0;
        } else if (now > begun + PATIENCE) {
            fprintf(stderr, "%s: %d stand after %d s, %ld failed; %s\n", arguments[3], standing, PATIENCE, failed, reason);
            return 1;
        }
    }

    double seconds = last - ready;
    printf("seconds=%.3f asked=%ld refused=%ld standing=%d mean=%.0f ended=%ld failed=%ld reason=%s\n", seconds, asked, refused, standing,
           stood / seconds, ended, failed, failed ? reason : "-");
    return 0;
}
