/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-session.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-id.h"
#include "anshin-limits.h"
#include "anshin-policy.h"
#include "anshin-registration-table.h"
#include "anshin-session-table.h"
#include "anshin-terminal-table.h"

#define MAX_KNOWN_NAMES 4096
#define MAX_TOKEN 64

/* A user's name, so that it need not be unsealed for every request. */
typedef struct
{
  gint64 version;
  char *name;
} KnownName;

static GMutex names_lock;
static GHashTable *names;

static void
known_name_free (gpointer data)
{
  KnownName *known = data;

  g_free (known->name);
  g_free (known);
}

static char *
recall_name (const char *user_id, gint64 version)
{
  char *name = NULL;
  KnownName *known = NULL;

  g_mutex_lock (&names_lock);
  known = names != NULL ? g_hash_table_lookup (names, user_id) : NULL;
  if (known != NULL && known->version == version)
    name = g_strdup (known->name);
  g_mutex_unlock (&names_lock);
  return name;
}

static void
remember_name (const char *user_id, gint64 version, const char *name)
{
  KnownName *known = g_new0 (KnownName, 1);

  known->version = version;
  known->name = g_strdup (name);
  g_mutex_lock (&names_lock);
  if (names == NULL)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_name_free);
  if (g_hash_table_size (names) >= MAX_KNOWN_NAMES)
    g_hash_table_remove_all (names);
  g_hash_table_insert (names, g_strdup (user_id), known);
  g_mutex_unlock (&names_lock);
}

static char *
find_name (AnshinTx *tx, const AnshinSessionRow *row, GError **error)
{
  g_autoptr (AnshinUser) user = NULL;
  char *name = recall_name (row->user_id, row->account_version);

  if (name != NULL)
    return name;

  user = anshin_user_new ();
  user->id = g_strdup (row->user_id);
  if (!anshin_account_unseal (tx, user, row->account_version, g_bytes_get_data (row->sealed, NULL),
                              g_bytes_get_size (row->sealed), error))
    return NULL;
  remember_name (row->user_id, row->account_version, user->name);
  return g_strdup (user->name);
}

static gboolean
is_alive (const AnshinSessionRow *row, gint64 now)
{
  return !row->ended && now < row->expires_at
         && now < row->seen_at + ANSHIN_SESSION_IDLE_SECONDS * ANSHIN_SECOND;
}

static gboolean
take_principal (AnshinTx *tx, AnshinSessionRow *row, gboolean found, gint64 now,
                AnshinPrincipal **principal, GError **error)
{
  g_autofree char *name = NULL;
  AnshinPrincipal *who = NULL;

  if (found && (row->terminal_revoked || row->account_state != ANSHIN_ACCOUNT_ACTIVE))
    {
      anshin_set_error (error, ANSHIN_ERROR_ACCESS_WITHDRAWN, NULL,
                        "the terminal is revoked, or the account not active");
      return FALSE;
    }
  if (!found || !is_alive (row, now))
    {
      anshin_set_error (error, ANSHIN_ERROR_SESSION_ENDED, NULL, "the session has ended");
      return FALSE;
    }
  name = find_name (tx, row, error);
  if (name == NULL)
    return FALSE;

  who = g_new0 (AnshinPrincipal, 1);
  who->user_id = g_steal_pointer (&row->user_id);
  who->name = g_steal_pointer (&name);
  who->profession = row->profession;
  who->facility_id = g_steal_pointer (&row->facility_id);
  who->facility_name = g_steal_pointer (&row->facility_name);
  who->facility_kind = row->facility_kind;
  who->office = row->office;
  who->facility_admin = row->facility_admin;
  who->whole_picture = row->whole_picture;
  who->pending = row->pending;
  who->confirmed_at = row->confirmed_at;
  who->session_id = g_steal_pointer (&row->id);
  who->terminal_id = g_steal_pointer (&row->terminal_id);
  who->seen_at = row->seen_at;
  who->expires_at = row->expires_at;
  *principal = who;
  return TRUE;
}

/**
 * anshin_session_load:
 * @tx: the transaction in which the principal acts
 * @token: (nullable): the bearer's token
 * @now: the time
 * @principal: (out) (transfer full): who asks
 * @error: %ANSHIN_ERROR_SESSION_REQUIRED without a token, %ANSHIN_ERROR_ACCESS_WITHDRAWN with one
 *   of a user or terminal that may not any more, which is to forget all (SECURITY TRM-06),
 *   %ANSHIN_ERROR_SESSION_ENDED with one that is unknown, ended, idle for too long, or too old
 */
gboolean
anshin_session_load (AnshinTx *tx, const char *token, gint64 now, AnshinPrincipal **principal,
                     GError **error)
{
  g_auto (AnshinSessionRow) row = { 0 };
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  gboolean found = FALSE;

  *principal = NULL;
  if (token == NULL || *token == '\0')
    {
      anshin_set_error (error, ANSHIN_ERROR_SESSION_REQUIRED, NULL, "no token");
      return FALSE;
    }
  if (strlen (token) > MAX_TOKEN)
    {
      anshin_set_error (error, ANSHIN_ERROR_SESSION_ENDED, NULL, "not a token");
      return FALSE;
    }

  anshin_token_get_index (anshin_tx_get_sealer (tx), token, index);
  return anshin_session_row_find (tx, index, sizeof index, &row, &found, error)
         && take_principal (tx, &row, found, now, principal, error);
}

/**
 * anshin_session_load_by_id:
 * @tx: a transaction
 * @id: a session's id
 * @now: the time
 * @principal: (out) (transfer full): whose it is
 * @error: as anshin_session_load() if it is over
 *
 * For the service's own use: asks again whether a session with an open stream is alive.
 */
gboolean
anshin_session_load_by_id (AnshinTx *tx, const char *id, gint64 now, AnshinPrincipal **principal,
                           GError **error)
{
  g_auto (AnshinSessionRow) row = { 0 };
  gboolean found = FALSE;

  *principal = NULL;
  return anshin_session_row_find_by_id (tx, id, &row, &found, error)
         && take_principal (tx, &row, found, now, principal, error);
}

/**
 * anshin_session_is_over:
 * @error: (nullable): from a session that was loaded
 *
 * Returns: whether the session is no good any more, and not only the database in trouble
 */
gboolean
anshin_session_is_over (const GError *error)
{
  return g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED)
         || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ACCESS_WITHDRAWN);
}

/**
 * anshin_session_touch:
 * @tx: a transaction that writes
 * @id: a session's id
 * @now: when it was used
 * @error: return location
 */
gboolean
anshin_session_touch (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_session_row_set_seen (tx, id, now, error);
}

/**
 * anshin_session_needs_touch:
 * @principal: who asks
 * @now: the time
 *
 * Returns: whether the database should be told that the session is used; once a minute is enough
 */
gboolean
anshin_session_needs_touch (const AnshinPrincipal *principal, gint64 now)
{
  return now - principal->seen_at >= ANSHIN_SESSION_TOUCH_SECONDS * ANSHIN_SECOND;
}

/**
 * anshin_session_is_confirmed:
 * @principal: who asks
 * @now: the time
 *
 * Returns: whether the password was given in this session so lately that it need not be given
 *   again for what harms many (SECURITY SESS-07)
 */
gboolean
anshin_session_is_confirmed (const AnshinPrincipal *principal, gint64 now)
{
  return now - principal->confirmed_at <= ANSHIN_STEP_UP_SECONDS * ANSHIN_SECOND;
}

/**
 * anshin_session_get_deadline:
 * @principal: who asks
 *
 * Returns: when the session ends if it is not used again
 */
gint64
anshin_session_get_deadline (const AnshinPrincipal *principal)
{
  return MIN (principal->expires_at,
              principal->seen_at + ANSHIN_SESSION_IDLE_SECONDS * ANSHIN_SECOND);
}

/**
 * anshin_session_begin:
 * @tx: a transaction that writes
 * @user_id: who has shown both factors
 * @terminal_id: from which terminal
 * @now: the time
 * @expires_at: when it ends whatever happens
 * @id: (out) (transfer full): the session's id
 * @token: (out) (transfer full): its token, kept nowhere
 * @error: return location
 */
gboolean
anshin_session_begin (AnshinTx *tx, const char *user_id, const char *terminal_id, gint64 now,
                      gint64 expires_at, char **id, char **token, GError **error)
{
  g_autofree char *new_id = anshin_id_new ();
  g_autofree char *new_token = anshin_token_new ();
  AnshinSessionRow row = { 0 };
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  row.id = new_id;
  row.user_id = (char *) user_id;
  row.terminal_id = (char *) terminal_id;
  row.created_at = now;
  row.seen_at = now;
  row.expires_at = expires_at;
  row.confirmed_at = now;
  anshin_token_get_index (anshin_tx_get_sealer (tx), new_token, index);
  if (!anshin_session_row_insert (tx, &row, index, sizeof index, error))
    return FALSE;

  *id = g_steal_pointer (&new_id);
  *token = g_steal_pointer (&new_token);
  return TRUE;
}

/**
 * anshin_session_end:
 * @tx: a transaction that writes
 * @id: a session's id
 * @now: the time
 * @error: return location
 */
gboolean
anshin_session_end (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_session_row_end (tx, id, now, error);
}

/**
 * anshin_session_make_room:
 * @tx: a transaction that writes
 * @user_id: a user's id
 * @n_kept: how many of the user's newest sessions stay, before those that are over by themselves
 * @now: the time
 * @ended: (element-type utf8): gets the ids of the sessions that have been ended
 * @error: return location
 *
 * The oldest sessions give way (SECURITY AUTH-11).
 */
gboolean
anshin_session_make_room (AnshinTx *tx, const char *user_id, guint n_kept, gint64 now,
                          GPtrArray *ended, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  gint64 idle_since = now - ANSHIN_SESSION_IDLE_SECONDS * ANSHIN_SECOND;

  if (!anshin_session_row_list_open (tx, user_id, idle_since, now, open, error))
    return FALSE;
  for (guint i = 0; i + n_kept < open->len; i++)
    {
      const char *id = g_ptr_array_index (open, i);

      if (!anshin_session_row_end (tx, id, now, error))
        return FALSE;
      g_ptr_array_add (ended, g_strdup (id));
    }
  return TRUE;
}

/* What the user may begin anywhere, so that the desktop greys out the rest. */
static char **
list_capabilities (AnshinUser *user)
{
  static const AnshinAction actions[]
    = { ANSHIN_ACTION_ENTER_PATIENT,   ANSHIN_ACTION_CREATE_FREE_GROUP,
        ANSHIN_ACTION_LIST_PATIENTS,   ANSHIN_ACTION_SUBMIT_APPLICATION,
        ANSHIN_ACTION_SET_BYOD,        ANSHIN_ACTION_EDIT_FACILITY,
        ANSHIN_ACTION_EDIT_NETWORK,    ANSHIN_ACTION_ANNOUNCE,
        ANSHIN_ACTION_RUN_SAFETY_CHECK, ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
        ANSHIN_ACTION_REVIEW_AUDIT,    ANSHIN_ACTION_SEE_CHAIN };
  AnshinFacts facts = anshin_policy_get_own_facts (user->profession, user->facility_kind,
                                                   user->office, user->facility_admin,
                                                   user->whole_picture);

  return anshin_policy_capabilities (facts | ANSHIN_FACT_SELF | ANSHIN_FACT_OWN_FACILITY
                                       | ANSHIN_FACT_OPEN, actions,
                                     G_N_ELEMENTS (actions));
}

/**
 * anshin_session_describe:
 * @tx: a transaction
 * @user_id: whose session it is
 * @terminal_id: from which terminal
 * @expires_at: when it ends whatever happens
 * @last_sign_in_at: when the user signed in before this, 0 for never
 * @last_terminal_id: (nullable): from which terminal
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the user is told of the session, without a token
 */
AnshinSessionInfo *
anshin_session_describe (AnshinTx *tx, const char *user_id, const char *terminal_id,
                         gint64 expires_at, gint64 last_sign_in_at, const char *last_terminal_id,
                         GError **error)
{
  g_autoptr (AnshinSessionInfo) info = anshin_session_info_new ();
  AnshinUser *user = anshin_account_load (tx, user_id, error);

  if (user == NULL)
    return NULL;
  user->capabilities = list_capabilities (user);
  info->user = ANSHIN_RECORD (user);
  info->terminal_id = g_strdup (terminal_id);
  if (!anshin_rules_get_pending (tx, user_id, &info->rules_version, error))
    return NULL;
  info->expires_at = expires_at;
  info->idle_seconds = ANSHIN_SESSION_IDLE_SECONDS;
  info->lock_seconds = ANSHIN_LOCK_IDLE_SECONDS;
  info->last_sign_in_at = last_sign_in_at;
  if (last_terminal_id != NULL && *last_terminal_id != '\0'
      && !anshin_terminal_get_name (tx, last_terminal_id, &info->last_sign_in_terminal, error))
    return NULL;
  return g_steal_pointer (&info);
}
