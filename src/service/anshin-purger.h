/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinPurger:
 *
 * Destroys for good the groups that were deleted and can no longer be brought back: at once when it
 * is made, and each hour from then on, by the clock that tests can move. Main thread.
 */
typedef struct _AnshinPurger AnshinPurger;

AnshinPurger *anshin_purger_new  (AnshinDb *db, guint pause_ms);
void          anshin_purger_free (AnshinPurger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinPurger, anshin_purger_free)

G_END_DECLS
