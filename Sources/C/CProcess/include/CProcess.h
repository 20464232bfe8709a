/// Worker processes: starting them and shutting them in (calls that Swift's Glibc overlay hides).
#pragma once
#include <sys/types.h>

/// posix_spawn(3) of `path` with `descriptor` as its descriptor 3, /dev/null as 0 to 2, and nothing else open.
/// Returns 0 or an errno.
int cprocess_spawn(const char *path, char *const argv[], char *const envp[], int descriptor, pid_t *pid);

/// A connected pair of stream sockets, close-on-exec; `pair[0]` is also non-blocking. Returns 0 or an errno.
int cprocess_socketpair(int pair[2]);

/// prctl(2): die with the parent, never gain privileges, leave no core. Returns 0 or an errno.
int cprocess_die_with_parent(void);

/// seccomp(2) with TSYNC: from here on no network, no new program, no writing or renaming of files, no signals to
/// other processes; the calls answer EPERM. Files may still be opened for reading: fonts, the store. Returns 0 or an errno (ENOSYS where the kernel has no seccomp).
int cprocess_shut_in(void);

/// How a process ended, from waitpid(2): its exit code, or minus the signal that killed it.
int cprocess_wait(pid_t pid);

/// The same without waiting: 1 and `*status` when it has ended, 0 while it runs.
int cprocess_try_wait(pid_t pid, int *status);
