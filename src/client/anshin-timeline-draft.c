/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-secret.h"
#include "anshin-text.h"

/*
 * What is being written: text, what goes with it, and the files. It becomes a message when it is
 * sent, and what is taken back becomes part of it again: nothing of either is ever lost.
 */

/* Nothing of it is left in memory. */
void
anshin_timeline_wipe_draft (AnshinTimeline *self)
{
  anshin_secret_wipe_text (self->draft);
  g_clear_pointer (&self->draft, g_free);
  g_clear_object (&self->draft_reply_to);
  g_clear_object (&self->draft_post);
  anshin_timeline_forget_edit (self);
  anshin_timeline_forget_files (self);
}

/**
 * anshin_timeline_get_hidden:
 *
 * Returns: whether nothing is shown and nothing taken, as behind the lock and once the session has
 *   ended; "draft" is notified of when that changes
 */
gboolean
anshin_timeline_get_hidden (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), TRUE);

  return self->hidden;
}

/**
 * anshin_timeline_get_draft:
 *
 * Returns: (nullable): what was typed and not sent, in memory alone; nothing while locked
 */
const char *
anshin_timeline_get_draft (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->hidden ? NULL : self->draft;
}

/**
 * anshin_timeline_set_draft:
 * @draft: (nullable): what is typed
 */
void
anshin_timeline_set_draft (AnshinTimeline *self, const char *draft)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->hidden || g_strcmp0 (self->draft, draft) == 0)
    return;
  anshin_secret_wipe_text (self->draft);
  g_free (self->draft);
  self->draft = g_strdup (draft);
  anshin_timeline_notify_draft (self);
}

/**
 * anshin_timeline_get_draft_post:
 *
 * Returns: (transfer full): a copy of what goes with the draft beside its text: whether it is
 *   urgent and whom it names; text, files and what it answers are asked for by themselves
 */
AnshinPost *
anshin_timeline_get_draft_post (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->hidden || self->draft_post == NULL ? anshin_post_new ()
                                                  : anshin_record_dup (self->draft_post);
}

/**
 * anshin_timeline_set_draft_post:
 * @post: (nullable) (transfer none): what goes with the draft beside its text
 */
void
anshin_timeline_set_draft_post (AnshinTimeline *self, AnshinPost *post)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->hidden)
    return;
  g_clear_object (&self->draft_post);
  if (post != NULL)
    {
      self->draft_post = anshin_record_dup (post);
      g_clear_pointer (&self->draft_post->text, g_free);
      g_clear_pointer (&self->draft_post->client_id, g_free);
      g_clear_pointer (&self->draft_post->reply_to, g_free);
      g_clear_pointer (&self->draft_post->attachments, g_strfreev);
    }
  anshin_timeline_notify_draft (self);
}

/**
 * anshin_timeline_get_draft_reply_to:
 *
 * Returns: (transfer none) (nullable): the message that the draft answers
 */
AnshinEntry *
anshin_timeline_get_draft_reply_to (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->hidden ? NULL : self->draft_reply_to;
}

/**
 * anshin_timeline_set_draft_reply_to:
 * @entry: (nullable): the message that the draft answers
 */
void
anshin_timeline_set_draft_reply_to (AnshinTimeline *self, AnshinEntry *entry)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (!self->hidden && g_set_object (&self->draft_reply_to, entry))
    anshin_timeline_notify_draft_reply_to (self);
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * anshin_timeline_send_draft:
 *
 * Sends what is being written with all that goes with it, see anshin_timeline_send_post(); after
 * that there is no draft.
 *
 * Returns: whether there was something that could be sent: text, or files all of which have
 *   arrived
 */
gboolean
anshin_timeline_send_draft (AnshinTimeline *self)
{
  g_autoptr (AnshinPost) post = NULL;
  g_autoptr (AnshinEntry) reply_to = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);

  if (self->hidden || !anshin_timeline_get_draft_files_ready (self))
    return FALSE;
  post = anshin_timeline_get_draft_post (self);
  post->text = is_blank (self->draft) ? NULL : g_strdup (self->draft);
  files = anshin_timeline_take_draft_files (self);
  if (post->text == NULL && files->len == 0)
    return FALSE;
  g_set_object (&reply_to, self->draft_reply_to);
  anshin_timeline_set_draft (self, NULL);
  anshin_timeline_set_draft_reply_to (self, NULL);
  anshin_timeline_set_draft_post (self, NULL);
  anshin_timeline_put_out (self, post, files, reply_to);
  return TRUE;
}

/**
 * anshin_timeline_dup_unsent:
 *
 * Returns: (transfer full) (nullable): all text that was written here and has not gone out: what
 *   was refused, what is being written, and what is to become of a message
 */
char *
anshin_timeline_dup_unsent (AnshinTimeline *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  for (guint i = 0; !self->hidden && i < self->outgoing->len; i++)
    {
      AnshinTimelineItem *item = self->outgoing->pdata[i];
      AnshinPost *post = anshin_timeline_item_get_post (item);

      if (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_REFUSED
          && post->text != NULL)
        g_ptr_array_add (texts, post->text);
    }
  if (!self->hidden && !is_blank (self->draft))
    g_ptr_array_add (texts, self->draft);
  if (!self->hidden && anshin_timeline_has_edit (self))
    g_ptr_array_add (texts, self->edit_text);
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

/* Returns: how many files were to go with what was written here and has not gone out */
guint
anshin_timeline_count_unsent_files (AnshinTimeline *self)
{
  guint n_files = 0;

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), 0);

  if (self->hidden)
    return 0;
  for (guint i = 0; i < self->outgoing->len; i++)
    {
      AnshinTimelineItem *item = self->outgoing->pdata[i];
      GPtrArray *files = anshin_timeline_item_get_files (item);

      if (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_REFUSED && files != NULL)
        n_files += files->len;
    }
  return n_files + g_list_model_get_n_items (anshin_timeline_get_draft_files (self));
}

/**
 * anshin_timeline_forget_unsent:
 *
 * What was written here and has not gone out isn't wanted any more, as somebody who can't come to
 * it has been asked. Nothing of it is left in memory.
 */
void
anshin_timeline_forget_unsent (AnshinTimeline *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  for (guint i = self->outgoing->len; i > 0; i--)
    if (anshin_timeline_item_get_delivery (self->outgoing->pdata[i - 1])
        == ANSHIN_DELIVERY_REFUSED)
      anshin_timeline_remove_outgoing (self, self->outgoing->pdata[i - 1]);
  anshin_timeline_wipe_draft (self);
  anshin_timeline_notify_draft (self);
  anshin_timeline_notify_draft_reply_to (self);
  anshin_timeline_notify_editing (self);
}

/* Returns: whether something is typed or attached that would be lost if it were forgotten now; also
 * what was refused, which only who wrote it can do something about. What was typed in a group that
 * one does not see any more was offered when it went, and can't be come to from anywhere */
gboolean
anshin_timeline_has_draft (AnshinTimeline *self)
{
  if (self->error != NULL && anshin_timeline_has_lost_sight (self->error))
    return FALSE;
  if (!is_blank (self->draft) || anshin_timeline_has_edit (self)
      || g_list_model_get_n_items (anshin_timeline_get_draft_files (self)) > 0)
    return TRUE;
  for (guint i = 0; i < self->outgoing->len; i++)
    if (anshin_timeline_item_get_delivery (self->outgoing->pdata[i]) == ANSHIN_DELIVERY_REFUSED)
      return TRUE;
  return FALSE;
}

/* Whom @post names comes before whom the draft names; everybody once. They may be more together
 * than a message takes. */
static void
merge_mentions (AnshinPost *draft, AnshinPost *post)
{
  g_autoptr (GPtrArray) named = g_steal_pointer (&draft->mentions);

  draft->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; post->mentions != NULL && i < post->mentions->len; i++)
    g_ptr_array_add (draft->mentions, g_object_ref (post->mentions->pdata[i]));
  for (guint i = 0; named != NULL && i < named->len; i++)
    if (!anshin_post_has_mention (draft, named->pdata[i]))
      g_ptr_array_add (draft->mentions, g_object_ref (named->pdata[i]));
}

/* @text, if there is any, stands before what is being written. */
void
anshin_timeline_merge_text (AnshinTimeline *self, const char *text)
{
  g_autofree char *joined = NULL;

  if (text == NULL)
    return;
  if (!is_blank (self->draft))
    joined = g_strconcat (text, "\n", self->draft, NULL);
  anshin_timeline_set_draft (self, joined != NULL ? joined : text);
  anshin_secret_wipe_text (joined);
}

/*
 * anshin_timeline_merge_draft:
 * @item: a message that is not on its way any more
 *
 * It stands before what is being written, with its files, whom it names and whether it is urgent.
 * One message answers one: if both answer something, it is what the draft answers that stays, as
 * that is what is seen.
 */
void
anshin_timeline_merge_draft (AnshinTimeline *self, AnshinTimelineItem *item)
{
  g_autoptr (AnshinPost) draft = anshin_timeline_get_draft_post (self);
  AnshinPost *post = anshin_timeline_item_get_post (item);

  draft->urgent = draft->urgent || post->urgent;
  merge_mentions (draft, post);
  anshin_timeline_set_draft_post (self, draft);
  anshin_timeline_put_back_files (self, anshin_timeline_item_get_files (item));
  anshin_timeline_merge_text (self, post->text);
  if (self->draft_reply_to == NULL)
    anshin_timeline_set_draft_reply_to (self, anshin_timeline_item_get_replied (item));
}
