/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must hold after every step, whatever the step was. */

#include "walk.h"

#include <string.h>

/* Each finds what must never be; no row comes back. Kinds and states are those of the schema. */
static const struct
{
  const char *what;
  const char *sql;
} never[] = {
  { "a live patient group without a consent in force",
    "SELECT g.id FROM care_group g WHERE g.kind = 1 AND g.state = 1 AND NOT EXISTS "
    "(SELECT 1 FROM consent c WHERE c.patient_id = g.patient_id AND c.id = g.consent_id "
    "AND c.state = 3)" },
  { "a patient group without patient or owner",
    "SELECT id FROM care_group WHERE kind = 1 AND (patient_id IS NULL OR owner_facility_id = '')" },
  { "two groups of one patient",
    "SELECT patient_id FROM care_group WHERE kind = 1 AND state <> 4 GROUP BY patient_id "
    "HAVING COUNT(*) > 1" },
  { "a member without an accepted, approved invitation",
    "SELECT m.user_id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "WHERE m.left_at IS NULL AND g.kind IN (1, 2) AND m.user_id <> g.creator_id "
    "AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.id = m.invitation_id "
    "AND i.group_id = m.group_id AND i.user_id = m.user_id AND i.state = 3)" },
  { "a session of somebody who is not active",
    "SELECT s.id FROM session s JOIN account a ON a.id = s.user_id "
    "WHERE s.ended_at IS NULL AND a.state <> 1" },
  { "an invitation that waits though its inviter is gone",
    "SELECT i.id FROM invitation i WHERE i.state = 1 AND NOT EXISTS (SELECT 1 FROM membership m "
    "WHERE m.group_id = i.group_id AND m.user_id = i.inviter_id AND m.left_at IS NULL)" },
  { "an open invitation to a group that is not open",
    "SELECT i.id FROM invitation i JOIN care_group g ON g.id = i.group_id "
    "WHERE i.state IN (1, 2) AND g.state <> 1" },
  { "somebody retired in a group",
    "SELECT m.user_id FROM membership m JOIN account a ON a.id = m.user_id "
    "WHERE m.left_at IS NULL AND a.state = 3" },
  { "an open free group without an admin",
    "SELECT g.id FROM care_group g WHERE g.kind = 2 AND g.state = 1 AND NOT EXISTS "
    "(SELECT 1 FROM membership m WHERE m.group_id = g.id AND m.left_at IS NULL "
    "AND m.group_admin = 1)" },
  { "a terminal of somebody retired",
    "SELECT t.id FROM terminal t JOIN account a ON a.id = t.user_id "
    "WHERE a.state = 3 AND t.revoked_at IS NULL" },
};

static void
check_never (Walk *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (never) && self->fault == NULL; i++)
    {
      g_auto (GStrv) rows = world_query (self->world, never[i].sql, NULL);

      if (rows[0] != NULL)
        walk_fail (self, "there is %s: %s", never[i].what, rows[0]);
    }
}

/* A facility with staff has an active admin; the office's restoring alone may leave it to the
 * office to set the first one. */
static void
check_admins (Walk *self)
{
  Model *model = self->model;

  for (int i = 0; i <= N_FACILITIES; i++)
    {
      gboolean lacked = model->had_no_admin[i];

      model_note_admins (model, i);
      if (model->had_no_admin[i] && !lacked && !self->may_lack_admin)
        walk_fail (self, "place %d has staff and no admin any more", i);
    }
  self->may_lack_admin = FALSE;
}

static void
compare (Walk *self, const char *what, const char *sql, const char *id, GString *wanted)
{
  g_auto (GStrv) rows = world_query (self->world, sql, id);
  g_autofree char *got = g_strjoinv (" ", rows);

  if (!g_str_equal (got, wanted->str))
    walk_fail (self, "%s of %s:\n  got  %s\n  want %s", what, id, got, wanted->str);
}

static int
compare_ids (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

static GString *
join_sorted (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (lines, compare_ids);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (lines, i));
  return text;
}

static void
check_group (Walk *self, int number)
{
  const Model *model = self->model;
  const Group *group = &model->groups[number];
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) invitations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) wanted_state = g_string_new (NULL);
  g_autoptr (GString) wanted_members = NULL;
  g_autoptr (GString) wanted_invitations = NULL;

  for (int i = 0; i < model->n_people; i++)
    if (group->member[i])
      g_ptr_array_add (members, g_strdup_printf ("%s:%d", model->people[i].id,
                                                 group->named[i] != FALSE));
  for (int i = 0; i < model->n_invitations; i++)
    if (model->invitations[i].group == number)
      g_ptr_array_add (invitations, g_strdup_printf ("%s:%d", model->invitations[i].id,
                                                     (int) model->invitations[i].state + 1));
  wanted_members = join_sorted (members);
  wanted_invitations = join_sorted (invitations);
  g_string_printf (wanted_state, "%d", (int) group->state + 1);
  compare (self, "the state", "SELECT CAST(state AS TEXT) FROM care_group WHERE id = $1", group->id,
           wanted_state);
  compare (self, "the members",
           "SELECT user_id || ':' || group_admin FROM membership WHERE group_id = $1 "
           "AND left_at IS NULL ORDER BY user_id", group->id, wanted_members);
  compare (self, "the invitations",
           "SELECT id || ':' || state FROM invitation WHERE group_id = $1 ORDER BY id", group->id,
           wanted_invitations);
}

static gboolean
has_capability (World *world, const char *name)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);
  const char *place = strstr (world->answer, "\"capabilities\"");

  return place != NULL && strstr (place, quoted) != NULL;
}

/* How somebody stands to a group, as the service sees it: the derived rule, and nothing else. */
static void
check_standing (Walk *self, int user, int number)
{
  const Model *model = self->model;
  const Group *group = &model->groups[number];
  gboolean sees = model_sees_group (model, user, number);
  gboolean admin = model_administers (model, user, number);

  if (model->people[user].state != ACTIVE
      || !walk_expect (self, sees ? "ok" : "not-found", user, "GET", "/v1/groups/{group}",
                       group->id, NULL, NULL))
    return;
  if (has_capability (self->world, "delete-group") != (admin && group->state != DELETED))
    walk_fail (self, "the right to delete is not derived: %s", self->world->answer);
  if (has_capability (self->world, "post") != (group->state == LIVE))
    walk_fail (self, "the right to post is wrong: %s", self->world->answer);
  g_ptr_array_remove_index (self->steps, self->steps->len - 1);
}

void
walk_check_rights (Walk *self, int user)
{
  for (int i = 0; i < self->model->n_groups && self->fault == NULL; i++)
    check_standing (self, user, i);
}

/* The ids of a list, in order, must be those that the model says. */
static void
check_list (Walk *self, int user, const char *path, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GString) got_text = NULL;
  g_autoptr (GString) wanted_text = NULL;
  JsonArray *items = NULL;

  if (!walk_expect (self, "ok", user, "GET", path, NULL, NULL, NULL))
    return;
  node = anshin_json_parse (self->world->answer, -1, G_MAXINT, NULL);
  items = json_object_get_array_member (json_node_get_object (node), "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *id = json_object_get_string_member (item, "id");

      if (g_strcmp0 (id, self->world->all_users) != 0)
        g_ptr_array_add (got, g_strdup (id));
    }
  got_text = join_sorted (got);
  wanted_text = join_sorted (wanted);
  if (!g_str_equal (got_text->str, wanted_text->str))
    walk_fail (self, "the list:\n  got  %s\n  want %s", got_text->str, wanted_text->str);
  else
    g_ptr_array_remove_index (self->steps, self->steps->len - 1);
}

static gboolean
lists_invitation (const Model *model, int user, const Invitation *it)
{
  if (model->groups[it->group].state != LIVE || it->state > SENT)
    return FALSE;
  if (it->user == user && it->state == SENT)
    return TRUE;
  return (it->state == WAITING && model_administers (model, user, it->group))
         || (it->by == user && model_sees_group (model, user, it->group));
}

/* Everybody's own lists: nothing too much, nothing too little. */
static void
check_lists (Walk *self, int user)
{
  const Model *model = self->model;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) invitations = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < model->n_groups; i++)
    if (model->groups[i].state != DELETED && model_sees_group (model, user, i))
      g_ptr_array_add (groups, g_strdup (model->groups[i].id));
  for (int i = 0; i < model->n_patients; i++)
    if (model_sees_patient (model, user, i))
      g_ptr_array_add (patients, g_strdup (model->patients[i].id));
  for (int i = 0; i < model->n_invitations; i++)
    if (lists_invitation (model, user, &model->invitations[i]))
      g_ptr_array_add (invitations, g_strdup (model->invitations[i].id));
  check_list (self, user, "/v1/groups", groups);
  check_list (self, user, "/v1/patients", patients);
  check_list (self, user, "/v1/invitations", invitations);
}

static void
check_records (Walk *self)
{
  gint64 records = world_count (self->world, "SELECT COUNT(*) FROM audit");

  if (records != self->world->records)
    walk_fail (self, "%" G_GINT64_FORMAT " acts, %" G_GINT64_FORMAT " records",
               self->world->records, records);
}

void
walk_check (Walk *self)
{
  int user = walk_pick_actor (self);

  check_never (self);
  check_admins (self);
  check_records (self);
  if (self->group >= 0)
    check_group (self, self->group);
  if (self->model->n_groups > 0)
    check_standing (self, user, self->group >= 0 && walk_chance (self, 2)
                                  ? self->group
                                  : walk_pick_group (self));
  if (walk_chance (self, 10) && self->model->people[user].state == ACTIVE)
    check_lists (self, user);
}

void
walk_check_all (Walk *self)
{
  for (int i = 0; i < self->model->n_groups && self->fault == NULL; i++)
    check_group (self, i);
  for (int i = 0; i < self->model->n_people && self->fault == NULL; i++)
    if (self->model->people[i].state == ACTIVE)
      {
        walk_check_rights (self, i);
        check_lists (self, i);
      }
}
