/* Just enough TLS for a gateway that inspects handshakes to let a tunnel through: a TLS 1.3 ClientHello and ServerHello, and
   records of opaque application data. */
#pragma once
#include <stddef.h>

enum { RECORD_SIZE = 16384, BLOCK_SIZE = 256 * 1024, HELLO_MAXIMUM = 1024 };

/* Writes a ClientHello record that names the host; returns its length. */
size_t write_client_hello(unsigned char *out, const char *host);

/* Writes a ServerHello record and a ChangeCipherSpec record; returns their length, which never varies. */
size_t write_server_hello(unsigned char *out);

/* Fills a block of BLOCK_SIZE bytes with whole application data records. */
void fill_with_records(unsigned char *block);
