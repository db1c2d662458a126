/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-clock.h"
#include "anshin-entry.h"
#include "anshin-group.h"
#include "anshin-invitation.h"

#define MINUTE (60 * ANSHIN_SECOND)
#define MAX_GROUPS 48

static gboolean
run_create (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinGroup) group = anshin_group_new ();

  group->client_id = g_strdup_printf ("demo-group-%u", act->order);
  if (act->group->patient != NULL)
    {
      group->kind = ANSHIN_GROUP_PATIENT;
      group->patient_id = g_strdup (act->group->patient->id);
    }
  else
    {
      group->kind = ANSHIN_GROUP_FREE;
      group->name = g_strdup (act->group->name);
    }
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups", group, NULL, &act->group->id,
                           NULL, error);
}

static gboolean
run_invite (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  AnshinDemoUser *asked = act->group->team->pdata[act->line];
  g_autoptr (AnshinInvite) invite = anshin_invite_new ();

  invite->user_ids = g_new0 (char *, 2);
  invite->user_ids[0] = g_strdup (asked->principal->user_id);
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/invitations", invite,
                           act->group->id, NULL, NULL, error);
}

static gboolean
run_accept (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autofree char *id = NULL;

  rows = anshin_tx_query (demo->tx, error,
                          "SELECT id FROM invitation WHERE group_id = $1 AND user_id = $2 "
                          "AND state = 2",
                          "tt", act->group->id, act->user->principal->user_id);
  if (rows == NULL || !anshin_rows_next (rows, error))
    return rows != NULL && (error == NULL || *error == NULL);
  id = g_strdup (anshin_rows_get_text (rows, 0));
  g_clear_pointer (&rows, anshin_rows_free);
  return anshin_demo_call (demo, act->user, "POST", "/v1/invitations/{invitation}/accept", NULL, id,
                           NULL, NULL, error);
}

static gboolean
run_read (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinReadMark) mark = anshin_read_mark_new ();

  mark->seq = act->group->last_seq - (gint64) act->line;
  if (mark->seq < 1)
    return TRUE;
  return anshin_demo_call (demo, act->user, "PUT", "/v1/groups/{group}/read", mark, act->group->id,
                           NULL, NULL, error);
}

/* A member without rights asks somebody in, shortly before now: it waits for approval. */
static gboolean
run_ask (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  AnshinDemoUser *asked = anshin_demo_find_mail (demo, "hamada@nadeshiko.example");
  g_autoptr (AnshinInvite) invite = anshin_invite_new ();

  for (guint i = 0; i < act->group->team->len; i++)
    if (act->group->team->pdata[i] == asked)
      return TRUE;
  invite->user_ids = g_new0 (char *, 2);
  invite->user_ids[0] = g_strdup (asked->principal->user_id);
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/invitations", invite,
                           act->group->id, NULL, NULL, error);
}

static AnshinDemoGroup *
add_group (AnshinDemo *demo, AnshinDemoUser *creator)
{
  AnshinDemoGroup *group = g_new0 (AnshinDemoGroup, 1);

  group->creator = creator;
  group->team = g_ptr_array_new ();
  g_ptr_array_add (group->team, creator);
  g_ptr_array_add (demo->groups, group);
  return group;
}

static void
add_to_team (AnshinDemo *demo, AnshinDemoGroup *group, int profession)
{
  AnshinDemoUser *user = NULL;

  for (guint i = 0; i < group->team->len; i++)
    if (((AnshinDemoUser *) group->team->pdata[i])->person->profession == profession)
      return;
  user = anshin_demo_pick_user (demo, profession);
  if (user != NULL)
    g_ptr_array_add (group->team, user);
}

static void
add_speakers (AnshinDemo *demo, AnshinDemoGroup *group, const AnshinDemoThread *thread)
{
  for (guint i = 0; i < thread->lines->len; i++)
    {
      const AnshinDemoLine *line = thread->lines->pdata[i];

      if (line->profession != 0)
        add_to_team (demo, group, line->profession);
    }
}

static void
plan_team (AnshinDemo *demo, AnshinDemoGroup *group, gint64 at)
{
  AnshinDemoAct *act = anshin_demo_plan (demo, at, group->creator, run_create);

  act->group = group;
  for (guint i = 1; i < group->team->len; i++)
    {
      act = anshin_demo_plan (demo, at + i * MINUTE, group->creator, run_invite);
      act->group = group;
      act->line = i;
      act = anshin_demo_plan (demo, at + (40 + 25 * i) * MINUTE, group->team->pdata[i], run_accept);
      act->group = group;
    }
}

static void
plan_reading (AnshinDemo *demo, AnshinDemoGroup *group)
{
  if (group->patient != NULL && group->patient->withdrawn_at != 0)
    return;
  for (guint i = 0; i < group->team->len; i++)
    {
      AnshinDemoUser *user = group->team->pdata[i];
      guint behind = g_rand_int_range (demo->random, 0, 5);
      AnshinDemoAct *act = NULL;

      if (user->gone_at != 0)
        continue;
      act = anshin_demo_plan (demo, demo->now - 20 * MINUTE + i * ANSHIN_SECOND, user, run_read);
      act->group = group;
      act->line = behind > 2 ? behind - 2 : 0;
    }
}

/* Spread over the months until today; the last is still going on, or has just come to its end. */
static void
plan_talks (AnshinDemo *demo, AnshinDemoGroup *group, GPtrArray *threads, guint first, guint n,
            gint64 at)
{
  const AnshinDemoThread *last = threads->pdata[(first + (n - 1) * 7) % threads->len];
  gint64 length = anshin_demo_get_length (last);
  gint64 step = (demo->now - at) / n;

  for (guint i = 0; i + 1 < n; i++)
    anshin_demo_plan_talk (demo, group, threads->pdata[(first + i * 7) % threads->len],
                           at + i * step + g_rand_int_range (demo->random, 0, 12 * 60) * MINUTE);
  anshin_demo_plan_talk (demo, group, last,
                         MAX (at, demo->now - (gint64) (length * g_rand_double_range (
                                                                   demo->random, 0.3, 1.2)) -
                                    30 * MINUTE));
}

static void
plan_patient_group (AnshinDemo *demo, AnshinDemoPatient *patient, guint number)
{
  AnshinDemoGroup *group = add_group (demo, patient->owner);
  GPtrArray *threads = demo->script->threads;
  guint n = g_rand_int_range (demo->random, 4, 9);
  guint first = g_rand_int_range (demo->random, 0, threads->len);
  gint64 begun = demo->start + (gint64) number * 14 * 60 * MINUTE + 4 * ANSHIN_DAY;
  gint64 at = anshin_demo_daytime (begun);

  group->patient = patient;
  add_to_team (demo, group, ANSHIN_PROFESSION_NURSE);
  add_to_team (demo, group, ANSHIN_PROFESSION_CARE_MANAGER);
  for (guint i = 0; i < n; i++)
    add_speakers (demo, group, threads->pdata[(first + i * 7) % threads->len]);
  plan_team (demo, group, at);

  plan_talks (demo, group, threads, first, n, at + 2 * ANSHIN_DAY);
  anshin_demo_plan_care (demo, group, number, at + 2 * ANSHIN_DAY);
  plan_reading (demo, group);
  anshin_demo_plan_marks (demo, group, number);
  if (number % 6 == 0)
    anshin_demo_plan_vitals (demo, group, group->team->pdata[1], at + 3 * ANSHIN_DAY);
  if (number % 12 == 0)
    anshin_demo_plan (demo, demo->now - 90 * MINUTE, group->team->pdata[1], run_ask)->group = group;
}

static void
plan_free_group (AnshinDemo *demo, const AnshinDemoThread *notice, guint number)
{
  const AnshinDemoLine *first = notice->lines->pdata[0];
  AnshinDemoGroup *group = add_group (demo, anshin_demo_pick_user (demo, first->profession));
  gint64 at = anshin_demo_daytime (demo->start + (20 + 12 * number) * ANSHIN_DAY);

  group->name = g_strdup (notice->title);
  add_speakers (demo, group, notice);
  add_to_team (demo, group, ANSHIN_PROFESSION_NURSE);
  add_to_team (demo, group, ANSHIN_PROFESSION_PHYSICIAN);
  plan_team (demo, group, at);
  anshin_demo_plan_talk (demo, group, notice, at + ANSHIN_DAY);
  plan_reading (demo, group);
}

static void
plan_announcements (AnshinDemo *demo, const AnshinDemoThread *notice)
{
  AnshinDemoUser *office = demo->users->pdata[0];
  AnshinDemoGroup *group = add_group (demo, office);

  group->all_users = TRUE;
  anshin_demo_plan_talk (demo, group, notice, demo->start + ANSHIN_DAY);
}

static gboolean
run_many (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  for (guint i = 0; i < demo->options->messages; i++)
    {
      AnshinDemoUser *user = act->group->team->pdata[i % act->group->team->len];
      const AnshinDemoThread *thread =
        demo->script->threads->pdata[i % demo->script->threads->len];
      const AnshinDemoLine *line = thread->lines->pdata[i % thread->lines->len];
      g_autoptr (AnshinPost) post = anshin_post_new ();

      post->client_id = g_strdup_printf ("demo-many-%u", i);
      post->text = g_strdup_printf ("%s(%u)", line->text, i + 1);
      if (!anshin_demo_call (demo, user, "POST", "/v1/groups/{group}/messages", post,
                             act->group->id, NULL, &act->group->last_seq, error))
        return FALSE;
    }
  return TRUE;
}

/* One group with as many messages as the options ask for, to try out long timelines. */
static void
plan_long_group (AnshinDemo *demo)
{
  AnshinDemoGroup *group = NULL;

  if (demo->options->messages == 0)
    return;
  group = add_group (demo, anshin_demo_pick_user (demo, ANSHIN_PROFESSION_PHYSICIAN));
  group->name = g_strdup ("長い記録の試験");
  add_to_team (demo, group, ANSHIN_PROFESSION_NURSE);
  add_to_team (demo, group, ANSHIN_PROFESSION_CARE_MANAGER);
  add_to_team (demo, group, ANSHIN_PROFESSION_PHARMACIST);
  plan_team (demo, group, demo->now - 2 * ANSHIN_DAY);
  anshin_demo_plan (demo, demo->now - ANSHIN_DAY, group->creator, run_many)->group = group;
  plan_reading (demo, group);
}

/**
 * anshin_demo_plan_groups:
 * @demo: the demo, its patients planned
 *
 * Plans groups for patients whose consent is in force, free groups, and the office's
 * announcements, with what is said in them.
 */
void
anshin_demo_plan_groups (AnshinDemo *demo)
{
  GPtrArray *notices = demo->script->notices;
  guint groups = 0;

  for (guint i = 0; i < demo->patients->len && groups < MAX_GROUPS; i++)
    if (i % 5 != 4 && i % 10 != 8 && i % 3 != 1)
      {
        plan_patient_group (demo, demo->patients->pdata[i], i);
        groups++;
      }
  plan_announcements (demo, notices->pdata[0]);
  for (guint i = 1; i < notices->len; i++)
    plan_free_group (demo, notices->pdata[i], i);
  plan_long_group (demo);
}
