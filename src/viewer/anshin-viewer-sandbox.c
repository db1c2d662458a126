/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-viewer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/*
 * What a decoder that has been taken over could still do: read what every program may read (fonts
 * have to be), think for five seconds, and write to the pipe that it was given. No network, no
 * other program, no file, no other process (SECURITY FL-05).
 */

static gboolean
limit (int what, rlim_t value)
{
  const struct rlimit limits = { value, value };

  return setrlimit (what, &limits) == 0;
}

#ifdef __SANITIZE_ADDRESS__

/* For the sanitizer's builds alone, which nobody installs: its shadow takes terabytes of addresses,
 * and its search for leaks what is forbidden here. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static gboolean
limit_memory (void)
{
  return TRUE;
}

#else

static gboolean
limit_memory (void)
{
  return limit (RLIMIT_AS, ANSHIN_VIEWER_MEMORY_BYTES);
}

#endif

static const int forbidden[] = {
  SCMP_SYS (socket),        SCMP_SYS (socketpair),  SCMP_SYS (connect),      SCMP_SYS (bind),
  SCMP_SYS (listen),        SCMP_SYS (accept),      SCMP_SYS (accept4),      SCMP_SYS (sendto),
  SCMP_SYS (sendmsg),       SCMP_SYS (execve),      SCMP_SYS (execveat),     SCMP_SYS (fork),
  SCMP_SYS (vfork),         SCMP_SYS (clone3),      SCMP_SYS (ptrace),       SCMP_SYS (kill),
  SCMP_SYS (tkill),         SCMP_SYS (pidfd_open),  SCMP_SYS (pidfd_getfd),
  SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev),
  SCMP_SYS (creat),         SCMP_SYS (unlink),      SCMP_SYS (unlinkat),     SCMP_SYS (rename),
  SCMP_SYS (renameat),      SCMP_SYS (renameat2),   SCMP_SYS (mkdir),        SCMP_SYS (mkdirat),
  SCMP_SYS (rmdir),         SCMP_SYS (link),        SCMP_SYS (linkat),       SCMP_SYS (symlink),
  SCMP_SYS (symlinkat),     SCMP_SYS (chmod),       SCMP_SYS (fchmod),       SCMP_SYS (fchmodat),
  SCMP_SYS (chown),         SCMP_SYS (fchown),      SCMP_SYS (fchownat),     SCMP_SYS (lchown),
  SCMP_SYS (mknod),         SCMP_SYS (mknodat),     SCMP_SYS (truncate),     SCMP_SYS (ftruncate),
  SCMP_SYS (utimensat),     SCMP_SYS (setxattr),    SCMP_SYS (mount),        SCMP_SYS (umount2),
  SCMP_SYS (pivot_root),    SCMP_SYS (chroot),      SCMP_SYS (unshare),      SCMP_SYS (setns),
  SCMP_SYS (keyctl),        SCMP_SYS (add_key),     SCMP_SYS (request_key),  SCMP_SYS (bpf),
  SCMP_SYS (perf_event_open), SCMP_SYS (userfaultfd), SCMP_SYS (io_uring_setup),
  SCMP_SYS (memfd_create),  SCMP_SYS (shmget),      SCMP_SYS (openat2),
};

static gboolean
add_rules (scmp_filter_ctx filter)
{
  const guint32 refuse = SCMP_ACT_ERRNO (EPERM);

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (seccomp_rule_add (filter, refuse, forbidden[i], 0) != 0)
      return FALSE;
  /* Files are for reading; a new process is none, a thread is. */
  return seccomp_rule_add (filter, refuse, SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE, O_WRONLY)) == 0 &&
         seccomp_rule_add (filter, refuse, SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDWR)) == 0 &&
         seccomp_rule_add (filter, refuse, SCMP_SYS (open), 1,
                           SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE, O_WRONLY)) == 0 &&
         seccomp_rule_add (filter, refuse, SCMP_SYS (open), 1,
                           SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDWR)) == 0 &&
         seccomp_rule_add (filter, refuse, SCMP_SYS (clone), 1,
                           SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0;
}

static gboolean
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  gboolean done = filter != NULL && add_rules (filter) && seccomp_load (filter) == 0;

  seccomp_release (filter);
  return done;
}

/* Returns: whether nothing harmful can be done from here on; without that nothing is decoded */
gboolean
anshin_viewer_enter_sandbox (void)
{
  /* Where the system lets anybody: a network of its own, without one in it. */
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0)
    g_debug ("no namespace of its own");
  return prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_DUMPABLE, 0) == 0 && limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) &&
         limit (RLIMIT_CPU, ANSHIN_VIEWER_CPU_SECONDS) && limit (RLIMIT_NOFILE, 64) &&
         limit_memory () && filter_calls ();
}
