/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-card.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/* The emergency card of a patient: every version stays, sealed with the patient's key. */
AnshinCard *anshin_card_load          (AnshinTx *tx, const char *patient_id, const char *viewer_id,
                                       GError **error);
gboolean    anshin_card_insert        (AnshinTx *tx, AnshinCard *card, const char *by,
                                       GError **error);
gboolean    anshin_card_list_versions (AnshinTx *tx, const char *patient_id, gint64 before,
                                       guint limit, GPtrArray *cards, GError **error);
gboolean    anshin_card_mark_seen     (AnshinTx *tx, const char *patient_id, const char *user_id,
                                       gint64 version, GError **error);
/* Who cares for the patient, by the group's members: name and telephone of the first of a kind. */
gboolean    anshin_card_find_member   (AnshinTx *tx, const char *group_id, int facility_kind,
                                       int profession, char **user_id, char **facility_name,
                                       char **telephone, GError **error);

G_END_DECLS
