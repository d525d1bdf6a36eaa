# What compilers call before and after a function's own code. None of these may change a register that holds an argument.
    .text

# Touches each page between the stack pointer and rax bytes below it, because Windows grows a stack by one guard page at a
# time. Keeps every register; the caller subtracts rax itself.
    .globl __chkstk
__chkstk:
    subq $16, %rsp
    movq %r10, (%rsp)
    movq %r11, 8(%rsp)
    xorq %r11, %r11
    leaq 24(%rsp), %r10             # the caller's stack pointer
    subq %rax, %r10
    cmovbq %r11, %r10               # below address 0: touch down to 0 and fault there
    movq %gs:0x10, %r11             # the lowest page committed so far
    cmpq %r11, %r10
    jae 2f
    andw $0xF000, %r10w
1:  leaq -0x1000(%r11), %r11
    movb $0, (%r11)
    cmpq %r11, %r10
    jne 1b
2:  movq (%rsp), %r10
    movq 8(%rsp), %r11
    addq $16, %rsp
    ret

# rcx must be the cookie, whose high 16 bits are zero. The second name is for security.c, which says why.
    .globl __security_check_cookie
    .globl crt_check_cookie
__security_check_cookie:
crt_check_cookie:
    cmpq __security_cookie(%rip), %rcx
    jne 2f
    rolq $16, %rcx
    testw $0xFFFF, %cx
    jne 1f
    ret
1:  rorq $16, %rcx
2:  jmp __report_gsfailure

# Control Flow Guard without a table: every target of an indirect call is let through.
    .globl crt_guard_dispatch
crt_guard_dispatch:
    jmp *%rax
    .globl crt_guard_check
crt_guard_check:
    ret
