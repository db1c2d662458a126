/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-facility.h"

G_BEGIN_DECLS

gboolean        anshin_facility_insert   (AnshinTx *tx, AnshinFacility *facility, GError **error);
gboolean        anshin_facility_update   (AnshinTx *tx, AnshinFacility *facility, GError **error);
gboolean        anshin_facility_set_saving (AnshinTx *tx, const char *id, gboolean allowed,
                                            const char *by, GError **error);
gboolean        anshin_facility_set_byod (AnshinTx *tx, const char *id, gint64 expires_at,
                                          const char *by, GError **error);
AnshinFacility *anshin_facility_load     (AnshinTx *tx, const char *id, GError **error);
gboolean        anshin_facility_list     (AnshinTx *tx, const char *words, const char *after,
                                          guint limit, GPtrArray *facilities, GError **error);
gboolean        anshin_facility_list_personal_sessions (AnshinTx *tx, const char *id,
                                                        GPtrArray *session_ids, GError **error);

G_END_DECLS
