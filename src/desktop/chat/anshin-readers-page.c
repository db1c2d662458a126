/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-readers-page.h"

#include <glib/gi18n.h>

#include "anshin-acknowledgements.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-message.h"
#include "anshin-plain-row.h"
#include "anshin-window.h"

struct _AnshinReadersPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkLabel *quote_label;
  AdwPreferencesGroup *unread_group;
  AdwPreferencesGroup *read_group;
  GtkListBox *unread_list;
  GtkListBox *read_list;

  /* owned */
  AnshinTimeline *timeline;
  AnshinTimelineItem *item;
  AnshinEntry *entry;
  GListModel *members;
  GListStore *gone;      /* AnshinMember: who has read in the group and is not in it any more */
  GListModel *everybody; /* both */
  GtkFilter *read_filter;
  GtkFilter *unread_filter;
  GtkSorter *sorter;
  GCancellable *cancellable;
  GHashTable *acknowledged; /* user id → AnshinAcknowledgement */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (AnshinReadersPage, anshin_readers_page, ANSHIN_TYPE_PAGE)

/* The author needs no telling that he knows his own message. */
static gboolean
filter_read (gpointer item, gpointer data)
{
  AnshinReadersPage *self = ANSHIN_READERS_PAGE (data);
  AnshinMember *member = ANSHIN_MEMBER (item);

  return g_strcmp0 (member->user_id, self->entry->author_id) != 0
         && member->read_seq >= self->entry->seq;
}

static gboolean
is_gone (AnshinReadersPage *self, AnshinMember *member)
{
  return g_list_store_find (self->gone, member, NULL);
}

/* Nobody waits for those who have left. */
static gboolean
filter_unread (gpointer item, gpointer data)
{
  AnshinReadersPage *self = ANSHIN_READERS_PAGE (data);
  AnshinMember *member = ANSHIN_MEMBER (item);

  return g_strcmp0 (member->user_id, self->entry->author_id) != 0
         && member->read_seq < self->entry->seq && !is_gone (self, member);
}

/* By profession, among physicians the attending one first, then by name. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  AnshinMember *one = ANSHIN_MEMBER ((gpointer) a);
  AnshinMember *other = ANSHIN_MEMBER ((gpointer) b);

  if (one->profession != other->profession)
    return one->profession < other->profession ? -1 : 1;
  if (one->attending != other->attending)
    return one->attending ? -1 : 1;
  return g_strcmp0 (one->kana, other->kana);
}

static guint
count_profession (GListModel *model, int profession)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (model, i);

      count += member->profession == profession;
    }
  return count;
}

/* Above the first of each profession: which it is, and how many of it there are. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  GListModel *model = G_LIST_MODEL (data);
  int index = gtk_list_box_row_get_index (row);
  g_autoptr (AnshinMember) member = g_list_model_get_item (model, (guint) index);
  g_autoptr (AnshinMember) last
    = before != NULL ? g_list_model_get_item (model, (guint) index - 1) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *label = NULL;

  if (member == NULL || (last != NULL && last->profession == member->profession))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  /* Translators: a profession, and how many of it there are in the list below */
  text = g_strdup_printf (_("%s (%u)"), anshin_format_profession (member->profession),
                          count_profession (model, member->profession));
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "facility-heading");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_row_set_header (row, label);
}

static char *
describe_acknowledgement (AnshinReadersPage *self, AnshinMember *member)
{
  AnshinAcknowledgement *one = g_hash_table_lookup (self->acknowledged, member->user_id);
  g_autofree char *when = one != NULL ? anshin_format_when (one->at) : NULL;

  if (one == NULL)
    return NULL;
  if (one->earlier)
    /* Translators: an acknowledgement, and when it was given */
    return g_strdup_printf (_("%s · %s, before the change"),
                            anshin_acknowledgements_get_label (one->kind), when);
  /* Translators: an acknowledgement, and when it was given */
  return g_strdup_printf (_("%s · %s"), anshin_acknowledgements_get_label (one->kind), when);
}

static void
add_suffix (GtkWidget *row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* Only where there is no room for it in one line. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* Returns: (nullable): why somebody can't read it now */
static const char *
describe_absence (AnshinReadersPage *self, AnshinMember *member)
{
  switch (member->state)
    {
    case ANSHIN_ACCOUNT_RETIRED:
      return _("Retired");
    case ANSHIN_ACCOUNT_SUSPENDED:
      return _("Suspended");
    default:
      return is_gone (self, member) ? _("Not in the group any more") : NULL;
    }
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinReadersPage *self = ANSHIN_READERS_PAGE (data);
  AnshinMember *member = ANSHIN_MEMBER (item);
  g_autofree char *acknowledged = describe_acknowledgement (self, member);
  g_autofree char *subtitle
    = anshin_format_person (NULL, member->profession, member->facility_name);
  const char *absence = describe_absence (self, member);
  g_autofree char *person
    = anshin_format_person (member->name, member->profession, member->facility_name);
  g_autofree char *label = absence != NULL
                             ? g_strdup_printf (C_ ("reader", "%s, %s"), person, absence)
                             : g_strdup (person);
  GtkWidget *row = anshin_plain_row_new (member->name, subtitle);

  anshin_plain_row_set_label (row, label);
  if (absence != NULL)
    add_suffix (row, absence, "left-chip");
  if (member->attending)
    add_suffix (row, _("Attending physician"),
                member->read_seq < self->entry->seq ? "attending-waits" : "dim-label");
  if (acknowledged != NULL)
    add_suffix (row, acknowledged, "acknowledged");
  return row;
}

/* Those who can read: a suspended account isn't waited for. */
static guint
count_awaited (GListModel *model)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (model, i);

      count += member->state != ANSHIN_ACCOUNT_RETIRED
               && member->state != ANSHIN_ACCOUNT_SUSPENDED;
    }
  return count;
}

/* A screen reader says the name of a list, not the title above it. */
static void
set_title (AdwPreferencesGroup *group, GtkListBox *list, const char *title)
{
  adw_preferences_group_set_title (group, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_counts (AnshinReadersPage *self, GListModel *read, GListModel *unread)
{
  guint n_read = g_list_model_get_n_items (read);
  guint n_unread = count_awaited (unread);
  g_autofree char *read_title = g_strdup_printf (_("Read (%u)"), n_read);
  g_autofree char *unread_title = g_strdup_printf (_("Not read yet (%u)"), n_unread);

  set_title (self->read_group, self->read_list, read_title);
  set_title (self->unread_group, self->unread_list, unread_title);
  gtk_widget_set_visible (GTK_WIDGET (self->read_group), n_read > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_group),
                          g_list_model_get_n_items (unread) > 0);
}

static void
fill_list (AnshinReadersPage *self, GtkListBox *list, GListModel *members)
{
  gtk_list_box_set_header_func (list, NULL, NULL, NULL);
  gtk_list_box_bind_model (list, members, create_row, self, NULL);
  gtk_list_box_set_header_func (list, update_header, g_object_ref (members), g_object_unref);
}

static void
update (AnshinReadersPage *self)
{
  g_autoptr (GtkFilterListModel) read
    = gtk_filter_list_model_new (g_object_ref (self->everybody), g_object_ref (self->read_filter));
  g_autoptr (GtkFilterListModel) unread
    = gtk_filter_list_model_new (g_object_ref (self->everybody),
                                 g_object_ref (self->unread_filter));
  g_autoptr (GtkSortListModel) read_sorted
    = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (read)), g_object_ref (self->sorter));
  g_autoptr (GtkSortListModel) unread_sorted
    = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (unread)), g_object_ref (self->sorter));

  fill_list (self, self->read_list, G_LIST_MODEL (read_sorted));
  fill_list (self, self->unread_list, G_LIST_MODEL (unread_sorted));
  show_counts (self, G_LIST_MODEL (read), G_LIST_MODEL (unread));
}

static gboolean
on_update_cb (gpointer data)
{
  AnshinReadersPage *self = ANSHIN_READERS_PAGE (data);

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Marks come in bursts; one pass over the members is enough for each. */
static void
queue_update (AnshinReadersPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add (150, on_update_cb, self);
}

static void
on_acknowledged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinReadersPage) self = data;
  g_autoptr (GListModel) all
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, NULL);

  if (all == NULL || self->members == NULL)
    return;
  g_hash_table_remove_all (self->acknowledged);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      AnshinAcknowledgement *one = g_list_model_get_item (all, i);

      g_hash_table_insert (self->acknowledged, one->user_id, one);
    }
  update (self);
}

/* Who has acknowledged it is asked for when the page is there, and again when that changes. */
static void
fetch_acknowledged (AnshinReadersPage *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *path = NULL;

  if (window == NULL)
    return;
  path = g_strconcat ("/v1/groups/", self->entry->channel, "/messages/", self->entry->id,
                      "/acknowledgements", NULL);
  anshin_client_call_list_async (anshin_window_get_client (window), path,
                                 anshin_acknowledgement_get_type (), self->cancellable,
                                 on_acknowledged_cb, g_object_ref (self));
}

static gboolean
is_member (AnshinReadersPage *self, const char *user_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (self->members, i);

      if (g_strcmp0 (member->user_id, user_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_gone (AnshinReadersPage *self, AnshinReadMark *mark)
{
  g_autoptr (AnshinMember) member = anshin_member_new ();

  member->user_id = g_strdup (mark->user_id);
  member->name = g_strdup (mark->name);
  member->profession = mark->profession;
  member->facility_name = g_strdup (mark->facility_name);
  member->state = mark->state;
  member->read_seq = mark->seq;
  g_list_store_append (self->gone, member);
}

static void
on_marks_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinReadersPage) self = data;
  g_autoptr (GListModel) all
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, NULL);

  if (all == NULL || self->members == NULL)
    return;
  g_list_store_remove_all (self->gone);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (AnshinReadMark) mark = g_list_model_get_item (all, i);

      if (mark->name != NULL && !is_member (self, mark->user_id))
        add_gone (self, mark);
    }
  update (self);
}

/* Who has read in the group and left it is not among its members. */
static void
fetch_gone (AnshinReadersPage *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *path
    = g_strconcat ("/v1/groups/", self->entry->channel, "/read-marks", NULL);

  if (window != NULL)
    anshin_client_call_list_async (anshin_window_get_client (window), path,
                                   anshin_read_mark_get_type (), self->cancellable,
                                   on_marks_listed_cb, g_object_ref (self));
}

/* Somebody may have left while one looks. */
static void
on_members_changed_cb (AnshinReadersPage *self, guint position, guint removed, guint added)
{
  queue_update (self);
  if (removed > 0)
    fetch_gone (self);
}

static void
anshin_readers_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_readers_page_parent_class)->root (widget);
  fetch_acknowledged (ANSHIN_READERS_PAGE (widget));
  fetch_gone (ANSHIN_READERS_PAGE (widget));
}

static void
anshin_readers_page_dispose (GObject *object)
{
  AnshinReadersPage *self = ANSHIN_READERS_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sorter);
  g_clear_pointer (&self->acknowledged, g_hash_table_unref);
  g_clear_object (&self->read_filter);
  g_clear_object (&self->unread_filter);
  g_clear_object (&self->everybody);
  g_clear_object (&self->gone);
  g_clear_object (&self->members);
  g_clear_object (&self->entry);
  g_clear_object (&self->item);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (anshin_readers_page_parent_class)->dispose (object);
}

static void
anshin_readers_page_class_init (AnshinReadersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_readers_page_dispose;
  widget_class->root = anshin_readers_page_root;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-readers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinReadersPage, quote_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinReadersPage, unread_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinReadersPage, read_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinReadersPage, unread_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinReadersPage, read_list);
}

static void
anshin_readers_page_init (AnshinReadersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Members, and then those who have left. */
static GListModel *
create_everybody (AnshinReadersPage *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (models, self->members);
  g_list_store_append (models, self->gone);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
}

AnshinPage *
anshin_readers_page_new (AnshinTimeline *timeline, AnshinTimelineItem *item)
{
  AnshinReadersPage *self = g_object_new (ANSHIN_TYPE_READERS_PAGE, NULL);
  g_autofree char *quote
    = anshin_entry_words_brief (anshin_timeline_item_get_entry (item), ANSHIN_QUOTE_IN_PAGE);

  self->timeline = g_object_ref (timeline);
  self->item = g_object_ref (item);
  self->entry = g_object_ref (anshin_timeline_item_get_entry (item));
  self->members = g_object_ref (anshin_timeline_get_members (timeline));
  self->gone = g_list_store_new (anshin_member_get_type ());
  self->everybody = create_everybody (self);
  self->cancellable = g_cancellable_new ();
  self->acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  self->read_filter = GTK_FILTER (gtk_custom_filter_new (filter_read, self, NULL));
  self->unread_filter = GTK_FILTER (gtk_custom_filter_new (filter_unread, self, NULL));
  gtk_label_set_label (self->quote_label, quote);
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (on_members_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::readers", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::entry", G_CALLBACK (fetch_acknowledged), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}
