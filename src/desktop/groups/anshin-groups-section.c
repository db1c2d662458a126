/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-groups-section.h"

#include <glib/gi18n.h>

#include "anshin-chat-page.h"
#include "anshin-error-words.h"
#include "anshin-group-row.h"
#include "anshin-new-group-page.h"
#include "anshin-private-input.h"
#include "anshin-text.h"
#include "anshin-window.h"

struct _AnshinGroupsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkToggleButton *unread_button;
  GtkStack *stack;
  GtkListView *list_view;
  GtkSpinner *spinner;
  AdwStatusPage *error_page;

  /* owned */
  AnshinLiveList *groups;
  GtkFilter *filter;
  GtkSorter *sorter;
  GListModel *shown;
  char *words;
  char *current_id;
  guint drop_id;
};

enum
{
  PROP_0,
  PROP_CURRENT_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinGroupsSection, anshin_groups_section, ANSHIN_TYPE_SECTION)

static gboolean
is_filtered (AnshinGroupsSection *self)
{
  return self->words[0] != '\0' || gtk_toggle_button_get_active (self->unread_button);
}

static void
set_current_id (AnshinGroupsSection *self, const char *id)
{
  if (g_strcmp0 (self->current_id, id) == 0)
    return;
  g_free (self->current_id);
  self->current_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_ID]);
}

static const char *
choose_page (AnshinGroupsSection *self)
{
  if (g_list_model_get_n_items (self->shown) > 0)
    return "list";
  if (anshin_live_list_get_loaded (self->groups))
    return is_filtered (self) ? "none-found" : "empty";
  return anshin_live_list_get_error (self->groups) != NULL ? "error" : "loading";
}

/* A group that one is no longer in is not to be seen any longer either. */
static gboolean
on_drop_lost_group_cb (gpointer data)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (data);
  AnshinWindow *window = anshin_window_get_for (self);

  self->drop_id = 0;
  if (window == NULL || self->current_id == NULL || !anshin_live_list_get_loaded (self->groups)
      || anshin_live_list_find (self->groups, self->current_id) != NULL)
    return G_SOURCE_REMOVE;
  anshin_window_drop_pages (window, ANSHIN_SECTION (self));
  anshin_window_toast (window, _("You are no longer in this group"));
  return G_SOURCE_REMOVE;
}

static void
on_groups_changed_cb (AnshinGroupsSection *self, guint position, guint removed)
{
  /* Later: the list is emptied by the lock too, just before this leaves the window. */
  if (removed > 0 && self->drop_id == 0)
    self->drop_id = g_idle_add (on_drop_lost_group_cb, self);
}

static void
on_list_changed_cb (AnshinGroupsSection *self)
{
  const char *page = choose_page (self);
  const GError *error = anshin_live_list_get_error (self->groups);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  adw_status_page_set_description (self->error_page, words);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static gboolean
filter_group (gpointer item, gpointer data)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (data);
  AnshinGroup *group = ANSHIN_GROUP (item);
  g_autofree char *folded = NULL;

  /* What is open stays in the list though it has just been read. */
  if (gtk_toggle_button_get_active (self->unread_button) && group->unread == 0
      && g_strcmp0 (group->id, self->current_id) != 0)
    return FALSE;
  if (self->words[0] == '\0')
    return TRUE;
  folded = anshin_text_fold (group->name);
  return anshin_text_matches (folded, self->words);
}

/* Newest first; a group without messages counts from when it was created. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const AnshinGroup *one = a;
  const AnshinGroup *other = b;
  gint64 one_at = MAX (one->last_at, one->created_at);
  gint64 other_at = MAX (other->last_at, other->created_at);

  if (one_at == other_at)
    return g_strcmp0 (one->id, other->id);
  return one_at > other_at ? -1 : 1;
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinGroupsSection *self)
{
  GtkWidget *row = anshin_group_row_new ();

  g_object_bind_property (self, "current-id", row, "current-id", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinGroupsSection *self)
{
  anshin_group_row_set_item (ANSHIN_GROUP_ROW (gtk_list_item_get_child (item)), item);
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinGroupsSection *self)
{
  anshin_group_row_set_item (ANSHIN_GROUP_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_message_arrived_cb (AnshinGroupsSection *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
on_search_changed_cb (AnshinGroupsSection *self)
{
  g_free (self->words);
  self->words = anshin_text_fold (gtk_editable_get_text (self->search_entry));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  on_list_changed_cb (self);
}

static void
on_unread_toggled_cb (AnshinGroupsSection *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  on_list_changed_cb (self);
}

static void
on_stop_search_cb (AnshinGroupsSection *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
on_show_all_cb (AnshinGroupsSection *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_toggle_button_set_active (self->unread_button, FALSE);
}

static void
on_reload_cb (AnshinGroupsSection *self)
{
  anshin_live_list_reload (self->groups);
}

static void
open_group (AnshinGroupsSection *self, AnshinGroup *group)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  AnshinPage *page = window != NULL ? anshin_window_get_page (window) : NULL;

  if (window == NULL)
    return;
  if (ANSHIN_IS_CHAT_PAGE (page)
      && anshin_chat_page_get_group (ANSHIN_CHAT_PAGE (page)) == group)
    anshin_window_show_content (window);
  else
    anshin_window_show_page (window, anshin_chat_page_new (client, group));
}

static void
on_activate_cb (AnshinGroupsSection *self, guint position)
{
  g_autoptr (AnshinGroup) group = g_list_model_get_item (self->shown, position);

  if (group != NULL)
    open_group (self, group);
}

/* Return in the search opens what is found first. */
static void
on_search_activate_cb (AnshinGroupsSection *self)
{
  on_activate_cb (self, 0);
}

static void
anshin_groups_section_search (AnshinSection *section)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_GROUPS_SECTION (section)->search_entry));
}

static gboolean
anshin_groups_section_add (AnshinSection *section)
{
  AnshinWindow *window = anshin_window_get_for (section);

  if (window == NULL)
    return FALSE;
  anshin_window_push_page (window, anshin_new_group_page_new (anshin_section_get_client (section)));
  return TRUE;
}

static gboolean
anshin_groups_section_show_item (AnshinSection *section, const char *id)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (section);
  AnshinGroup *group = anshin_live_list_find (self->groups, id);

  if (group != NULL)
    open_group (self, group);
  return group != NULL;
}

static void
anshin_groups_section_content_changed (AnshinSection *section, AnshinPage *page)
{
  AnshinGroup *group
    = ANSHIN_IS_CHAT_PAGE (page) ? anshin_chat_page_get_group (ANSHIN_CHAT_PAGE (page)) : NULL;

  set_current_id (ANSHIN_GROUPS_SECTION (section), group != NULL ? group->id : NULL);
}

static void
create_model (AnshinGroupsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));
  GtkFilterListModel *filtered = NULL;
  GtkSortListModel *sorted = NULL;

  self->groups = g_object_ref (anshin_client_get_groups (client));
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_group, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_groups, NULL, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->groups)),
                                        g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter));
  self->shown = G_LIST_MODEL (sorted);
  g_signal_connect_object (self->groups, "notify", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (on_groups_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "message-arrived", G_CALLBACK (on_message_arrived_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (client, "unread", self, "badge", G_BINDING_SYNC_CREATE);
}

static void
anshin_groups_section_constructed (GObject *object)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->constructed (object);

  create_model (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->list_view, selection);
  on_list_changed_cb (self);
}

static void
anshin_groups_section_get_property (GObject *object, guint prop_id, GValue *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      g_value_set_string (value, ANSHIN_GROUPS_SECTION (object)->current_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_groups_section_dispose (GObject *object)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (object);

  g_clear_handle_id (&self->drop_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->groups);

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->dispose (object);
}

static void
anshin_groups_section_finalize (GObject *object)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (object);

  g_free (self->words);
  g_free (self->current_id);

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->finalize (object);
}

static void
anshin_groups_section_class_init (AnshinGroupsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AnshinSectionClass *section_class = ANSHIN_SECTION_CLASS (klass);

  object_class->constructed = anshin_groups_section_constructed;
  object_class->get_property = anshin_groups_section_get_property;
  object_class->dispose = anshin_groups_section_dispose;
  object_class->finalize = anshin_groups_section_finalize;
  section_class->search = anshin_groups_section_search;
  section_class->add = anshin_groups_section_add;
  section_class->show_item = anshin_groups_section_show_item;
  section_class->content_changed = anshin_groups_section_content_changed;

  props[PROP_CURRENT_ID] = g_param_spec_string ("current-id", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-groups-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, unread_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, list_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unread_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
anshin_groups_section_init (AnshinGroupsSection *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
}
