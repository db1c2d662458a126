/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include <string.h>

/* The rows of a timeline: how they come, move and go. */

void
anshin_timeline_emit_changed (AnshinTimeline *self, guint position, guint removed, guint added)
{
  if (!self->hidden && (removed > 0 || added > 0))
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static AnshinTimelineItem *
get_above (AnshinTimeline *self, guint position)
{
  if (position == 0)
    return NULL;
  position--;
  return position < self->confirmed->len
           ? self->confirmed->pdata[position]
           : self->outgoing->pdata[position - self->confirmed->len];
}

/* The row at @position has a new one above it. */
static void
update_above (AnshinTimeline *self, guint position)
{
  AnshinTimelineItem *item = NULL;

  if (position < self->confirmed->len)
    item = self->confirmed->pdata[position];
  else if (position - self->confirmed->len < self->outgoing->len)
    item = self->outgoing->pdata[position - self->confirmed->len];
  if (item != NULL)
    anshin_timeline_item_set_above (item, get_above (self, position));
}

/* What is on its way stands in a new order, or below something new. */
void
anshin_timeline_join_outgoing (AnshinTimeline *self)
{
  for (guint i = 0; i < self->outgoing->len; i++)
    update_above (self, self->confirmed->len + i);
}

guint
anshin_timeline_count_readers (AnshinTimeline *self, AnshinEntry *entry)
{
  GHashTableIter iter;
  gpointer user_id = NULL;
  gpointer seq = NULL;
  guint readers = 0;

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, &user_id, &seq))
    if (*(gint64 *) seq >= entry->seq && g_strcmp0 (user_id, entry->author_id) != 0)
      readers++;
  return readers;
}

/* Whether the patient's attending physician has read it; for a while nobody knows who that is, or
 * how far he has read. */
void
anshin_timeline_show_attending (AnshinTimeline *self, AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  gint64 *mark = self->attending_id != NULL ? g_hash_table_lookup (self->marks, self->attending_id)
                                            : NULL;
  gint64 read = mark != NULL ? *mark : 0;

  anshin_timeline_item_set_attending_waits (
    item, self->attending_id != NULL && anshin_entry_kind_is_to_read (entry->kind)
            && g_strcmp0 (entry->author_id, self->attending_id) != 0 && entry->seq > read);
}

/* Says what an item answers: the message itself once it is paged in, else what the service says of
 * it. Returns: whether the message itself is here */
gboolean
anshin_timeline_find_replied (AnshinTimeline *self, AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  AnshinTimelineItem *replied = g_hash_table_lookup (self->by_id, entry->reply_to);

  if (replied != NULL)
    anshin_timeline_item_set_replied (item, anshin_timeline_item_get_entry (replied));
  else if (state != NULL && state->replied != NULL)
    anshin_timeline_item_set_replied (item, ANSHIN_ENTRY (state->replied));
  return replied != NULL;
}

/* An item has come to stand among the confirmed ones, with its state as of the number @as_of. */
static void
register_item (AnshinTimeline *self, AnshinTimelineItem *item, gint64 as_of)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  gboolean resolved = FALSE;

  if (entry->id != NULL)
    g_hash_table_insert (self->by_id, g_strdup (entry->id), item);
  anshin_timeline_item_set_state_seq (item, MAX (as_of, entry->seq));
  anshin_timeline_fold_waiting (self, item);
  anshin_timeline_item_set_readers (item, anshin_timeline_count_readers (self, entry));
  anshin_timeline_show_attending (self, item);
  resolved = entry->reply_to == NULL || anshin_timeline_find_replied (self, item);
  if (!resolved)
    g_ptr_array_add (self->unresolved, item);
  /* What came over the stream doesn't say what it answers, nor what one may do with it. */
  if ((!resolved && anshin_timeline_item_get_replied (item) == NULL)
      || (as_of == entry->seq && anshin_timeline_item_get_own (item)
          && anshin_entry_kind_is_to_read (entry->kind) && entry->state == NULL))
    anshin_timeline_fetch_again (self, item);
}

static gboolean
is_own (AnshinTimeline *self, AnshinEntry *entry)
{
  return g_strcmp0 (entry->author_id, self->me->id) == 0;
}

/* Finds what was sent from here as @entry. */
static gboolean
find_outgoing (AnshinTimeline *self, AnshinEntry *entry, guint *position)
{
  if (entry->client_id == NULL || !is_own (self, entry))
    return FALSE;
  for (guint i = 0; i < self->outgoing->len; i++)
    {
      AnshinEntry *sent = anshin_timeline_item_get_entry (self->outgoing->pdata[i]);

      if (g_strcmp0 (sent->client_id, entry->client_id) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Puts @entry, the next in number, below the others. A row that was on its way becomes it: the
 * same object stays, and if nothing refused stands above it, even the same position. */
static void
put_last (AnshinTimeline *self, AnshinEntry *entry, gint64 as_of)
{
  guint end = self->confirmed->len;
  guint sent = 0;

  if (find_outgoing (self, entry, &sent))
    {
      AnshinTimelineItem *item = g_ptr_array_steal_index (self->outgoing, sent);

      g_ptr_array_add (self->confirmed, item);
      anshin_timeline_item_set_entry (item, entry);
      anshin_timeline_item_set_delivery (item, ANSHIN_DELIVERY_CONFIRMED, NULL);
      anshin_timeline_note_answered (self, item);
      register_item (self, item, as_of);
      if (sent > 0)
        anshin_timeline_emit_changed (self, end, sent + 1, sent + 1);
    }
  else
    {
      AnshinTimelineItem *item = anshin_timeline_item_new (entry, ANSHIN_DELIVERY_CONFIRMED,
                                                           is_own (self, entry));

      g_ptr_array_add (self->confirmed, item);
      register_item (self, item, as_of);
      update_above (self, end);
      anshin_timeline_emit_changed (self, end, 0, 1);
    }
  update_above (self, end);
  anshin_timeline_join_outgoing (self);
  anshin_timeline_note_drained (self);
}

/* Takes an entry if it is the next one; it comes with its state as of the number @as_of. Returns:
 * whether nothing lies between it and the rest. */
gboolean
anshin_timeline_append (AnshinTimeline *self, AnshinEntry *entry, gint64 as_of)
{
  if (entry->seq <= self->last_seq)
    return TRUE;
  if (self->last_seq > 0 && entry->seq != self->last_seq + 1)
    return FALSE;
  self->last_seq = entry->seq;
  if (self->first_seq == 0)
    self->first_seq = entry->seq;
  if (anshin_entry_kind_folds (entry->kind))
    anshin_timeline_fold (self, entry);
  else
    {
      put_last (self, entry, as_of);
      anshin_timeline_refresh_origin (self, entry);
    }
  return TRUE;
}

static void
resolve_replies (AnshinTimeline *self)
{
  for (guint i = self->unresolved->len; i > 0; i--)
    {
      AnshinTimelineItem *item = self->unresolved->pdata[i - 1];
      AnshinEntry *entry = anshin_timeline_item_get_entry (item);
      AnshinTimelineItem *replied = g_hash_table_lookup (self->by_id, entry->reply_to);

      if (replied == NULL)
        continue;
      anshin_timeline_item_set_replied (item, anshin_timeline_item_get_entry (replied));
      g_ptr_array_remove_index_fast (self->unresolved, i - 1);
    }
}

/* How far @newest_first joins on to what is there, and which of it are rows, newest first. A page
 * that doesn't fit isn't shown: better less than a hole. */
static GPtrArray *
join_page (AnshinTimeline *self, GPtrArray *newest_first)
{
  GPtrArray *rows = g_ptr_array_new ();
  guint sent = 0;

  for (guint i = 0; i < newest_first->len; i++)
    {
      AnshinEntry *entry = newest_first->pdata[i];

      if (self->first_seq != 0 && entry->seq != self->first_seq - 1)
        break;
      self->first_seq = entry->seq;
      self->last_seq = MAX (self->last_seq, entry->seq);
      if (find_outgoing (self, entry, &sent))
        anshin_timeline_remove_outgoing (self, self->outgoing->pdata[sent]);
      if (!anshin_entry_kind_folds (entry->kind))
        g_ptr_array_add (rows, entry);
    }
  return rows;
}

/* Puts a page above the others, with its state as of the number @as_of. What was sent from here,
 * but whose answer was lost, is in it. Returns: how many rows it has brought. */
guint
anshin_timeline_prepend (AnshinTimeline *self, GPtrArray *newest_first, gint64 as_of)
{
  g_autoptr (GPtrArray) rows = join_page (self, newest_first);
  guint added = rows->len;

  if (added == 0)
    return 0;
  for (guint i = 0; i < added; i++)
    g_ptr_array_add (self->confirmed, NULL);
  memmove (self->confirmed->pdata + added, self->confirmed->pdata,
           (self->confirmed->len - added) * sizeof (gpointer));
  for (guint i = 0; i < added; i++)
    {
      AnshinEntry *entry = rows->pdata[added - 1 - i];

      self->confirmed->pdata[i] = anshin_timeline_item_new (entry, ANSHIN_DELIVERY_CONFIRMED,
                                                            is_own (self, entry));
    }
  for (guint i = 0; i < added; i++)
    register_item (self, self->confirmed->pdata[i], as_of);
  for (guint i = 0; i <= added; i++)
    update_above (self, i);
  resolve_replies (self);
  anshin_timeline_emit_changed (self, 0, 0, added);
  return added;
}

/* Everything that came from the service goes, and what is being fetched isn't taken. */
void
anshin_timeline_drop_confirmed (AnshinTimeline *self)
{
  guint removed = self->confirmed->len;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->gap_id, g_source_remove);
  self->newest_busy = self->newer_busy = self->older_busy = FALSE;

  g_ptr_array_set_size (self->unresolved, 0);
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->changes);
  g_ptr_array_set_size (self->confirmed, 0);
  self->first_seq = self->last_seq = 0;
  self->loaded = self->complete = self->detached = FALSE;
  anshin_timeline_emit_changed (self, 0, removed, 0);
  for (guint i = self->outgoing->len; i > 0; i--)
    {
      AnshinTimelineItem *item = self->outgoing->pdata[i - 1];

      /* It has arrived and comes again with the page it is in. */
      if (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED)
        anshin_timeline_remove_outgoing (self, item);
    }
  anshin_timeline_join_outgoing (self);
  anshin_timeline_notify_loading (self);
  anshin_timeline_notify_complete (self);
}
