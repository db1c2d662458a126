/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-covered.h"
#include "anshin-search-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"
#include "anshin-period-rows.h"
#include "anshin-plain-row.h"
#include "anshin-private-input.h"
#include "anshin-search-snippet.h"
#include "anshin-user-picker.h"
#include "anshin-window.h"

/* Of the periods: the days are chosen. */
#define OWN_DAYS -1

struct _AnshinSearchPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkToggleButton *file_button;
  GtkDropDown *period_drop;
  GtkDropDown *group_drop;
  GtkButton *author_button;
  GtkWidget *days_group;
  GtkWidget *from_row;
  GtkWidget *to_row;
  GtkStack *stack;
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group; /* NULL for all */
  GPtrArray *choices; /* AnshinGroup: of the drop-down, after the first, which is all */
  AnshinUser *author;
  AnshinPagedList *list;
  AnshinPeriodRows *days;
  char *words; /* of the search whose hits are shown */
};

G_DEFINE_FINAL_TYPE (AnshinSearchPage, anshin_search_page, ANSHIN_TYPE_PAGE)

static const struct
{
  const char *label;
  int days;
} periods[] = {
  { N_ ("Any time"), 0 },
  { N_ ("1 week"), 7 },
  { N_ ("1 month"), 31 },
  { N_ ("1 year"), 366 },
  { N_ ("From day to day"), OWN_DAYS },
};

static int
get_period (AnshinSearchPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->period_drop);

  return periods[MIN (chosen, G_N_ELEMENTS (periods) - 1)].days;
}

/* To the day in Japan, so that the pages of one search begin with the same. */
static char *
get_from (AnshinSearchPage *self)
{
  int days = get_period (self);
  gint64 from = anshin_time_from_day (anshin_date_add_days (anshin_clock_today (), -days));

  if (days == OWN_DAYS)
    from = anshin_period_rows_get_from (self->days);
  return days != 0 && from > 0 ? anshin_time_format (from) : NULL;
}

static char *
get_to (AnshinSearchPage *self)
{
  gint64 to = get_period (self) == OWN_DAYS ? anshin_period_rows_get_to (self->days) : 0;

  return to > 0 ? anshin_time_format (to) : NULL;
}

/* Returns: (nullable): the group that is searched alone */
static const char *
get_group_id (AnshinSearchPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->group_drop);

  if (self->group != NULL)
    return self->group->id;
  if (chosen == 0 || chosen > self->choices->len)
    return NULL;
  return ANSHIN_GROUP (self->choices->pdata[chosen - 1])->id;
}

/* Returns: (transfer full): the words as they are typed, as many as the service takes */
static char *
dup_words (AnshinSearchPage *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);

  return g_strstrip (g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), ANSHIN_MAX_QUERY)));
}

/* Returns: (nullable): where it is found; %NULL if nothing is looked for */
static char *
build_path (AnshinSearchPage *self, const char *words)
{
  gboolean files = gtk_toggle_button_get_active (self->file_button);
  g_autofree char *from = get_from (self);
  g_autofree char *to = get_to (self);

  if (*words == '\0' && !files && self->author == NULL)
    return NULL;
  return anshin_paged_list_build_path ("/v1/search", "q", *words != '\0' ? words : NULL, "group",
                                       get_group_id (self), "author",
                                       self->author != NULL ? self->author->id : NULL, "from",
                                       from, "to", to, "attachment", files ? "true" : NULL, NULL);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinSearchPage *self = data;
  AnshinSearchHit *hit = ANSHIN_SEARCH_HIT (item);
  AnshinEntry *entry = ANSHIN_ENTRY (hit->entry);
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = anshin_format_when (entry->at);
  g_autofree char *author = anshin_format_person (content->author_name, content->author_profession,
                                                  content->author_facility);
  g_autofree char *plain = NULL;
  g_autofree char *snippet = anshin_search_snippet_new (content, self->words, &plain);
  g_autofree char *place = self->group == NULL ? g_strdup_printf ("%s   %s", hit->group_name, when)
                                               : g_strdup (when);
  g_autofree char *title = g_markup_escape_text (place, -1);
  g_autofree char *escaped_author = g_markup_escape_text (author, -1);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", snippet, escaped_author);
  g_autofree char *label = g_strdup_printf ("%s, %s\n%s", place, plain, author);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_add_css_class (row, "hit");
  anshin_plain_row_lead_on (row);
  anshin_plain_row_set_label (row, label);
  return row;
}

/* Returns: (transfer none): which page of the stack says how it stands */
static const char *
choose_page (AnshinSearchPage *self, const char *path)
{
  if (path == NULL)
    return "nothing";
  if (get_period (self) == OWN_DAYS && !anshin_period_rows_is_valid (self->days))
    return "days";
  return "hits";
}

static void
on_filter_cb (AnshinSearchPage *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *path = self->client != NULL ? build_path (self, words) : NULL;
  const char *page = choose_page (self, path);

  gtk_widget_set_visible (self->days_group, get_period (self) == OWN_DAYS);
  gtk_stack_set_visible_child_name (self->stack, page);
  if (!g_str_equal (page, "hits"))
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  if (self->list != NULL)
    {
      anshin_paged_list_set_path (self->list, path);
      return;
    }
  self->list = anshin_paged_list_new (self->client, path, anshin_search_hit_get_type (), "id");
  anshin_paged_view_set_list (self->view, self->list, create_row, self);
}

static void
set_author (AnshinSearchPage *self, AnshinUser *user)
{
  g_autofree char *label = NULL;
  g_autofree char *tip = NULL;

  g_set_object (&self->author, user);
  label = user != NULL ? g_strdup_printf ("%s  ✕", user->name) : g_strdup (_("By anybody"));
  tip = user != NULL ? g_strdup_printf (_("Written by %s; press for anybody"), user->name)
                     : g_strdup (_("Choose who wrote it"));
  gtk_button_set_label (self->author_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->author_button), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->author_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  on_filter_cb (self);
}

static void
on_picked_cb (AnshinSearchPage *self, AnshinUser *user)
{
  set_author (self, user);
}

static void
on_author_clicked_cb (AnshinSearchPage *self)
{
  AnshinPage *page = NULL;

  if (self->author != NULL)
    {
      set_author (self, NULL);
      return;
    }
  page = anshin_user_picker_new (self->client, _("Written by"));
  g_signal_connect_object (page, "picked", G_CALLBACK (on_picked_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

/* The groups as they are when the page comes up. */
static void
fill_groups (AnshinSearchPage *self)
{
  GListModel *groups = G_LIST_MODEL (anshin_client_get_groups (self->client));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All groups"));
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      AnshinGroup *group = g_list_model_get_item (groups, i);

      g_ptr_array_add (self->choices, group);
      gtk_string_list_append (names, group->name != NULL ? group->name : "");
    }
  gtk_drop_down_set_model (self->group_drop, G_LIST_MODEL (names));
}

static void
on_search_changed_cb (AnshinSearchPage *self)
{
  on_filter_cb (self);
}

/* The hit in its place. */
static void
on_activated_cb (AnshinSearchPage *self, AnshinSearchHit *hit)
{
  AnshinEntry *entry = ANSHIN_ENTRY (hit->entry);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "(sx)", entry->channel,
                              entry->seq);
}

static gboolean
anshin_search_page_search (AnshinPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_SEARCH_PAGE (page)->search_entry));
}

static void
anshin_search_page_shown (AnshinPage *page)
{
  anshin_search_page_search (page);
}

/* What was found is looked for anew, with what may still be found. */
static void
anshin_search_page_sight_lost (AnshinPage *page)
{
  if (ANSHIN_SEARCH_PAGE (page)->list != NULL)
    anshin_paged_list_reload (ANSHIN_SEARCH_PAGE (page)->list);
}

static void
anshin_search_page_dispose (GObject *object)
{
  AnshinSearchPage *self = ANSHIN_SEARCH_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->days);
  g_clear_pointer (&self->words, g_free);
  g_clear_object (&self->group);
  g_clear_object (&self->author);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_search_page_parent_class)->dispose (object);
}

static void
anshin_search_page_class_init (AnshinSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_search_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_search_page_search;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_search_page_shown;
  ANSHIN_PAGE_CLASS (klass)->sight_lost = anshin_search_page_sight_lost;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/search/anshin-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, file_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, period_drop);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, group_drop);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, author_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, days_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, to_row);
  gtk_widget_class_bind_template_callback (widget_class, on_author_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinSearchPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_search_page_init (AnshinSearchPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  anshin_private_input (self->search_entry);
  self->days = anshin_period_rows_new (self->from_row, self->to_row);
  g_signal_connect_object (self->days, "changed", G_CALLBACK (on_filter_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (words, _(periods[i].label));
  gtk_drop_down_set_model (self->period_drop, G_LIST_MODEL (words));
  anshin_paged_view_set_empty (self->view, _("Nothing found"),
                               _("Nothing that you may read has all of these words."));
}

/**
 * anshin_search_page_new:
 * @client: the client
 * @group: (nullable): where to search; %NULL for all groups
 *
 * Returns: the page
 */
AnshinPage *
anshin_search_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinSearchPage *self = g_object_new (ANSHIN_TYPE_SEARCH_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = group != NULL ? g_object_ref (group) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->group_drop), group == NULL);
  if (group != NULL)
    anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  else
    fill_groups (self);
  set_author (self, NULL);
  return ANSHIN_PAGE (self);
}
