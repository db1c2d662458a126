/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-settings.h"

G_BEGIN_DECLS

/**
 * AnshinSubcommand:
 * @name: as it is typed
 * @summary: one line for --help
 * @run: what it does; @argv has its name first
 *
 * A subcommand of anshin-netd, in a file of its own, `anshin-<name>-subcommand.c`.
 */
typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} AnshinSubcommand;

/* Exit codes */
#define ANSHIN_EXIT_OK 0
#define ANSHIN_EXIT_FAILED 1
#define ANSHIN_EXIT_USAGE 2

int anshin_serve_run   (int argc, char **argv);
int anshin_init_run    (int argc, char **argv);
int anshin_demo_run    (int argc, char **argv);
int anshin_audit_run   (int argc, char **argv);
int anshin_backup_run  (int argc, char **argv);
int anshin_restore_run (int argc, char **argv);
int anshin_check_run   (int argc, char **argv);

/**
 * AnshinUsage:
 * @summary: what the subcommand does, for `--help`
 * @entries: (nullable): its options beside `--config`
 * @arguments: (nullable): what stands after the options, e.g. "FILE"
 * @n_arguments: how many arguments that is
 */
typedef struct
{
  const char *summary;
  const GOptionEntry *entries;
  const char *arguments;
  int n_arguments;
} AnshinUsage;

/* What they share: options and settings; why it stopped, on standard error. */
AnshinSettings *anshin_subcommand_start (int argc, char ***argv, const AnshinUsage *usage,
                                         int *exit_code);
int             anshin_subcommand_fail  (const GError *error);
gboolean        anshin_subcommand_create (const AnshinDbConfig *config, GError **error);

G_END_DECLS
