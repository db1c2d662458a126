/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-secret.h"

/*
 * A message of one's own that is given another text. The new text has a place of its own beside the
 * draft, so that neither is lost nor mixed with the other, whatever else is looked at meanwhile. It
 * stays through the lock as the draft does.
 */

static const char *
get_said (AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;

  return content != NULL ? content->text : NULL;
}

/* Returns: whether another text than the message has would be lost if it were forgotten now */
gboolean
anshin_timeline_has_edit (AnshinTimeline *self)
{
  return self->editing != NULL && g_strcmp0 (self->edit_text, get_said (self->editing)) != 0;
}

/**
 * anshin_timeline_begin_edit:
 * @entry: a message
 * @text: (nullable): what stands there at first; %NULL for what the message says
 *
 * Returns: whether it is edited now: not if another text for another message would be lost. One
 *   that is edited already stays as it is
 */
gboolean
anshin_timeline_begin_edit (AnshinTimeline *self, AnshinEntry *entry, const char *text)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);
  g_return_val_if_fail (ANSHIN_IS_ENTRY (entry), FALSE);

  if (self->editing != NULL && g_strcmp0 (self->editing->id, entry->id) == 0)
    return TRUE;
  if (self->hidden || anshin_timeline_has_edit (self))
    return FALSE;
  g_set_object (&self->editing, entry);
  anshin_secret_wipe_text (self->edit_text);
  g_free (self->edit_text);
  self->edit_text = g_strdup (text != NULL ? text : get_said (entry));
  anshin_timeline_set_edit_mentions (self, entry->content != NULL
                                             ? ANSHIN_CONTENT (entry->content)->mentions
                                             : NULL);
  anshin_timeline_notify_editing (self);
  return TRUE;
}

/**
 * anshin_timeline_get_editing:
 *
 * Returns: (transfer none) (nullable): the message that is given another text
 */
AnshinEntry *
anshin_timeline_get_editing (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->hidden ? NULL : self->editing;
}

/**
 * anshin_timeline_get_edit_text:
 *
 * Returns: (nullable): what it is to say
 */
const char *
anshin_timeline_get_edit_text (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->hidden ? NULL : self->edit_text;
}

/**
 * anshin_timeline_get_edit_post:
 *
 * Returns: (transfer full): what it is to say, and whom it is to name, as it would be posted
 */
AnshinPost *
anshin_timeline_get_edit_post (AnshinTimeline *self)
{
  AnshinPost *post = NULL;

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  post = anshin_post_new ();
  post->text = g_strdup (anshin_timeline_get_edit_text (self));
  for (guint i = 0; self->edit_mentions != NULL && i < self->edit_mentions->len; i++)
    anshin_post_add_mention (post, self->edit_mentions->pdata[i]);
  return post;
}

/**
 * anshin_timeline_set_edit_mentions:
 * @mentions: (nullable) (element-type AnshinMention): whom it is to name
 */
void
anshin_timeline_set_edit_mentions (AnshinTimeline *self, GPtrArray *mentions)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    g_ptr_array_add (copy, g_object_ref (mentions->pdata[i]));
  g_clear_pointer (&self->edit_mentions, g_ptr_array_unref);
  self->edit_mentions = g_steal_pointer (&copy);
}

/**
 * anshin_timeline_set_edit_text:
 * @text: what is typed
 */
void
anshin_timeline_set_edit_text (AnshinTimeline *self, const char *text)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->hidden || self->editing == NULL || g_strcmp0 (self->edit_text, text) == 0)
    return;
  anshin_secret_wipe_text (self->edit_text);
  g_free (self->edit_text);
  self->edit_text = g_strdup (text);
}

/**
 * anshin_timeline_end_edit:
 *
 * It is saved, or given up. The draft is what is typed again.
 */
void
anshin_timeline_end_edit (AnshinTimeline *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->editing == NULL)
    return;
  anshin_timeline_forget_edit (self);
  anshin_timeline_notify_editing (self);
}

/**
 * anshin_timeline_turn_edit:
 *
 * The message can't be given another text any more: what was typed for it is part of the draft.
 */
void
anshin_timeline_turn_edit (AnshinTimeline *self)
{
  g_autoptr (AnshinPost) draft = NULL;
  g_autoptr (AnshinPost) edit = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (anshin_timeline_has_edit (self))
    {
      text = g_strdup (self->edit_text);
      edit = anshin_timeline_get_edit_post (self);
    }
  anshin_timeline_end_edit (self);
  anshin_timeline_merge_text (self, text);
  if (edit != NULL && edit->mentions != NULL)
    {
      draft = anshin_timeline_get_draft_post (self);
      for (guint i = 0; i < edit->mentions->len; i++)
        anshin_post_add_mention (draft, edit->mentions->pdata[i]);
      anshin_timeline_set_draft_post (self, draft);
    }
  anshin_secret_wipe_text (text);
}

/* Nothing of it is left in memory. */
void
anshin_timeline_forget_edit (AnshinTimeline *self)
{
  anshin_secret_wipe_text (self->edit_text);
  g_clear_pointer (&self->edit_text, g_free);
  g_clear_pointer (&self->edit_mentions, g_ptr_array_unref);
  g_clear_object (&self->editing);
}
