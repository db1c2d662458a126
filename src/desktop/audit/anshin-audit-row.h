/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-audit-view.h"

G_BEGIN_DECLS

/* One act of the log: what, when, who and as what, about whom, from which terminal. */
GtkWidget *anshin_audit_row_new          (AnshinAuditRecord *record);
char      *anshin_audit_row_dup_moment   (gint64 time);

G_END_DECLS
