/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the members of a group ask of each other. */

#include "walk.h"

static const char *
judge_asking (Walk *self, int actor, int owner, int group)
{
  const Group *it = &self->model->groups[group];

  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  if (it->state == FROZEN)
    return "group-frozen";
  if (it->state != LIVE)
    return "group-closed";
  return it->member[owner] && self->model->people[owner].state == ACTIVE ? "ok" : "field-invalid";
}

/* To call a request off is the asker's, and the group admins', as the asker may be gone. */
static const char *
judge_calling_off (Walk *self, int actor, int asker, int group)
{
  if (!model_sees_group (self->model, actor, group))
    return "not-found";
  return actor == asker || model_administers (self->model, actor, group) ? "ok" : "needs-asker";
}

/* It is the owner's to take, whoever else is in the group. */
static void
go_on (Walk *self, int group, int asker, int owner, const char *request)
{
  int actor = walk_chance (self, 2) ? owner : walk_pick_inside (self, group, FALSE);
  gboolean sees = model_sees_group (self->model, actor, group);
  gboolean taken = FALSE;

  taken = walk_expect (self,
                       !sees            ? "not-found"
                       : actor == owner ? "ok"
                                        : "needs-owner",
                       actor, "POST", "/v1/requests/{request}/taking", request, NULL, NULL);
  if (taken)
    walk_expect (self, "request-state", owner, "POST", "/v1/requests/{request}/taking", request,
                 NULL, NULL);
  if (walk_chance (self, 2))
    {
      walk_expect (self, "ok", owner, "POST", "/v1/requests/{request}/completion", request, NULL,
                   "{\"word\":\"届けました。\"}");
      return;
    }
  actor = walk_chance (self, 2) ? asker : walk_pick_inside (self, group, FALSE);
  if (walk_expect (self, judge_calling_off (self, actor, asker, group), actor, "POST",
                   "/v1/requests/{request}/cancellation", request, NULL, "{}"))
    walk_expect (self, "request-state", owner, "POST", "/v1/requests/{request}/completion", request,
                 NULL, "{}");
}

static void
ask (Walk *self)
{
  int group = walk_pick_group (self);
  int actor = walk_pick_inside (self, group, FALSE);
  int owner = walk_pick_inside (self, group, FALSE);
  g_autofree char *body = NULL;
  g_autofree char *request = NULL;

  if (group < 0 || self->model->groups[group].kind == ALL_USERS)
    return;
  body = g_strdup_printf ("{\"client_id\":\"r%u\",\"what\":\"湿布を届けてください。\","
                          "\"owner_id\":\"%s\"}",
                          self->steps->len, self->model->people[owner].id);
  self->group = group;
  if (!walk_expect (self, judge_asking (self, actor, owner, group), actor, "POST",
                    "/v1/groups/{group}/requests", self->model->groups[group].id, NULL, body))
    return;
  request = world_get (self->world, NULL, "id");
  go_on (self, group, actor, owner, request);
}

const Step walk_request_steps[] = {
  { 6, ask },
  { 0, NULL },
};
