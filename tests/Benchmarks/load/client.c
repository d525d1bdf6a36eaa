/* The clients of one run: one thread, one epoll set, as many tunnels as asked for. */
#define _GNU_SOURCE
#include "load.h"
#include "net.h"
#include "tls.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { AGENT_PERIOD = 6, CONCURRENT_SETUPS = 64, HANGING = 1 };

typedef struct {
    int socket, index;
    enum { CLOSED, CONNECTING, ASKING, SHAKING, OPEN } state;
    long received, unsent;
    double since;    /* when the current tunnel or upload began */
    double next;     /* when the next upload is due */
    char head[HELLO_MAXIMUM];
} tunnel;

static int proxy_port, origin_port, count, opened, started;
static const char *host;
static char mode;
static double deadline = INFINITY;
static long finished, failed, bytes;
static char reason[160];
static unsigned char block[BLOCK_SIZE], input[BLOCK_SIZE], client_hello[HELLO_MAXIMUM];
static size_t hello_length, server_hello_length;
static double *latencies;
static size_t latency_count, latency_room;

static void record_latency(double seconds)
{
    if (latency_count == latency_room)
        latencies = realloc(latencies, (latency_room = latency_room ? 2 * latency_room : 4096) * sizeof *latencies);
    latencies[latency_count++] = seconds;
}

static void start(tunnel *t)
{
    t->socket = connect_to(proxy_port > 0 ? proxy_port : proxy_port < 0 ? -proxy_port : origin_port);
    t->state = CONNECTING;
    t->received = 0;
    t->since = seconds_now();
    wait_for(t->socket, t, EPOLLOUT, EPOLL_CTL_ADD);
}

static void stop(tunnel *t)
{
    if (t->state == OPEN) opened--;
    close(t->socket);
    t->state = CLOSED;
    if (mode == 's' && seconds_now() < deadline && failed < 1000) start(t);
    else started--;
}

static int give_up(const char *what, const char *detail)
{
    describe_failure(reason, sizeof reason, what, detail);
    return 0;
}

static int send_exactly(tunnel *t, const void *data, size_t length)
{
    return write(t->socket, data, length) == (ssize_t)length || give_up("short write", strerror(errno));
}

static int shake(tunnel *t)
{
    t->state = SHAKING;
    t->received = 0;
    return send_exactly(t, client_hello, hello_length);
}

static int connected(tunnel *t)
{
    int error = connect_error(t->socket);
    if (error) return give_up("connect", strerror(error));
    wait_for(t->socket, t, EPOLLIN, EPOLL_CTL_MOD);
    if (proxy_port <= 0) return shake(t);
    t->state = ASKING;
    return send_exactly(t, t->head, write_request(t->head, sizeof t->head, host, origin_port));
}

/* The tunnel is open: begin what the mode asks for. */
static int begin(tunnel *t)
{
    t->state = OPEN;
    t->received = 0;
    opened++;
    unsigned char request[REQUEST_SIZE];
    memcpy(request, block, sizeof request);
    switch (mode) {
    case 's':
        request[5] = 'r';
        return send_exactly(t, request, sizeof request);
    case 'd':
        record_latency(seconds_now() - t->since);
        request[5] = 'd';
        return send_exactly(t, request, ACKNOWLEDGEMENT_SIZE);
    case 'u':
        record_latency(seconds_now() - t->since);
        wait_for(t->socket, t, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
        return 1;
    case 'a':
        t->next = seconds_now() + (double)AGENT_PERIOD * t->index / count;
        return 1;
    default:
        /* A client finishes its handshake before it falls silent. */
        record_latency(seconds_now() - t->since);
        return send_exactly(t, request, ACKNOWLEDGEMENT_SIZE);
    }
}

static int answered(tunnel *t, ssize_t n)
{
    if (t->received + n >= (long)sizeof t->head) return give_up("answer", "too long");
    memcpy(t->head + t->received, input, n);
    t->received += n;
    t->head[t->received] = 0;
    if (!strstr(t->head, "\r\n\r\n")) return 1;
    return strstr(t->head, " 200") ? shake(t) : give_up("answer", t->head);
}

static int receive(tunnel *t)
{
    ssize_t n = read(t->socket, input, sizeof input);
    if (n < 0 && errno == EAGAIN) return 1;
    if (n <= 0) return give_up("closed by the gateway,", n < 0 ? strerror(errno) : "end of stream");
    if (t->state == ASKING) return answered(t, n);
    t->received += n;
    if (t->state == SHAKING) return t->received < (long)server_hello_length || begin(t);
    if (mode == 'd') bytes += n;
    else if (mode == 's' && t->received >= REQUEST_SIZE) {
        record_latency(seconds_now() - t->since);
        finished++;
        stop(t);
    } else if (mode == 'a' && t->received >= ACKNOWLEDGEMENT_SIZE) {
        record_latency(seconds_now() - t->since);
        finished++;
        t->received = 0;
        t->next += AGENT_PERIOD;
    }

    return 1;
}

static int transmit(tunnel *t)
{
    size_t length = mode == 'a' && t->unsent < BLOCK_SIZE ? (size_t)t->unsent : BLOCK_SIZE;
    ssize_t n = write(t->socket, block, length);
    if (n < 0) return errno == EAGAIN || give_up("write", strerror(errno));
    bytes += n;
    if (mode == 'a' && !(t->unsent -= n)) wait_for(t->socket, t, EPOLLIN, EPOLL_CTL_MOD);
    return 1;
}

static void handle(tunnel *t, uint32_t events)
{
    int alive = 1;
    if (t->state == CLOSED) return;
    if (t->state == CONNECTING) alive = connected(t);
    else if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) alive = receive(t);
    if (alive && t->state == OPEN && (events & EPOLLOUT)) alive = transmit(t);
    if (alive) return;
    failed++;
    stop(t);
}

static void start_due_uploads(tunnel *tunnels)
{
    double now = seconds_now();
    for (tunnel *t = tunnels; t < tunnels + count; t++) {
        if (t->state != OPEN || t->unsent || t->next > now || t->next <= t->since) continue;
        t->since = t->next = now;
        t->unsent = BATCH_SIZE;
        wait_for(t->socket, t, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    }
}

/* Agents without a tunnel, and those whose upload hangs: a gateway that keeps some waiting for good must not look as fast as its others are. */
static long count_failed_agents(const tunnel *tunnels)
{
    long stalled = 0;
    double now = seconds_now();
    for (const tunnel *t = tunnels; t < tunnels + count; t++)
        stalled += t->state == OPEN && t->next <= t->since && now - t->since > HANGING;
    if (!failed && opened < count) give_up("tunnel", "never opened");
    else if (!failed && stalled) give_up("upload", "hangs");
    return count - opened + stalled;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double p)
{
    return latency_count ? 1000 * latencies[(size_t)(p * (latency_count - 1))] : 0;
}

int run_load(char **arguments)
{
    proxy_port = atoi(arguments[0]);
    host = arguments[1];
    origin_port = atoi(arguments[2]);
    mode = arguments[3][0];
    count = atoi(arguments[4]);
    double duration = atof(arguments[5]), begun = seconds_now(), patience = begun + 60;
    raise_file_limit();
    fill_with_records(block);
    block[5] = 'u';
    hello_length = write_client_hello(client_hello, host);
    unsigned char hello[HELLO_MAXIMUM];
    server_hello_length = write_server_hello(hello);
    tunnel *tunnels = calloc(count, sizeof *tunnels);
    if (mode == 's') deadline = begun + duration;

    int begun_tunnels = 0;
    double measured_from = begun, cpu_from = seconds_of_cpu(), tick = 0;
    while (mode == 's' ? started || begun_tunnels < count : seconds_now() < deadline) {
        while (begun_tunnels < count && started - opened < CONCURRENT_SETUPS) {
            tunnels[begun_tunnels].index = begun_tunnels;
            started++;
            start(&tunnels[begun_tunnels++]);
        }

        struct epoll_event events[256];
        int n = epoll_wait(epoll_set, events, 256, 5);
        for (int i = 0; i < n; i++) handle(events[i].data.ptr, events[i].events);
        if (mode != 's' && deadline == INFINITY && opened + failed >= count) {
            measured_from = seconds_now();
            cpu_from = seconds_of_cpu();
            deadline = measured_from + duration;
            bytes = 0;
            if (mode == 'a') latency_count = 0;
        }

        double now = seconds_now();
        if (deadline == INFINITY ? now > patience : now > deadline + 10) break;
        if (mode == 'a' && deadline != INFINITY && now - tick > 0.005) {
            tick = now;
            start_due_uploads(tunnels);
        }
    }

    double elapsed = seconds_now() - measured_from, busy = (seconds_of_cpu() - cpu_from) / elapsed;
    if (mode == 'a') failed = count_failed_agents(tunnels);
    if (latency_count) qsort(latencies, latency_count, sizeof *latencies, ascending);
    printf("open=%d finished=%ld failed=%ld seconds=%.3f bytes=%ld busy=%.3f p50=%.3f p99=%.3f maximum=%.3f reason=%s\n", opened, finished,
           failed, elapsed, bytes, busy, percentile(0.5), percentile(0.99), percentile(1), failed ? reason : "-");
    return failed != 0;
}
