/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

/* The request for a stretch of a group's timeline to take out of the network: the days @from to
 * @to in Japan, both included, as a @format, and what for. The answer says which entries these
 * are, and how many; their pages are fetched by its @id for ANSHIN_EXPORT_SECONDS. */
struct _AnshinTimelineExport
{
  AnshinRecord parent_instance;

  char *id;
  char *group_id;
  int purpose;
  int format;
  int from;
  int to;
  gint64 first_seq; /* 0 if there is nothing in it */
  gint64 last_seq;
  gint64 entries;
  gint64 until;
};

ANSHIN_DECLARE_RECORD (AnshinTimelineExport, anshin_timeline_export, ANSHIN, TIMELINE_EXPORT)

/* A page of a channel's entries, as the service gives it; @last_seq is the last there is. */
struct _AnshinEntryList
{
  AnshinRecord parent_instance;

  GPtrArray *items; /* AnshinEntry */
  gint64 last_seq;
  gboolean more;
};

ANSHIN_DECLARE_RECORD (AnshinEntryList, anshin_entry_list, ANSHIN, ENTRY_LIST)

G_END_DECLS
