/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups, and what is said in them. */

#include "walk.h"

/* Source A3: the attending physician; if there is none, who can see the whole picture. */
static gboolean
may_create (Walk *self, int actor, int patient)
{
  const Patient *it = &self->model->patients[patient];
  const Person *who = &self->model->people[actor];

  if (it->attending >= 0)
    return it->attending == actor;
  return it->facility == who->facility
         && (model_is_eligible (self->model, actor) || (who->facility == 1 && who->admin));
}

static const char *
judge_creating (Walk *self, int actor, int patient)
{
  const Patient *it = &self->model->patients[patient];

  if (!model_sees_patient (self->model, actor, patient))
    return "not-found";
  if (!may_create (self, actor, patient))
    return it->attending < 0 ? "needs-whole-picture" : "needs-attending-physician";
  if (it->ended)
    return "patient-ended";
  if (!it->consented)
    return "consent-missing";
  return it->group >= 0 && self->model->groups[it->group].state != DELETED ? "group-exists" : "ok";
}

static Group *
add_group (Walk *self, GroupKind kind, int creator)
{
  Model *model = self->model;
  int number = model->n_groups++;
  Group *group = &model->groups[number];

  group->id = world_get (self->world, NULL, "id");
  group->kind = kind;
  group->creator = creator;
  group->facility = model->people[creator].facility;
  group->patient = -1;
  group->named[creator] = kind == FREE;
  model_join (model, number, creator);
  self->group = number;
  return group;
}

static char *
make_wish (Walk *self, const char *rest)
{
  return g_strdup_printf ("{\"client_id\":\"g%u\",%s}", self->steps->len, rest);
}

static void
create_patient_group (Walk *self)
{
  Model *model = self->model;
  int patient = walk_pick_patient (self);
  int actor = walk_pick_actor (self);
  g_autofree char *rest = NULL;
  g_autofree char *body = NULL;

  if (patient < 0 || model->n_groups == MAX_GROUPS)
    return;
  if (walk_chance (self, 2) && model->patients[patient].attending >= 0)
    actor = model->patients[patient].attending;
  rest = g_strdup_printf ("\"kind\":\"patient\",\"patient_id\":\"%s\"",
                          model->patients[patient].id);
  body = make_wish (self, rest);
  self->group = model->patients[patient].group;
  if (!walk_expect (self, judge_creating (self, actor, patient), actor, "POST", "/v1/groups", NULL,
                    NULL, body))
    return;
  add_group (self, OF_PATIENT, actor)->patient = patient;
  model->patients[patient].group = model->n_groups - 1;
}

static void
create_free_group (Walk *self)
{
  int actor = walk_pick_actor (self);
  g_autofree char *body = make_wish (self, "\"kind\":\"free\",\"name\":\"勉強会\"");

  if (self->model->n_groups < MAX_GROUPS && walk_chance (self, 4)
      && walk_expect (self, "ok", actor, "POST", "/v1/groups", NULL, NULL, body))
    add_group (self, FREE, actor);
}

static int
find_direct (const Model *model, int one, int other)
{
  for (int i = 0; i < model->n_groups; i++)
    {
      const int *pair = model->groups[i].pair;

      if (model->groups[i].kind == DIRECT
          && ((pair[0] == one && pair[1] == other) || (pair[0] == other && pair[1] == one)))
        return i;
    }
  return -1;
}

/* The same two again: the same conversation. */
static void
create_direct (Walk *self)
{
  Model *model = self->model;
  int actor = walk_pick_actor (self);
  int other = walk_pick_person (self);
  int known = find_direct (model, actor, other);
  g_autofree char *rest = g_strdup_printf ("\"kind\":\"direct\",\"user_id\":\"%s\"",
                                           model->people[other].id);
  g_autofree char *body = make_wish (self, rest);
  g_autofree char *id = NULL;
  Group *group = NULL;

  if (model->n_groups == MAX_GROUPS || (known < 0 && !walk_chance (self, 4)))
    return;
  if (!walk_expect (self,
                    other == actor || model->people[other].state != ACTIVE ? "user-unavailable"
                                                                           : "ok",
                    actor, "POST", "/v1/groups", NULL, NULL, body))
    return;
  id = world_get (self->world, NULL, "id");
  if (known >= 0 && g_strcmp0 (id, model->groups[known].id) != 0)
    walk_fail (self, "a second conversation of the same two");
  if (known >= 0)
    return;
  group = add_group (self, DIRECT, actor);
  group->pair[0] = actor;
  group->pair[1] = other;
  model_join (model, model->n_groups - 1, other);
}

static const char *
judge_talking (Walk *self, int actor, int group)
{
  const Group *it = &self->model->groups[group];

  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  if (it->state == FROZEN)
    return "group-frozen";
  return it->state == LIVE ? "ok" : "group-closed";
}

static void
post (Walk *self)
{
  int group = walk_pick_group (self);
  int actor = walk_pick_inside (self, group, FALSE);
  g_autofree char *body = NULL;

  if (group < 0)
    return;
  body = g_strdup_printf ("{\"client_id\":\"m%u\",\"text\":\"様子を見ます。\"}", self->steps->len);
  self->group = group;
  if (walk_expect (self, judge_talking (self, actor, group), actor, "POST",
                   "/v1/groups/{group}/messages", self->model->groups[group].id, NULL, body))
    self->model->groups[group].messages++;
}

static void
read_entries (Walk *self)
{
  int group = walk_pick_group (self);
  int actor = walk_pick_inside (self, group, FALSE);
  const char *wanted = "ok";

  if (group < 0)
    return;
  if (!model_sees_group (self->model, actor, group))
    wanted = "not-found";
  else if (self->model->groups[group].state == DELETED)
    wanted = "group-state";
  else if (!model_reads_group (self->model, actor, group))
    wanted = "group-frozen";
  walk_expect (self, wanted, actor, "GET", "/v1/channels/{channel}/entries",
               self->model->groups[group].id, NULL, NULL);
}

/* What an admin alone may do with a group. */
static const char *
judge_administering (Walk *self, int actor, int group)
{
  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  if (self->model->groups[group].kind == DIRECT)
    return "forbidden";
  return model_administers (self->model, actor, group) ? "ok" : "needs-group-admin";
}

static void
close_group (Walk *self)
{
  int group = walk_pick_group (self);
  int actor = walk_pick_inside (self, group, TRUE);
  const char *wanted = NULL;

  if (group < 0)
    return;
  wanted = judge_administering (self, actor, group);
  if (g_str_equal (wanted, "ok") && self->model->groups[group].state >= CLOSED)
    wanted = "group-state";
  self->group = group;
  if (walk_expect (self, wanted, actor, "POST", "/v1/groups/{group}/closing",
                   self->model->groups[group].id, NULL, NULL))
    model_close (self->model, group);
}

static gboolean
lacks_consent (const Model *model, const Group *group)
{
  return group->kind == OF_PATIENT && !model->patients[group->patient].consented;
}

static void
reopen_group (Walk *self)
{
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, TRUE);
  Group *group = &self->model->groups[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0)
    return;
  wanted = judge_administering (self, actor, number);
  if (g_str_equal (wanted, "ok") && group->state != CLOSED)
    wanted = "group-state";
  else if (g_str_equal (wanted, "ok") && lacks_consent (self->model, group))
    wanted = "consent-missing";
  self->group = number;
  if (walk_expect (self, wanted, actor, "POST", "/v1/groups/{group}/reopening", group->id, NULL,
                   NULL))
    group->state = LIVE;
}

static void
delete_group (Walk *self)
{
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, TRUE);
  Group *group = &self->model->groups[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0)
    return;
  wanted = judge_administering (self, actor, number);
  if (g_str_equal (wanted, "ok") && group->state == DELETED)
    wanted = "group-state";
  self->group = number;
  if (!walk_expect (self, wanted, actor, "POST", "/v1/groups/{group}/deletion", group->id, NULL,
                    NULL))
    return;
  if (group->state != FROZEN)
    group->state_before = group->state;
  group->state = DELETED;
  model_void_invitations (self->model, number);
}

/* It comes back as what it was, but never open without a consent, nor beside another one. */
static void
bring_back_group (Walk *self)
{
  Model *model = self->model;
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, TRUE);
  Group *group = &model->groups[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0)
    return;
  wanted = judge_administering (self, actor, number);
  if (g_str_equal (wanted, "ok") && group->state != DELETED)
    wanted = "group-state";
  else if (g_str_equal (wanted, "ok") && group->kind == OF_PATIENT
           && model->patients[group->patient].group != number
           && model->groups[model->patients[group->patient].group].state != DELETED)
    wanted = "group-exists";
  self->group = number;
  if (!walk_expect (self, wanted, actor, "DELETE", "/v1/groups/{group}/deletion", group->id, NULL,
                    NULL))
    return;
  group->state = group->state_before;
  if (group->kind != OF_PATIENT)
    return;
  model->patients[group->patient].group = number;
  if (model->patients[group->patient].withdrawn)
    group->state = FROZEN;
  else if (lacks_consent (model, group))
    group->state = CLOSED;
}

static const char *
judge_naming (Walk *self, int actor, int group)
{
  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  if (self->model->groups[group].kind != FREE)
    return "forbidden";
  return model_administers (self->model, actor, group) ? "ok" : "needs-group-admin";
}

static void
name_admin (Walk *self)
{
  Model *model = self->model;
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, TRUE);
  int other = walk_pick_member (self, MAX (number, 0));
  Group *group = &model->groups[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0 || !group->member[other])
    return;
  wanted = judge_naming (self, actor, number);
  if (g_str_equal (wanted, "ok") && group->state != LIVE)
    wanted = "group-closed";
  else if (g_str_equal (wanted, "ok") && model->people[other].state != ACTIVE)
    wanted = "user-unavailable";
  else if (g_str_equal (wanted, "ok") && group->named[other])
    wanted = "group-state";
  self->group = number;
  if (walk_expect (self, wanted, actor, "POST", "/v1/groups/{group}/members/{user}/admin",
                   group->id, model->people[other].id, NULL))
    group->named[other] = TRUE;
}

static void
unname_admin (Walk *self)
{
  Model *model = self->model;
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, TRUE);
  int other = walk_pick_member (self, MAX (number, 0));
  Group *group = &model->groups[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0 || !group->member[other])
    return;
  wanted = judge_naming (self, actor, number);
  if (g_str_equal (wanted, "ok") && group->state == DELETED)
    wanted = "group-state";
  else if (g_str_equal (wanted, "ok") && !group->named[other])
    wanted = "group-state";
  else if (g_str_equal (wanted, "ok") && model_count_named (model, number, other) == 0)
    wanted = "last-group-admin";
  self->group = number;
  if (walk_expect (self, wanted, actor, "DELETE", "/v1/groups/{group}/members/{user}/admin",
                   group->id, model->people[other].id, NULL))
    group->named[other] = FALSE;
}

const Step walk_group_steps[] = {
  { 8, create_patient_group }, { 4, create_free_group }, { 3, create_direct }, { 10, post },
  { 6, read_entries },         { 1, close_group },       { 4, reopen_group },  { 1, delete_group },
  { 3, bring_back_group },     { 4, name_admin },        { 3, unname_admin },  { 0, NULL },
};
