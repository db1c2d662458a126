/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-clock.h"

#define HISTORY_DAYS 150

typedef struct
{
  const AnshinDemoOptions *options;
  const AnshinDemoScript *script;
} AnshinDemoJob;

static void
user_free (AnshinDemoUser *user)
{
  anshin_principal_free (user->principal);
  g_free (user);
}

static void
patient_free (AnshinDemoPatient *patient)
{
  g_free (patient->id);
  g_free (patient->consent_id);
  g_free (patient);
}

static void
group_free (AnshinDemoGroup *group)
{
  g_free (group->name);
  g_free (group->id);
  g_ptr_array_unref (group->team);
  g_free (group);
}

static void
talk_free (AnshinDemoTalk *talk)
{
  g_ptr_array_unref (talk->ids);
  g_free (talk);
}

static void
demo_init (AnshinDemo *demo, AnshinTx *tx, const AnshinDemoJob *job)
{
  demo->options = job->options;
  demo->script = job->script;
  demo->tx = tx;
  demo->random = g_rand_new_with_seed (job->options->seed);
  demo->now = anshin_clock_now ();
  demo->start = demo->now - HISTORY_DAYS * ANSHIN_DAY;
  demo->users = g_ptr_array_new_with_free_func ((GDestroyNotify) user_free);
  demo->patients = g_ptr_array_new_with_free_func ((GDestroyNotify) patient_free);
  demo->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  demo->talks = g_ptr_array_new_with_free_func ((GDestroyNotify) talk_free);
  demo->acts = g_ptr_array_new_with_free_func (g_free);
}

static void
demo_clear (AnshinDemo *demo)
{
  g_rand_free (demo->random);
  g_ptr_array_unref (demo->acts);
  g_ptr_array_unref (demo->talks);
  g_ptr_array_unref (demo->groups);
  g_ptr_array_unref (demo->patients);
  g_ptr_array_unref (demo->users);
}

static int
compare_acts (gconstpointer a, gconstpointer b)
{
  const AnshinDemoAct *one = *(const AnshinDemoAct *const *) a;
  const AnshinDemoAct *two = *(const AnshinDemoAct *const *) b;

  if (one->at != two->at)
    return one->at < two->at ? -1 : 1;
  return one->order < two->order ? -1 : 1;
}

static gboolean
act_all (AnshinDemo *demo, GError **error)
{
  g_ptr_array_sort (demo->acts, compare_acts);
  for (guint i = 0; i < demo->acts->len; i++)
    {
      const AnshinDemoAct *act = demo->acts->pdata[i];

      anshin_clock_set_offset (act->at - demo->now);
      if (!act->run (demo, act, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
generate (AnshinTx *tx, gpointer data, GError **error)
{
  AnshinDemo demo = { 0 };
  gboolean done = FALSE;

  demo_init (&demo, tx, data);
  done = anshin_demo_add_people (&demo, error);
  if (done)
    {
      anshin_demo_plan_patients (&demo);
      anshin_demo_plan_groups (&demo);
      anshin_demo_plan_templates (&demo);
      anshin_demo_plan_network (&demo);
      done = act_all (&demo, error);
    }
  anshin_clock_set_offset (0);
  done = done && anshin_demo_write_credentials (&demo, error);
  demo_clear (&demo);
  return done;
}

/**
 * anshin_demo_generate:
 * @db: a new, empty database
 * @options: what to make
 *
 * Fills the database with a fictional city: 12 facilities, 60 users, 120 patients, groups with
 * months of conversation, and what the office and the facilities' admins do. All of it is done by
 * the operations themselves, in one transaction and as of the day it is said to have happened. To
 * be called before anything else uses the clock of this process.
 *
 * Returns: %FALSE with an error, and nothing written
 */
gboolean
anshin_demo_generate (AnshinDb *db, const AnshinDemoOptions *options, GError **error)
{
  g_autoptr (AnshinDemoScript) script = anshin_demo_script_load (error);
  AnshinDemoJob job = { options, script };

  if (script == NULL)
    return FALSE;
  return anshin_db_write_sync (db, generate, &job, error);
}
