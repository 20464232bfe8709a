// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int cprocess_spawn(const char *path, char *const argv[], char *const envp[], int descriptor, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  if ((error = posix_spawnattr_init(&attributes))) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  // Threads of libdispatch block signals, and a worker that blocks SIGXCPU would have no CPU limit.
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  // dup2 onto itself clears close-on-exec in posix_spawn (glibc 2.29), so the order is safe.
  if (!(error = posix_spawn_file_actions_adddup2(&actions, descriptor, 3)) &&
      !(error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)) &&
      !(error = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)) &&
      !(error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)) &&
      !(error = posix_spawn_file_actions_addclosefrom_np(&actions, 4)))
    error = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int cprocess_socketpair(int pair[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) return errno;
  int size = 1 << 20;
  for (int end = 0; end < 2; end++) {
    setsockopt(pair[end], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    setsockopt(pair[end], SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  }
  if (fcntl(pair[0], F_SETFL, O_NONBLOCK)) {
    int error = errno;
    close(pair[0]);
    close(pair[1]);
    return error;
  }
  return 0;
}

int cprocess_die_with_parent(void) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0))
    return errno;
  return 0;
}

static int told(int status) { return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status); }

int cprocess_wait(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -SIGKILL;
  return told(status);
}

int cprocess_try_wait(pid_t pid, int *status) {
  int raw = 0;
  pid_t ended = waitpid(pid, &raw, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return 0;
  *status = ended < 0 ? -SIGKILL : told(raw);
  return 1;
}

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef THIS_ARCHITECTURE
#define REFUSE(call) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

int cprocess_shut_in(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
      // x32 numbers would slip past the list below.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      REFUSE(open), REFUSE(creat), REFUSE(fork), REFUSE(vfork), REFUSE(unlink), REFUSE(rename), REFUSE(link),
      REFUSE(symlink), REFUSE(mkdir), REFUSE(rmdir), REFUSE(chmod), REFUSE(chown), REFUSE(mknod),
#endif
      REFUSE(socket), REFUSE(socketpair), REFUSE(connect), REFUSE(bind), REFUSE(listen), REFUSE(accept),
      REFUSE(accept4), REFUSE(execve), REFUSE(execveat), REFUSE(ptrace), REFUSE(process_vm_readv),
      REFUSE(process_vm_writev), REFUSE(unlinkat), REFUSE(renameat), REFUSE(renameat2), REFUSE(linkat),
      REFUSE(symlinkat), REFUSE(mkdirat), REFUSE(mknodat), REFUSE(fchmodat), REFUSE(fchownat), REFUSE(truncate),
      REFUSE(mount), REFUSE(umount2), REFUSE(chroot), REFUSE(pivot_root), REFUSE(setns), REFUSE(unshare),
      REFUSE(bpf), REFUSE(keyctl), REFUSE(add_key), REFUSE(request_key), REFUSE(io_uring_setup), REFUSE(kill),
      REFUSE(tkill), REFUSE(memfd_create), REFUSE(openat2),
      REFUSE(fchmod), REFUSE(fchown), REFUSE(setxattr), REFUSE(lsetxattr), REFUSE(fsetxattr), REFUSE(utimensat),
      // openat may read (fonts, code lists); it may not write or create.
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) ? errno : 0;
}
#else
int cprocess_shut_in(void) { return ENOSYS; }
#endif
