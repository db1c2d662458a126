/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* A computer enrolled for a user (SECURITY BY-01). @personal: the person's own. */
struct _AnshinTerminal
{
  AnshinRecord parent_instance;

  char *id;
  char *user_id;
  char *name;
  gboolean personal;
  char *system;
  gint64 created_at;
  gint64 last_seen_at;
  gint64 revoked_at;
  gboolean current;
  gboolean signed_in;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinTerminal, anshin_terminal, ANSHIN, TERMINAL)

G_END_DECLS
