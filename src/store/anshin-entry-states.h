/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What has become of the entries of one page: for each the members of its `state` object, as JSON.
 * Filled by the decorators of store/tables, one query for a page each, and written out by
 * anshin_channel_read_page().
 */
typedef struct _AnshinEntryStates AnshinEntryStates;

AnshinEntryStates *anshin_entry_states_new       (gint64 first, gint64 last);
void               anshin_entry_states_free      (AnshinEntryStates *self);
gint64             anshin_entry_states_get_first (AnshinEntryStates *self);
gint64             anshin_entry_states_get_last  (AnshinEntryStates *self);
/* Where the value of the member @name of the entry @seq is to be appended. */
GString           *anshin_entry_states_add       (AnshinEntryStates *self, gint64 seq,
                                                  const char *name);
const char        *anshin_entry_states_get       (AnshinEntryStates *self, gint64 seq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinEntryStates, anshin_entry_states_free)

G_END_DECLS
