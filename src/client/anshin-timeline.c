/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

enum
{
  PROP_0,
  PROP_GROUP,
  PROP_LOADING,
  PROP_COMPLETE,
  PROP_DRAFT,
  PROP_DRAFT_REPLY_TO,
  PROP_EDITING,
  PROP_ERROR,
  PROP_ADDRESSED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint folded_signal;
static guint team_changed_signal;
static guint drained_signal;

static GType
anshin_timeline_get_item_type (GListModel *model)
{
  return ANSHIN_TYPE_TIMELINE_ITEM;
}

static guint
anshin_timeline_get_n_items (GListModel *model)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (model);

  return self->hidden ? 0 : self->confirmed->len + self->outgoing->len;
}

static gpointer
anshin_timeline_get_item (GListModel *model, guint position)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (model);

  if (position >= anshin_timeline_get_n_items (model))
    return NULL;
  if (position < self->confirmed->len)
    return g_object_ref (self->confirmed->pdata[position]);
  return g_object_ref (self->outgoing->pdata[position - self->confirmed->len]);
}

static void
anshin_timeline_model_init (GListModelInterface *iface)
{
  iface->get_item_type = anshin_timeline_get_item_type;
  iface->get_n_items = anshin_timeline_get_n_items;
  iface->get_item = anshin_timeline_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnshinTimeline, anshin_timeline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      anshin_timeline_model_init))

static void
anshin_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (object);

  switch (id)
    {
    case PROP_GROUP:
      g_value_set_object (value, self->group);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, anshin_timeline_get_loading (self));
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, anshin_timeline_get_complete (self));
      break;
    case PROP_DRAFT:
      g_value_set_string (value, anshin_timeline_get_draft (self));
      break;
    case PROP_DRAFT_REPLY_TO:
      g_value_set_object (value, anshin_timeline_get_draft_reply_to (self));
      break;
    case PROP_EDITING:
      g_value_set_object (value, anshin_timeline_get_editing (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ADDRESSED:
      g_value_set_uint (value, self->addressed->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (object);

  switch (id)
    {
    case PROP_DRAFT:
      anshin_timeline_set_draft (self, g_value_get_string (value));
      break;
    case PROP_DRAFT_REPLY_TO:
      anshin_timeline_set_draft_reply_to (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_timeline_dispose (GObject *object)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (object);

  anshin_timeline_stop_timers (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sending);
  g_clear_object (&self->members);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (anshin_timeline_parent_class)->dispose (object);
}

static void
anshin_timeline_finalize (GObject *object)
{
  AnshinTimeline *self = ANSHIN_TIMELINE (object);

  anshin_timeline_wipe_draft (self);
  g_clear_object (&self->draft_files);
  g_ptr_array_unref (self->unresolved);
  g_ptr_array_unref (self->addressed);
  g_free (self->attending_id);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->changes);
  g_ptr_array_unref (self->confirmed);
  g_ptr_array_unref (self->outgoing);
  g_hash_table_unref (self->marks);
  g_object_unref (self->cancellable);
  g_clear_object (&self->group);
  g_clear_object (&self->me);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (anshin_timeline_parent_class)->finalize (object);
}

static void
anshin_timeline_class_init (AnshinTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_timeline_get_property;
  object_class->set_property = anshin_timeline_set_property;
  object_class->dispose = anshin_timeline_dispose;
  object_class->finalize = anshin_timeline_finalize;

  properties[PROP_GROUP]
    = g_param_spec_object ("group", NULL, NULL, anshin_group_get_type (), readable);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, readable);
  properties[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, writable);
  properties[PROP_DRAFT_REPLY_TO]
    = g_param_spec_object ("draft-reply-to", NULL, NULL, anshin_entry_get_type (), writable);
  properties[PROP_EDITING]
    = g_param_spec_object ("editing", NULL, NULL, anshin_entry_get_type (), readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  properties[PROP_ADDRESSED]
    = g_param_spec_uint ("addressed", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  team_changed_signal = g_signal_new ("team-changed", G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  folded_signal = g_signal_new ("folded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, anshin_entry_get_type ());
  drained_signal = g_signal_new ("drained", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_timeline_init (AnshinTimeline *self)
{
  self->confirmed = g_ptr_array_new_with_free_func (g_object_unref);
  self->outgoing = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->unresolved = g_ptr_array_new ();
  self->addressed = g_ptr_array_new_with_free_func (g_object_unref);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

void
anshin_timeline_set_error (AnshinTimeline *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
anshin_timeline_notify_addressed (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESSED]);
}

void
anshin_timeline_emit_folded (AnshinTimeline *self, AnshinEntry *change)
{
  g_signal_emit (self, folded_signal, 0, change);
}

void
anshin_timeline_notify_editing (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

void
anshin_timeline_emit_drained (AnshinTimeline *self)
{
  g_signal_emit (self, drained_signal, 0);
}

void
anshin_timeline_notify_loading (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
anshin_timeline_notify_complete (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

void
anshin_timeline_stop_timers (AnshinTimeline *self)
{
  g_clear_handle_id (&self->gap_id, g_source_remove);
  g_clear_handle_id (&self->send_id, g_source_remove);
  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
}

void
anshin_timeline_notify_draft (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

void
anshin_timeline_notify_draft_reply_to (AnshinTimeline *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_REPLY_TO]);
}

/* Who is the patient's attending physician is known with the members. */
static void
on_members_changed_cb (AnshinTimeline *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (G_LIST_MODEL (self->members), i);

      if (!member->attending || g_strcmp0 (self->attending_id, member->user_id) == 0)
        continue;
      g_free (self->attending_id);
      self->attending_id = g_strdup (member->user_id);
      for (guint j = 0; j < self->confirmed->len; j++)
        anshin_timeline_show_attending (self, self->confirmed->pdata[j]);
    }
}

/* Says who can be addressed, whatever else is known of the members. */
static guint
sum_team (AnshinTimeline *self)
{
  guint sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->members)); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (G_LIST_MODEL (self->members), i);

      if (anshin_member_can_be_addressed (member))
        sum += g_str_hash (member->user_id);
    }
  return sum;
}

/* Somebody has come or gone, or an account was stopped or restored, which moves no row. */
static void
on_members_loading_cb (AnshinTimeline *self)
{
  gboolean known = self->team_known;
  guint team = 0;

  if (anshin_live_list_get_loading (self->members) || !anshin_live_list_get_loaded (self->members))
    return;
  team = sum_team (self);
  if (known && team == self->team)
    return;
  self->team = team;
  self->team_known = TRUE;
  if (!known)
    return;
  anshin_timeline_recheck_requests (self);
  g_signal_emit (self, team_changed_signal, 0);
}

static void
on_capabilities_cb (AnshinTimeline *self)
{
  if (self->opened && !self->hidden)
    anshin_timeline_recheck_own (self);
}

/*
 * anshin_timeline_new:
 * @group: the one object of the group; its id names the channel
 * @me: who is signed in
 *
 * Returns: (transfer full): a timeline that isn't loaded
 */
AnshinTimeline *
anshin_timeline_new (AnshinTransport *transport, AnshinGroup *group, AnshinUser *me)
{
  AnshinTimeline *self = g_object_new (ANSHIN_TYPE_TIMELINE, NULL);
  g_autofree char *path = g_strconcat ("/v1/groups/", group->id, "/members", NULL);

  self->transport = g_object_ref (transport);
  self->group = g_object_ref (group);
  self->me = g_object_ref (me);
  self->members = anshin_live_list_new (transport, path, anshin_member_get_type (), "user_id");
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (on_members_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "notify::loading", G_CALLBACK (on_members_loading_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "notify::capabilities", G_CALLBACK (on_capabilities_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* Everything leaves the model, as when the screen is locked; drafts stay in memory, and so does
 * what is on its way, which goes out if the timeline is told that it may. What a view writes back
 * while it empties its widgets isn't taken. */
void
anshin_timeline_hide (AnshinTimeline *self)
{
  if (self->hidden)
    return;
  anshin_timeline_release (self);
  anshin_timeline_drop_confirmed (self);
  self->hidden = TRUE;
  if (self->outgoing->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->outgoing->len, 0);
  anshin_live_list_clear (self->members);
  g_ptr_array_set_size (self->addressed, 0);
  anshin_timeline_notify_addressed (self);
  anshin_timeline_notify_draft (self);
  anshin_timeline_notify_draft_reply_to (self);
  anshin_timeline_notify_editing (self);
}

/* Back from hiding. */
void
anshin_timeline_show (AnshinTimeline *self, AnshinUser *me)
{
  g_set_object (&self->me, me);
  if (!self->hidden)
    return;
  self->hidden = FALSE;
  anshin_timeline_emit_changed (self, 0, 0, self->outgoing->len);
  anshin_timeline_notify_draft (self);
  anshin_timeline_notify_draft_reply_to (self);
  anshin_timeline_notify_editing (self);
}

/* One may no longer see the group: what was read goes, what one typed stays. */
void
anshin_timeline_leave (AnshinTimeline *self, const GError *why)
{
  anshin_timeline_drop_confirmed (self);
  anshin_live_list_clear (self->members);
  self->left = self->left || self->opened;
  self->opened = FALSE;
  for (guint i = 0; i < self->outgoing->len; i++)
    anshin_timeline_item_set_delivery (self->outgoing->pdata[i], ANSHIN_DELIVERY_REFUSED, why);
  anshin_timeline_set_error (self, why);
}

/* One may see the group again: a timeline that was open is filled again. */
void
anshin_timeline_rejoin (AnshinTimeline *self)
{
  if (self->left)
    anshin_timeline_load (self);
}

/* Somebody else signs in: nothing stays. */
void
anshin_timeline_forget (AnshinTimeline *self)
{
  anshin_timeline_hide (self);
  anshin_timeline_set_online (self, FALSE);
  g_ptr_array_set_size (self->outgoing, 0);
  g_clear_object (&self->sending);
  anshin_timeline_wipe_draft (self);
  self->opened = FALSE;
}

/**
 * anshin_timeline_get_group:
 *
 * Returns: (transfer none): the group; it has its id alone until the list of groups is there
 */
AnshinGroup *
anshin_timeline_get_group (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->group;
}

/**
 * anshin_timeline_get_loading:
 *
 * Returns: whether the last page or an older one is being fetched
 */
gboolean
anshin_timeline_get_loading (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);

  return self->newest_busy || self->older_busy;
}

/**
 * anshin_timeline_get_complete:
 *
 * Returns: whether the group's first entry is there, so that nothing older can be fetched
 */
gboolean
anshin_timeline_get_complete (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);

  return self->loaded && self->complete;
}

/**
 * anshin_timeline_get_error:
 *
 * Returns: (nullable): why it couldn't be fetched; %ANSHIN_ERROR_NOT_FOUND where one is no
 *   longer in the group
 */
const GError *
anshin_timeline_get_error (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  return self->error;
}

/**
 * anshin_timeline_get_members:
 *
 * Returns: (transfer none): an #AnshinLiveList of #AnshinMember with how far each has read
 */
GListModel *
anshin_timeline_get_members (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  if (!self->hidden && !anshin_live_list_get_loaded (self->members))
    anshin_live_list_ensure (self->members);
  return G_LIST_MODEL (self->members);
}
