/* Non-blocking sockets on loopback and one epoll set. */
#pragma once
#include <stddef.h>
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

/* The same from an address of loopback's network that is none of the others': the clients are numbered from 0. */
int connect_from(int client, int port);

/* How connecting ended: 0 or an errno. */
int connect_error(int socket);

/* Writes a CONNECT request; returns its length. */
int write_request(char *out, size_t room, const char *host, int port);

/* Words without spaces. */
void describe_failure(char *out, size_t room, const char *what, const char *detail);

/* Sets (EPOLL_CTL_ADD or EPOLL_CTL_MOD) the events waited for. */
void wait_for(int socket, void *owner, uint32_t events, int operation);
