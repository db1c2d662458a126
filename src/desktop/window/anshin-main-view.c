/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-main-view.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-audit-section.h"
#include "anshin-connection-bar.h"
#include "anshin-covered.h"
#include "anshin-groups-section.h"
#include "anshin-invitations-section.h"
#include "anshin-office-section.h"
#include "anshin-pages.h"
#include "anshin-patients-section.h"
#include "anshin-lost-group.h"
#include "anshin-requests-section.h"
#include "anshin-safety-bar.h"
#include "anshin-scans-page.h"
#include "anshin-staff-section.h"
#include "anshin-two-pane.h"
#include "anshin-window.h"

struct _AnshinMainView
{
  AdwBin parent_instance;

  /* template widgets */
  AnshinTwoPane *two_pane;
  AdwHeaderBar *sidebar_header;
  AdwWindowTitle *sidebar_title;
  AdwViewSwitcher *switcher;
  AdwViewStack *sections;
  GtkStack *contents;
  AnshinSafetyBar *safety_bar;
  AnshinConnectionBar *connection_bar;

  /* owned */
  AnshinClient *client;
  AnshinSight *sight;
  GCancellable *cancellable;
  GtkWidget *menu_button;
};

/* What is to happen once the person agreed to lose what was typed. */
typedef struct
{
  AnshinMainView *self;
  AnshinPages *pages;
  AnshinPage *page;
  AnshinPage *next;
} Leave;

G_DEFINE_FINAL_TYPE (AnshinMainView, anshin_main_view, ADW_TYPE_BIN)

static gboolean
is_for_all (AnshinUser *user)
{
  return TRUE;
}

/* The office has no patients (PRODUCT section 1). */
static gboolean
is_for_facilities (AnshinUser *user)
{
  return user == NULL || !user->office;
}

static gboolean
is_for_office (AnshinUser *user)
{
  return user != NULL && user->office;
}

/* In the order in which the switcher shows them; those of the menu have no place in it. What a
 * person has no part in isn't there at all. */
static const struct
{
  GType (*get_type) (void);
  gboolean (*is_for) (AnshinUser *user);
  gboolean from_menu;
} sections[] = {
  { anshin_office_section_get_type, is_for_office, FALSE },
  { anshin_patients_section_get_type, is_for_facilities, FALSE },
  { anshin_groups_section_get_type, is_for_all, FALSE },
  { anshin_invitations_section_get_type, is_for_all, FALSE },
  { anshin_requests_section_get_type, is_for_all, FALSE },
  { anshin_staff_section_get_type, is_for_all, TRUE },
  { anshin_audit_section_get_type, is_for_all, TRUE },
};

static AnshinPages *
get_pages (AnshinMainView *self)
{
  GtkWidget *pages = gtk_stack_get_visible_child (self->contents);

  return pages != NULL ? ANSHIN_PAGES (pages) : NULL;
}

static void
update_header (AnshinMainView *self)
{
  gboolean collapsed = anshin_two_pane_get_collapsed (self->two_pane);

  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, collapsed);
  gtk_widget_set_visible (self->menu_button, collapsed);
  for (GtkWidget *pages = gtk_widget_get_first_child (GTK_WIDGET (self->contents)); pages != NULL;
       pages = gtk_widget_get_next_sibling (pages))
    anshin_pages_set_collapsed (ANSHIN_PAGES (pages), collapsed);
}

static void
update (AnshinMainView *self)
{
  AnshinPages *pages = get_pages (self);
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_two_pane_set_show_content (self->two_pane,
                                    pages != NULL && anshin_pages_get_depth (pages) > 0);
  if (pages != NULL)
    anshin_section_content_changed (anshin_pages_get_section (pages),
                                    anshin_pages_get_bottom (pages));
  if (window != NULL)
    anshin_window_actions_update (window);
}

static void
leave_free (Leave *leave)
{
  g_clear_object (&leave->self);
  g_clear_object (&leave->page);
  g_clear_object (&leave->next);
  g_free (leave);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leave, leave_free)

static void
leave_now (Leave *leave)
{
  if (leave->page != NULL)
    anshin_pages_remove (leave->pages, leave->page);
  else
    anshin_pages_clear (leave->pages);
  if (leave->next != NULL)
    anshin_pages_push (leave->pages, leave->next, FALSE);
  update (leave->self);
  if (anshin_pages_get_depth (leave->pages) == 0)
    gtk_widget_child_focus (GTK_WIDGET (anshin_pages_get_section (leave->pages)),
                            GTK_DIR_TAB_FORWARD);
}

static void
on_leave_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (Leave) leave = data;

  if (confirmed && gtk_widget_get_parent (GTK_WIDGET (leave->pages)) != NULL)
    leave_now (leave);
}

/* Takes away @page, or all if it is NULL, and shows @next; asks first if something is lost. */
static void
leave_for (AnshinMainView *self, AnshinPages *pages, AnshinPage *page, AnshinPage *next)
{
  g_autoptr (Leave) leave = g_new0 (Leave, 1);
  AnshinPage *dirty = page != NULL ? (anshin_page_get_dirty (page) ? page : NULL)
                                   : anshin_pages_find_dirty (pages);
  const AnshinPageLoss *loss = NULL;

  leave->self = g_object_ref (self);
  leave->pages = pages;
  leave->page = page != NULL ? g_object_ref (page) : NULL;
  leave->next = next != NULL ? g_object_ref_sink (next) : NULL;
  if (dirty == NULL)
    {
      leave_now (leave);
      return;
    }
  loss = anshin_page_get_loss (dirty);
  anshin_alert_ask (GTK_WIDGET (self),
                    loss->heading != NULL ? loss->heading : _("Discard what you typed?"),
                    loss->body != NULL ? loss->body
                                       : _("What you entered on this page has not been saved."),
                    loss->label != NULL ? loss->label : _("_Discard"), TRUE,
                    on_leave_confirmed_cb, g_steal_pointer (&leave));
}

static void
on_collapsed_cb (AnshinMainView *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  update_header (self);
  if (window != NULL)
    anshin_window_actions_update (window);
}

/* The head of the sidebar says who is signed in; of a section that no tab names, which it is. */
static void
show_user (AnshinMainView *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  GtkWidget *section = adw_view_stack_get_visible_child (self->sections);
  AdwViewStackPage *page = NULL;
  g_autofree char *title = NULL;

  if (section != NULL)
    {
      page = adw_view_stack_get_page (self->sections, section);
      if (adw_view_stack_page_get_title (page) == NULL)
        g_object_get (section, "title", &title, NULL);
    }
  if (title == NULL && user != NULL)
    title = g_strdup (user->name);
  if (user != NULL && user->facility_name != NULL)
    adw_window_title_set_subtitle (self->sidebar_title, user->facility_name);
  if (title != NULL)
    adw_window_title_set_title (self->sidebar_title, title);
}

static void
on_section_changed_cb (AnshinMainView *self)
{
  AnshinSection *section = anshin_main_view_get_section (self);
  AnshinPages *pages = get_pages (self);

  if (section == NULL || self->contents == NULL)
    return;
  if (pages != NULL && anshin_pages_get_top (pages) != NULL)
    anshin_page_hidden (anshin_pages_get_top (pages));
  gtk_stack_set_visible_child_name (self->contents, anshin_section_get_name (section));
  anshin_section_opened (section);
  pages = get_pages (self);
  if (pages != NULL && anshin_pages_get_top (pages) != NULL)
    anshin_page_shown (anshin_pages_get_top (pages));
  show_user (self);
  update (self);
  anshin_two_pane_set_show_content (self->two_pane, FALSE);
}

static void
name_tab (GtkWidget *tab, AdwViewStackPage *page)
{
  const char *title = adw_view_stack_page_get_title (page);
  guint badge = adw_view_stack_page_get_badge_number (page);
  g_autofree char *label = NULL;

  if (title == NULL)
    return;
  /* Translators: a section of the window, and how much waits in it; for screen readers */
  label = badge > 0 ? g_strdup_printf (_("%s, %u waiting"), title, badge) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What waits in a section is in the name of its tab: the number on it is for eyes alone. */
static void
update_tabs (AnshinMainView *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->sections);
  GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));

  for (guint i = 0; tab != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      name_tab (tab, page);
      tab = gtk_widget_get_next_sibling (tab);
    }
}

static void
add_section (AnshinMainView *self, GType type, gboolean from_menu)
{
  AnshinSection *section = g_object_new (type, "client", self->client, NULL);
  const char *name = anshin_section_get_name (section);
  g_autofree char *title = NULL;
  AdwViewStackPage *page = NULL;

  g_object_get (section, "title", &title, NULL);
  gtk_stack_add_named (self->contents, anshin_pages_new (section), name);
  if (from_menu)
    {
      /* Without title and icon the switcher leaves it out. */
      adw_view_stack_add_named (self->sections, GTK_WIDGET (section), name);
      return;
    }
  page = adw_view_stack_add_titled (self->sections, GTK_WIDGET (section), name, title);
  g_object_bind_property (section, "icon-name", page, "icon-name", G_BINDING_SYNC_CREATE);
  g_object_bind_property (section, "badge", page, "badge-number", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::badge-number", G_CALLBACK (update_tabs), self,
                           G_CONNECT_SWAPPED);
}

/* What is open of a group or a patient that one may not see any more goes at once, whatever section
 * it is in. What was being written there, its writer can have. */
static void
on_sight_changed_cb (AnshinMainView *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autoptr (AnshinRecord) told = NULL;

  if (window == NULL)
    return;
  if (!anshin_sight_is_sure (self->sight))
    {
      anshin_lost_group_tell_unsent (window, self->client, self->sight);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->contents)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AnshinPages *pages = ANSHIN_PAGES (child);
      g_autoptr (AnshinRecord) lost = anshin_pages_look (pages, self->sight);

      anshin_pages_tell_sight_lost (pages);
      if (lost == NULL)
        continue;
      if (pages == get_pages (self))
        update (self);
      else
        anshin_section_content_changed (anshin_pages_get_section (pages),
                                        anshin_pages_get_bottom (pages));
      if (told == NULL || ANSHIN_IS_GROUP (lost))
        g_set_object (&told, lost);
    }
  if (told != NULL)
    anshin_lost_group_tell (window, self->client, told);
  anshin_lost_group_tell_unsent (window, self->client, self->sight);
}

static void
anshin_main_view_dispose (GObject *object)
{
  AnshinMainView *self = ANSHIN_MAIN_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sight);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_main_view_parent_class)->dispose (object);
}

static void
anshin_main_view_class_init (AnshinMainViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_main_view_dispose;

  g_type_ensure (ANSHIN_TYPE_TWO_PANE);
  g_type_ensure (ANSHIN_TYPE_SAFETY_BAR);
  g_type_ensure (ANSHIN_TYPE_CONNECTION_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/window/anshin-main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, two_pane);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, sidebar_title);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, switcher);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, sections);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, contents);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, safety_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinMainView, connection_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_section_changed_cb);
}

static void
anshin_main_view_init (AnshinMainView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->sections));
  anshin_covered_tell (GTK_WIDGET (self->contents));
  self->menu_button = anshin_window_create_menu_button ();
  adw_header_bar_pack_end (self->sidebar_header, self->menu_button);
}

GtkWidget *
anshin_main_view_new (AnshinClient *client)
{
  AnshinMainView *self = g_object_new (ANSHIN_TYPE_MAIN_VIEW, NULL);
  AnshinUser *user = anshin_client_get_user (client);

  self->client = g_object_ref (client);
  self->sight = anshin_sight_new (client);
  g_signal_connect_object (self->sight, "changed", G_CALLBACK (on_sight_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (sections[i].is_for (user))
      add_section (self, sections[i].get_type (), sections[i].from_menu);
  update_tabs (self);
  anshin_safety_bar_set_client (self->safety_bar, client);
  anshin_connection_bar_set_client (self->connection_bar, client);
  /* The office has no patients, and so no papers of theirs. */
  if (!user->office)
    anshin_scans_page_take_drops (GTK_WIDGET (self), client);
  show_user (self);
  update_header (self);
  return GTK_WIDGET (self);
}

AnshinClient *
anshin_main_view_get_client (AnshinMainView *self)
{
  return self->client;
}

/* Returns: (nullable) (transfer none): the section that is open */
AnshinSection *
anshin_main_view_get_section (AnshinMainView *self)
{
  GtkWidget *section = adw_view_stack_get_visible_child (self->sections);

  return section != NULL ? ANSHIN_SECTION (section) : NULL;
}

gboolean
anshin_main_view_select_section (AnshinMainView *self, const char *name)
{
  if (adw_view_stack_get_child_by_name (self->sections, name) == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->sections, name);
  return TRUE;
}

gboolean
anshin_main_view_has_section (AnshinMainView *self, const char *name)
{
  return adw_view_stack_get_child_by_name (self->sections, name) != NULL;
}

/* From the menu: the section's list comes to the front and gets the focus. */
void
anshin_main_view_open_section (AnshinMainView *self, const char *name)
{
  GtkWidget *section = adw_view_stack_get_child_by_name (self->sections, name);

  if (section == NULL)
    return;
  adw_view_stack_set_visible_child (self->sections, section);
  anshin_two_pane_set_show_content (self->two_pane, FALSE);
  gtk_widget_child_focus (section, GTK_DIR_TAB_FORWARD);
}

/* The section that Ctrl+1 … opens: its list comes to the front and gets the focus. */
void
anshin_main_view_select_nth (AnshinMainView *self, guint index)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->sections);
  g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), index);

  if (page == NULL)
    return;
  adw_view_stack_set_visible_child (self->sections, adw_view_stack_page_get_child (page));
  anshin_two_pane_set_show_content (self->two_pane, FALSE);
  gtk_widget_child_focus (adw_view_stack_page_get_child (page), GTK_DIR_TAB_FORWARD);
}

gboolean
anshin_main_view_show_item (AnshinMainView *self, const char *section, const char *id)
{
  return anshin_main_view_select_section (self, section)
         && anshin_section_show_item (anshin_main_view_get_section (self), id);
}

AnshinPage *
anshin_main_view_get_page (AnshinMainView *self)
{
  AnshinPages *pages = get_pages (self);

  return pages != NULL ? anshin_pages_get_top (pages) : NULL;
}

/* Where there is room for one pane only, the page comes to the front. */
void
anshin_main_view_show_content (AnshinMainView *self)
{
  anshin_two_pane_set_show_content (self->two_pane, anshin_main_view_get_page (self) != NULL);
}

void
anshin_main_view_show_page (AnshinMainView *self, AnshinPage *page)
{
  leave_for (self, get_pages (self), NULL, page);
}

void
anshin_main_view_push_page (AnshinMainView *self, AnshinPage *page)
{
  anshin_pages_push (get_pages (self), page, TRUE);
  update (self);
}

/* Takes @page away without asking: what it was for is done. */
void
anshin_main_view_close_page (AnshinMainView *self, AnshinPage *page)
{
  GtkWidget *pages = gtk_widget_get_ancestor (GTK_WIDGET (page), ANSHIN_TYPE_PAGES);

  if (pages == NULL)
    return;
  anshin_page_set_dirty (page, FALSE);
  leave_for (self, ANSHIN_PAGES (pages), page, NULL);
}

gboolean
anshin_main_view_can_go_back (AnshinMainView *self)
{
  AnshinPages *pages = get_pages (self);

  return pages != NULL && anshin_pages_can_go_back (pages);
}

void
anshin_main_view_go_back (AnshinMainView *self)
{
  AnshinPages *pages = get_pages (self);

  if (anshin_main_view_can_go_back (self))
    leave_for (self, pages, anshin_pages_get_top (pages), NULL);
}

/* The page may have a search of its own; else the list beside it is searched. */
void
anshin_main_view_search (AnshinMainView *self)
{
  AnshinPage *page = anshin_main_view_get_page (self);

  if (page != NULL && anshin_page_search (page))
    return;
  anshin_two_pane_set_show_content (self->two_pane, FALSE);
  if (anshin_main_view_get_section (self) != NULL)
    anshin_section_search (anshin_main_view_get_section (self));
}

/* After it came into the window, again perhaps: one goes on where one was. */
void
anshin_main_view_focus (AnshinMainView *self)
{
  AnshinPage *page = anshin_main_view_get_page (self);

  if (page != NULL)
    anshin_page_shown (page);
  else if (anshin_main_view_get_section (self) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (anshin_main_view_get_section (self)),
                            GTK_DIR_TAB_FORWARD);
}

/* F6: from the list to the page and back. */
void
anshin_main_view_switch_pane (AnshinMainView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_content = focus != NULL
                        && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->contents));
  AnshinSection *section = anshin_main_view_get_section (self);

  if (!in_content && anshin_main_view_get_page (self) != NULL)
    {
      anshin_two_pane_set_show_content (self->two_pane, TRUE);
      gtk_widget_child_focus (GTK_WIDGET (anshin_main_view_get_page (self)),
                              GTK_DIR_TAB_FORWARD);
      return;
    }
  anshin_two_pane_set_show_content (self->two_pane, FALSE);
  if (section != NULL)
    gtk_widget_child_focus (GTK_WIDGET (section), GTK_DIR_TAB_FORWARD);
}

AnshinPage *
anshin_main_view_find_dirty (AnshinMainView *self)
{
  AnshinPage *dirty = NULL;

  for (GtkWidget *pages = gtk_widget_get_first_child (GTK_WIDGET (self->contents));
       pages != NULL && dirty == NULL; pages = gtk_widget_get_next_sibling (pages))
    dirty = anshin_pages_find_dirty (ANSHIN_PAGES (pages));
  return dirty;
}

/* The page on which the open safety check is answered; FALSE if none is open. */
gboolean
anshin_main_view_answer_safety_check (AnshinMainView *self)
{
  return anshin_safety_bar_open (self->safety_bar);
}
