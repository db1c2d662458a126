/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-clock.h"
#include "anshin-event-stream.h"
#include "anshin-id.h"
#include "anshin-request.h"
#include "anshin-text.h"

/*
 * What goes out: messages, one after the other so that they arrive in the order they were
 * written, and how far one has read. A message keeps its client id whatever happens, so sending
 * it again is harmless.
 */

/* Whether the same request may go well later, without anybody doing anything. */
gboolean
anshin_timeline_is_passing (const GError *error)
{
  if (error->domain != ANSHIN_ERROR)
    return TRUE;
  switch (error->code)
    {
    case ANSHIN_ERROR_UNREACHABLE:
    case ANSHIN_ERROR_UNTRUSTED:
    case ANSHIN_ERROR_BUSY:
    case ANSHIN_ERROR_TOO_MANY:
    case ANSHIN_ERROR_SESSION_REQUIRED:
    case ANSHIN_ERROR_SESSION_ENDED:
    case ANSHIN_ERROR_ACCESS_WITHDRAWN:
    case ANSHIN_ERROR_RULES_NOT_ACCEPTED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* But for the one that is under way: whether it has arrived is only known from its answer, and
 * until then it can't be taken back. */
static void
mark_unsent (AnshinTimeline *self, AnshinDelivery from, AnshinDelivery to)
{
  for (guint i = 0; i < self->outgoing->len; i++)
    if (self->outgoing->pdata[i] != self->sending
        && anshin_timeline_item_get_delivery (self->outgoing->pdata[i]) == from)
      anshin_timeline_item_set_delivery (self->outgoing->pdata[i], to, NULL);
}

static gboolean
on_send_again_cb (gpointer data)
{
  AnshinTimeline *self = data;

  self->send_id = 0;
  mark_unsent (self, ANSHIN_DELIVERY_WAITING, ANSHIN_DELIVERY_SENDING);
  anshin_timeline_pump (self);
  return G_SOURCE_REMOVE;
}

static void
take_send_failure (AnshinTimeline *self, AnshinTimelineItem *item, const GError *error)
{
  if (!anshin_timeline_is_passing (error))
    {
      self->send_attempt = 0;
      anshin_timeline_item_set_delivery (item, ANSHIN_DELIVERY_REFUSED, error);
      anshin_timeline_pump (self);
      anshin_timeline_note_drained (self);
      return;
    }

  mark_unsent (self, ANSHIN_DELIVERY_SENDING, ANSHIN_DELIVERY_WAITING);
  if (self->online && self->send_id == 0)
    self->send_id = g_timeout_add (anshin_event_stream_get_wait (self->send_attempt++,
                                                                 g_random_double ()),
                                   on_send_again_cb, self);
}

static void
on_posted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (AnshinTimelineItem) item = g_steal_pointer (&self->sending);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) entry = anshin_request_record_finish (result, &error);

  /* Forgotten meanwhile, taken back, or the stream was faster than the answer. */
  if (item == NULL || !g_ptr_array_find (self->outgoing, item, NULL))
    {
      anshin_timeline_pump (self);
      return;
    }
  if (entry == NULL)
    {
      take_send_failure (self, item, error);
      return;
    }

  self->send_attempt = 0;
  anshin_timeline_note_answered (self, item);
  /* It keeps its place below until what others wrote before it is there too. */
  anshin_timeline_item_set_delivery (item, ANSHIN_DELIVERY_CONFIRMED, NULL);
  if (!self->loaded || entry->seq <= self->last_seq)
    anshin_timeline_remove_outgoing (self, item);
  anshin_timeline_push (self, entry);
  anshin_timeline_pump (self);
  anshin_timeline_note_drained (self);
}

static AnshinTimelineItem *
find_next (AnshinTimeline *self)
{
  if (self->hold_id != 0)
    return NULL;
  for (guint i = 0; i < self->outgoing->len; i++)
    if (anshin_timeline_item_get_delivery (self->outgoing->pdata[i]) == ANSHIN_DELIVERY_SENDING)
      return self->outgoing->pdata[i];
  return NULL;
}

/* Sends the next message, unless one is under way or has to wait. */
void
anshin_timeline_pump (AnshinTimeline *self)
{
  AnshinTimelineItem *item = find_next (self);
  g_autofree char *path = NULL;

  if (item == NULL || self->sending != NULL || self->send_id != 0 || !self->online)
    return;

  path = g_strconcat ("/v1/groups/", self->group->id, "/messages", NULL);
  self->sending = g_object_ref (item);
  anshin_request_record_async (self->transport, "POST", path,
                               anshin_timeline_item_get_post (item), anshin_entry_get_type (), NULL,
                               on_posted_cb, g_object_ref (self));
}

/* A row that is on its way goes. */
void
anshin_timeline_remove_outgoing (AnshinTimeline *self, AnshinTimelineItem *item)
{
  guint position = 0;

  if (!g_ptr_array_find (self->outgoing, item, &position))
    return;
  g_ptr_array_remove_index (self->outgoing, position);
  anshin_timeline_join_outgoing (self);
  anshin_timeline_emit_changed (self, self->confirmed->len + position, 1, 0);
  anshin_timeline_note_drained (self);
}

/* Returns: whether something that was sent is neither on the service nor refused by it */
gboolean
anshin_timeline_has_unsent (AnshinTimeline *self)
{
  for (guint i = 0; i < self->outgoing->len; i++)
    switch (anshin_timeline_item_get_delivery (self->outgoing->pdata[i]))
      {
      case ANSHIN_DELIVERY_SENDING:
      case ANSHIN_DELIVERY_WAITING:
      case ANSHIN_DELIVERY_HELD:
        return TRUE;
      case ANSHIN_DELIVERY_CONFIRMED:
      case ANSHIN_DELIVERY_REFUSED:
      default:
        break;
      }
  return FALSE;
}

/* Tells whoever waits for it that nothing is left to be sent. */
void
anshin_timeline_note_drained (AnshinTimeline *self)
{
  if (!anshin_timeline_has_unsent (self))
    anshin_timeline_emit_drained (self);
}

/* The service can be reached, or can't. */
void
anshin_timeline_set_online (AnshinTimeline *self, gboolean online)
{
  self->online = online;
  g_clear_handle_id (&self->send_id, g_source_remove);
  if (!online)
    {
      mark_unsent (self, ANSHIN_DELIVERY_SENDING, ANSHIN_DELIVERY_WAITING);
      g_clear_handle_id (&self->read_id, g_source_remove);
      return;
    }
  self->send_attempt = 0;
  mark_unsent (self, ANSHIN_DELIVERY_WAITING, ANSHIN_DELIVERY_SENDING);
  anshin_timeline_pump (self);
  anshin_timeline_pump_read (self);
}

/* What one has written as it stands in the timeline until the service has it: a feature that adds
 * a member to AnshinPost says here what it looks like. */
static AnshinContent *
content_from_post (AnshinTimeline *self, AnshinPost *post, GPtrArray *files)
{
  AnshinContent *content = anshin_content_new ();

  content->author_name = g_strdup (self->me->name);
  content->author_profession = self->me->profession;
  content->author_facility = g_strdup (self->me->facility_name);
  content->text = g_strdup (post->text);
  content->urgent = post->urgent;
  if (post->mentions != NULL)
    content->mentions = g_ptr_array_ref (post->mentions);
  content->attachments = anshin_timeline_dup_attachments (files);
  return content;
}

static AnshinEntry *
entry_from_post (AnshinTimeline *self, AnshinPost *post, GPtrArray *files)
{
  AnshinEntry *entry = anshin_entry_new ();

  entry->channel = g_strdup (self->group->id);
  entry->kind = ANSHIN_ENTRY_MESSAGE;
  entry->at = anshin_clock_now ();
  entry->author_id = g_strdup (self->me->id);
  entry->client_id = g_strdup (post->client_id);
  entry->reply_to = g_strdup (post->reply_to);
  entry->content = ANSHIN_RECORD (content_from_post (self, post, files));
  return entry;
}

/*
 * anshin_timeline_put_out:
 * @files: (nullable) (element-type AnshinTransfer): go with it, and have arrived
 *
 * As anshin_timeline_send_post(), with files.
 */
void
anshin_timeline_put_out (AnshinTimeline *self, AnshinPost *post, GPtrArray *files,
                         AnshinEntry *reply_to)
{
  g_autoptr (AnshinPost) own = anshin_record_dup (post);
  g_autoptr (AnshinEntry) entry = NULL;
  AnshinDelivery delivery = ANSHIN_DELIVERY_WAITING;
  AnshinTimelineItem *item = NULL;
  guint position = 0;

  g_free (own->text);
  own->text = post->text != NULL ? anshin_text_normalize_prose (post->text) : NULL;
  g_free (own->client_id);
  own->client_id = anshin_id_new ();
  g_free (own->reply_to);
  own->reply_to = reply_to != NULL ? g_strdup (reply_to->id) : NULL;
  g_strfreev (own->attachments);
  own->attachments = anshin_timeline_dup_file_ids (files);
  entry = entry_from_post (self, own, files);
  if (anshin_timeline_hold (self, own))
    delivery = ANSHIN_DELIVERY_HELD;
  else if (self->online && self->send_id == 0)
    delivery = ANSHIN_DELIVERY_SENDING;
  item = anshin_timeline_item_new (entry, delivery, TRUE);
  anshin_timeline_item_set_post (item, own);
  anshin_timeline_item_set_files (item, files);
  if (reply_to != NULL)
    anshin_timeline_item_set_replied (item, reply_to);
  position = self->outgoing->len;
  g_ptr_array_add (self->outgoing, item);
  anshin_timeline_join_outgoing (self);
  anshin_timeline_emit_changed (self, self->confirmed->len + position, 0, 1);
  anshin_timeline_pump (self);
}

/**
 * anshin_timeline_send_post:
 * @post: (transfer none): what is sent: its text and whatever goes with it; it gets an id
 * @reply_to: (nullable): the message that it answers
 *
 * Puts a message below the others and sends it as soon as that is possible, after those sent
 * before it. It is never lost for want of a connection, and never doubled.
 */
void
anshin_timeline_send_post (AnshinTimeline *self, AnshinPost *post, AnshinEntry *reply_to)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));
  g_return_if_fail (ANSHIN_IS_POST (post) && post->text != NULL);

  anshin_timeline_put_out (self, post, NULL, reply_to);
}

/**
 * anshin_timeline_send:
 * @text: what is said; checked by the service
 * @reply_to: (nullable): the message that it answers
 *
 * Sends text alone, see anshin_timeline_send_post().
 */
void
anshin_timeline_send (AnshinTimeline *self, const char *text, AnshinEntry *reply_to)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();

  g_return_if_fail (text != NULL);

  post->text = g_strdup (text);
  anshin_timeline_send_post (self, post, reply_to);
}

/**
 * anshin_timeline_send_again:
 * @item: a message that was refused
 *
 * Sends it once more, as the same message.
 */
void
anshin_timeline_send_again (AnshinTimeline *self, AnshinTimelineItem *item)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));
  g_return_if_fail (ANSHIN_IS_TIMELINE_ITEM (item));

  if (!g_ptr_array_find (self->outgoing, item, NULL)
      || anshin_timeline_item_get_delivery (item) != ANSHIN_DELIVERY_REFUSED)
    return;
  anshin_timeline_item_set_delivery (item, self->online ? ANSHIN_DELIVERY_SENDING
                                                        : ANSHIN_DELIVERY_WAITING,
                                     NULL);
  anshin_timeline_pump (self);
}

/**
 * anshin_timeline_take_back:
 * @item: a message that was refused, is held, or waits for a connection
 *
 * Takes it out of the timeline and puts it, with its files, before what is being written. Nothing
 * happens to a message that is under way or has arrived.
 *
 * Returns: whether it was taken back
 */
gboolean
anshin_timeline_take_back (AnshinTimeline *self, AnshinTimelineItem *item)
{
  g_autoptr (AnshinTimelineItem) kept = NULL;

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (item), FALSE);

  if (self->hidden || item == self->sending || !g_ptr_array_find (self->outgoing, item, NULL)
      || anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED)
    return FALSE;
  kept = g_object_ref (item);
  anshin_timeline_remove_outgoing (self, item);
  anshin_timeline_merge_draft (self, item);
  return TRUE;
}

static void
on_read_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GError) error = NULL;

  self->read_busy = FALSE;
  anshin_request_record_finish (result, &error);
  /* What failed goes out with the next mark, or when the connection is back. */
  if (error != NULL)
    self->read_sent = 0;
  else if (self->transport != NULL)
    {
      anshin_timeline_pump_read (self);
      if (self->addressed->len > 0)
        anshin_timeline_fetch_addressed (self);
    }
}

static gboolean
on_read_due_cb (gpointer data)
{
  AnshinTimeline *self = data;
  g_autoptr (AnshinReadMark) mark = anshin_read_mark_new ();
  g_autofree char *path = g_strconcat ("/v1/groups/", self->group->id, "/read", NULL);

  self->read_id = 0;
  self->read_busy = TRUE;
  self->read_sent = self->read_wanted;
  mark->seq = self->read_wanted;
  anshin_request_record_async (self->transport, "PUT", path, mark, G_TYPE_NONE, NULL,
                               on_read_sent_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
anshin_timeline_pump_read (AnshinTimeline *self)
{
  if (self->online && !self->read_busy && self->read_id == 0
      && self->read_wanted > self->read_sent)
    self->read_id = g_timeout_add (ANSHIN_TIMELINE_READ_PATIENCE, on_read_due_cb, self);
}

static gint64
count_unread (AnshinTimeline *self)
{
  gint64 unread = 0;

  for (guint i = self->confirmed->len; i > 0; i--)
    {
      AnshinTimelineItem *item = self->confirmed->pdata[i - 1];
      AnshinEntry *entry = anshin_timeline_item_get_entry (item);

      if (entry->seq <= self->read_wanted)
        break;
      if (anshin_entry_kind_is_to_read (entry->kind) && !anshin_timeline_item_get_own (item))
        unread++;
    }
  return unread;
}

/**
 * anshin_timeline_mark_read:
 * @seq: the number of the last entry that was seen
 *
 * Counts everything up to @seq as read, here at once and on the service soon. Never goes back.
 */
void
anshin_timeline_mark_read (AnshinTimeline *self, gint64 seq)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  seq = MIN (seq, self->last_seq);
  if (self->read_wanted < self->group->read_seq)
    self->read_wanted = self->read_sent = self->group->read_seq;
  if (!self->loaded || self->hidden || seq <= self->read_wanted)
    return;
  self->read_wanted = seq;
  self->group->read_seq = MAX (self->group->read_seq, seq);
  self->group->unread = count_unread (self);
  anshin_record_notify (self->group, "read_seq");
  anshin_record_notify (self->group, "unread");
  anshin_timeline_pump_read (self);
}
