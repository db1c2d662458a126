/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-broadcast.h"
#include "anshin-clock.h"
#include "anshin-entry.h"
#include "anshin-message.h"

#define MINUTE (60 * ANSHIN_SECOND)

/* Who of the group speaks a line: always the same one for a profession, while still there. */
static AnshinDemoUser *
find_speaker (AnshinDemoGroup *group, int profession, gint64 at)
{
  for (guint i = 0; i < group->team->len; i++)
    {
      AnshinDemoUser *user = group->team->pdata[i];

      if (user->gone_at != 0 && at >= user->gone_at)
        continue;
      if (profession == 0 ? user->person->office : user->person->profession == profession)
        return user;
    }
  return group->creator;
}

/* What the office tells everybody. */
static gboolean
announce (AnshinDemo *demo, const AnshinDemoAct *act, const AnshinDemoLine *line, char **id,
          GError **error)
{
  g_autoptr (AnshinAnnouncement) announcement = anshin_announcement_new ();

  announcement->client_id = g_strdup_printf ("demo-%u", act->order);
  announcement->text = g_strdup (line->text);
  return anshin_demo_call (demo, act->user, "POST", "/v1/announcements", announcement, NULL, id,
                           &act->group->last_seq, error);
}

static gboolean
say (AnshinDemo *demo, const AnshinDemoAct *act, const AnshinDemoLine *line, char **id,
     GError **error)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();

  post->client_id = g_strdup_printf ("demo-%u", act->order);
  post->text = g_strdup (line->text);
  if (line->answers > 0)
    post->reply_to = g_strdup (act->talk->ids->pdata[line->answers - 1]);
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/messages", post,
                           act->group->id, id, &act->group->last_seq, error);
}

/* Whoever answers has understood, or is thankful. */
static gboolean
acknowledge (AnshinDemo *demo, const AnshinDemoAct *act, const AnshinDemoLine *line,
             GError **error)
{
  g_autoptr (AnshinAcknowledgement) thanks = NULL;
  g_autofree char *where = NULL;

  if (line->answers == 0 || act->group->all_users)
    return TRUE;
  thanks = anshin_acknowledgement_new ();
  thanks->kind = act->order % 2 == 0 ? ANSHIN_ACKNOWLEDGEMENT_AGREED
                                     : ANSHIN_ACKNOWLEDGEMENT_THANKS;
  where = g_strconcat (act->group->id, "/", act->talk->ids->pdata[line->answers - 1], NULL);
  return anshin_demo_call (demo, act->user, "PUT",
                           "/v1/groups/{group}/messages/{message}/acknowledgement", thanks, where,
                           NULL, NULL, error);
}

static gboolean
run_line (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  const AnshinDemoLine *line = act->talk->thread->lines->pdata[act->line];
  g_autofree char *id = NULL;

  if (!(act->group->all_users ? announce : say) (demo, act, line, &id, error) ||
      !acknowledge (demo, act, line, error))
    return FALSE;
  g_ptr_array_add (act->talk->ids, g_steal_pointer (&id));
  return TRUE;
}

/**
 * anshin_demo_get_length:
 * @thread: a thread of the script
 *
 * Returns: how long it takes from its first line to its last, in microseconds
 */
gint64
anshin_demo_get_length (const AnshinDemoThread *thread)
{
  gint64 length = 0;

  for (guint i = 0; i < thread->lines->len; i++)
    length += ((const AnshinDemoLine *) thread->lines->pdata[i])->delay * MINUTE;
  return length;
}

static gint64
get_end (AnshinDemo *demo, AnshinDemoGroup *group)
{
  const AnshinDemoPatient *patient = group->patient;

  if (patient != NULL && patient->withdrawn_at != 0)
    return patient->withdrawn_at;
  return patient != NULL && patient->ended_at != 0 ? patient->ended_at : demo->now;
}

/**
 * anshin_demo_plan_talk:
 * @demo: the demo
 * @group: where it is said
 * @thread: what is said
 * @at: when it starts
 *
 * Plans the lines of @thread, by day; what would lie in the future, or after a withdrawal or
 * the end of the care, is left out.
 */
void
anshin_demo_plan_talk (AnshinDemo *demo, AnshinDemoGroup *group, const AnshinDemoThread *thread,
                       gint64 at)
{
  AnshinDemoTalk *talk = g_new0 (AnshinDemoTalk, 1);
  gint64 end = get_end (demo, group);
  g_autoptr (GRand) random = g_rand_new_with_seed (g_rand_int (demo->random));
  gint64 said = 0;

  talk->group = group;
  talk->thread = thread;
  talk->ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (demo->talks, talk);
  for (guint i = 0; i < thread->lines->len; i++)
    {
      const AnshinDemoLine *line = thread->lines->pdata[i];
      AnshinDemoAct *act = NULL;

      at += line->delay * MINUTE + g_rand_int_range (random, 0, 59) * ANSHIN_SECOND;
      said = MAX (anshin_demo_daytime (at), said + MINUTE);
      if (said >= end - MINUTE)
        return;
      act = anshin_demo_plan (demo, said, find_speaker (group, line->profession, said), run_line);
      act->group = group;
      act->talk = talk;
      act->line = i;
    }
}
