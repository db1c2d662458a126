/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-request.h"

/*
 * Entries that are no rows: they change the one that they are about. A page comes with the state
 * of its entries as of the channel's last number, so that only what happened after that is folded
 * in; what is about an entry that isn't paged in waits for it.
 */

typedef void (*AnshinFold) (AnshinEntry *target, AnshinEntry *change, gboolean own);

static AnshinEntryState *
ensure_state (AnshinEntry *entry)
{
  if (entry->state == NULL)
    entry->state = ANSHIN_RECORD (anshin_entry_state_new ());
  return ANSHIN_ENTRY_STATE (entry->state);
}

static AnshinContent *
get_content (AnshinEntry *entry)
{
  return entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
}

static void
fold_deleted (AnshinEntry *target, AnshinEntry *change, gboolean own)
{
  AnshinContent *content = get_content (target);
  AnshinEntryState *state = ensure_state (target);

  if (content != NULL)
    {
      g_clear_pointer (&content->text, g_free);
      content->urgent = FALSE;
    }
  g_clear_pointer (&state->capabilities, g_strfreev);
  state->edited_at = 0;
  state->deleted_at = change->at;
}

static void
count_acknowledgement (AnshinEntryState *state, int kind, gint64 more)
{
  AnshinAcknowledgementCount *count = NULL;
  guint i = 0;

  if (kind == ANSHIN_ACKNOWLEDGEMENT_NONE)
    return;
  if (state->acknowledgements == NULL)
    state->acknowledgements = g_ptr_array_new_with_free_func (g_object_unref);
  for (; i < state->acknowledgements->len; i++)
    {
      count = state->acknowledgements->pdata[i];
      if (count->kind >= kind)
        break;
    }
  if (count == NULL || count->kind != kind)
    {
      count = anshin_acknowledgement_count_new ();
      count->kind = kind;
      g_ptr_array_insert (state->acknowledgements, (int) i, count);
    }
  count->count += more;
  if (count->count <= 0)
    g_ptr_array_remove (state->acknowledgements, count);
}

static void
fold_acknowledged (AnshinEntry *target, AnshinEntry *change, gboolean own)
{
  AnshinContent *changed = get_content (change);
  AnshinEntryState *state = ensure_state (target);

  if (changed == NULL)
    return;
  count_acknowledgement (state, changed->acknowledgement_before, -1);
  count_acknowledgement (state, changed->acknowledgement, 1);
  if (own)
    state->acknowledgement = changed->acknowledgement;
}

static void
fold_pinned (AnshinEntry *target, AnshinEntry *change, gboolean own)
{
  gboolean pinned = change->kind == ANSHIN_ENTRY_PINNED;
  AnshinContent *content = get_content (change);
  AnshinEntryState *state = ensure_state (target);

  state->pinned_at = pinned ? change->at : 0;
  g_free (state->pinned_by);
  state->pinned_by = g_strdup (pinned && content != NULL ? content->author_name : NULL);
}

/* A kind that folds and isn't here has its target fetched anew: so an edit, which doesn't repeat
 * the text, as that could not be deleted there. */
static const struct
{
  int kind;
  AnshinFold fold;
} folds[] = {
  { ANSHIN_ENTRY_MESSAGE_DELETED, fold_deleted },
  { ANSHIN_ENTRY_ACKNOWLEDGED, fold_acknowledged },
  { ANSHIN_ENTRY_PINNED, fold_pinned },
  { ANSHIN_ENTRY_UNPINNED, fold_pinned },
};

static AnshinFold
find_fold (int kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    if (folds[i].kind == kind)
      return folds[i].fold;
  return NULL;
}

/* An item's entry is another than it was: its row, and those that quote it, say so. */
static void
notify_changed (AnshinTimeline *self, AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);

  anshin_timeline_item_touch (item, FALSE);
  for (guint i = 0; i < self->confirmed->len; i++)
    if (anshin_timeline_item_get_replied (self->confirmed->pdata[i]) == entry)
      anshin_timeline_item_touch (self->confirmed->pdata[i], TRUE);
  if (entry == self->draft_reply_to)
    anshin_timeline_notify_draft_reply_to (self);
}

static void
take_fresh (AnshinTimeline *self, AnshinEntry *fresh, gint64 as_of)
{
  AnshinTimelineItem *item = NULL;

  item = fresh->id != NULL ? g_hash_table_lookup (self->by_id, fresh->id) : NULL;
  if (item == NULL)
    return;
  if (as_of < anshin_timeline_item_get_state_seq (item))
    {
      /* Something was folded in meanwhile, but nothing that says what one may do with it. */
      if (anshin_timeline_item_get_own (item)
          && ensure_state (anshin_timeline_item_get_entry (item))->capabilities == NULL)
        anshin_timeline_fetch_again (self, item);
      return;
    }
  anshin_record_copy_fields (ANSHIN_RECORD (anshin_timeline_item_get_entry (item)),
                             ANSHIN_RECORD (fresh));
  anshin_timeline_item_set_state_seq (item, as_of);
  if (fresh->reply_to != NULL)
    anshin_timeline_find_replied (self, item);
  notify_changed (self, item);
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, NULL);

  for (guint i = 0; page != NULL && self->transport != NULL && i < page->items->len; i++)
    take_fresh (self, page->items->pdata[i], page->last_seq);
}

static void
fetch_stretch (AnshinTimeline *self, gint64 first, gint64 last)
{
  g_autofree char *path
    = g_strdup_printf ("/v1/channels/%s/entries?after=%" G_GINT64_FORMAT "&limit=%" G_GINT64_FORMAT,
                       self->group->id, first - 1, last - first + 1);

  anshin_request_page_async (self->transport, path, anshin_entry_get_type (), self->cancellable,
                             on_fetched_cb, g_object_ref (self));
}

/* Fetches an entry and what has become of it anew. */
void
anshin_timeline_fetch_again (AnshinTimeline *self, AnshinTimelineItem *item)
{
  gint64 seq = anshin_timeline_item_get_entry (item)->seq;

  fetch_stretch (self, seq, seq);
}

/* What one may do in the group has changed, and with it what one may do with one's own entries: a
 * request for each page of them. */
void
anshin_timeline_recheck_own (AnshinTimeline *self)
{
  gint64 first = 0;
  gint64 last = 0;

  for (guint i = 0; i < self->confirmed->len; i++)
    {
      AnshinTimelineItem *item = self->confirmed->pdata[i];
      gint64 seq = anshin_timeline_item_get_entry (item)->seq;

      if (!anshin_timeline_item_get_own (item))
        continue;
      if (first > 0 && seq - first >= ANSHIN_MAX_PAGE)
        {
          fetch_stretch (self, first, last);
          first = 0;
        }
      first = first > 0 ? first : seq;
      last = seq;
    }
  if (first > 0)
    fetch_stretch (self, first, last);
}

/* Whether an urgent message is answered by an acknowledgement, and whether one that is taken back
 * was of what a changed message said before, is for the service to say. */
static gboolean
is_judged (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return (content != NULL && content->urgent) || (state != NULL && state->edited_at != 0);
}

static void
fold_into (AnshinTimeline *self, AnshinTimelineItem *item, AnshinEntry *change)
{
  AnshinFold fold = find_fold (change->kind);

  if (change->seq <= anshin_timeline_item_get_state_seq (item))
    return;
  if (fold == NULL || (change->kind == ANSHIN_ENTRY_ACKNOWLEDGED && is_judged (item)))
    {
      anshin_timeline_fetch_again (self, item);
      return;
    }
  anshin_timeline_item_set_state_seq (item, change->seq);
  fold (anshin_timeline_item_get_entry (item), change,
        g_strcmp0 (change->author_id, self->me->id) == 0);
  notify_changed (self, item);
}

/* What becomes of a request is shown under the message that it comes from, too: @entry is one, or
 * says what has become of it. */
void
anshin_timeline_refresh_origin (AnshinTimeline *self, AnshinEntry *entry)
{
  AnshinContent *content = get_content (entry);
  AnshinCareRequest *request = content != NULL && content->request != NULL
                                 ? ANSHIN_CARE_REQUEST (content->request)
                                 : NULL;
  AnshinTimelineItem *item = NULL;

  if (request == NULL || request->about_id == NULL)
    return;
  item = g_hash_table_lookup (self->by_id, request->about_id);
  if (item != NULL && anshin_timeline_item_get_state_seq (item) < entry->seq)
    anshin_timeline_fetch_again (self, item);
}

/* What isn't paged in was given another text, or deleted: those that quote it must not go on saying
 * what it said. */
static void
fetch_answers (AnshinTimeline *self, AnshinEntry *change, const char *id)
{
  AnshinFold fold = find_fold (change->kind);

  if (fold != NULL && fold != fold_deleted)
    return;
  for (guint i = 0; i < self->unresolved->len; i++)
    {
      AnshinTimelineItem *item = self->unresolved->pdata[i];

      if (g_strcmp0 (anshin_timeline_item_get_entry (item)->reply_to, id) == 0)
        anshin_timeline_fetch_again (self, item);
    }
}

/* Those who could have done what is asked may not be able to any more, or again: no entry of the
 * group says so where an account is stopped. */
void
anshin_timeline_recheck_requests (AnshinTimeline *self)
{
  for (guint i = 0; i < self->confirmed->len; i++)
    {
      AnshinTimelineItem *item = self->confirmed->pdata[i];
      AnshinEntry *entry = anshin_timeline_item_get_entry (item);
      AnshinCareRequest *request = anshin_entry_get_request (entry);

      if (entry->kind == ANSHIN_ENTRY_REQUEST && request != NULL
          && anshin_care_request_is_open (request))
        anshin_timeline_fetch_again (self, item);
    }
}

/* What is being answered may have come with another page than the row. */
static void
fold_into_replied (AnshinTimeline *self, AnshinTimelineItem *item, AnshinEntry *change)
{
  AnshinEntry *replied = self->draft_reply_to;
  AnshinFold fold = find_fold (change->kind);

  if (replied == NULL || fold == NULL
      || g_strcmp0 (replied->id, get_content (change)->subject_id) != 0
      || (item != NULL && anshin_timeline_item_get_entry (item) == replied))
    return;
  fold (replied, change, FALSE);
  anshin_timeline_notify_draft_reply_to (self);
}

/* Takes @change, the next in number, which is no row. */
void
anshin_timeline_fold (AnshinTimeline *self, AnshinEntry *change)
{
  AnshinContent *content = get_content (change);
  AnshinTimelineItem *item = NULL;
  GPtrArray *waiting = NULL;

  if (content == NULL || content->subject_id == NULL)
    return;
  item = g_hash_table_lookup (self->by_id, content->subject_id);
  if (item != NULL)
    fold_into (self, item, change);
  else
    {
      waiting = g_hash_table_lookup (self->changes, content->subject_id);
      if (waiting == NULL)
        {
          waiting = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (self->changes, g_strdup (content->subject_id), waiting);
        }
      g_ptr_array_add (waiting, g_object_ref (change));
      fetch_answers (self, change, content->subject_id);
    }
  fold_into_replied (self, item, change);
  anshin_timeline_refresh_origin (self, change);
  anshin_timeline_emit_folded (self, change);
}

/* An item has come in: what happened to it since the page that it came with was written. */
void
anshin_timeline_fold_waiting (AnshinTimeline *self, AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  GPtrArray *waiting = NULL;
  g_autofree char *key = NULL;

  if (entry->id == NULL
      || !g_hash_table_steal_extended (self->changes, entry->id, (gpointer *) &key,
                                       (gpointer *) &waiting))
    return;
  for (guint i = 0; i < waiting->len; i++)
    fold_into (self, item, waiting->pdata[i]);
  g_ptr_array_unref (waiting);
}

/**
 * anshin_timeline_set_bookmarked:
 * @item: a message
 * @bookmarked: whether one has bookmarked it
 *
 * Shows at once what nobody else is told.
 */
void
anshin_timeline_set_bookmarked (AnshinTimeline *self, AnshinTimelineItem *item,
                                gboolean bookmarked)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));
  g_return_if_fail (ANSHIN_IS_TIMELINE_ITEM (item));

  ensure_state (anshin_timeline_item_get_entry (item))->bookmarked = bookmarked;
  anshin_timeline_item_touch (item, FALSE);
}
