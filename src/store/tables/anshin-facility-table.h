/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-facility.h"

G_BEGIN_DECLS

gboolean        anshin_facility_insert (AnshinTx *tx, AnshinFacility *facility, GError **error);
AnshinFacility *anshin_facility_load   (AnshinTx *tx, const char *id, GError **error);
gboolean        anshin_facility_list   (AnshinTx *tx, const char *after, guint limit,
                                        GPtrArray *facilities, GError **error);

G_END_DECLS
