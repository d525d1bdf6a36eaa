#pragma once

/* What an agent uploads at once, as in the documented capacity test: 200 KB. */
enum { BATCH_SIZE = 200 * 1024, ACKNOWLEDGEMENT_SIZE = 64, REQUEST_SIZE = 1024 };

/* Serves on a port of loopback until it is killed. */
int run_origin(int port);

/* Relays a port of loopback to the origin's until it is killed; whether clients ask with a CONNECT first. */
int run_relay(int port, int origin, int is_asked);

/* arguments: proxy port, host, origin port, mode, tunnels, seconds. Prints one line of name=value pairs. */
int run_load(char **arguments);

/* arguments: proxy port, host, port, kind, number. Prints "ready", and when its input has ended one line of name=value pairs. */
int run_background(char **arguments);
