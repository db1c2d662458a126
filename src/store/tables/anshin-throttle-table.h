/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

/* Failed sign-ins of a subject: an account or a source, by blind index. All zero if it has none;
 * @failures_in_all is counted for accounts alone. */
typedef struct
{
  gint64 failures;
  gint64 failures_in_all;
  gint64 locks;
  gint64 locked_until;
  gint64 updated_at;
} AnshinThrottle;

gboolean anshin_throttle_load   (AnshinTx *tx, const guint8 *subject, AnshinThrottle *throttle,
                                 GError **error);
gboolean anshin_throttle_store  (AnshinTx *tx, const guint8 *subject,
                                 const AnshinThrottle *throttle, GError **error);
gboolean anshin_throttle_forget (AnshinTx *tx, const guint8 *subject, GError **error);
gboolean anshin_throttle_forget_sources (AnshinTx *tx, gint64 before, GError **error);

gboolean anshin_nonce_use       (AnshinTx *tx, const char *nonce, gint64 now, gint64 expires_at,
                                 gboolean *fresh, GError **error);

G_END_DECLS
