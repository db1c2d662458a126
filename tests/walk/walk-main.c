/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A random walk of users acting, beside a model that is written apart (walk-model.c).
 *
 *   anshin-walk [--steps N] [--seconds N] [--seed N [--one]]
 *
 * The use cases run in process, through the table of operations, as the dispatcher runs them; the
 * database is in memory. A walk is many short ones, each in a city of its own whose seed follows
 * from the first, so that one that fails is replayed in a second: it prints its seed and its steps.
 */

#include <locale.h>
#include <stdio.h>

#include "walk.h"

#define STEPS_IN_A_CITY 1000
/* After so many every use case must have come about. */
#define STEPS_FOR_ALL 20000

static gint64 wanted_steps = 100000;
static gint64 wanted_seconds;
static gint64 first_seed = 20180612;
static gboolean only_one;

static const GOptionEntry options[] = {
  { "steps", 0, 0, G_OPTION_ARG_INT64, &wanted_steps, "How many steps", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT64, &wanted_seconds, "As long as this instead", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &first_seed, "The first city's seed", "N" },
  { "one", 0, 0, G_OPTION_ARG_NONE, &only_one, "This one city alone", NULL },
  { NULL },
};

static const struct
{
  int facility;
  const char *profession;
  gboolean admin;
} people[] = {
  { 0, "physician", FALSE }, { 0, "clerk", TRUE },   { 0, "nurse", FALSE }, { 0, "clerk", FALSE },
  { 1, "nurse", FALSE },     { 1, "physical-therapist", TRUE },             { 1, "nurse", FALSE },
  { 2, "care-manager", TRUE }, { 2, "care-manager", FALSE },
  { 3, "pharmacist", TRUE }, { 3, "clerk", FALSE },
  { 4, "physician", TRUE },  { 4, "nurse", TRUE },
};

static void
populate (Walk *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    world_add_person (self->world, self->model, people[i].facility, people[i].profession,
                      people[i].admin, FALSE);
  world_add_person (self->world, self->model, N_FACILITIES, "clerk", FALSE, TRUE);
  self->world->records = world_count (self->world, "SELECT COUNT(*) FROM audit");
}

static const Step *const all_steps[] = { walk_care_steps, walk_group_steps, walk_member_steps,
                                         walk_account_steps, walk_request_steps };

static void
take_step (Walk *self)
{
  guint sum = 0;
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all_steps); i++)
    for (const Step *step = all_steps[i]; step->func != NULL; step++)
      sum += step->weight;
  number = (guint) walk_pick (self, (int) sum);
  for (guint i = 0; i < G_N_ELEMENTS (all_steps); i++)
    for (const Step *step = all_steps[i]; step->func != NULL; step++)
      {
        if (number < step->weight)
          {
            step->func (self);
            return;
          }
        number -= step->weight;
      }
}

static void
walk_city (Walk *self, guint n_steps)
{
  populate (self);
  /* What comes to nothing, as there is nobody whom it could be done to, is no step; nor is what is
   * only looked at. */
  while (self->steps->len < n_steps && self->fault == NULL)
    {
      guint n = 0;

      self->group = -1;
      take_step (self);
      n = self->steps->len;
      walk_check (self);
      if (self->fault == NULL)
        g_ptr_array_set_size (self->steps, (int) n);
    }
  walk_check_all (self);
}

static void
print_fault (Walk *self, gint64 seed)
{
  printf ("# these steps led to it:\n");
  for (guint i = 0; i < self->steps->len; i++)
    printf ("#  %4u %s\n", i, (const char *) g_ptr_array_index (self->steps, i));
  g_strdelimit (self->fault, "\n", ' ');
  printf ("# FOUND: %s\n", self->fault);
  printf ("# again: anshin-walk --one --seed %" G_GINT64_FORMAT "\n", seed);
}

static gboolean
visit_city (gint64 seed, GHashTable *tally)
{
  Walk self = { 0 };
  gboolean good = FALSE;

  self.random = g_rand_new_with_seed ((guint32) seed);
  self.steps = g_ptr_array_new_with_free_func (g_free);
  self.tally = tally;
  self.model = model_new ();
  self.world = world_new (self.model);
  walk_city (&self, STEPS_IN_A_CITY);
  good = self.fault == NULL;
  if (!good)
    print_fault (&self, seed);
  world_free (self.world);
  model_free (self.model);
  g_ptr_array_unref (self.steps);
  g_rand_free (self.random);
  g_free (self.fault);
  return good;
}

/* A walk that never gets to do something, or never is refused, says nothing of it. */
static gboolean
print_tally (GHashTable *tally, guint64 steps)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (tally), (GCompareFunc) g_strcmp0);
  gboolean good = TRUE;

  for (const GList *it = names; it != NULL; it = it->next)
    {
      const Tally *one = g_hash_table_lookup (tally, it->data);

      printf ("# %8u done %8u refused  %s\n", one->done, one->refused, (const char *) it->data);
      if (one->done == 0 && steps >= STEPS_FOR_ALL)
        good = FALSE;
    }
  return good;
}

static gboolean
is_over (guint64 steps, gint64 start)
{
  if (only_one)
    return TRUE;
  if (wanted_seconds > 0)
    return g_get_monotonic_time () - start >= wanted_seconds * G_USEC_PER_SEC;
  return steps >= (guint64) wanted_steps;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GHashTable) tally = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  guint64 steps = 0;
  gboolean good = TRUE;

  setlocale (LC_ALL, "");
  world_keep_in_memory ();
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  printf ("1..1\n# seed %" G_GINT64_FORMAT "\n", first_seed);
  for (gint64 seed = first_seed; good && (steps == 0 || !is_over (steps, start)); seed++)
    {
      good = visit_city (seed, tally);
      steps += STEPS_IN_A_CITY;
    }
  good = print_tally (tally, steps) && good;
  printf ("# %" G_GUINT64_FORMAT " steps in %.1f s\n%s 1 /walk\n", steps,
          (g_get_monotonic_time () - start) / 1e6, good ? "ok" : "not ok");
  return good ? 0 : 1;
}
