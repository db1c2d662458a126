/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-request.h"

/* What is addressed to the one who is signed in, by name or as an answer, and was not looked at. */

static void
set_group_count (AnshinTimeline *self)
{
  if (self->group->for_me == self->addressed->len)
    return;
  self->group->for_me = self->addressed->len;
  anshin_record_notify (self->group, "for_me");
}

static void
on_addressed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GPtrArray) entries = anshin_request_all_finish (result, NULL);

  if (entries == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_ptr_array_set_size (self->addressed, 0);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (self->addressed, g_object_ref (entries->pdata[i]));
  set_group_count (self);
  anshin_timeline_notify_addressed (self);
}

void
anshin_timeline_fetch_addressed (AnshinTimeline *self)
{
  g_autofree char *path = g_strconcat ("/v1/groups/", self->group->id, "/addressed", NULL);

  anshin_request_all_async (self->transport, path, anshin_entry_get_type (), NULL, NULL,
                            self->cancellable, on_addressed_cb, g_object_ref (self));
}

/* Whether an entry may be addressed to somebody, as the service knows; what was changed may name
 * somebody now, and does not repeat whom it names. */
gboolean
anshin_entry_may_be_to (AnshinEntry *entry, const char *user_id)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  gboolean names = content != NULL && content->mentions != NULL && content->mentions->len > 0;

  return (names || entry->reply_to != NULL || entry->kind == ANSHIN_ENTRY_MESSAGE_EDITED)
         && g_strcmp0 (entry->author_id, user_id) != 0;
}

/* Something has come. */
void
anshin_timeline_note_addressed (AnshinTimeline *self, AnshinEntry *entry)
{
  if (anshin_entry_may_be_to (entry, self->me->id))
    anshin_timeline_fetch_addressed (self);
}

static void
on_seen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* It is addressed to one still, and shown again with the next fetch. */
  anshin_request_record_finish (result, &error);
  if (error != NULL)
    g_debug ("Not told that it was seen: %s", error->message);
}

/**
 * anshin_timeline_get_addressed:
 *
 * Returns: (transfer none) (element-type AnshinEntry): what is addressed to one and was not looked
 *   at, the oldest first
 */
GPtrArray *
anshin_timeline_get_addressed (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->addressed;
}

static void
take_out (AnshinTimeline *self, guint position)
{
  g_ptr_array_remove_index (self->addressed, position);
  set_group_count (self);
  anshin_timeline_notify_addressed (self);
}

static gboolean
find (AnshinTimeline *self, gint64 seq, guint *position)
{
  for (guint i = 0; i < self->addressed->len; i++)
    if (ANSHIN_ENTRY (self->addressed->pdata[i])->seq == seq)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* @answer has arrived: what it answers was looked at, which the service has noted by itself. */
void
anshin_timeline_note_answered (AnshinTimeline *self, AnshinTimelineItem *answer)
{
  AnshinEntry *answered = anshin_timeline_item_get_replied (answer);
  guint position = 0;

  if (answered != NULL && find (self, answered->seq, &position))
    take_out (self, position);
}

/**
 * anshin_timeline_see:
 * @seq: an entry's number
 *
 * One has looked at it. Nothing happens if it isn't addressed to one.
 */
void
anshin_timeline_see (AnshinTimeline *self, gint64 seq)
{
  g_autofree char *path = NULL;
  guint position = 0;

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (!find (self, seq, &position))
    return;
  path = g_strconcat ("/v1/groups/", self->group->id, "/messages/",
                      ANSHIN_ENTRY (self->addressed->pdata[position])->id, "/seen", NULL);
  anshin_request_record_async (self->transport, "PUT", path, NULL, G_TYPE_NONE, NULL, on_seen_cb,
                               g_object_ref (self));
  take_out (self, position);
}
