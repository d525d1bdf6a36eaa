/* The entry points of an executable: prepares the C runtime and calls wmain, as Microsoft's start-up code does. */
#include "crt.h"

IMPORTED int _crt_atexit(void (*)(void));
IMPORTED int _configure_wide_argv(int);
IMPORTED int _initialize_wide_environment(void);
IMPORTED void _set_app_type(int);
IMPORTED wchar ***__p___wargv(void);
IMPORTED int *__p___argc(void);
IMPORTED wchar **_get_initial_wide_environment(void);
IMPORTED NORETURN void exit(int);

enum { ArgumentsUnexpanded = 1, ConsoleApplication = 1, WindowsApplication = 2, InitialiserFailed = 255 };

int wmain(int count, wchar **arguments, wchar **environment);

int atexit(void (*function)(void)) { return _crt_atexit(function); }

static NORETURN void start(int type) {
  crt_seed_cookie();
  _set_app_type(type);
  _configure_wide_argv(ArgumentsUnexpanded);
  _initialize_wide_environment();
  if (crt_run_initialisers()) exit(InitialiserFailed);
  __dyn_tls_on_demand_init();
  exit(wmain(*__p___argc(), *__p___wargv(), _get_initial_wide_environment()));
}

int wmainCRTStartup(void) { start(ConsoleApplication); }
int wWinMainCRTStartup(void) { start(WindowsApplication); }
