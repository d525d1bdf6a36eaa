/* Non-blocking sockets on loopback and one epoll set. */
#pragma once
#include <stdint.h>
#include <sys/epoll.h>

extern int epoll_set;

/* Prints what failed and why, and ends the program with 1. */
void fail(const char *what);
double seconds_now(void);

/* CPU seconds this process has used. */
double seconds_of_cpu(void);

/* More connections than the default limit of open files allows. */
void raise_file_limit(void);
int open_socket(void);
int listen_on(int port);

/* Begins to connect to a port on loopback. */
int connect_to(int port);

/* Sets (EPOLL_CTL_ADD or EPOLL_CTL_MOD) the events waited for. */
void wait_for(int socket, void *owner, uint32_t events, int operation);
