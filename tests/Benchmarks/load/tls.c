#include "tls.h"
#include <string.h>

enum { HANDSHAKE = 22, APPLICATION_DATA = 23, CHANGE_CIPHER_SPEC = 20 };
enum { SERVER_NAME = 0, SUPPORTED_GROUPS = 10, SIGNATURE_ALGORITHMS = 13, SUPPORTED_VERSIONS = 43, KEY_SHARE = 51 };

static unsigned char *put16(unsigned char *p, size_t value)
{
    p[0] = (unsigned char)(value >> 8);
    p[1] = (unsigned char)value;
    return p + 2;
}

static unsigned char *put_extension(unsigned char *p, int type, const void *content, size_t length)
{
    p = put16(put16(p, type), length);
    memcpy(p, content, length);
    return p + length;
}

static unsigned char *put_hello_start(unsigned char *p, int fill)
{
    p = put16(p, 0x0303);
    memset(p, fill, 32); /* random */
    p += 32;
    *p++ = 32; /* session id */
    memset(p, 0xa5, 32);
    return p + 32;
}

/* The record's and the message's headers, once the body's end is known. */
static size_t close_record(unsigned char *out, unsigned char *end, int version, int message)
{
    size_t body = end - out - 9;
    out[0] = HANDSHAKE;
    put16(put16(out + 1, version), body + 4);
    out[5] = message;
    out[6] = 0;
    put16(out + 7, body);
    return body + 9;
}

size_t write_client_hello(unsigned char *out, const char *host)
{
    static const unsigned char suites[] = { 0, 8, 0x13, 0x01, 0x13, 0x02, 0x13, 0x03, 0xc0, 0x2f };
    static const unsigned char versions[] = { 4, 0x03, 0x04, 0x03, 0x03 };
    static const unsigned char groups[] = { 0, 2, 0, 29 };
    static const unsigned char algorithms[] = { 0, 4, 0x08, 0x04, 0x04, 0x01 };
    unsigned char share[38] = { 0, 36, 0, 29, 0, 32 }, name[5 + 253];
    size_t length = strlen(host);
    put16(name, length + 3);
    name[2] = 0;
    put16(name + 3, length);
    memcpy(name + 5, host, length);

    unsigned char *p = put_hello_start(out + 9, 0x5a);
    memcpy(p, suites, sizeof suites);
    p += sizeof suites;
    *p++ = 1; /* no compression */
    *p++ = 0;
    unsigned char *extensions = p;
    p = put_extension(p + 2, SERVER_NAME, name, length + 5);
    p = put_extension(p, SUPPORTED_VERSIONS, versions, sizeof versions);
    p = put_extension(p, SUPPORTED_GROUPS, groups, sizeof groups);
    p = put_extension(p, SIGNATURE_ALGORITHMS, algorithms, sizeof algorithms);
    p = put_extension(p, KEY_SHARE, share, sizeof share);
    put16(extensions, p - extensions - 2);
    return close_record(out, p, 0x0301, 1);
}

size_t write_server_hello(unsigned char *out)
{
    static const unsigned char version[] = { 0x03, 0x04 };
    unsigned char share[36] = { 0, 29, 0, 32 };
    unsigned char *p = put_hello_start(out + 9, 0x3c);
    p = put16(p, 0x1301);
    *p++ = 0;
    unsigned char *extensions = p;
    p = put_extension(p + 2, SUPPORTED_VERSIONS, version, sizeof version);
    p = put_extension(p, KEY_SHARE, share, sizeof share);
    put16(extensions, p - extensions - 2);
    size_t length = close_record(out, p, 0x0303, 2);
    static const unsigned char change_cipher_spec[] = { CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1 };
    memcpy(out + length, change_cipher_spec, sizeof change_cipher_spec);
    return length + sizeof change_cipher_spec;
}

void fill_with_records(unsigned char *block)
{
    for (size_t i = 0; i < BLOCK_SIZE; i += RECORD_SIZE) {
        block[i] = APPLICATION_DATA;
        put16(put16(block + i + 1, 0x0303), RECORD_SIZE - 5);
        memset(block + i + 5, 0x11, RECORD_SIZE - 5);
    }
}
