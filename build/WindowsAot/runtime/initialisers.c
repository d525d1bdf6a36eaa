/* The linker sorts the .CRT$X?? sections by name, so that the pointers of all object files stand between these markers:
   XI = C initialisers, XC = C++ initialisers, XD = thread-local initialisers, XL = callbacks of the loader per thread. */
#include "crt.h"

typedef void (*initialiser)(void);
typedef int (*failing_initialiser)(void);
typedef void(__stdcall *thread_callback)(void *module, uint32 reason, void *reserved);

IN_SECTION(".CRT$XIA") static failing_initialiser c_first[1] = {0};
IN_SECTION(".CRT$XIZ") static failing_initialiser c_end[1] = {0};
IN_SECTION(".CRT$XCA") static initialiser cpp_first[1] = {0};
IN_SECTION(".CRT$XCZ") static initialiser cpp_end[1] = {0};
IN_SECTION(".CRT$XDA") static initialiser thread_first[1] = {0};
IN_SECTION(".CRT$XDZ") static initialiser thread_end[1] = {0};

int crt_run_initialisers(void) {
  for (failing_initialiser *i = c_first; i < c_end; i++) {
    failing_initialiser function = *(failing_initialiser volatile *)i; /* volatile: the compiler only sees an empty array */
    int failure = function ? function() : 0;
    if (failure) return failure;
  }

  for (initialiser *i = cpp_first; i < cpp_end; i++) {
    initialiser function = *(initialiser volatile *)i;
    if (function) function();
  }

  return 0;
}

/* Thread-local storage: the directory the loader reads, with the template between .tls and .tls$ZZZ. */
uint32 _tls_index = 0;
IN_SECTION(".tls") char _tls_start = 0;
IN_SECTION(".tls$ZZZ") char _tls_end = 0;

/* Compilers read this variable before they touch a thread-local with a constructor. */
__declspec(thread) char __tls_guard = 0;

enum { ThreadAttach = 2 };

/* The name is known to lld, which keeps it in a program with thread-locals. */
void __stdcall __dyn_tls_init(void *module, uint32 reason, void *reserved) {
  (void)module, (void)reserved;
  if (reason != ThreadAttach || __tls_guard) return;
  __tls_guard = 1;
  for (initialiser *i = thread_first; i < thread_end; i++) {
    initialiser function = *(initialiser volatile *)i;
    if (function) function();
  }
}

void __dyn_tls_on_demand_init(void) { __dyn_tls_init(0, ThreadAttach, 0); }

IN_SECTION(".CRT$XLA") static thread_callback callbacks_first = 0;
IN_SECTION(".CRT$XLC") static thread_callback callback_own = __dyn_tls_init;
IN_SECTION(".CRT$XLZ") static thread_callback callbacks_end = 0;

const struct {
  void *start, *end;
  uint32 *index;
  thread_callback *callbacks;
  uint32 zero_fill, characteristics;
} _tls_used = {&_tls_start, &_tls_end, &_tls_index, &callbacks_first + 1, 0, 0};

/* Objects that use floating point refer to this; its value is Microsoft's and means nothing. */
int _fltused = 0x9875;
