/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-provision-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-joinings.h"
#include "anshin-json.h"
#include "anshin-provided.h"
#include "anshin-seal.h"

/*
 * 第三者提供記録: derived, never written by hand. Somebody of another facility than the one that
 * has the patient's consent was given what is in the patient's group while three things held: the
 * consent was in force, the person was in the group, and the group was there.
 */
#define PERIODS                                                                                   \
  "SELECT m.user_id, m.group_id, m.joined_at, m.left_at, c.id AS consent_id, "                    \
  "CASE WHEN g.state = 4 THEN g.deleted_at ELSE 0 END AS deleted_at, "                            \
  "CASE WHEN m.joined_at > c.recorded_at THEN m.joined_at ELSE c.recorded_at END AS begun, "      \
  "m.user_id || c.id AS place FROM care_group g JOIN membership_period m ON m.group_id = g.id "   \
  "JOIN account x ON x.id = m.user_id JOIN patient p ON p.id = g.patient_id "                     \
  "JOIN consent c ON c.patient_id = g.patient_id AND c.recorded_at IS NOT NULL "                  \
  "WHERE g.patient_id = $1 AND x.facility_id <> p.facility_id "                                   \
  "AND (m.left_at IS NULL OR m.left_at > c.recorded_at) "                                         \
  "AND (c.ended_at = 0 OR c.ended_at > m.joined_at) "                                             \
  "AND (g.state <> 4 OR (g.deleted_at > c.recorded_at AND g.deleted_at > m.joined_at)) "          \
  "AND (c.ended_at = 0 OR c.ended_at > g.created_at)"

enum
{
  COLUMN_CONSENT = ANSHIN_N_ACCOUNT_COLUMNS,
  COLUMN_VERSION,
  COLUMN_SEALED,
  COLUMN_ENDED,
  COLUMN_GROUP,
  COLUMN_BEGUN,
  COLUMN_LEFT,
  COLUMN_DELETED,
  COLUMN_JOINED,
};

#define N_ITEMS (ANSHIN_ITEM_FILES + 1)

/* Of a group: since when it has had each kind of item, 0 for never, and who joined it. */
typedef struct
{
  gint64 since[N_ITEMS];
  AnshinJoinings *joinings;
} Items;

static void
items_free (gpointer data)
{
  Items *items = data;

  anshin_joinings_free (items->joinings);
  g_free (items);
}

static gboolean
read_items (AnshinTx *tx, const char *group_id, Items *items, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          ANSHIN_PROVIDED_ITEMS " UNION ALL SELECT item, since "
                          "FROM provided_item WHERE group_id = $1",
                          "t", group_id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      gint64 item = anshin_rows_get_int (rows, 0);

      if (item > 0 && item < N_ITEMS)
        items->since[item] = anshin_rows_get_int (rows, 1);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Once for each group of the patient: mostly there is one. */
static const Items *
get_items (AnshinTx *tx, GHashTable *known, const char *group_id, GError **error)
{
  Items *items = g_hash_table_lookup (known, group_id);

  if (items != NULL)
    return items;

  items = g_new0 (Items, 1);
  /* Whoever is in the group sees whose it is. */
  items->since[ANSHIN_ITEM_ATTRIBUTES] = 1;
  items->joinings = anshin_joinings_load (tx, group_id, error);
  if (items->joinings == NULL || !read_items (tx, group_id, items, error))
    {
      items_free (items);
      return NULL;
    }
  g_hash_table_insert (known, g_strdup (group_id), items);
  return items;
}

/* Who comes later reads what was before: everything that was there until the end. */
static char **
make_items (const Items *items, gint64 until)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (int item = 1; item < N_ITEMS; item++)
    if (items->since[item] > 0 && (until == 0 || items->since[item] < until))
      g_strv_builder_add (names, anshin_choice_to_wire (&anshin_item_kinds, item));
  return g_strv_builder_end (names);
}

/* The first of the moments that ended it; 0 if it goes on. */
static gint64
get_until (AnshinRows *rows)
{
  static const int columns[] = { COLUMN_LEFT, COLUMN_ENDED, COLUMN_DELETED };
  gint64 until = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gint64 at = anshin_rows_get_int (rows, columns[i]);

      if (at > 0 && (until == 0 || at < until))
        until = at;
    }
  return until;
}

/* The day on the signed paper. */
static gboolean
fill_consent (AnshinTx *tx, AnshinRows *rows, const char *patient_id, AnshinProvision *provision,
              GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinConsent) consent = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, COLUMN_SEALED, &size);

  provision->consent_id = g_strdup (anshin_rows_get_text (rows, COLUMN_CONSENT));
  if (!anshin_unseal_append (tx, patient_id, "consent", provision->consent_id,
                             anshin_rows_get_int (rows, COLUMN_VERSION), sealed, size, json,
                             error))
    return FALSE;
  consent = anshin_json_decode (json->str, json->len, anshin_consent_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (consent == NULL)
    return FALSE;
  provision->signed_on = consent->signed_on;
  return TRUE;
}

/* By name, profession and facility of the day on which the person came; as they are now where that
 * was not kept. */
static void
fill_person (AnshinProvision *provision, AnshinUser *user, AnshinContent *then)
{
  gboolean kept = then != NULL && then->author_name != NULL && then->author_facility != NULL;

  provision->user_id = g_strdup (user->id);
  provision->name = g_strdup (kept ? then->author_name : user->name);
  provision->profession = kept ? then->author_profession : user->profession;
  provision->facility_id = g_strdup (user->facility_id);
  provision->facility_name = g_strdup (kept ? then->author_facility : user->facility_name);
  provision->facility_kind = user->facility_kind;
}

static AnshinProvision *
provision_from_row (AnshinTx *tx, AnshinRows *rows, const char *patient_id, GHashTable *known,
                    GError **error)
{
  g_autoptr (AnshinProvision) provision = anshin_provision_new ();
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
  const Items *items = NULL;

  if (user == NULL || !fill_consent (tx, rows, patient_id, provision, error))
    return NULL;
  items = get_items (tx, known, anshin_rows_get_text (rows, COLUMN_GROUP), error);
  if (items == NULL)
    return NULL;

  fill_person (provision, user,
               anshin_joinings_find (items->joinings, user->id,
                                     anshin_rows_get_int (rows, COLUMN_JOINED)));
  provision->from = anshin_rows_get_int (rows, COLUMN_BEGUN);
  provision->until = get_until (rows);
  provision->items = make_items (items, provision->until);
  provision->id = g_strdup_printf ("%" G_GINT64_FORMAT ".%s%s", provision->from, user->id,
                                   provision->consent_id);
  return g_steal_pointer (&provision);
}

/* A cursor is the id of the last one: "…µs.place". */
static void
split_cursor (const char *cursor, gint64 *begun, const char **place)
{
  const char *dot = cursor != NULL ? strchr (cursor, '.') : NULL;

  *begun = dot != NULL ? g_ascii_strtoll (cursor, NULL, 10) : 0;
  *place = dot != NULL ? dot + 1 : "";
}

/**
 * anshin_provision_list:
 * @tx: a transaction
 * @patient_id: a patient
 * @cursor: (nullable): where to go on
 * @limit: how many at most
 * @provisions: (element-type AnshinProvision): gets who was given what, in the order of its
 *   beginning
 * @next: (out) (transfer full) (nullable): where the next page begins; %NULL at the end
 * @error: return location
 */
gboolean
anshin_provision_list (AnshinTx *tx, const char *patient_id, const char *cursor, guint limit,
                       GPtrArray *provisions, char **next, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         items_free);
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  const char *place = NULL;
  gint64 begun = 0;

  *next = NULL;
  split_cursor (cursor, &begun, &place);
  rows = anshin_tx_query (
    tx, error,
    "SELECT " ANSHIN_ACCOUNT_COLUMNS ", c.id, c.version, c.sealed, c.ended_at, s.group_id, "
    "s.begun, s.left_at, s.deleted_at, s.joined_at FROM (" PERIODS ") s "
    "JOIN consent c ON c.id = s.consent_id JOIN account a ON a.id = s.user_id "
    "JOIN facility f ON f.id = a.facility_id "
    "WHERE s.begun > $2 OR (s.begun = $2 AND s.place > $3) ORDER BY s.begun, s.place LIMIT $4",
    "titi", patient_id, begun, place, (gint64) limit + 1);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinProvision *provision = NULL;

      if (provisions->len == limit)
        {
          *next = g_strdup (ANSHIN_PROVISION (provisions->pdata[limit - 1])->id);
          return TRUE;
        }
      provision = provision_from_row (tx, rows, patient_id, known, error);
      if (provision == NULL)
        return FALSE;
      g_ptr_array_add (provisions, provision);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
