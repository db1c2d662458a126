/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-item-private.h"

#include "anshin-clock.h"

struct _AnshinTimelineItem
{
  GObject parent_instance;

  AnshinEntry *entry;
  AnshinEntry *replied;
  AnshinPost *post; /* while it is on its way */
  GPtrArray *files; /* AnshinTransfer, until it has arrived */
  GError *error;
  gint64 state_seq;
  guint readers;
  guint delivery : 3;
  guint own : 1;
  guint starts_day : 1;
  guint follows_author : 1;
  guint attending_waits : 1;
};

G_DEFINE_FINAL_TYPE (AnshinTimelineItem, anshin_timeline_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_DELIVERY,
  PROP_OWN,
  PROP_STARTS_DAY,
  PROP_FOLLOWS_AUTHOR,
  PROP_REPLIED,
  PROP_READERS,
  PROP_ERROR,
  PROP_ATTENDING_WAITS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
anshin_timeline_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinTimelineItem *self = ANSHIN_TIMELINE_ITEM (object);

  switch (id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_DELIVERY:
      g_value_set_int (value, self->delivery);
      break;
    case PROP_OWN:
      g_value_set_boolean (value, self->own);
      break;
    case PROP_STARTS_DAY:
      g_value_set_boolean (value, self->starts_day);
      break;
    case PROP_FOLLOWS_AUTHOR:
      g_value_set_boolean (value, self->follows_author);
      break;
    case PROP_REPLIED:
      g_value_set_object (value, self->replied);
      break;
    case PROP_READERS:
      g_value_set_uint (value, self->readers);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ATTENDING_WAITS:
      g_value_set_boolean (value, self->attending_waits);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_timeline_item_finalize (GObject *object)
{
  AnshinTimelineItem *self = ANSHIN_TIMELINE_ITEM (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->replied);
  g_clear_object (&self->post);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (anshin_timeline_item_parent_class)->finalize (object);
}

static void
anshin_timeline_item_class_init (AnshinTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_timeline_item_get_property;
  object_class->finalize = anshin_timeline_item_finalize;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, anshin_entry_get_type (),
                                                flags);
  properties[PROP_DELIVERY] = g_param_spec_int ("delivery", NULL, NULL, 0,
                                                ANSHIN_DELIVERY_REFUSED, 0, flags);
  properties[PROP_OWN] = g_param_spec_boolean ("own", NULL, NULL, FALSE, flags);
  properties[PROP_STARTS_DAY] = g_param_spec_boolean ("starts-day", NULL, NULL, FALSE, flags);
  properties[PROP_FOLLOWS_AUTHOR]
    = g_param_spec_boolean ("follows-author", NULL, NULL, FALSE, flags);
  properties[PROP_REPLIED]
    = g_param_spec_object ("replied", NULL, NULL, anshin_entry_get_type (), flags);
  properties[PROP_READERS] = g_param_spec_uint ("readers", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_ATTENDING_WAITS]
    = g_param_spec_boolean ("attending-waits", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
anshin_timeline_item_init (AnshinTimelineItem *self)
{
}

static void
notify (AnshinTimelineItem *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Whether @entry is written by the one who wrote @above, so shortly after that the name above it
 * is enough. */
static gboolean
follows (AnshinEntry *entry, AnshinEntry *above)
{
  return above != NULL && anshin_entry_kind_is_to_read (entry->kind)
         && anshin_entry_kind_is_to_read (above->kind)
         && g_strcmp0 (entry->author_id, above->author_id) == 0
         && entry->at - above->at < ANSHIN_FOLLOWS_MICROSECONDS;
}

/*
 * anshin_timeline_item_new:
 *
 * Returns: (transfer full): an item that shows @entry
 */
AnshinTimelineItem *
anshin_timeline_item_new (AnshinEntry *entry, AnshinDelivery delivery, gboolean own)
{
  AnshinTimelineItem *self = g_object_new (ANSHIN_TYPE_TIMELINE_ITEM, NULL);

  self->entry = g_object_ref (entry);
  self->delivery = delivery;
  self->own = own != FALSE;
  return self;
}

/* What was on its way has become an entry of the channel. */
void
anshin_timeline_item_set_entry (AnshinTimelineItem *self, AnshinEntry *entry)
{
  if (g_set_object (&self->entry, entry))
    notify (self, PROP_ENTRY);
}

void
anshin_timeline_item_set_delivery (AnshinTimelineItem *self, AnshinDelivery delivery,
                                   const GError *error)
{
  if (delivery == ANSHIN_DELIVERY_CONFIRMED)
    g_clear_pointer (&self->files, g_ptr_array_unref);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->delivery != delivery)
    {
      self->delivery = delivery;
      notify (self, PROP_DELIVERY);
    }
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      notify (self, PROP_ERROR);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* What stands above decides whether a day begins here, in Japan's time, and whether the author's
 * name is needed. */
void
anshin_timeline_item_set_above (AnshinTimelineItem *self, AnshinTimelineItem *above)
{
  AnshinEntry *entry = above != NULL ? above->entry : NULL;
  gboolean starts_day = entry == NULL
                        || anshin_time_get_day (entry->at) != anshin_time_get_day (self->entry->at);
  gboolean follows_author = !starts_day && follows (self->entry, entry);

  if (self->starts_day != (guint) starts_day)
    {
      self->starts_day = starts_day != FALSE;
      notify (self, PROP_STARTS_DAY);
    }
  if (self->follows_author != (guint) follows_author)
    {
      self->follows_author = follows_author != FALSE;
      notify (self, PROP_FOLLOWS_AUTHOR);
    }
}

void
anshin_timeline_item_set_replied (AnshinTimelineItem *self, AnshinEntry *replied)
{
  if (g_set_object (&self->replied, replied))
    notify (self, PROP_REPLIED);
}

void
anshin_timeline_item_set_readers (AnshinTimelineItem *self, guint readers)
{
  if (self->readers == readers)
    return;
  self->readers = readers;
  notify (self, PROP_READERS);
}

void
anshin_timeline_item_set_attending_waits (AnshinTimelineItem *self, gboolean waits)
{
  if (self->attending_waits == (guint) (waits != FALSE))
    return;
  self->attending_waits = waits != FALSE;
  notify (self, PROP_ATTENDING_WAITS);
}

/* The entry, or with @quote the message that it answers, says something else than before. */
void
anshin_timeline_item_touch (AnshinTimelineItem *self, gboolean quote)
{
  notify (self, quote ? PROP_REPLIED : PROP_ENTRY);
}

void
anshin_timeline_item_set_post (AnshinTimelineItem *self, AnshinPost *post)
{
  g_set_object (&self->post, post);
}

/* What is sent, NULL of what is on the service. */
AnshinPost *
anshin_timeline_item_get_post (AnshinTimelineItem *self)
{
  return self->post;
}

/* @files (nullable) (element-type AnshinTransfer) go with what is sent, and come back with it. */
void
anshin_timeline_item_set_files (AnshinTimelineItem *self, GPtrArray *files)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = files != NULL ? g_ptr_array_ref (files) : NULL;
}

GPtrArray *
anshin_timeline_item_get_files (AnshinTimelineItem *self)
{
  return self->files;
}

/* The number of the last entry that is folded into this one. */
void
anshin_timeline_item_set_state_seq (AnshinTimelineItem *self, gint64 seq)
{
  self->state_seq = MAX (self->state_seq, seq);
}

gint64
anshin_timeline_item_get_state_seq (AnshinTimelineItem *self)
{
  return self->state_seq;
}

/**
 * anshin_timeline_item_get_entry:
 *
 * Returns: (transfer none): what happened; of a message on its way without number and id
 */
AnshinEntry *
anshin_timeline_item_get_entry (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), NULL);

  return self->entry;
}

/**
 * anshin_timeline_item_get_content:
 *
 * Returns: (transfer none) (nullable): the entry's content: who wrote it, and what
 */
AnshinContent *
anshin_timeline_item_get_content (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), NULL);

  return self->entry->content != NULL ? ANSHIN_CONTENT (self->entry->content) : NULL;
}

/**
 * anshin_timeline_item_get_state:
 *
 * Returns: (transfer none) (nullable): what has become of the entry; %NULL if nothing has
 */
AnshinEntryState *
anshin_timeline_item_get_state (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), NULL);

  return self->entry->state != NULL ? ANSHIN_ENTRY_STATE (self->entry->state) : NULL;
}

/**
 * anshin_timeline_item_get_delivery:
 *
 * Returns: how far it is on its way to the service
 */
AnshinDelivery
anshin_timeline_item_get_delivery (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), ANSHIN_DELIVERY_CONFIRMED);

  return self->delivery;
}

/**
 * anshin_timeline_item_get_own:
 *
 * Returns: whether it is by the one who is signed in
 */
gboolean
anshin_timeline_item_get_own (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), FALSE);

  return self->own;
}

/**
 * anshin_timeline_item_get_starts_day:
 *
 * Returns: whether it is the first of its day, in Japan's time
 */
gboolean
anshin_timeline_item_get_starts_day (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), FALSE);

  return self->starts_day;
}

/**
 * anshin_timeline_item_get_follows_author:
 *
 * Returns: whether the item above is by the same author, less than five minutes earlier
 */
gboolean
anshin_timeline_item_get_follows_author (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), FALSE);

  return self->follows_author;
}

/**
 * anshin_timeline_item_get_replied:
 *
 * Returns: (transfer none) (nullable): the message it answers, of which there is only the
 *   beginning until it is paged in
 */
AnshinEntry *
anshin_timeline_item_get_replied (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), NULL);

  return self->replied;
}

/**
 * anshin_timeline_item_get_readers:
 *
 * Returns: how many besides the author have read it
 */
guint
anshin_timeline_item_get_readers (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), 0);

  return self->readers;
}

/**
 * anshin_timeline_item_get_error:
 *
 * Returns: (nullable): why the service refused it
 */
const GError *
anshin_timeline_item_get_error (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), NULL);

  return self->error;
}

/**
 * anshin_timeline_item_get_attending_waits:
 *
 * Returns: whether it is a message that the patient's attending physician hasn't read yet
 */
gboolean
anshin_timeline_item_get_attending_waits (AnshinTimelineItem *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_ITEM (self), FALSE);

  return self->attending_waits;
}
