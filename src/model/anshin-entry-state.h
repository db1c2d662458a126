/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"

G_BEGIN_DECLS

/* How many have acknowledged a message so. */
struct _AnshinAcknowledgementCount
{
  AnshinRecord parent_instance;

  int kind;
  gint64 count;
};

ANSHIN_DECLARE_RECORD (AnshinAcknowledgementCount, anshin_acknowledgement_count, ANSHIN,
                       ACKNOWLEDGEMENT_COUNT)

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
  gint64 pinned_at;
  gboolean bookmarked;         /* by the asker */
  AnshinRecord *request;       /* AnshinCareRequest: of a request, as it stands now */
  GPtrArray *requests;         /* AnshinCareRequest: those that come from the entry */
  gboolean urgent_open;        /* urgent, and not all whom it names have acknowledged it */
  int author_state;            /* of the author's account today, where it is not active */
};

ANSHIN_DECLARE_RECORD (AnshinEntryState, anshin_entry_state, ANSHIN, ENTRY_STATE)

G_END_DECLS
