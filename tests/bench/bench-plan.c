/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-plan.h"

#include <stdlib.h>

static void
user_free (gpointer data)
{
  BenchUser *self = data;

  g_free (self->id);
  g_free (self->token);
  g_free (self);
}

static void
group_free (gpointer data)
{
  BenchGroup *self = data;

  g_free (self->id);
  g_free (self);
}

static BenchUser *
user_new (const char *id, const char *token)
{
  BenchUser *self = g_new0 (BenchUser, 1);

  self->id = g_strdup (id);
  self->token = g_strdup (token);
  return self;
}

/* user <id> <token> <number of a group>…; the groups come before the users. */
static void
add_user (BenchPlan *self, char **words)
{
  BenchUser *user = user_new (words[1], words[2]);

  user->index = self->users->len;
  for (guint i = 0; i < BENCH_GROUPS_PER_USER && words[3 + i] != NULL; i++)
    {
      guint number = atoi (words[3 + i]);
      BenchGroup *group = g_ptr_array_index (self->groups, number);

      user->groups[i] = number;
      group->members[group->n_members++] = user->index;
    }
  g_ptr_array_add (self->users, user);
}

static void
add_line (BenchPlan *self, char **words)
{
  guint n = g_strv_length (words);

  if (n >= 2 && g_str_equal (words[0], "group"))
    {
      BenchGroup *group = g_new0 (BenchGroup, 1);

      group->id = g_strdup (words[1]);
      g_ptr_array_add (self->groups, group);
    }
  else if (n >= 3 && g_str_equal (words[0], "user"))
    add_user (self, words);
  else if (n >= 3 && g_str_equal (words[0], "idle"))
    g_ptr_array_add (self->idle, user_new (words[1], words[2]));
  else if (n >= 5 && g_str_equal (words[0], "big"))
    {
      self->big_channel = g_strdup (words[1]);
      self->big_size = atoi (words[2]);
      self->big_reader = user_new (words[3], words[4]);
    }
}

BenchPlan *
bench_plan_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  BenchPlan *self = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  self = g_new0 (BenchPlan, 1);
  self->users = g_ptr_array_new_with_free_func (user_free);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->idle = g_ptr_array_new_with_free_func (user_free);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, "\t", -1);

      add_line (self, words);
    }
  return self;
}

void
bench_plan_free (BenchPlan *self)
{
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->idle);
  g_free (self->big_channel);
  g_clear_pointer (&self->big_reader, user_free);
  g_free (self);
}
