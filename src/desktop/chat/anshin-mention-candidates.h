/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-group.h"
#include "anshin-entry.h"

G_BEGIN_DECLS

/* Who may be meant, and what stands behind the name. */
typedef struct
{
  AnshinMention *mention;
  const char *more; /* nullable, of the program */
  int fit;
} AnshinMentionCandidate;

GPtrArray *anshin_mention_candidates_find (GListModel *members, const char *own_id,
                                           const char *typed, guint most);

G_END_DECLS
