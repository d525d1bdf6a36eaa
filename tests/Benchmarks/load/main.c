/* Origin, smallest relay and load generator for HTTP CONNECT gateways, over loopback only. */
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    if (count == 3 && !strcmp(arguments[1], "origin")) return run_origin(atoi(arguments[2]));
    if (count == 4 && !strcmp(arguments[1], "relay")) return run_relay(atoi(arguments[2]), atoi(arguments[3]), 0);
    if (count == 4 && !strcmp(arguments[1], "connect-relay")) return run_relay(atoi(arguments[2]), atoi(arguments[3]), 1);
    if (count == 8 && !strcmp(arguments[1], "load")) return run_load(arguments + 2);
    if (count == 7 && !strcmp(arguments[1], "background")) return run_background(arguments + 2);
    fputs("usage: load origin PORT\n"
          "       load relay PORT ORIGINPORT\n"
          "       load connect-relay PORT ORIGINPORT\n"
          "       load load PROXYPORT HOST PORT MODE TUNNELS SECONDS\n"
          "       load background PROXYPORT HOST PORT KIND NUMBER\n"
          "PROXYPORT 0 goes straight to the origin, a negative one is a plain TCP relay that is sent no CONNECT.\n"
          "MODE: upload, download  throughput of open tunnels\n"
          "      setup             whole tunnels one after the other: CONNECT, handshake, 1 KB each way, close\n"
          "      idle              open tunnels and hold them\n"
          "      agents            each tunnel uploads 200 KB every 6 s; the latency of each upload\n"
          "KIND, from addresses of their own until the input ends:\n"
          "      refused           NUMBER requests a second, which are answered 403\n"
          "      half-open         NUMBER clients that fall silent in the middle of their ClientHello, and come again when they are closed\n"
          "      idle              NUMBER open tunnels\n", stderr);
    return 2;
}
