/* Shared declarations of the runtime. It is freestanding: no header of any C library is used, because the types of the
   Microsoft ABI are wanted and Debian's headers describe MinGW's. */
#pragma once

typedef __SIZE_TYPE__ size_t;
typedef unsigned char uint8;
typedef unsigned int uint32;
typedef unsigned long long uint64;
typedef unsigned short wchar;

#define IMPORTED __declspec(dllimport)
#define NORETURN __attribute__((noreturn))
#define IN_SECTION(name) __attribute__((section(name), used))

/* Seeds the stack cookie unless the loader has already done so. */
void crt_seed_cookie(void);

/* Runs the C, then the C++ initialisers of every object file; not 0 when one of them fails. */
int crt_run_initialisers(void);

/* Runs the thread-local initialisers of the calling thread, once per thread. */
void __dyn_tls_on_demand_init(void);
