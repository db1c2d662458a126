/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-seal.h"

/**
 * anshin_group_standing_clear:
 * @standing: a standing
 */
void
anshin_group_standing_clear (AnshinGroupStanding *standing)
{
  g_clear_pointer (&standing->patient_id, g_free);
  g_clear_pointer (&standing->owner_facility_id, g_free);
  g_clear_pointer (&standing->creator_id, g_free);
}

/* The first columns of both queries below. */
#define STANDING_COLUMNS                                                                          \
  "g.kind, g.state, g.patient_id, g.owner_facility_id, g.creator_id, m.user_id, m.group_admin, "  \
  "g.consent_state"
#define STANDING_JOIN                                                                             \
  "LEFT JOIN membership m ON m.group_id = g.id AND m.user_id = $2 AND m.left_at IS NULL "
#define N_STANDING_COLUMNS 8

/* What has been deleted is there as long as it can be brought back. */
#define EXISTS "(g.state <> 4 OR g.purge_at > $3)"

static void
standing_from_row (AnshinRows *rows, AnshinGroupStanding *standing)
{
  standing->kind = anshin_rows_get_int (rows, 0);
  standing->state = anshin_rows_get_int (rows, 1);
  standing->patient_id = g_strdup (anshin_rows_get_text (rows, 2));
  standing->owner_facility_id = g_strdup (anshin_rows_get_text (rows, 3));
  standing->creator_id = g_strdup (anshin_rows_get_text (rows, 4));
  standing->member = !anshin_rows_is_null (rows, 5);
  standing->named_admin = anshin_rows_get_int (rows, 6) != 0;
  standing->consent_in_force = anshin_rows_get_int (rows, 7) == ANSHIN_CONSENT_IN_FORCE;
}

/**
 * anshin_group_stand:
 * @tx: a transaction
 * @id: a group's id
 * @viewer_id: the user who looks
 * @standing: (out caller-allocates): to be cleared with anshin_group_standing_clear()
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none, or it is deleted for good
 *
 * One statement: every message goes through here.
 */
gboolean
anshin_group_stand (AnshinTx *tx, const char *id, const char *viewer_id,
                    AnshinGroupStanding *standing, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *standing = (AnshinGroupStanding){ 0 };
  rows = anshin_tx_query (tx, error,
                          "SELECT " STANDING_COLUMNS " FROM care_group g " STANDING_JOIN
                          "WHERE g.id = $1 AND " EXISTS,
                          "tti", id, viewer_id, anshin_clock_now ());
  if (!anshin_rows_first (rows, error))
    return FALSE;

  standing_from_row (rows, standing);
  return TRUE;
}

/**
 * anshin_group_view_free:
 * @view: (transfer full): a view
 */
void
anshin_group_view_free (AnshinGroupView *view)
{
  g_clear_object (&view->group);
  anshin_group_standing_clear (&view->standing);
  g_free (view);
}

/* The all-users group has no members of its own: everybody active and registered is in it. */
#define VIEW                                                                                      \
  "SELECT " STANDING_COLUMNS ", f.name, g.sealed, g.version, g.created_at, ch.last_seq, r.seq, "  \
  "(SELECT COUNT(*) FROM invitation i WHERE i.group_id = g.id AND i.state IN (1, 2) "             \
  "AND i.state = 1 AND i.expires_at > $3), "                                                      \
  "CASE WHEN g.kind = 3 THEN "                                                                    \
  "(SELECT COUNT(*) FROM account x WHERE x.state = 1 AND x.registered_at > 0) "                   \
  "ELSE (SELECT COUNT(*) FROM membership x WHERE x.group_id = g.id AND x.left_at IS NULL) END, "  \
  "g.deleted_at, g.purge_at, g.direct_pair, q.at "                                                \
  "FROM care_group g JOIN facility f ON f.id = g.owner_facility_id "                              \
  "JOIN channel ch ON ch.id = g.id " STANDING_JOIN                                                \
  "LEFT JOIN read_mark r ON r.channel_id = g.id AND r.user_id = $2 "                              \
  "LEFT JOIN mute q ON q.group_id = g.id AND q.user_id = $2 "                                     \
  "WHERE g.id = $1 AND " EXISTS

enum
{
  COLUMN_OWNER_NAME = N_STANDING_COLUMNS,
  COLUMN_SEALED,
  COLUMN_VERSION,
  COLUMN_CREATED,
  COLUMN_LAST_SEQ,
  COLUMN_READ_SEQ,
  COLUMN_WAITING,
  COLUMN_MEMBERS,
  COLUMN_DELETED,
  COLUMN_PURGE,
  COLUMN_PAIR,
  COLUMN_MUTED,
};

static char *
unseal_name (AnshinTx *tx, const char *id, gint64 version, AnshinRows *rows, int column,
             GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, column, &size);

  if (!anshin_unseal_append (tx, id, "care_group", id, version, sealed, size, name, error))
    return NULL;
  return g_strdup (name->str);
}

/* The two users of a direct conversation, whoever of them began it. */
static char *
make_pair (const char *one, const char *other)
{
  return strcmp (one, other) < 0 ? g_strconcat (one, "+", other, NULL)
                                 : g_strconcat (other, "+", one, NULL);
}

/* A direct conversation bears the name of the one whom the viewer talks to. */
static gboolean
fill_direct (AnshinTx *tx, AnshinGroup *group, const char *pair, const char *viewer_id,
             GError **error)
{
  g_auto (GStrv) ids = g_strsplit (pair != NULL ? pair : "", "+", 2);
  g_autoptr (AnshinUser) other = NULL;

  if (g_strv_length (ids) != 2)
    return TRUE;

  group->user_id = g_strdup (g_strcmp0 (ids[0], viewer_id) == 0 ? ids[1] : ids[0]);
  other = anshin_account_load (tx, group->user_id, error);
  if (other == NULL)
    return FALSE;
  g_free (group->name);
  group->name = g_strdup (other->name);
  return TRUE;
}

/**
 * anshin_group_view:
 * @tx: a transaction
 * @id: a group's id
 * @viewer_id: the user who looks
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none, or it is deleted for good
 *
 * Whether the viewer may see the group, and what of it, is for the caller to judge.
 *
 * Returns: (transfer full) (nullable): the group, and how the viewer stands to it
 */
AnshinGroupView *
anshin_group_view (AnshinTx *tx, const char *id, const char *viewer_id, GError **error)
{
  g_autoptr (AnshinGroupView) view = g_new0 (AnshinGroupView, 1);
  g_autoptr (AnshinRows) rows = NULL;
  AnshinGroup *group = NULL;

  rows = anshin_tx_query (tx, error, VIEW, "tti", id, viewer_id, anshin_clock_now ());
  if (!anshin_rows_first (rows, error))
    return NULL;

  standing_from_row (rows, &view->standing);
  view->waiting = anshin_rows_get_int (rows, COLUMN_WAITING);
  group = view->group = anshin_group_new ();
  group->name = unseal_name (tx, id, anshin_rows_get_int (rows, COLUMN_VERSION), rows,
                             COLUMN_SEALED, error);
  if (group->name == NULL)
    return NULL;
  group->id = g_strdup (id);
  group->kind = view->standing.kind;
  group->state = view->standing.state;
  group->patient_id = g_strdup (view->standing.patient_id);
  group->owner_facility_id = g_strdup (view->standing.owner_facility_id);
  group->owner_facility_name = g_strdup (anshin_rows_get_text (rows, COLUMN_OWNER_NAME));
  group->created_at = anshin_rows_get_int (rows, COLUMN_CREATED);
  group->last_seq = anshin_rows_get_int (rows, COLUMN_LAST_SEQ);
  group->read_seq = anshin_rows_get_int (rows, COLUMN_READ_SEQ);
  group->members = anshin_rows_get_int (rows, COLUMN_MEMBERS);
  group->muted = !anshin_rows_is_null (rows, COLUMN_MUTED);
  if (group->state == ANSHIN_GROUP_DELETED)
    {
      group->deleted_at = anshin_rows_get_int (rows, COLUMN_DELETED);
      group->purge_at = anshin_rows_get_int (rows, COLUMN_PURGE);
    }
  if (!fill_direct (tx, group, anshin_rows_get_text (rows, COLUMN_PAIR), viewer_id, error))
    return NULL;
  return g_steal_pointer (&view);
}

/**
 * anshin_group_scan:
 * @tx: a transaction
 * @scope: what the asker may see
 * @before: the id before which to go on, "" for the newest
 * @limit: how many at most
 * @ids: (element-type utf8): gets the ids of the groups in the scope, newest first
 * @error: return location
 *
 * Those the asker is in, those the asker administers by right, and the all-users group.
 */
gboolean
anshin_group_scan (AnshinTx *tx, const AnshinScope *scope, const char *before, guint limit,
                   GPtrArray *ids, GError **error)
{
  return anshin_take_ids (anshin_tx_query (
    tx, error,
    "SELECT s.id FROM ("
    "SELECT g.id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "WHERE m.user_id = $1 AND m.left_at IS NULL AND g.state <> 4 UNION "
    "SELECT g.id FROM care_group g WHERE g.owner_facility_id = $2 AND g.kind = 1 "
    "AND g.state <> 4 AND ($3 = 1 OR g.creator_id = $1) UNION "
    "SELECT g.id FROM care_group g WHERE g.kind = 3"
    ") s WHERE s.id < $4 ORDER BY s.id DESC LIMIT $5",
    "ttiti", scope->user_id, scope->facility_id, (gint64) scope->facility_admin,
    *before != '\0' ? before : "~", (gint64) limit),
    ids, error);
}

/**
 * anshin_group_scan_deleted:
 * @tx: a transaction
 * @scope: what the asker may see
 * @before: the id before which to go on, "" for the newest
 * @limit: how many at most
 * @ids: (element-type utf8): gets the ids of the deleted groups that the asker can bring back
 * @error: return location
 */
gboolean
anshin_group_scan_deleted (AnshinTx *tx, const AnshinScope *scope, const char *before, guint limit,
                           GPtrArray *ids, GError **error)
{
  return anshin_take_ids (anshin_tx_query (
    tx, error,
    "SELECT s.id FROM ("
    "SELECT g.id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "WHERE m.user_id = $1 AND m.left_at IS NULL AND m.group_admin = 1 AND g.kind = 2 "
    "AND g.state = 4 AND g.purge_at > $6 UNION "
    "SELECT g.id FROM care_group g WHERE g.owner_facility_id = $2 AND g.kind = 1 "
    "AND g.state = 4 AND g.purge_at > $6 AND ($3 = 1 OR g.creator_id = $1)"
    ") s WHERE s.id < $4 ORDER BY s.id DESC LIMIT $5",
    "ttitii", scope->user_id, scope->facility_id, (gint64) scope->facility_admin,
    *before != '\0' ? before : "~", (gint64) limit, anshin_clock_now ()),
    ids, error);
}

/**
 * anshin_group_find_direct:
 * @tx: a transaction
 * @user_id: a user
 * @other_id: another one
 * @id: (out) (nullable) (transfer full): their direct conversation, %NULL if there is none
 * @error: return location
 */
gboolean
anshin_group_find_direct (AnshinTx *tx, const char *user_id, const char *other_id, char **id,
                          GError **error)
{
  g_autofree char *pair = make_pair (user_id, other_id);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  *id = NULL;
  if (!anshin_take_ids (anshin_tx_query (tx, error,
                                         "SELECT id FROM care_group WHERE direct_pair = $1 "
                                         "AND direct_pair IS NOT NULL",
                                         "t", pair),
                        ids, error))
    return FALSE;
  if (ids->len > 0)
    *id = g_strdup (g_ptr_array_index (ids, 0));
  return TRUE;
}

/**
 * anshin_group_insert:
 * @tx: a writing transaction
 * @group: kind, name, owner_facility_id, of a patient group patient_id, of a direct conversation
 *   user_id, the other one; gets id and time
 * @consent_id: (nullable): the patient's consent in force, of a patient group
 * @creator_id: the user who creates it
 * @error: %ANSHIN_ERROR_GROUP_EXISTS if the patient has one
 *
 * Makes the group's key and its channel, which has the group's id. The database itself refuses a
 * patient group that does not hang on a consent in force of the same patient (SECURITY CN-01).
 */
gboolean
anshin_group_insert (AnshinTx *tx, AnshinGroup *group, const char *consent_id,
                     const char *creator_id, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *pair = NULL;
  const char *name = group->name != NULL ? group->name : "";

  if (group->kind == ANSHIN_GROUP_DIRECT)
    pair = make_pair (creator_id, group->user_id);
  g_free (group->id);
  group->id = anshin_id_new ();
  group->state = ANSHIN_GROUP_LIVE;
  group->created_at = anshin_clock_now ();
  if (!anshin_data_key_create (tx, group->id, error) ||
      !anshin_channel_create (tx, group->id, group->id, error))
    return FALSE;
  sealed = anshin_seal (tx, group->id, "care_group", group->id, 1, name, strlen (name),
                        error);
  if (sealed == NULL)
    return FALSE;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO care_group (id, kind, state, patient_id, consent_id, "
                         "consent_state, owner_facility_id, creator_id, sealed, version, "
                         "created_at, direct_pair) VALUES ($1, $2, 1, $3, $4, "
                         "(SELECT c.state FROM consent c WHERE c.id = $4), $5, $6, $7, 1, $8, $9)",
                         "tittttgit", group->id, (gint64) group->kind, group->patient_id,
                         consent_id, group->owner_facility_id, creator_id, sealed,
                         group->created_at, pair);
}

/**
 * anshin_group_create_all_users:
 * @tx: a writing transaction
 * @facility_id: the office's facility
 * @creator_id: the first office user
 * @id: (out) (optional): the group's id
 * @error: return location
 *
 * Makes the one group that everybody is in (source A8(4)). Its name is for the desktop to say.
 */
gboolean
anshin_group_create_all_users (AnshinTx *tx, const char *facility_id, const char *creator_id,
                               char **id, GError **error)
{
  g_autoptr (AnshinGroup) group = anshin_group_new ();

  group->kind = ANSHIN_GROUP_ALL_USERS;
  group->name = g_strdup ("全ユーザーグループ");
  group->owner_facility_id = g_strdup (facility_id);
  if (!anshin_group_insert (tx, group, NULL, creator_id, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (group->id);
  return TRUE;
}

/**
 * anshin_group_rename:
 * @tx: a writing transaction
 * @id: a group's id
 * @name: its new name
 * @error: return location
 */
gboolean
anshin_group_rename (AnshinTx *tx, const char *id, const char *name, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gint64 version = 0;

  rows = anshin_tx_query (tx, error, "SELECT version FROM care_group WHERE id = $1", "t", id);
  if (!anshin_rows_first (rows, error))
    return FALSE;
  version = anshin_rows_get_int (rows, 0) + 1;
  g_clear_pointer (&rows, anshin_rows_free);

  sealed = anshin_seal (tx, id, "care_group", id, version, name, strlen (name), error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "UPDATE care_group SET sealed = $1, version = $2 WHERE id = $3", "git",
                         sealed, version, id);
}

/**
 * anshin_group_get_name:
 * @tx: a transaction
 * @id: a group's id
 * @name: (out): its name
 * @error: return location
 */
gboolean
anshin_group_get_name (AnshinTx *tx, const char *id, char **name, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT version, sealed FROM care_group WHERE id = $1", "t",
                          id);
  if (!anshin_rows_first (rows, error))
    return FALSE;

  *name = unseal_name (tx, id, anshin_rows_get_int (rows, 0), rows, 1, error);
  return *name != NULL;
}
