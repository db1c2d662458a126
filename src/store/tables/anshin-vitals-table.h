/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry.h"

G_BEGIN_DECLS

/**
 * AnshinVitalsPlace:
 * @measured_at: when it was measured
 * @seq: the entry's number
 *
 * The order of measurements: newest first.
 */
typedef struct
{
  gint64 measured_at;
  gint64 seq;
} AnshinVitalsPlace;

/**
 * AnshinVitalsQuery:
 * @channel: a group
 * @from: measured no earlier
 * @to: measured earlier than that
 * @limit: how many at most
 * @own_id: who asks
 * @own_state: (nullable): the state, as JSON, of what that one wrote down
 *
 * Which measurements are wanted. The texts are the asker's.
 */
typedef struct
{
  const char *channel;
  gint64 from;
  gint64 to;
  guint limit;
  const char *own_id;
  const char *own_state;
} AnshinVitalsQuery;

/* Where the measurements of a group are found: the numbers themselves are in its entries. */
gboolean anshin_vitals_insert     (AnshinTx *tx, const char *channel, gint64 measured_at,
                                   gint64 seq, GError **error);
gboolean anshin_vitals_remove     (AnshinTx *tx, const char *channel, gint64 seq, GError **error);
/* @json gets the entries that come after @before (all zero: from the newest), comma-separated;
 * @last is the place of the last of them. */
gboolean anshin_vitals_page       (AnshinTx *tx, const AnshinVitalsQuery *query,
                                   const AnshinVitalsPlace *before, GString *json, guint *count,
                                   AnshinVitalsPlace *last, GError **error);

/* The patient's own target ranges: every version, each in its entry. */
gboolean anshin_vital_targets_insert (AnshinTx *tx, const char *channel, gint64 version,
                                      gint64 seq, GError **error);
gboolean anshin_vital_targets_page   (AnshinTx *tx, const char *channel, gint64 before,
                                      guint limit, GString *json, guint *count, gint64 *last,
                                      GError **error);
/* %NULL where there are none, and the return value %TRUE. */
gboolean anshin_vital_targets_load   (AnshinTx *tx, const char *channel, AnshinEntry **entry,
                                      GError **error);

G_END_DECLS
