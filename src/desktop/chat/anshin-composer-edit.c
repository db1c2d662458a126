/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-composer-private.h"

#include <glib/gi18n.h>

#include "anshin-message.h"
#include "anshin-window.h"

/* How a message of one's own is given another text. The timeline holds it, so that it is there
 * again after one has looked at another group; the draft waits. */

gboolean
anshin_composer_is_editing (AnshinComposer *self)
{
  return self->timeline != NULL && anshin_timeline_get_editing (self->timeline) != NULL;
}

static void
on_edited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinComposer) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text_view), TRUE);
  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_MESSAGE_DELETED))
    anshin_composer_turn_edit (self);
  else if (error != NULL && window != NULL)
    anshin_window_toast_error (window, error);
  else if (error == NULL && self->timeline != NULL)
    anshin_timeline_end_edit (self->timeline);
}

/* Those of them whom the message has not named before. */
static GPtrArray *
find_fresh (AnshinPost *post, AnshinEntry *entry)
{
  g_autoptr (AnshinPost) before = anshin_post_new ();
  GPtrArray *fresh = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinContent *content = ANSHIN_CONTENT (entry->content);

  before->mentions = content->mentions != NULL ? g_ptr_array_ref (content->mentions) : NULL;
  for (guint i = 0; post->mentions != NULL && i < post->mentions->len; i++)
    if (!anshin_post_has_mention (before, post->mentions->pdata[i]))
      g_ptr_array_add (fresh, g_object_ref (post->mentions->pdata[i]));
  return fresh;
}

void
anshin_composer_save_edit (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinEntry *entry = anshin_timeline_get_editing (self->timeline);
  g_autoptr (AnshinMessageEdit) edit = anshin_message_edit_new ();
  g_autoptr (AnshinPost) post = anshin_timeline_get_edit_post (self->timeline);
  g_autofree char *path = g_strconcat ("/v1/groups/", entry->channel, "/messages/", entry->id,
                                       NULL);

  if (window == NULL)
    return;
  edit->text = anshin_composer_dup_text (self);
  g_free (post->text);
  post->text = g_strdup (edit->text);
  anshin_mention_list_drop_unnamed (post);
  edit->mentions = find_fresh (post, entry);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text_view), FALSE);
  anshin_client_call_async (anshin_window_get_client (window), "PUT", path, edit, G_TYPE_NONE,
                            NULL, on_edited_cb, g_object_ref (self));
}

/* The message that is given another text has been deleted: what was typed for it is not lost. */
void
anshin_composer_turn_edit (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  gboolean typed = self->timeline != NULL && anshin_timeline_has_edit (self->timeline);

  if (self->timeline == NULL)
    return;
  anshin_timeline_turn_edit (self->timeline);
  if (window != NULL)
    anshin_window_toast (window, typed ? _("The message has been deleted meanwhile. What you typed "
                                           "can be sent as a new one.")
                                       : _("The message has been deleted meanwhile."));
}

/* Something else is to be done with the field. Returns: whether it is free for that */
gboolean
anshin_composer_leave_edit (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (!anshin_timeline_has_edit (self->timeline))
    {
      anshin_timeline_end_edit (self->timeline);
      return TRUE;
    }
  if (window != NULL)
    anshin_window_toast (window, _("Save or cancel the change that you are making first."));
  return FALSE;
}

typedef struct
{
  AnshinTimeline *timeline;
  AnshinEntry *entry;
  AnshinPost *post;
} GivenUp;

static void
on_given_up_cb (gpointer data)
{
  GivenUp *given_up = data;

  g_object_unref (given_up->timeline);
  g_object_unref (given_up->entry);
  g_object_unref (given_up->post);
  g_free (given_up);
}

static void
on_taken_up_cb (gpointer data)
{
  GivenUp *given_up = data;

  if (anshin_timeline_begin_edit (given_up->timeline, given_up->entry, given_up->post->text))
    anshin_timeline_set_edit_mentions (given_up->timeline, given_up->post->mentions);
  on_given_up_cb (given_up);
}

/* What was typed can be had again for a moment. */
static void
cancel_edit (AnshinComposer *self)
{
  GivenUp *given_up = NULL;

  if (anshin_timeline_has_edit (self->timeline))
    {
      given_up = g_new0 (GivenUp, 1);
      given_up->timeline = g_object_ref (self->timeline);
      given_up->entry = g_object_ref (anshin_timeline_get_editing (self->timeline));
      given_up->post = anshin_timeline_get_edit_post (self->timeline);
    }
  anshin_timeline_end_edit (self->timeline);
  if (given_up != NULL)
    anshin_window_toast_undo (anshin_window_get_for (self), _("The message stays as it was."),
                              on_taken_up_cb, on_given_up_cb, given_up);
}

/* The message is not edited, or not answered, after all. Returns: whether there was something to be
 * given up */
gboolean
anshin_composer_cancel (AnshinComposer *self)
{
  if (self->timeline == NULL)
    return FALSE;
  if (anshin_timeline_get_editing (self->timeline) != NULL)
    cancel_edit (self);
  else if (anshin_timeline_get_draft_reply_to (self->timeline) != NULL)
    anshin_timeline_set_draft_reply_to (self->timeline, NULL);
  else
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  return TRUE;
}

/* @entry is one's own message that is given another text; the draft comes back afterwards. */
void
anshin_composer_edit (AnshinComposer *self, AnshinEntry *entry)
{
  AnshinContent *content = NULL;

  g_return_if_fail (ANSHIN_IS_COMPOSER (self));

  content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  if (self->closed || content == NULL || content->text == NULL)
    return;
  if (anshin_timeline_begin_edit (self->timeline, entry, NULL)
      || (anshin_composer_leave_edit (self)
          && anshin_timeline_begin_edit (self->timeline, entry, NULL)))
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
