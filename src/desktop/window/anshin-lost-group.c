/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-lost-group.h"

#include <glib/gi18n.h>

#include "anshin-clipboard.h"
#include "anshin-group.h"
#include "anshin-secret.h"

/* What somebody was writing in a group that has just gone from under the hands. */
typedef struct
{
  AnshinWindow *window;
  char *text;
} Unsent;

static void
on_unsent_left_cb (gpointer data)
{
  Unsent *unsent = data;

  g_object_unref (unsent->window);
  anshin_secret_wipe_text (unsent->text);
  g_free (unsent->text);
  g_free (unsent);
}

static void
on_unsent_copied_cb (gpointer data)
{
  Unsent *unsent = data;

  anshin_clipboard_copy (GTK_WIDGET (unsent->window), unsent->text);
  on_unsent_left_cb (unsent);
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
 * Says so. What was typed there and not sent can be copied: nobody else has it.
 */
void
anshin_lost_group_tell (AnshinWindow *window, AnshinClient *client, AnshinRecord *subject)
{
  const char *words = get_words (client, subject);
  g_autofree char *text = NULL;
  g_autofree char *both = NULL;
  Unsent *unsent = NULL;

  if (ANSHIN_IS_GROUP (subject))
    text = anshin_timeline_dup_unsent (
      anshin_client_get_timeline (client, ANSHIN_GROUP (subject)->id));
  if (text == NULL)
    {
      if (words != NULL)
        anshin_window_toast (window, words);
      return;
    }
  unsent = g_new0 (Unsent, 1);
  unsent->window = g_object_ref (window);
  unsent->text = g_steal_pointer (&text);
  both = g_strdup_printf ("%s\n%s", words != NULL ? words : "",
                          _("What you were writing was not sent."));
  anshin_window_toast_offer (window, g_strstrip (both), _("_Copy it"), on_unsent_copied_cb,
                             on_unsent_left_cb, unsent);
}
