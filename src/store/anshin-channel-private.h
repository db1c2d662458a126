/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-channel.h"
#include "anshin-limits.h"

G_BEGIN_DECLS

#define ANSHIN_ENTRY_TABLE "entry"

/* "channel/seq": what names an entry's row to the seal. */
typedef struct
{
  char text[ANSHIN_MAX_ID + 24];
} AnshinEntryRowName;

void     anshin_entry_row_name   (AnshinEntryRowName *name, const char *channel, gint64 seq);
/* "" for a channel that is not there. */
gboolean anshin_channel_get_key  (AnshinTx *tx, const char *channel,
                                  char key_id[ANSHIN_MAX_ID + 1], GError **error);

G_END_DECLS
