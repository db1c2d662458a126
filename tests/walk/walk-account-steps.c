/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts: who comes, who is suspended, who goes, who is an admin. */

#include "walk.h"

#include <string.h>

/* What an account is, all of it that suspending must not change. */
static char *
describe (Walk *self, int user)
{
  static const char *const questions[] = {
    "SELECT facility_id || profession || office || facility_admin || state || registered_at "
    "FROM account WHERE id = $1",
    "SELECT group_id || group_admin || joined_at FROM membership "
    "WHERE user_id = $1 AND left_at IS NULL ORDER BY group_id",
    "SELECT id || state FROM invitation WHERE user_id = $1 OR inviter_id = $1 ORDER BY id",
    "SELECT channel_id || seq FROM read_mark WHERE user_id = $1 ORDER BY channel_id",
    "SELECT id || COALESCE (revoked_at, 0) FROM terminal WHERE user_id = $1 ORDER BY id",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_auto (GStrv) rows = world_query (self->world, questions[i], self->model->people[user].id);
      g_autofree char *line = g_strjoinv (" ", rows);

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static const char *
judge_managing (Walk *self, int actor, int other)
{
  const Model *model = self->model;

  if (model_manages (model, actor, other))
    return "ok";
  return model->people[actor].facility == model->people[other].facility ? "needs-facility-admin"
                                                                       : "needs-office";
}

/* Mostly somebody who manages, so that it comes to pass. */
static int
pick_manager (Walk *self, int other)
{
  int actor = walk_pick_actor (self);

  for (int i = 0; i < 8 && !model_manages (self->model, actor, other); i++)
    if (!walk_chance (self, 5))
      actor = walk_pick_actor (self);
  return actor;
}

/* Another active user of the same place, who becomes admin in the same act. */
static int
pick_successor (Walk *self, int user)
{
  for (int i = 0; i < self->model->n_people; i++)
    {
      const Person *it = &self->model->people[i];

      if (i != user && it->facility == self->model->people[user].facility && it->state == ACTIVE)
        return i;
    }
  return -1;
}

static char *
make_ending (Walk *self, int other, const char *rest, int *successor)
{
  *successor = -1;
  if (model_is_last_admin (self->model, other) && walk_chance (self, 2))
    *successor = pick_successor (self, other);
  if (*successor < 0)
    return g_strdup_printf ("{%s}", rest);
  return g_strdup_printf ("{%s%s\"successor_id\":\"%s\"}", rest, *rest != '\0' ? "," : "",
                          self->model->people[*successor].id);
}

/* To become admin is an act too, with a record of its own. */
static void
succeed (Walk *self, int successor)
{
  if (successor < 0)
    return;
  self->model->people[successor].admin = TRUE;
  self->world->records++;
}

/* The terminals of one whose terminal was lost or infected are revoked when he comes back. */
static void
check_terminals (Walk *self, int user, gboolean none)
{
  const Person *it = &self->model->people[user];
  g_auto (GStrv) usable = world_query (self->world,
                                       "SELECT id FROM terminal WHERE user_id = $1 "
                                       "AND revoked_at IS NULL", it->id);

  if ((it->tainted || none) != (usable[0] == NULL))
    walk_fail (self, "the terminals of person %d: %s", user,
               usable[0] != NULL ? "one is left" : "none is left");
}

static void
restore (Walk *self, int actor, int other)
{
  const Person *it = &self->model->people[other];
  const char *wanted = self->model->people[actor].office ? "ok" : "needs-office";

  if (g_str_equal (wanted, "ok") && it->state != SUSPENDED)
    wanted = "account-state";
  self->may_lack_admin = TRUE;
  if (!walk_expect (self, wanted, actor, "POST", "/v1/users/{user}/restoration", it->id, NULL,
                    "{\"reason\":\"電話で確かめた。\"}"))
    return;
  self->model->people[other].state = ACTIVE;
  check_terminals (self, other, FALSE);
  world_sign_in (self->world, self->model, other, it->tainted);
}

static void
restore_user (Walk *self)
{
  int other = walk_pick_person (self);

  for (int i = 0; i < 20 && self->model->people[other].state != SUSPENDED; i++)
    other = walk_pick_person (self);
  restore (self, walk_chance (self, 3) ? walk_pick_actor (self) : 0, other);
}

/* Suspending and restoring leaves everything as it was. */
static void
suspend_user (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int actor = walk_chance (self, 4) ? other : pick_manager (self, other);
  const char *wanted = actor == other ? "ok" : judge_managing (self, actor, other);
  int successor = -1;
  gboolean tainted = FALSE;
  g_autofree char *body = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (other == 0)
    return;
  tainted = !walk_chance (self, 2);
  body = make_ending (self, other,
                      !tainted              ? "\"reason\":\"other\""
                      : walk_chance (self, 2) ? "\"reason\":\"infected\""
                                            : "\"reason\":\"terminal-lost\"",
                      &successor);
  if (g_str_equal (wanted, "ok") && model->people[other].state != ACTIVE)
    wanted = "account-state";
  else if (g_str_equal (wanted, "ok") && model_is_last_admin (model, other) && successor < 0)
    wanted = "last-admin";
  before = describe (self, other);
  if (!walk_expect (self, wanted, actor, "POST", "/v1/users/{user}/suspension",
                    model->people[other].id, NULL, body))
    return;
  model->people[other].state = SUSPENDED;
  model->people[other].tainted = tainted;
  succeed (self, successor);
  if (tainted || walk_chance (self, 2))
    return;
  restore (self, 0, other);
  after = describe (self, other);
  if (self->fault == NULL && !g_str_equal (before, after))
    walk_fail (self, "restored to something else:\n%s\n%s", before, after);
}

static gboolean
retire (Walk *self, int actor, int other)
{
  Model *model = self->model;
  const char *wanted = judge_managing (self, actor, other);
  int successor = -1;
  g_autofree char *body = make_ending (self, other, "", &successor);

  if (g_str_equal (wanted, "ok") && model->people[other].state == RETIRED)
    wanted = "account-state";
  else if (g_str_equal (wanted, "ok") && model_is_last_admin (model, other) && successor < 0)
    wanted = "last-admin";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/users/{user}/retirement",
                    model->people[other].id, NULL, body))
    return FALSE;
  model_retire (model, other);
  succeed (self, successor);
  return TRUE;
}

static void
retire_user (Walk *self)
{
  int other = walk_pick_person (self);
  int actor = pick_manager (self, other);

  if (other != 0 && walk_chance (self, 4))
    retire (self, actor, other);
}

static gboolean
lacks_admin (const Model *model, int facility)
{
  return model_count_admins (model, facility, -1) == 0;
}

static void
set_admin (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int actor = pick_manager (self, other);
  const Person *who = &model->people[actor];
  Person *it = &model->people[other];
  const char *wanted = "ok";

  if (!(who->admin && who->facility == it->facility)
      && !(who->office && lacks_admin (model, it->facility)))
    wanted = lacks_admin (model, it->facility) ? "needs-office" : "needs-facility-admin";
  else if (it->state != ACTIVE || it->admin)
    wanted = "account-state";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/users/{user}/facility-admin", it->id, NULL,
                    NULL))
    return;
  it->admin = TRUE;
  walk_check_rights (self, other);
}

static void
unset_admin (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int actor = pick_manager (self, other);
  const Person *who = &model->people[actor];
  Person *it = &model->people[other];
  const char *wanted = "ok";

  if (it->state == RETIRED)
    return;
  if (!who->admin || who->facility != it->facility)
    wanted = "needs-facility-admin";
  else if (!it->admin)
    wanted = "account-state";
  else if (it->state == ACTIVE && model_count_admins (model, it->facility, other) == 0)
    wanted = "last-admin";
  if (!walk_expect (self, wanted, actor, "DELETE", "/v1/users/{user}/facility-admin", it->id, NULL,
                    NULL))
    return;
  it->admin = FALSE;
  walk_check_rights (self, other);
}

static void
reset_user (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int actor = walk_chance (self, 2) ? 0 : walk_pick_actor (self);
  const Person *it = &model->people[other];
  const char *wanted = "ok";

  if (!model->people[actor].office || actor == other)
    wanted = "needs-office";
  else if (it->state != ACTIVE)
    wanted = "account-state";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/users/{user}/reset", it->id, NULL,
                    "{\"identified_by\":\"in-person\",\"note\":\"免許証を見た。\"}"))
    return;
  walk_expect (self, "session-ended", other, "GET", "/v1/session", NULL, NULL, NULL);
  world_sign_in (self->world, model, other, TRUE);
  walk_expect (self, "ok", other, "GET", "/v1/session", NULL, NULL, NULL);
}

/* The office any, a facility admin those of own staff, everybody his own. */
static void
revoke_terminal (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int actor = walk_chance (self, 3) ? other : pick_manager (self, other);
  gboolean may = actor == other || model_manages (model, actor, other);
  g_autofree char *terminal = g_strdup (model->people[other].terminal);

  if (model->people[other].state != ACTIVE
      || !walk_expect (self, may ? "ok" : "not-found", actor, "DELETE", "/v1/terminals/{terminal}",
                       terminal, NULL, NULL))
    return;
  walk_expect (self, "access-withdrawn", other, "GET", "/v1/session", NULL, NULL, NULL);
  world_sign_in (self->world, model, other, TRUE);
  walk_expect (self, "ok", other, "GET", "/v1/session", NULL, NULL, NULL);
}

/* Registered by the office; nothing goes before the rules are accepted. Who comes to a facility
 * without an admin is its admin. */
static void
join (Walk *self, const char *id, int facility, const char *profession)
{
  gboolean first = model_count_admins (self->model, facility, -1) == 0;
  int user = world_adopt_person (self->world, self->model, id, facility, profession);

  self->model->people[user].admin = first;
  walk_expect (self, "rules-not-accepted", user, "GET", "/v1/groups", NULL, NULL, NULL);
  walk_expect (self, "ok", user, "POST", "/v1/session/rules", NULL, NULL, "{\"version\":1}");
}

static char *
make_application (Walk *self, int facility, const char *profession)
{
  return g_strdup_printf (
    "{\"items\":[{\"name\":\"新人 %u\",\"kana\":\"シンジン\",\"mail\":\"n%u@city.example\","
    "\"profession\":\"%s\",\"facility_id\":\"%s\",\"facility_admin\":false}]}",
    self->steps->len, self->steps->len, profession, self->world->facilities[facility]);
}

/* A facility admin asks for own staff; the office decides. */
static int
admit (Walk *self, int actor, int facility, const char *profession)
{
  const Person *who = &self->model->people[actor];
  const char *wanted = who->facility == facility ? "needs-facility-admin" : "needs-office";
  g_autofree char *body = make_application (self, facility, profession);
  g_autofree char *application = NULL;
  g_autofree char *id = NULL;

  if (who->office || (who->admin && who->facility == facility))
    wanted = "ok";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/applications", NULL, NULL, body))
    return -1;
  application = world_get (self->world, "stored", "id");
  wanted = who->office ? "ok" : "needs-office";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/applications/{application}/registration",
                    application, NULL, NULL)
      && (self->fault != NULL
          || !walk_expect (self, "ok", 0, "POST", "/v1/applications/{application}/registration",
                           application, NULL, NULL)))
    return -1;
  id = world_get (self->world, "user", "id");
  join (self, id, facility, profession);
  return self->model->n_people - 1;
}

static void
register_user (Walk *self)
{
  static const char *const professions[] = { "nurse", "helper", "physician", "clerk" };
  int facility = walk_pick (self, N_FACILITIES);
  const char *profession = professions[walk_pick (self, 4)];

  if (self->model->n_people < MAX_PEOPLE)
    admit (self, walk_pick_actor (self), facility, profession);
}

/* To another facility: a new account there. No group of the old one follows, and no patient, and
 * the old account is nobody's any more. */
static void
move_user (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int facility = walk_pick (self, N_FACILITIES);
  int moved = -1;

  if (other == 0 || model->n_people == MAX_PEOPLE || model->people[other].state != ACTIVE
      || model->people[other].facility == facility || !walk_chance (self, 2)
      || !retire (self, 0, other))
    return;
  moved = admit (self, 0, facility, model->people[other].profession);
  if (moved < 0)
    return;
  walk_check_rights (self, moved);
  walk_expect (self, "session-ended", other, "GET", "/v1/session", NULL, NULL, NULL);
}

const Step walk_account_steps[] = {
  { 2, register_user }, { 3, suspend_user }, { 4, restore_user },    { 2, retire_user },
  { 4, set_admin },     { 4, unset_admin },  { 1, reset_user },      { 2, revoke_terminal },
  { 1, move_user },
  { 0, NULL },
};
