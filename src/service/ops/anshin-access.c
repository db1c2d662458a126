/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-access.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-limits.h"
#include "anshin-temporary-password.h"
#include "anshin-terminal-table.h"

/**
 * anshin_access_new_code:
 * @call: a writing call with a principal, who issues it
 * @user_id: whose terminal it enrols
 * @expires_at: (out): until when it is good
 * @error: return location
 *
 * Only the user's newest few codes stay good.
 *
 * Returns: (transfer full) (nullable): a new enrolment code, which is nowhere kept
 */
char *
anshin_access_new_code (AnshinCall *call, const char *user_id, gint64 *expires_at, GError **error)
{
  g_autofree char *code = anshin_code_new ();
  gint64 now = anshin_clock_now ();
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  *expires_at = now + ANSHIN_ENROLMENT_CODE_SECONDS * ANSHIN_SECOND;
  anshin_code_get_index (anshin_tx_get_sealer (call->tx), ANSHIN_CODE_ENROLMENT, code, index);
  if (!anshin_enrolment_code_keep_newest (call->tx, user_id, ANSHIN_MAX_OPEN_CODES_PER_USER - 1,
                                          now, error) ||
      !anshin_enrolment_code_insert (call->tx, index, user_id, call->principal->user_id, now,
                                     *expires_at, error))
    return NULL;
  return g_steal_pointer (&code);
}

static gboolean
give_password (AnshinCall *call, const char *user_id, AnshinAccess *access, GError **error)
{
  g_autofree char *hash = NULL;

  access->password = anshin_temporary_password_new (&access->reading);
  hash = anshin_temporary_password_hash (anshin_tx_get_sealer (call->tx), user_id,
                                         access->password);
  return anshin_credentials_set_temporary (call->tx, user_id, hash,
                                           anshin_clock_now () +
                                             ANSHIN_TEMPORARY_PASSWORD_SECONDS * ANSHIN_SECOND,
                                           error);
}

/**
 * anshin_access_give:
 * @call: a writing call with a principal, who gives it
 * @user_id: who is let in
 * @password: whether the user's password is replaced by a temporary one
 * @error: return location
 *
 * Lets a user in for the first time, or again (PRODUCT section 2, "Registration"). What is given
 * is shown once: the service keeps hashes alone.
 *
 * Returns: (transfer full) (nullable): what to give to the user; without @user, which is the
 *   caller's to fill in
 */
AnshinAccess *
anshin_access_give (AnshinCall *call, const char *user_id, gboolean password, GError **error)
{
  g_autoptr (AnshinAccess) access = anshin_access_new ();

  access->code = anshin_access_new_code (call, user_id, &access->expires_at, error);
  if (access->code == NULL || (password && !give_password (call, user_id, access, error)))
    return NULL;
  return g_steal_pointer (&access);
}
