/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-clock.h"

/* A night shift goes from one day to the next with the program open: "today" is another day then,
 * and what was due is overdue, though nobody has done anything. */

#define CHECK_SECONDS 20

/* Whoever shows one of them shows it anew. */
static void
touch_timeline (AnshinTimeline *timeline)
{
  for (guint i = 0; i < timeline->confirmed->len; i++)
    anshin_timeline_item_touch (timeline->confirmed->pdata[i], FALSE);
}

/* Looks at the clock; if it is another day in Japan than before, all that tells a day is told
 * anew. */
void
anshin_client_check_day (AnshinClient *self)
{
  int today = anshin_clock_today ();
  g_autoptr (GList) timelines = NULL;

  if (self->day == today)
    return;
  self->day = today;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      anshin_record_notify (group, "last_at");
    }
  timelines = g_hash_table_get_values (self->timelines);
  for (GList *link = timelines; link != NULL; link = link->next)
    touch_timeline (link->data);
  anshin_client_emit_outdated (self, "requests");
  anshin_client_emit_outdated (self, "day");
}

static gboolean
on_check_cb (gpointer data)
{
  anshin_client_check_day (ANSHIN_CLIENT (data));
  return G_SOURCE_CONTINUE;
}

/* The clock is looked at often, and not waited for: it is set, and the computer sleeps. */
void
anshin_client_watch_day (AnshinClient *self)
{
  self->day = anshin_clock_today ();
  self->day_id = g_timeout_add_seconds (CHECK_SECONDS, on_check_cb, self);
}
