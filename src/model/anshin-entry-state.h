/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"

G_BEGIN_DECLS

/* How many have acknowledged a message so; @earlier of them before it was last changed. */
struct _AnshinAcknowledgementCount
{
  AnshinRecord parent_instance;

  int kind;
  gint64 count;
  gint64 earlier;
};

ANSHIN_DECLARE_RECORD (AnshinAcknowledgementCount, anshin_acknowledgement_count, ANSHIN,
                       ACKNOWLEDGEMENT_COUNT)

/* Whom an urgent message names and who can't answer it today. Of a person: is suspended or retired
 * (@state), or no longer in the group; of a facility, nobody is left in the group who could. */
struct _AnshinAbsentee
{
  AnshinRecord parent_instance;

  int kind; /* an #AnshinMentionKind */
  char *id;
  char *name;
  int state; /* of a person's account */
};

ANSHIN_DECLARE_RECORD (AnshinAbsentee, anshin_absentee, ANSHIN, ABSENTEE)

/*
 * What has become of an entry since it was written: it goes out beside the content wherever the
 * entry is read. A feature adds its own members here, a row to the decorators in
 * store/tables/anshin-entry-state-table.c that fills them, and a row to the foldings in
 * client/anshin-timeline-fold.c for those who watch.
 */
struct _AnshinEntryState
{
  AnshinRecord parent_instance;

  gint64 edited_at;
  gint64 deleted_at;
  GPtrArray *acknowledgements; /* AnshinAcknowledgementCount */
  int acknowledgement;         /* the asker's own */
  gboolean acknowledged_earlier; /* that was before the message was last changed */
  gint64 pinned_at;
  char *pinned_by;             /* the name of who did that */
  gboolean bookmarked;         /* by the asker */
  AnshinRecord *request;       /* AnshinCareRequest: of a request, as it stands now */
  GPtrArray *requests;         /* AnshinCareRequest: those that come from the entry */
  gboolean urgent_open;        /* urgent, and not all for whom it waits have acknowledged it */
  GPtrArray *absent;           /* AnshinAbsentee: then, whom it names who can't */
  int author_state;            /* of the author's account today, where it is not active */
  AnshinRecord *replied;       /* AnshinEntry: the beginning of what it answers, where that isn't in
                                * the same page */
  char **capabilities;         /* what the asker may do with the entry itself */
};

ANSHIN_DECLARE_RECORD (AnshinEntryState, anshin_entry_state, ANSHIN, ENTRY_STATE)

G_END_DECLS
