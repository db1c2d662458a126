/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-operation.h"

#include <string.h>

static AnshinEffect *
add_effect (AnshinCall *call, AnshinEffectKind kind)
{
  AnshinEffect *effect = g_new0 (AnshinEffect, 1);

  effect->kind = kind;
  if (call->effects == NULL)
    call->effects = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_effect_free);
  g_ptr_array_add (call->effects, effect);
  return effect;
}

/**
 * anshin_effect_free:
 * @effect: (nullable) (transfer full): an effect
 */
void
anshin_effect_free (AnshinEffect *effect)
{
  if (effect == NULL)
    return;

  g_free (effect->channel);
  g_free (effect->user_id);
  g_free (effect->session_id);
  g_free (effect->what);
  g_clear_pointer (&effect->json, g_bytes_unref);
  g_free (effect);
}

/**
 * anshin_call_init:
 * @call: (out caller-allocates): a call; body, arguments and query are the caller's to fill in
 * @tx: the transaction
 * @principal: (nullable): who asks, borrowed for as long as the call
 *
 * Starts from scratch, and fills in of the audit record who asks.
 */
void
anshin_call_init (AnshinCall *call, AnshinTx *tx, const AnshinPrincipal *principal)
{
  *call = (AnshinCall){ 0 };
  call->tx = tx;
  call->principal = principal;
  call->status = 200;
  call->out = g_string_new (NULL);

  if (principal == NULL)
    return;

  call->audit.actor_id = principal->user_id;
  call->audit.role = anshin_role_to_wire (principal->office, principal->facility_admin);
  call->audit.facility_id = principal->facility_id;
  call->audit.session_id = principal->session_id;
  call->audit.terminal_id = principal->terminal_id;
  call->audit.source = principal->source;
}

/**
 * anshin_call_clear:
 * @call: a call
 *
 * Frees what the call holds, not the call, the principal, the body or the query.
 */
void
anshin_call_clear (AnshinCall *call)
{
  if (call->out != NULL)
    g_string_free (g_steal_pointer (&call->out), TRUE);
  g_clear_pointer (&call->effects, g_ptr_array_unref);
  g_clear_pointer (&call->shown, g_ptr_array_unref);
  g_clear_pointer (&call->scratch, g_ptr_array_unref);
  g_clear_error (&call->refusal);
}

/**
 * anshin_call_keep:
 * @call: a call
 * @text: (nullable) (transfer full): a text
 *
 * Returns: (nullable) (transfer none): @text, which now lives as long as the call
 */
const char *
anshin_call_keep (AnshinCall *call, char *text)
{
  if (text == NULL)
    return NULL;

  if (call->scratch == NULL)
    call->scratch = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (call->scratch, text);
  return text;
}

/**
 * anshin_call_show_patient:
 * @call: a call with a principal
 * @patient_id: (nullable): a patient whom an item of the answer shows or names
 *
 * Goes on record, so that it can be told who has seen the patient (SECURITY AUD-08).
 */
void
anshin_call_show_patient (AnshinCall *call, const char *patient_id)
{
  if (patient_id == NULL)
    return;

  if (call->shown == NULL)
    call->shown = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (call->shown, g_strdup (patient_id));
  call->audit.patients = call->shown;
}

/**
 * anshin_call_publish:
 * @call: a call
 * @channel: the channel that has a new entry
 * @seq: its number
 * @json: the whole entry as it goes over the wire
 * @length: length of @json in bytes, or -1
 *
 * The entry goes to all streams on the channel once the transaction is committed.
 */
void
anshin_call_publish (AnshinCall *call, const char *channel, gint64 seq, const char *json,
                     gssize length)
{
  AnshinEffect *effect = add_effect (call, ANSHIN_EFFECT_PUBLISH);

  effect->channel = g_strdup (channel);
  effect->seq = seq;
  effect->json = g_bytes_new (json, length >= 0 ? (gsize) length : strlen (json));
}

/**
 * anshin_call_read_mark:
 * @call: a call
 * @channel: the channel that was read
 * @user_id: who read it
 * @seq: how far
 *
 * The mark goes to all streams on the channel once the transaction is committed.
 */
void
anshin_call_read_mark (AnshinCall *call, const char *channel, const char *user_id, gint64 seq)
{
  AnshinEffect *effect = add_effect (call, ANSHIN_EFFECT_READ_MARK);

  effect->channel = g_strdup (channel);
  effect->user_id = g_strdup (user_id);
  effect->seq = seq;
}

/**
 * anshin_call_effect:
 * @call: a call
 * @kind: what happens after the commit
 * @channel: (nullable): the channel it concerns
 * @id: (nullable): a user's id for JOIN, LEAVE, END_USER and REHEAR, the owner facility's id for
 *   FREEZE, a session's id for END_SESSION
 */
void
anshin_call_effect (AnshinCall *call, AnshinEffectKind kind, const char *channel, const char *id)
{
  AnshinEffect *effect = add_effect (call, kind);

  effect->channel = g_strdup (channel);
  if (kind == ANSHIN_EFFECT_FREEZE)
    effect->what = g_strdup (id);
  else if (kind == ANSHIN_EFFECT_END_SESSION)
    effect->session_id = g_strdup (id);
  else
    effect->user_id = g_strdup (id);
}

/**
 * anshin_call_refresh:
 * @call: a call
 * @user_id: (nullable): whose streams are told; %NULL for everybody's
 * @what: the list that has changed, e.g. `patients` or `members:<group>`
 */
void
anshin_call_refresh (AnshinCall *call, const char *user_id, const char *what)
{
  AnshinEffect *effect = add_effect (call, ANSHIN_EFFECT_REFRESH);

  effect->user_id = g_strdup (user_id);
  effect->what = g_strdup (what);
}

/**
 * anshin_call_get_query:
 * @call: a call
 * @name: the name of a query parameter
 *
 * Returns: (nullable): its value, valid UTF-8
 */
const char *
anshin_call_get_query (AnshinCall *call, const char *name)
{
  return call->query != NULL ? g_hash_table_lookup (call->query, name) : NULL;
}

/**
 * anshin_call_get_number:
 * @call: a call
 * @name: the name of a query parameter
 * @absent: what to take where it is not given
 * @number: (out): the number, never negative where it is given
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming the parameter
 */
gboolean
anshin_call_get_number (AnshinCall *call, const char *name, gint64 absent, gint64 *number,
                        GError **error)
{
  const char *text = anshin_call_get_query (call, name);
  guint64 value = 0;

  *number = absent;
  if (text == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, name, "not a number");
      return FALSE;
    }
  *number = (gint64) value;
  return TRUE;
}

/**
 * anshin_call_get_limit:
 * @call: a call
 * @limit: (out): how many items the page may have, 1 to %ANSHIN_MAX_PAGE
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `limit`
 */
gboolean
anshin_call_get_limit (AnshinCall *call, guint *limit, GError **error)
{
  gint64 number = 0;

  *limit = ANSHIN_DEFAULT_PAGE;
  if (!anshin_call_get_number (call, "limit", ANSHIN_DEFAULT_PAGE, &number, error))
    return FALSE;

  if (number < 1 || number > ANSHIN_MAX_PAGE)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "limit", "not 1 to %d",
                        ANSHIN_MAX_PAGE);
      return FALSE;
    }
  *limit = (guint) number;
  return TRUE;
}
