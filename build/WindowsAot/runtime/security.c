/* Stack cookies (/GS), with which the native parts of the .NET runtime are compiled, and the load configuration through
   which the Windows loader finds the cookie and the Control Flow Guard pointers. */
#include "crt.h"

IMPORTED void GetSystemTimeAsFileTime(uint64 *);
IMPORTED uint32 GetCurrentThreadId(void);
IMPORTED uint32 GetCurrentProcessId(void);
IMPORTED int QueryPerformanceCounter(uint64 *);
IMPORTED NORETURN void abort(void);

/* The value by which loader and start-up code recognise an unseeded cookie. */
#define UNSEEDED 0x00002B992DDFA232ull

/* Codes of __fastfail, after which Windows ends the process without running any more of its code. */
enum { StackCookieCheckFailure = 2, RangeCheckFailure = 8 };

uint64 __security_cookie = UNSEEDED;

static NORETURN void fail_fast(int code) {
  __asm__ volatile("int $0x29" ::"c"(code));
  __builtin_unreachable();
}

NORETURN void __report_gsfailure(uint64 cookie) { (void)cookie; fail_fast(StackCookieCheckFailure); }
NORETURN void __report_rangecheckfailure(void) { fail_fast(RangeCheckFailure); }
NORETURN int _purecall(void) { abort(); }

void crt_seed_cookie(void) {
  uint64 time = 0, counter = 0;
  if (__security_cookie != UNSEEDED) return;
  GetSystemTimeAsFileTime(&time);
  QueryPerformanceCounter(&counter);
  uint64 cookie = time ^ GetCurrentThreadId() ^ ((uint64)GetCurrentProcessId() << 18) ^ (counter << 32) ^ counter ^ (uint64)&time;
  cookie &= 0x0000FFFFFFFFFFFFull; /* the high 16 bits stay zero: a string overrun cannot write them and go on */
  if (cookie == UNSEEDED) cookie++;
  __security_cookie = cookie ? cookie : 1;
}

/* Compilers name this as the exception handler of functions that have a cookie and nothing else: the cookie must be intact
   when an exception passes through the frame, too. */
typedef struct {
  uint64 control_pc, image_base;
  uint32 *function_entry;
  uint64 establisher_frame, target_ip;
  void *context, *handler;
  int *handler_data;
} dispatcher_context;

/* __security_check_cookie by another name: LLVM 19 rewrites calls to that one for Windows and crashes on a call that it has
   not made itself (llvm/llvm-project, pull request 95904). */
void crt_check_cookie(uint64 value);

int __GSHandlerCheck(void *record, uint8 *frame, void *context, dispatcher_context *dispatcher) {
  enum { ContinueSearch = 1, HasAlignment = 4, FrameRegister = 0x0F, FrameOffset = 0xF0 };
  (void)record, (void)context;

  const int *data = dispatcher->handler_data;
  uint32 flags = (uint32)data[0];
  uint8 *base = flags & HasAlignment ? (uint8 *)((uint64)(frame + data[1]) & (uint64)(long long)-data[2]) : frame;
  uint64 stored = *(uint64 *)(base + (int)(flags & ~7u));

  /* The prolog combined the cookie with its frame: rsp, or the frame register where the function has one. */
  const uint8 *unwind_info = (const uint8 *)(dispatcher->image_base + dispatcher->function_entry[2]);
  uint64 combined_with = (uint64)frame + (unwind_info[3] & FrameRegister ? unwind_info[3] & FrameOffset : 0);
  crt_check_cookie(stored ^ combined_with);
  return ContinueSearch;
}

/* Indirect calls of code compiled for Control Flow Guard go through these; the targets check nothing. */
void crt_guard_check(void);
void crt_guard_dispatch(void);
IN_SECTION(".00cfg") void *__guard_check_icall_fptr = crt_guard_check;
IN_SECTION(".00cfg") void *__guard_dispatch_icall_fptr = crt_guard_dispatch;

/* IMAGE_LOAD_CONFIG_DIRECTORY64, only the fields that are used; the offsets are those of winnt.h. */
const struct {
  uint32 size;
  uint8 before_cookie[0x58 - 0x04];
  uint64 *cookie;
  uint8 before_guard[0x70 - 0x60];
  void **guard_check, **guard_dispatch;
  uint8 rest[0x140 - 0x80];
} _load_config_used = {0x140, {0}, &__security_cookie, {0}, &__guard_check_icall_fptr, &__guard_dispatch_icall_fptr, {0}};
