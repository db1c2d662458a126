/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-membership-table.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"

/* Of the groups of patients it is kept who was in them when (第三者提供記録). */
static gboolean
begin_period (AnshinTx *tx, const char *group_id, const char *user_id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO membership_period (group_id, user_id, joined_at, left_at) "
                         "SELECT g.id, $1, $2, NULL FROM care_group g "
                         "WHERE g.id = $3 AND g.kind = 1 AND NOT EXISTS (SELECT 1 "
                         "FROM membership_period p WHERE p.group_id = g.id AND p.user_id = $1 "
                         "AND p.left_at IS NULL) "
                         "ON CONFLICT (group_id, user_id, joined_at) DO UPDATE SET left_at = NULL",
                         "tit", user_id, now, group_id);
}

/* What was written before one came is not new to one, and was not read by one either: a mark that
 * was not made by reading, which nobody else is shown. Whoever comes again has one already. */
static gboolean
begin_reading (AnshinTx *tx, const char *group_id, const char *user_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO read_mark (channel_id, user_id, seq, marked_at) "
                         "SELECT ch.id, $1, ch.last_seq, 0 FROM channel ch WHERE ch.id = $2 "
                         "ON CONFLICT (channel_id, user_id) DO UPDATE SET seq = excluded.seq "
                         "WHERE read_mark.marked_at = 0",
                         "tt", user_id, group_id);
}

/**
 * anshin_membership_add:
 * @tx: a writing transaction
 * @group_id: a group
 * @user_id: who joins, for the first time or again
 * @group_admin: whether as a named admin of a free group
 * @invitation_id: (nullable): the invitation that was accepted; %NULL for the creator
 * @error: return location
 */
gboolean
anshin_membership_add (AnshinTx *tx, const char *group_id, const char *user_id,
                       gboolean group_admin, const char *invitation_id, GError **error)
{
  gint64 now = anshin_clock_now ();

  return anshin_tx_exec (tx, error,
                         "INSERT INTO membership (group_id, user_id, group_admin, joined_at, "
                         "invitation_id, left_at) VALUES ($1, $2, $3, $4, $5, NULL) "
                         "ON CONFLICT (group_id, user_id) DO UPDATE SET "
                         "group_admin = excluded.group_admin, joined_at = excluded.joined_at, "
                         "invitation_id = excluded.invitation_id, left_at = NULL",
                         "ttiit", group_id, user_id, (gint64) group_admin, now,
                         invitation_id) &&
         begin_period (tx, group_id, user_id, now, error) &&
         begin_reading (tx, group_id, user_id, error);
}

/**
 * anshin_membership_end:
 * @tx: a writing transaction
 * @group_id: a group
 * @user_id: who leaves or is removed
 * @ended: (out): whether the user was a member
 * @error: return location
 */
gboolean
anshin_membership_end (AnshinTx *tx, const char *group_id, const char *user_id, gboolean *ended,
                       GError **error)
{
  gint64 now = anshin_clock_now ();

  if (!anshin_tx_exec (tx, error,
                       "UPDATE membership SET left_at = $1, group_admin = 0 "
                       "WHERE group_id = $2 AND user_id = $3 AND left_at IS NULL",
                       "itt", now, group_id, user_id))
    return FALSE;
  *ended = anshin_tx_get_changes (tx) > 0;
  return anshin_tx_exec (tx, error,
                         "UPDATE membership_period SET left_at = $1 "
                         "WHERE group_id = $2 AND user_id = $3 AND left_at IS NULL",
                         "itt", now, group_id, user_id);
}

/**
 * anshin_membership_exists:
 * @tx: a transaction
 * @group_id: a group
 * @user_id: a user
 * @exists: (out): whether the user is a member
 * @error: return location
 */
gboolean
anshin_membership_exists (AnshinTx *tx, const char *group_id, const char *user_id,
                          gboolean *exists, GError **error)
{
  gint64 count = 0;

  if (!anshin_take_number (anshin_tx_query (tx, error,
                                            "SELECT COUNT(*) FROM membership WHERE group_id = $1 "
                                            "AND user_id = $2 AND left_at IS NULL",
                                            "tt", group_id, user_id),
                           &count, error))
    return FALSE;
  *exists = count > 0;
  return TRUE;
}

/**
 * anshin_membership_count:
 * @tx: a transaction
 * @group_id: a group
 * @members: (out): its members and those invited, who may become members
 * @error: return location
 */
gboolean
anshin_membership_count (AnshinTx *tx, const char *group_id, gint64 *members, GError **error)
{
  return anshin_take_number (anshin_tx_query (tx, error,
                                              "SELECT (SELECT COUNT(*) FROM membership m "
                                              "WHERE m.group_id = $1 AND m.left_at IS NULL) "
                                              "+ (SELECT COUNT(*) FROM invitation i "
                                              "WHERE i.group_id = $1 AND i.state IN (1, 2))",
                                              "t", group_id),
                             members, error);
}

/**
 * anshin_membership_count_groups:
 * @tx: a transaction
 * @user_id: a user
 * @groups: (out): how many groups the user is in
 * @error: return location
 */
gboolean
anshin_membership_count_groups (AnshinTx *tx, const char *user_id, gint64 *groups, GError **error)
{
  return anshin_take_number (anshin_tx_query (tx, error,
                                              "SELECT COUNT(*) FROM membership WHERE user_id = $1 "
                                              "AND left_at IS NULL",
                                              "t", user_id),
                             groups, error);
}

static AnshinMember *
member_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
  AnshinMember *member = NULL;

  if (user == NULL)
    return NULL;

  member = anshin_member_new ();
  member->user_id = g_steal_pointer (&user->id);
  member->name = g_steal_pointer (&user->name);
  member->kana = g_steal_pointer (&user->kana);
  member->profession = user->profession;
  member->facility_id = g_steal_pointer (&user->facility_id);
  member->facility_name = g_steal_pointer (&user->facility_name);
  member->state = user->state;
  member->joined_at = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS);
  member->group_admin = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 1) != 0;
  member->by_right = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 2) != 0;
  member->read_seq = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 3);
  member->creator = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 4) != 0;
  member->facility_admin = user->facility_admin;
  member->attending = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 5) != 0;
  member->telephone = g_strdup (anshin_rows_get_text (rows, ANSHIN_N_ACCOUNT_COLUMNS + 6));
  return member;
}

static gboolean
take_members (AnshinTx *tx, AnshinRows *rows, GPtrArray *members, GError **error)
{
  g_autoptr (AnshinRows) owned = rows;
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinMember *member = member_from_row (tx, rows, error);

      if (member == NULL)
        return FALSE;
      g_ptr_array_add (members, member);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Who administers group `g` by right: derived, never stored (source A4). */
#define ADMINISTERS                                                                               \
  "(g.kind = 1 AND a.state = 1 AND a.office = 0 AND a.facility_id = g.owner_facility_id "         \
  "AND (a.facility_admin = 1 OR a.id = g.creator_id))"

/* A page of a group's members begins after the last of the page before: by facility, as they are
 * shown. */
#define AFTER "(a.facility_id > $2 OR (a.facility_id = $2 AND a.id > $3)) "

#define MEMBERS                                                                                   \
  "SELECT " ANSHIN_ACCOUNT_COLUMNS ", m.joined_at, "                                              \
  "CASE WHEN m.group_admin = 1 OR " ADMINISTERS " THEN 1 ELSE 0 END, "                            \
  "CASE WHEN m.user_id IS NULL THEN 1 ELSE 0 END, r.seq, "                                        \
  "CASE WHEN a.id = g.creator_id THEN 1 ELSE 0 END, "                                             \
  "CASE WHEN a.id = p.attending_physician_id THEN 1 ELSE 0 END, f.telephone "                     \
  "FROM care_group g JOIN ("                                                                      \
  "SELECT x.user_id AS id FROM membership x WHERE x.group_id = $1 AND x.left_at IS NULL UNION "   \
  "SELECT a.id FROM care_group g JOIN account a ON a.facility_id = g.owner_facility_id "          \
  "WHERE g.id = $1 AND " ADMINISTERS                                                              \
  ") s ON 1 = 1 JOIN account a ON a.id = s.id JOIN facility f ON f.id = a.facility_id "           \
  "LEFT JOIN patient p ON p.id = g.patient_id "                                                   \
  "LEFT JOIN membership m ON m.group_id = g.id AND m.user_id = a.id AND m.left_at IS NULL "       \
  "LEFT JOIN read_mark r ON r.channel_id = g.id AND r.user_id = a.id AND r.marked_at > 0 "

/**
 * anshin_membership_list:
 * @tx: a transaction
 * @group_id: a patient group or a free group
 * @after_facility: the facility of @after_user, "" for the beginning
 * @after_user: the user after whom to go on, "" for the beginning
 * @limit: how many at most
 * @members: (element-type AnshinMember): gets the members, and those who read the group by right
 *   of administration without being members, in the order of their facilities' ids and their own
 * @error: return location
 */
gboolean
anshin_membership_list (AnshinTx *tx, const char *group_id, const char *after_facility,
                        const char *after_user, guint limit, GPtrArray *members, GError **error)
{
  return take_members (
    tx,
    anshin_tx_query (tx, error,
                     MEMBERS "WHERE g.id = $1 AND " AFTER "ORDER BY a.facility_id, a.id LIMIT $4",
                     "ttti", group_id, after_facility, after_user, (gint64) limit),
    members, error);
}

/**
 * anshin_membership_find:
 * @tx: a transaction
 * @group_id: a patient group, a free group or a direct conversation
 * @user_id: a user
 * @member: (out) (nullable) (transfer full): that member; %NULL if the user is not in the group
 * @error: return location
 */
gboolean
anshin_membership_find (AnshinTx *tx, const char *group_id, const char *user_id,
                        AnshinMember **member, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  *member = NULL;
  if (!take_members (tx,
                     anshin_tx_query (tx, error,
                                      MEMBERS "WHERE g.id = $1 AND a.id = $2 "
                                              "AND m.user_id IS NOT NULL",
                                      "tt", group_id, user_id),
                     members, error))
    return FALSE;
  if (members->len > 0)
    *member = g_object_ref (g_ptr_array_index (members, 0));
  return TRUE;
}

/**
 * anshin_membership_list_all_users:
 * @tx: a transaction
 * @group_id: the all-users group
 * @after_facility: the facility of @after_user, "" for the beginning
 * @after_user: the user after whom to go on, "" for the beginning
 * @limit: how many at most
 * @members: (element-type AnshinMember): gets the users who are active and registered, in the order
 *   of their facilities' ids and their own
 * @error: return location
 */
gboolean
anshin_membership_list_all_users (AnshinTx *tx, const char *group_id, const char *after_facility,
                                  const char *after_user, guint limit, GPtrArray *members,
                                  GError **error)
{
  return take_members (
    tx,
    anshin_tx_query (tx, error,
                     "SELECT " ANSHIN_ACCOUNT_COLUMNS ", a.registered_at, 0, 0, r.seq, 0, 0, "
                     "f.telephone "
                     "FROM account a JOIN facility f ON f.id = a.facility_id "
                     "LEFT JOIN read_mark r ON r.channel_id = $1 AND r.user_id = a.id "
                     "AND r.marked_at > 0 "
                     "WHERE a.state = 1 AND a.registered_at > 0 AND " AFTER
                     "ORDER BY a.facility_id, a.id LIMIT $4",
                     "ttti", group_id, after_facility, after_user, (gint64) limit),
    members, error);
}

/**
 * anshin_membership_list_ids:
 * @tx: a transaction
 * @group_id: a patient group or a free group
 * @user_ids: (element-type utf8): gets the active members
 * @error: return location
 */
gboolean
anshin_membership_list_ids (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                            GError **error)
{
  return anshin_take_ids (anshin_tx_query (tx, error,
                                           "SELECT a.id FROM membership m "
                                           "JOIN account a ON a.id = m.user_id AND a.state = 1 "
                                           "WHERE m.group_id = $1 AND m.left_at IS NULL",
                                           "t", group_id),
                          user_ids, error);
}

/**
 * anshin_group_list_readers:
 * @tx: a transaction
 * @group_id: a patient group or a free group
 * @user_ids: (element-type utf8): gets the active members and those who read it by right
 * @error: return location
 */
gboolean
anshin_group_list_readers (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                           GError **error)
{
  return anshin_take_ids (
    anshin_tx_query (tx, error,
                     "SELECT a.id FROM membership m "
                     "JOIN account a ON a.id = m.user_id AND a.state = 1 "
                     "WHERE m.group_id = $1 AND m.left_at IS NULL UNION "
                     "SELECT a.id FROM care_group g "
                     "JOIN account a ON a.facility_id = g.owner_facility_id "
                     "WHERE g.id = $1 AND " ADMINISTERS,
                     "t", group_id),
    user_ids, error);
}

/**
 * anshin_group_list_hearers:
 * @tx: a transaction
 * @group_id: a patient group, a free group or a direct conversation
 * @user_ids: (element-type utf8): gets the readers who may read it as it is now: of a frozen one
 *   those of the owner facility alone
 * @error: return location
 */
gboolean
anshin_group_list_hearers (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                           GError **error)
{
  return anshin_take_ids (
    anshin_tx_query (tx, error,
                     "SELECT a.id FROM membership m JOIN care_group g ON g.id = m.group_id "
                     "JOIN account a ON a.id = m.user_id AND a.state = 1 "
                     "WHERE m.group_id = $1 AND m.left_at IS NULL "
                     "AND (g.state <> 2 OR a.facility_id = g.owner_facility_id) UNION "
                     "SELECT a.id FROM care_group g "
                     "JOIN account a ON a.facility_id = g.owner_facility_id "
                     "WHERE g.id = $1 AND " ADMINISTERS,
                     "t", group_id),
    user_ids, error);
}

/**
 * anshin_group_list_admins:
 * @tx: a transaction
 * @group_id: a patient group or a free group
 * @users: (element-type AnshinUser): gets its active admins: of a patient group the admins of the
 *   owner facility and the creator while on its staff, of a free group those named
 * @error: return location
 */
gboolean
anshin_group_list_admins (AnshinTx *tx, const char *group_id, GPtrArray *users, GError **error)
{
  AnshinRows *rows = anshin_tx_query (
    tx, error,
    "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM ("
    "SELECT m.user_id AS id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "WHERE m.group_id = $1 AND m.group_admin = 1 AND m.left_at IS NULL AND g.kind <> 1 UNION "
    "SELECT a.id FROM care_group g JOIN account a ON a.facility_id = g.owner_facility_id "
    "WHERE g.id = $1 AND " ADMINISTERS
    ") s JOIN account a ON a.id = s.id AND a.state = 1 JOIN facility f ON f.id = a.facility_id "
    "ORDER BY a.id",
    "t", group_id);

  return anshin_account_take_rows (tx, rows, users, error);
}

/**
 * anshin_mute_set:
 * @tx: a writing transaction
 * @group_id: a group
 * @user_id: who wants no notices of it, or wants them again
 * @set: whether it is muted
 * @error: return location
 */
gboolean
anshin_mute_set (AnshinTx *tx, const char *group_id, const char *user_id, gboolean set,
                 GError **error)
{
  if (!set)
    return anshin_tx_exec (tx, error, "DELETE FROM mute WHERE user_id = $1 AND group_id = $2",
                           "tt", user_id, group_id);
  return anshin_tx_exec (tx, error,
                         "INSERT INTO mute (user_id, group_id, at) VALUES ($1, $2, $3) "
                         "ON CONFLICT (user_id, group_id) DO NOTHING",
                         "tti", user_id, group_id, anshin_clock_now ());
}

/* Everybody is in the all-users group as long as the account is in use. */
#define MARKS                                                                                     \
  "SELECT r.seq, r.marked_at, CASE WHEN g.kind = $2 THEN CASE WHEN a.state = 1 THEN 0 ELSE 1 END " \
  "WHEN m.user_id IS NULL THEN 1 ELSE 0 END, " ANSHIN_ACCOUNT_COLUMNS " FROM read_mark r "        \
  "JOIN care_group g ON g.id = r.channel_id JOIN account a ON a.id = r.user_id "                  \
  "JOIN facility f ON f.id = a.facility_id "                                                      \
  "LEFT JOIN membership m ON m.group_id = r.channel_id AND m.user_id = r.user_id "                \
  "AND m.left_at IS NULL WHERE r.channel_id = $1 AND r.marked_at > 0 ORDER BY r.user_id"

static gboolean
name_reader (AnshinTx *tx, AnshinRows *rows, AnshinReadMark *mark, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 3, error);

  if (user == NULL)
    return FALSE;
  mark->name = g_steal_pointer (&user->name);
  mark->profession = user->profession;
  mark->facility_name = g_steal_pointer (&user->facility_name);
  mark->state = user->state;
  return TRUE;
}

/**
 * anshin_read_mark_list:
 * @tx: a transaction
 * @channel: a group
 * @marks: (element-type AnshinReadMark): gets how far each reader has read; of those who are not
 *   in it any more also who they are
 * @error: return location
 */
gboolean
anshin_read_mark_list (AnshinTx *tx, const char *channel, GPtrArray *marks, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, MARKS, "ti", channel, (gint64) ANSHIN_GROUP_ALL_USERS);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinReadMark *mark = anshin_read_mark_new ();

      mark->channel = g_strdup (channel);
      g_ptr_array_add (marks, mark);
      mark->user_id = g_strdup (anshin_rows_get_text (rows, 3));
      mark->seq = anshin_rows_get_int (rows, 0);
      mark->at = anshin_rows_get_int (rows, 1);
      if (anshin_rows_get_int (rows, 2) != 0 && !name_reader (tx, rows, mark, error))
        return FALSE;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
