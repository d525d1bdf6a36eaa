/* The entry point of a DLL. Functions given to atexit run when the DLL is unloaded, not when the process ends. */
#include "crt.h"

typedef int (*exit_function)(void);
typedef struct { exit_function *first, *last, *end; } exit_table;

IMPORTED int _initialize_onexit_table(exit_table *);
IMPORTED int _register_onexit_function(exit_table *, exit_function);
IMPORTED int _execute_onexit_table(exit_table *);

enum { ProcessDetach = 0, ProcessAttach = 1 };

static exit_table at_unload;

int __stdcall DllMain(void *module, uint32 reason, void *reserved);

int atexit(void (*function)(void)) { return _register_onexit_function(&at_unload, (exit_function)function); }

int __stdcall _DllMainCRTStartup(void *module, uint32 reason, void *reserved) {
  if (reason == ProcessAttach) {
    crt_seed_cookie();
    if (_initialize_onexit_table(&at_unload) || crt_run_initialisers()) return 0;
    __dyn_tls_on_demand_init();
  }

  int accepted = DllMain(module, reason, reserved);

  /* With "reserved" set the whole process is ending: its other threads are gone, perhaps with locks held. */
  int unloading = reason == ProcessDetach && !reserved;
  if (unloading || (reason == ProcessAttach && !accepted)) _execute_onexit_table(&at_unload);
  return accepted;
}
