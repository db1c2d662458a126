/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-audit-view.h"

G_BEGIN_DECLS

/* The names of the log in the person's words. */
const char *anshin_audit_words_find_action   (const char *wire);
const char *anshin_audit_words_action        (const char *wire);
const char *anshin_audit_words_role          (const char *wire);
char       *anshin_audit_words_dup_reason    (AnshinAuditRecord *record);
char       *anshin_audit_words_dup_refusal   (const char *result);
char       *anshin_audit_words_month         (gint64 month);
GListModel *anshin_audit_words_get_findings  (void);
const char *anshin_audit_words_get_finding   (guint index);
guint       anshin_audit_words_find_finding  (const char *wire);

G_END_DECLS
