/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-lost-group.h"

#include <glib/gi18n.h>

#include "anshin-clipboard.h"
#include "anshin-group.h"
#include "anshin-secret.h"

#define OFFERED "anshin-lost-group-offered"

/* What somebody was writing in a group that has just gone from under the hands. It stays in the
 * timeline until there is an answer. */
typedef struct
{
  AnshinWindow *window;
  AnshinClient *client;
  AnshinTimeline *timeline;
} Unsent;

static void
unsent_free (Unsent *unsent)
{
  g_object_set_data (G_OBJECT (unsent->timeline), OFFERED, NULL);
  g_object_unref (unsent->window);
  g_object_unref (unsent->client);
  g_object_unref (unsent->timeline);
  g_free (unsent);
}

static void
on_unsent_put_off_cb (gpointer data)
{
  unsent_free (data);
}

/* One may be in the group again: then it is a draft as any other. While nothing is shown it isn't
 * known. */
static void
on_unsent_left_cb (gpointer data)
{
  Unsent *unsent = data;
  const char *id = anshin_timeline_get_group (unsent->timeline)->id;
  AnshinGroup *group = anshin_live_list_find (anshin_client_get_groups (unsent->client), id);

  if (!anshin_timeline_get_hidden (unsent->timeline)
      && (group == NULL || !anshin_sight_allows (ANSHIN_RECORD (group))))
    anshin_timeline_forget_unsent (unsent->timeline);
  unsent_free (unsent);
}

static void
on_unsent_copied_cb (gpointer data)
{
  Unsent *unsent = data;
  char *text = anshin_timeline_dup_unsent (unsent->timeline);

  if (text != NULL)
    anshin_clipboard_copy (GTK_WIDGET (unsent->window), text);
  anshin_secret_wipe_text (text);
  g_free (text);
  on_unsent_left_cb (unsent);
}

static gboolean
has_text (AnshinTimeline *timeline)
{
  char *text = anshin_timeline_dup_unsent (timeline);
  gboolean has = text != NULL;

  anshin_secret_wipe_text (text);
  g_free (text);
  return has;
}

static gboolean
has_unsent (AnshinTimeline *timeline)
{
  return has_text (timeline) || anshin_timeline_count_unsent_files (timeline) > 0;
}

/* Returns: (transfer full): what has become of the group, and of what was to be sent there */
static char *
describe (AnshinTimeline *timeline, const char *words)
{
  guint n_files = anshin_timeline_count_unsent_files (timeline);
  GString *all = g_string_new (words);

  g_string_append_printf (all, "%s%s", words != NULL ? "\n" : "",
                          has_text (timeline) ? _("What you were writing was not sent.")
                                              : _("What you had attached was not sent."));
  if (n_files > 0)
    {
      g_string_append_c (all, '\n');
      g_string_append_printf (
        all,
        ngettext ("%u photo or file is not kept. Choose it again where you need it.",
                  "%u photos or files are not kept. Choose them again where you need them.",
                  n_files),
        n_files);
    }
  return g_string_free (all, FALSE);
}

/* The text alone can be had: the files are on the service, where one can't come to them. */
static void
offer (AnshinWindow *window, AnshinClient *client, AnshinTimeline *timeline, const char *words)
{
  g_autofree char *all = NULL;
  Unsent *unsent = NULL;

  if (g_object_get_data (G_OBJECT (timeline), OFFERED) != NULL)
    return;
  unsent = g_new0 (Unsent, 1);
  unsent->window = g_object_ref (window);
  unsent->client = g_object_ref (client);
  unsent->timeline = g_object_ref (timeline);
  g_object_set_data (G_OBJECT (timeline), OFFERED, unsent);
  all = describe (timeline, words);
  anshin_window_toast_offer (window, all, has_text (timeline) ? _("_Copy it") : NULL,
                             on_unsent_copied_cb, on_unsent_left_cb, on_unsent_put_off_cb, unsent);
}

/* Returns: (nullable): why it can't be seen any more; %NULL where that has been said */
static const char *
get_words (AnshinClient *client, AnshinRecord *subject)
{
  AnshinGroup *group = NULL;

  if (!ANSHIN_IS_GROUP (subject))
    return _("You no longer have access to this patient");
  group = anshin_live_list_find (anshin_client_get_groups (client), ANSHIN_GROUP (subject)->id);
  if (group == NULL)
    return _("You are no longer in this group");
  /* Who deleted it himself has been told so. */
  return group->state == ANSHIN_GROUP_FROZEN
           ? _("The consent was withdrawn. The group can’t be read any more.")
           : NULL;
}

/**
 * anshin_lost_group_tell:
 * @window: where it was open
 * @client: the client
 * @subject: the group, or the patient, that one may not see any more
 *
 * Says so. What was typed there and not sent can be copied: nobody else has it. How many files were
 * to go with it is said.
 */
void
anshin_lost_group_tell (AnshinWindow *window, AnshinClient *client, AnshinRecord *subject)
{
  const char *words = get_words (client, subject);
  AnshinTimeline *timeline = NULL;

  if (ANSHIN_IS_GROUP (subject))
    timeline = anshin_client_get_timeline (client, ANSHIN_GROUP (subject)->id);
  if (timeline != NULL && has_unsent (timeline))
    offer (window, client, timeline, words);
  else if (words != NULL)
    anshin_window_toast (window, words);
}

/**
 * anshin_lost_group_tell_unsent:
 * @window: the window
 * @client: the client
 * @sight: what one may see now
 *
 * Offers what was written, and not sent, in groups that one may not see any more and that were not
 * open when they went, or where nobody had answered before the screen was locked.
 */
void
anshin_lost_group_tell_unsent (AnshinWindow *window, AnshinClient *client, AnshinSight *sight)
{
  g_autoptr (GPtrArray) timelines = anshin_client_list_timelines (client);

  for (guint i = 0; i < timelines->len; i++)
    {
      AnshinTimeline *timeline = g_ptr_array_index (timelines, i);

      if (anshin_sight_has_lost (sight, anshin_timeline_get_group (timeline))
          && has_unsent (timeline))
        offer (window, client, timeline,
               _("You can’t see a group any more in which you were writing."));
    }
}
