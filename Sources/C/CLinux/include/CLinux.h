/// System calls of Linux that Swift's Glibc overlay hides (varargs or _GNU_SOURCE).
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// syncfs(2): every file of the file system that `fd` stands on is durable when this returns 0.
int clinux_syncfs(int fd);
/// open(2) with a mode, as a plain function.
int clinux_open(const char *path, int flags, mode_t mode);
/// openat(2) with a mode, as a plain function.
int clinux_openat(int directory, const char *path, int flags, mode_t mode);
