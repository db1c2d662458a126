/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

int
walk_pick (Walk *self, int below)
{
  return g_rand_int_range (self->random, 0, below);
}

gboolean
walk_chance (Walk *self, int one_in)
{
  return walk_pick (self, one_in) == 0;
}

int
walk_pick_person (Walk *self)
{
  return walk_pick (self, self->model->n_people);
}

/* Mostly somebody who can do something; now and then one who must not. */
int
walk_pick_actor (Walk *self)
{
  int actor = walk_pick_person (self);

  for (int i = 0; i < 6 && self->model->people[actor].state != ACTIVE; i++)
    actor = walk_pick_person (self);
  return actor;
}

int
walk_pick_inside (Walk *self, int group, gboolean admin)
{
  int actor = walk_pick_actor (self);

  if (group < 0 || walk_chance (self, 3))
    return actor;
  for (int i = 0; i < 40; i++)
    {
      int other = walk_pick_actor (self);

      if (admin ? model_administers (self->model, other, group)
                : model_sees_group (self->model, other, group))
        return other;
    }
  return actor;
}

int
walk_pick_keeper (Walk *self, int patient)
{
  int actor = walk_pick_actor (self);

  if (patient < 0 || walk_chance (self, 3))
    return actor;
  for (int i = 0; i < 40 && !model_keeps_patient (self->model, actor, patient); i++)
    actor = walk_pick_actor (self);
  return actor;
}

int
walk_pick_member (Walk *self, int group)
{
  int user = walk_pick_person (self);

  for (int i = 0; i < 60 && !self->model->groups[group].member[user]; i++)
    user = walk_pick_person (self);
  return user;
}

int
walk_pick_group (Walk *self)
{
  return self->model->n_groups > 0 ? walk_pick (self, self->model->n_groups) : -1;
}

int
walk_pick_patient (Walk *self)
{
  return self->model->n_patients > 0 ? walk_pick (self, self->model->n_patients) : -1;
}

void
walk_fail (Walk *self, const char *format, ...)
{
  va_list arguments;

  if (self->fault != NULL)
    return;
  va_start (arguments, format);
  self->fault = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static void
count (Walk *self, const char *method, const char *path, gboolean done)
{
  g_autofree char *name = g_strconcat (method, " ", path, NULL);
  Tally *tally = g_hash_table_lookup (self->tally, name);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (self->tally, g_steal_pointer (&name), tally);
    }
  tally->done += done;
  tally->refused += !done;
}

gboolean
walk_expect (Walk *self, const char *wanted, int actor, const char *method, const char *path,
             const char *first, const char *second, const char *body)
{
  const Person *who = &self->model->people[actor];
  const char *got = NULL;

  if (self->fault != NULL)
    return FALSE;
  if (who->state != ACTIVE)
    wanted = "access-withdrawn";
  g_ptr_array_add (self->steps,
                   g_strdup_printf ("person %d (%s, place %d%s%s): %s %s [%s %s] %s → %s", actor,
                                    who->profession, who->facility, who->admin ? ", admin" : "",
                                    who->office ? ", office" : "", method, path,
                                    first != NULL ? first : "", second != NULL ? second : "",
                                    body != NULL ? body : "", wanted));
  got = world_ask (self->world, who, method, path, first, second, body);
  if (!g_str_equal (got, wanted))
    walk_fail (self, "answered “%s”, the rules say “%s”", got, wanted);
  count (self, method, path, g_str_equal (got, "ok"));
  return self->fault == NULL && g_str_equal (got, "ok");
}
