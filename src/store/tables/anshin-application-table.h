/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-application.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Applications: name, kana, mail address and what was written with it are sealed with the
 * accounts' key; the state is the seal's version, so that a changed state is noticed.
 */
gboolean           anshin_application_insert  (AnshinTx *tx, AnshinApplication *application,
                                               const char *by, GError **error);
AnshinApplication *anshin_application_load    (AnshinTx *tx, const char *id, GError **error);
gboolean           anshin_application_decide  (AnshinTx *tx, AnshinApplication *application,
                                               int state, const char *by, GError **error);
gboolean           anshin_application_list    (AnshinTx *tx, const char *facility_id, int state,
                                               const char *before, guint limit,
                                               GPtrArray *applications, GError **error);
gboolean           anshin_application_is_waiting (AnshinTx *tx, const char *mail,
                                                  gboolean *waiting, GError **error);

G_END_DECLS
