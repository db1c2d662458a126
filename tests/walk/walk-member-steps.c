/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who comes into a group, and who goes. */

#include "walk.h"

/* Whose the invitation is to know of. */
static gboolean
knows (Walk *self, int actor, const Invitation *it)
{
  const Group *group = &self->model->groups[it->group];

  if (group->state == DELETED)
    return FALSE;
  if (model_sees_group (self->model, actor, it->group))
    return TRUE;
  return it->user == actor && it->was_sent
         && !(self->model->people[actor].office && group->kind == OF_PATIENT);
}

static Invitation *
pick_invitation (Walk *self)
{
  Model *model = self->model;
  int number = 0;

  if (model->n_invitations == 0)
    return NULL;
  number = walk_pick (self, model->n_invitations);
  for (int i = 0; i < 6 && model->invitations[number].state > SENT; i++)
    number = walk_pick (self, model->n_invitations);
  self->group = model->invitations[number].group;
  return &model->invitations[number];
}

/* Nobody learns of an invitation that is not approved, or was turned down; then he does. */
static void
check_told (Walk *self, const Invitation *it)
{
  const Told *told = world_find_told (self->world, self->model->people[it->user].id);

  if (model_sees_group (self->model, it->user, it->group) || (told != NULL) == it->was_sent)
    return;
  walk_fail (self, "person %d was %s: %d %s %s", it->user,
             it->was_sent ? "not told" : "told before anybody approved",
             told != NULL ? (int) told->kind : -1, told != NULL ? told->channel : "",
             told != NULL ? told->what : "");
}

static void
invite (Walk *self)
{
  Model *model = self->model;
  int other = walk_pick_person (self);
  int number = walk_pick_group (self);
  int actor = walk_pick_inside (self, number, FALSE);
  Group *group = &model->groups[MAX (number, 0)];
  Invitation *it = &model->invitations[model->n_invitations];
  const char *wanted = "ok";
  g_autofree char *body = g_strdup_printf ("{\"user_ids\":[\"%s\"]}", model->people[other].id);

  if (number < 0 || model->n_invitations == MAX_INVITATIONS)
    return;
  if (!model_sees_group (model, actor, number))
    wanted = "not-found";
  else if (group->kind == DIRECT)
    wanted = "forbidden";
  else if (group->state != LIVE)
    wanted = group->state == FROZEN ? "group-frozen" : "group-closed";
  else if (model->people[other].state != ACTIVE
           || (model->people[other].office && group->kind == OF_PATIENT))
    wanted = "user-unavailable";
  else if (group->member[other])
    wanted = "already-member";
  else if (model_has_open (model, number, other))
    wanted = "already-invited";
  self->group = number;
  if (!walk_expect (self, wanted, actor, "POST", "/v1/groups/{group}/invitations", group->id, NULL,
                    body))
    return;
  it->id = world_get (self->world, "items", "id");
  it->group = number;
  it->user = other;
  it->by = actor;
  it->state = model_administers (model, actor, number) ? SENT : WAITING;
  it->was_sent = it->state == SENT;
  model->n_invitations++;
  check_told (self, it);
}

static void
decide (Walk *self, const char *path, InvitationState state)
{
  Model *model = self->model;
  Invitation *it = pick_invitation (self);
  int actor = -1;
  const char *wanted = "needs-group-admin";

  for (int i = 0; i < 12 && it != NULL && it->state != WAITING && !walk_chance (self, 10); i++)
    it = pick_invitation (self);
  actor = walk_pick_inside (self, self->group, TRUE);
  if (it == NULL)
    return;
  if (!knows (self, actor, it))
    wanted = "not-found";
  else if (model_administers (model, actor, it->group))
    {
      GroupState group = model->groups[it->group].state;

      wanted = "ok";
      if (group != LIVE)
        wanted = group == FROZEN ? "group-frozen" : "group-closed";
      else if (it->state != WAITING)
        wanted = "invitation-state";
      else if (state == SENT && model->people[it->user].state != ACTIVE)
        wanted = "user-unavailable";
    }
  if (!walk_expect (self, wanted, actor, "POST", path, it->id, NULL, NULL))
    return;
  it->state = state;
  it->was_sent = it->was_sent || state == SENT;
  check_told (self, it);
}

static void
approve (Walk *self)
{
  decide (self, "/v1/invitations/{invitation}/approve", SENT);
}

static void
turn_down (Walk *self)
{
  decide (self, "/v1/invitations/{invitation}/turn-down", TURNED_DOWN);
}

static void
answer (Walk *self, const char *path, InvitationState state)
{
  Model *model = self->model;
  Invitation *it = pick_invitation (self);
  int actor = it != NULL && !walk_chance (self, 4) ? it->user : walk_pick_actor (self);
  const char *wanted = NULL;

  if (it == NULL)
    return;
  if (!knows (self, actor, it))
    wanted = "not-found";
  else if (it->user != actor || !it->was_sent)
    wanted = "forbidden";
  else if (model->groups[it->group].state != LIVE)
    wanted = model->groups[it->group].state == FROZEN ? "group-frozen" : "group-closed";
  else
    wanted = it->state == SENT || it->state == state ? "ok" : "invitation-state";
  if (!walk_expect (self, wanted, actor, "POST", path, it->id, NULL, NULL) || it->state != SENT)
    return;
  it->state = state;
  if (state == ACCEPTED)
    model_join (model, it->group, actor);
}

static void
accept_invitation (Walk *self)
{
  answer (self, "/v1/invitations/{invitation}/accept", ACCEPTED);
}

static void
decline (Walk *self)
{
  answer (self, "/v1/invitations/{invitation}/decline", DECLINED);
}

static void
cancel (Walk *self)
{
  Model *model = self->model;
  Invitation *it = pick_invitation (self);
  int actor = walk_pick_inside (self, self->group, TRUE);
  const char *wanted = "needs-group-admin";

  if (it == NULL)
    return;
  if (walk_chance (self, 2))
    actor = it->by;
  if (!knows (self, actor, it))
    wanted = "not-found";
  else if (model_administers (model, actor, it->group)
           || (it->by == actor && model->groups[it->group].member[actor]))
    wanted = it->state <= SENT ? "ok" : "invitation-state";
  if (walk_expect (self, wanted, actor, "POST", "/v1/invitations/{invitation}/cancel", it->id, NULL,
                   NULL))
    it->state = CANCELLED;
}

static const char *
judge_leaving (Walk *self, int actor, int group)
{
  const Group *it = &self->model->groups[group];

  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  if (!it->member[actor] || it->kind == DIRECT)
    return "forbidden";
  if (it->state == DELETED)
    return "group-state";
  return model_is_last_named (self->model, group, actor) ? "last-group-admin" : "ok";
}

static const char *
judge_removing (Walk *self, int actor, int other, int group)
{
  const Model *model = self->model;
  const Group *it = &model->groups[group];
  const Person *who = &model->people[actor];
  gboolean own_staff = it->member[other] && who->admin
                       && who->facility == model->people[other].facility
                       && it->kind != DIRECT && it->state != DELETED
                       && !(who->office && it->kind == OF_PATIENT);

  if (!model_sees_group (model, actor, group) && !own_staff)
    return "not-found";
  if (it->kind == DIRECT)
    return "forbidden";
  if (!model_administers (model, actor, group) && !own_staff)
    return "needs-group-admin";
  if (it->state == DELETED)
    return "group-state";
  if (!it->member[other])
    return "not-found";
  return model_is_last_named (model, group, other) ? "last-group-admin" : "ok";
}

static void
remove_member (Walk *self)
{
  Model *model = self->model;
  int group = walk_pick_group (self);
  int actor = walk_pick_inside (self, group, walk_chance (self, 2));
  int other = walk_chance (self, 2) ? actor : walk_pick_member (self, MAX (group, 0));

  if (group < 0)
    return;
  self->group = group;
  if (walk_expect (self,
                   actor == other ? judge_leaving (self, actor, group)
                                  : judge_removing (self, actor, other, group),
                   actor, "DELETE", "/v1/groups/{group}/members/{user}", model->groups[group].id,
                   model->people[other].id, NULL))
    model_leave (model, group, other);
}

const Step walk_member_steps[] = {
  { 14, invite }, { 16, approve },       { 2, turn_down }, { 12, accept_invitation },
  { 2, decline }, { 2, cancel }, { 6, remove_member }, { 0, NULL },
};
