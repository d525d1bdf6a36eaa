#define _GNU_SOURCE
#include "net.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

/* 127.0.1.1: whoever names no address has 127.0.0.1. */
enum { FIRST_CLIENT = 0x7f000101 };

int epoll_set;

void fail(const char *what)
{
    perror(what);
    exit(1);
}

double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

double seconds_of_cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

void raise_file_limit(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    signal(SIGPIPE, SIG_IGN);
    if ((epoll_set = epoll_create1(0)) < 0) fail("epoll_create1");
}

static struct sockaddr_in loopback(int port)
{
    return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

int open_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    if (s < 0) fail("socket");
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return s;
}

int listen_on(int port)
{
    int s = open_socket(), one = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = loopback(port);
    if (bind(s, (void *)&address, sizeof address) || listen(s, 4096)) fail("listen");
    return s;
}

static int begin_to_connect(int s, int port)
{
    struct sockaddr_in address = loopback(port);
    if (connect(s, (void *)&address, sizeof address) && errno != EINPROGRESS) fail("connect");
    return s;
}

int connect_to(int port)
{
    return begin_to_connect(open_socket(), port);
}

int connect_from(int client, int port)
{
    int s = open_socket(), one = 1;
    struct sockaddr_in address = loopback(0);
    address.sin_addr.s_addr = htonl(FIRST_CLIENT + client);
    /* The port is chosen by connect, which knows that connections to different targets may share one. */
    setsockopt(s, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(s, (void *)&address, sizeof address)) fail("bind");
    return begin_to_connect(s, port);
}

int connect_error(int socket)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

int write_request(char *out, size_t room, const char *host, int port)
{
    return snprintf(out, room, "CONNECT %s:%d HTTP/1.1\r\nHost: %s:%d\r\n\r\n", host, port, host, port);
}

void describe_failure(char *out, size_t room, const char *what, const char *detail)
{
    snprintf(out, room, "%s %.60s", what, detail);
    for (char *c = out; *c; c++)
        if (*c <= ' ') *c = '_';
}

void wait_for(int socket, void *owner, uint32_t events, int operation)
{
    struct epoll_event event = { .events = events, .data.ptr = owner };
    if (epoll_ctl(epoll_set, operation, socket, &event)) fail("epoll_ctl");
}
