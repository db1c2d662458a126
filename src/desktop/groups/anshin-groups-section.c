/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-groups-section.h"

#include "anshin-chat-page.h"
#include "anshin-deleted-groups-page.h"
#include "anshin-group-row.h"
#include "anshin-list-pane.h"
#include "anshin-new-group-page.h"
#include "anshin-text.h"
#include "anshin-window.h"

struct _AnshinGroupsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  AnshinListPane *pane;
  GtkToggleButton *unread_button;

  /* owned */
  AnshinLiveList *groups;
  GtkFilter *filter;
  GtkSorter *sorter;
  GListModel *shown;
  char *words;
};

G_DEFINE_FINAL_TYPE (AnshinGroupsSection, anshin_groups_section, ANSHIN_TYPE_SECTION)

static gboolean
filter_group (gpointer item, gpointer data)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (data);
  AnshinGroup *group = ANSHIN_GROUP (item);
  g_autofree char *folded = NULL;

  if (group->state == ANSHIN_GROUP_DELETED)
    return FALSE;

  /* What is open stays in the list though it has just been read. */
  if (gtk_toggle_button_get_active (self->unread_button) && group->unread == 0
      && g_strcmp0 (group->id, anshin_list_pane_get_current_id (self->pane)) != 0)
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
on_group_moved_cb (AnshinGroupsSection *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
refilter (AnshinGroupsSection *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_search_changed_cb (AnshinGroupsSection *self, const char *text)
{
  g_free (self->words);
  self->words = anshin_text_fold (text);
  refilter (self);
}

static void
on_show_all_cb (AnshinGroupsSection *self)
{
  gtk_toggle_button_set_active (self->unread_button, FALSE);
}

static void
on_deleted_groups_cb (AnshinGroupsSection *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  if (window != NULL)
    anshin_window_show_page (window, anshin_deleted_groups_page_new (client));
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
anshin_groups_section_search (AnshinSection *section)
{
  anshin_list_pane_focus_search (ANSHIN_GROUPS_SECTION (section)->pane);
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

  anshin_list_pane_set_current_id (ANSHIN_GROUPS_SECTION (section)->pane,
                                  group != NULL ? group->id : NULL);
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
  g_signal_connect_object (client, "group-moved", G_CALLBACK (on_group_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (client, "unread", self, "badge", G_BINDING_SYNC_CREATE);
}

static void
anshin_groups_section_constructed (GObject *object)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (object);

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->constructed (object);

  create_model (self);
  anshin_list_pane_set_lists (self->pane, self->groups, self->shown, ANSHIN_TYPE_GROUP_ROW);
}

static void
anshin_groups_section_dispose (GObject *object)
{
  AnshinGroupsSection *self = ANSHIN_GROUPS_SECTION (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->groups);

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->dispose (object);
}

static void
anshin_groups_section_finalize (GObject *object)
{
  g_free (ANSHIN_GROUPS_SECTION (object)->words);

  G_OBJECT_CLASS (anshin_groups_section_parent_class)->finalize (object);
}

static void
anshin_groups_section_class_init (AnshinGroupsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AnshinSectionClass *section_class = ANSHIN_SECTION_CLASS (klass);

  object_class->constructed = anshin_groups_section_constructed;
  object_class->dispose = anshin_groups_section_dispose;
  object_class->finalize = anshin_groups_section_finalize;
  section_class->search = anshin_groups_section_search;
  section_class->add = anshin_groups_section_add;
  section_class->show_item = anshin_groups_section_show_item;
  section_class->content_changed = anshin_groups_section_content_changed;

  g_type_ensure (ANSHIN_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-groups-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, pane);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupsSection, unread_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, refilter);
  gtk_widget_class_bind_template_callback (widget_class, on_deleted_groups_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_group);
}

static void
anshin_groups_section_init (AnshinGroupsSection *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
