/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-dispatcher.h"

G_BEGIN_DECLS

/*
 * Looks through stored files again, one after the other and with pauses, whenever the scanner has
 * learnt something. What it finds nobody gets any more.
 */
typedef struct _AnshinRescanner AnshinRescanner;

AnshinRescanner *anshin_rescanner_new  (AnshinDb *db, AnshinDispatcher *dispatcher,
                                        AnshinScanner *scanner);
void             anshin_rescanner_free (AnshinRescanner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinRescanner, anshin_rescanner_free)

G_END_DECLS
