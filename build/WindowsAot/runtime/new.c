/* C++ operators new and delete, under the names that Microsoft's compiler gives them. */
#include "crt.h"

IMPORTED void *malloc(size_t);
IMPORTED void free(void *);
IMPORTED NORETURN void abort(void);

static void *allocate(size_t size) { return malloc(size ? size : 1); }

/* There are no C++ exceptions here, so that a failed "new" ends the process. */
static void *allocate_or_abort(size_t size) {
  void *memory = allocate(size);
  if (!memory) abort();
  return memory;
}

#define NAMED(name) __asm__(name)
void *new_nothrow(size_t size, void *tag) NAMED("??2@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *new_array_nothrow(size_t size, void *tag) NAMED("??_U@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *new_plain(size_t size) NAMED("??2@YAPEAX_K@Z");
void *new_array(size_t size) NAMED("??_U@YAPEAX_K@Z");
void delete_plain(void *memory) NAMED("??3@YAXPEAX@Z");
void delete_sized(void *memory, size_t size) NAMED("??3@YAXPEAX_K@Z");
void delete_array(void *memory) NAMED("??_V@YAXPEAX@Z");
void delete_array_sized(void *memory, size_t size) NAMED("??_V@YAXPEAX_K@Z");

void *new_nothrow(size_t size, void *tag) { (void)tag; return allocate(size); }
void *new_array_nothrow(size_t size, void *tag) { (void)tag; return allocate(size); }
void *new_plain(size_t size) { return allocate_or_abort(size); }
void *new_array(size_t size) { return allocate_or_abort(size); }
void delete_plain(void *memory) { free(memory); }
void delete_sized(void *memory, size_t size) { (void)size; free(memory); }
void delete_array(void *memory) { free(memory); }
void delete_array_sized(void *memory, size_t size) { (void)size; free(memory); }

const char std_nothrow NAMED("?nothrow@std@@3Unothrow_t@1@B") = 0;
