/* The server behind the gateways. A connection's first record is answered with a ServerHello; the first byte of payload then
   says what follows: 'u' acknowledge every batch, 'd' send without end, 'r' answer a request of 1 KB with 1 KB. */
#define _GNU_SOURCE
#include "load.h"
#include "net.h"
#include "tls.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
    int socket;
    enum { HELLO, CHOICE, SERVING } state;
    char mode;
    long received;
} peer;

static unsigned char block[BLOCK_SIZE], input[BLOCK_SIZE];

static int send_all(int socket, size_t length)
{
    return write(socket, block, length) == (ssize_t)length;
}

/* Whether the connection goes on. */
static int serve_input(peer *p)
{
    ssize_t n = read(p->socket, input, sizeof input);
    if (n <= 0) return n < 0 && errno == EAGAIN;
    if (p->state == HELLO) {
        unsigned char hello[HELLO_MAXIMUM];
        size_t length = write_server_hello(hello);
        p->state = CHOICE;
        return write(p->socket, hello, length) == (ssize_t)length;
    }

    if (p->state == CHOICE) {
        p->mode = input[5];
        p->state = SERVING;
        if (p->mode == 'd') wait_for(p->socket, p, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    }

    p->received += n;
    long unit = p->mode == 'r' ? REQUEST_SIZE : BATCH_SIZE;
    size_t answer = p->mode == 'r' ? REQUEST_SIZE : ACKNOWLEDGEMENT_SIZE;
    for (; p->mode != 'd' && p->received >= unit; p->received -= unit)
        if (!send_all(p->socket, answer)) return 0;
    return 1;
}

static int serve_output(peer *p)
{
    return write(p->socket, block, sizeof block) >= 0 || errno == EAGAIN;
}

int run_origin(int port)
{
    raise_file_limit();
    fill_with_records(block);
    peer listener = { .socket = listen_on(port) };
    wait_for(listener.socket, &listener, EPOLLIN, EPOLL_CTL_ADD);
    for (;;) {
        struct epoll_event events[256];
        int count = epoll_wait(epoll_set, events, 256, -1);
        for (int i = 0; i < count; i++) {
            peer *p = events[i].data.ptr;
            if (p == &listener) {
                for (int s, one = 1; (s = accept4(listener.socket, 0, 0, SOCK_NONBLOCK)) >= 0;) {
                    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    peer *accepted = calloc(1, sizeof *accepted);
                    accepted->socket = s;
                    wait_for(s, accepted, EPOLLIN, EPOLL_CTL_ADD);
                }

                continue;
            }

            int alive = !(events[i].events & (EPOLLERR | EPOLLHUP));
            if (alive && (events[i].events & EPOLLIN)) alive = serve_input(p);
            if (alive && (events[i].events & EPOLLOUT)) alive = serve_output(p);
            if (!alive) {
                close(p->socket);
                free(p);
            }
        }
    }
}
