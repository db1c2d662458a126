/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinRegisterQuery:
 * @facility_id: whose patients
 * @state: those in this state alone; 0 for all
 * @printed_before: those alone that were printed before this time and are not recorded yet; 0 for
 *   all
 * @before: the consent's id after which to go on, "" for the beginning
 * @limit: how many at most
 *
 * What is wanted of the register of consents.
 */
typedef struct
{
  const char *facility_id;
  int state;
  gint64 printed_before;
  const char *before;
  guint limit;
} AnshinRegisterQuery;

gboolean anshin_consent_register_list (AnshinTx *tx, const AnshinRegisterQuery *query,
                                       GPtrArray *consents, GError **error);

G_END_DECLS
