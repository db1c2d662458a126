/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-template.h"

G_BEGIN_DECLS

/* Templates of messages: a user's own (@user_id) or a facility's (@facility_id); sealed with the
 * accounts' key. */
typedef struct
{
  AnshinTemplate *template;
  char *user_id;
  char *facility_id;
} AnshinTemplateRow;

void               anshin_template_row_free (AnshinTemplateRow *row);
AnshinTemplateRow *anshin_template_load     (AnshinTx *tx, const char *id, GError **error);
gboolean           anshin_template_list     (AnshinTx *tx, const char *user_id,
                                             const char *facility_id, const char *after,
                                             guint limit, GPtrArray *rows, GError **error);
gboolean           anshin_template_count    (AnshinTx *tx, const char *user_id,
                                             const char *facility_id, gint64 *count,
                                             GError **error);
gboolean           anshin_template_insert   (AnshinTx *tx, AnshinTemplate *template,
                                             const char *user_id, const char *facility_id,
                                             const char *by, GError **error);
gboolean           anshin_template_update   (AnshinTx *tx, AnshinTemplate *template,
                                             GError **error);
gboolean           anshin_template_delete   (AnshinTx *tx, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinTemplateRow, anshin_template_row_free)

G_END_DECLS
