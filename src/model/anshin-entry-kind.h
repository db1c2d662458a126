/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"

G_BEGIN_DECLS

/* The kinds that a person has to read, for SQL: what counts as unread, is mailed, and is shown as
 * a group's last words. The same as anshin_entry_kind_is_to_read(). */
#define ANSHIN_ENTRY_KINDS_TO_READ "1, 24, 28"

gboolean anshin_entry_kind_is_to_read    (int kind);
gboolean anshin_entry_kind_begins_requests (int kind);
gboolean anshin_entry_kind_folds         (int kind);
gboolean anshin_entry_kind_changes_group (int kind);

G_END_DECLS
